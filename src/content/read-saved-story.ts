import { readFileSync } from "node:fs";
import { sha256 } from "../base/digest.ts";
import { onDisk } from "../base/files.ts";
import type { Store } from "../base/store.ts";
import { readStoryAlone } from "./read-stories.ts";
import type { StoryReading } from "./read-story.ts";
import { ReadingMemory } from "./reading-memory.ts";
import type { SiteContent } from "./site-content.ts";

/**
 * A story's file that has just been saved, read for itself; its blocks are in the store. Undefined where it can't be read,
 * or where the story has more files than this one. `file`: under the site folder.
 */
export async function readSavedStory(
  file: string,
  { site, store, outlet }: { site: string; store: Store; outlet: SiteContent["outlet"] },
): Promise<StoryReading | undefined> {
  let bytes: Buffer;
  try {
    bytes = readFileSync(onDisk(site, file));
  } catch {
    return undefined;
  }
  // Read once: a file that is written again meanwhile must not lend its text to the digest of this one.
  const text = bytes.toString("utf8");
  const digest = sha256(bytes);
  const memory = new SavedText(text, {
    files: {
      root: site,
      paths: [file],
      unreachable: [],
      has: (path) => path === file,
      onDisk: (path) => onDisk(site, path),
      textKey: () => digest,
      sha256: () => digest,
    },
    store,
    zone: outlet.timeZone,
    language: outlet.languages[0]?.code ?? "en",
  });
  return await readStoryAlone(file, memory);
}

class SavedText extends ReadingMemory {
  readonly #text: string;

  constructor(text: string, input: ConstructorParameters<typeof ReadingMemory>[0]) {
    super(input);
    this.#text = text;
  }

  override text(): string {
    return this.#text;
  }
}
