import { sha256 } from "./base/digest.ts";
import type { Problem } from "./base/problem.ts";
import type { Store } from "./base/store.ts";
import { earlierForms } from "./content/earlier-forms.ts";
import { storyReading } from "./content/read-site.ts";
import type { SiteContent, StoryRecord } from "./content/site-content.ts";
import type { Newsroom } from "./model/newsroom.ts";
import { type BuildManifest, manifestText, readManifest } from "./publish/build-manifest.ts";

// Which form of each story is public. The cache remembers it by the output's folder, and by the outlet's address with the
// build manifest's digest, so that it is found again where folders have moved, and never for another branch's build.

interface Place {
  /** The output folder, absolute. */
  output: string;
  content: SiteContent;
  store: Store;
}

const byFolder = (output: string) => `published:${output}`;
const byAddress = ({ outlet }: SiteContent) => `published at ${outlet.url}`;

/** For `--hold-back`: which form of each story is public now. */
export function rememberPublished(
  newsroom: Newsroom,
  manifest: BuildManifest,
  { output, content, store }: Place,
): void {
  const readings = Object.fromEntries(
    content.stories.filter((story) => newsroom.byId.has(story.id)).map((story) => [story.id, story.readingKey]),
  );
  store.set("files", byFolder(output), JSON.stringify(readings));
  store.set("files", byAddress(content), JSON.stringify({ manifest: digestOfManifest(manifest), readings }));
}

export interface LastPublishedInput extends Place {
  /** The site's folder. */
  site: string;
  problems: readonly Problem[];
}

/**
 * The stories with errors, by id, as they were published last: as the cache has it, else as git has it, where the cache knows
 * nothing of this output. A story that is missing was never public, or nothing remembers it.
 */
export async function lastPublished(input: LastPublishedInput): Promise<Map<string, StoryRecord>> {
  const { problems, content, output, site, store } = input;
  const errors = problems.filter(({ severity, story }) => severity === "error" && story !== undefined);
  const faulty = Map.groupBy(errors, ({ story = "" }) => story);
  const manifest = readManifest(output);
  const readings = remembered(input, manifest);
  const found = new Map<string, StoryRecord>();
  for (const id of faulty.keys()) {
    const last = storyReading(store, readings?.[id] ?? "");
    if (last) found.set(id, last);
  }
  const wasPublic = manifest && new Set(manifest.files.map(({ story }) => story));
  const lost = [...faulty].filter(
    ([id]) => (readings ? id in readings : !wasPublic || wasPublic.has(id)) && !found.has(id),
  );
  const fresh = new Map(content.stories.map(({ id, file }) => [id, file]));
  const files = lost.flatMap(([id, faults]): [string, string][] => {
    const file = fresh.get(id) ?? faults.map((each) => each.file ?? "").find((name) => /\.md$/i.test(name));
    return file === undefined ? [] : [[id, file]];
  });
  for (const [id, form] of await earlierForms({ site, store, content, files: new Map(files) })) found.set(id, form);
  return found;
}

/** One story as it was published last, faulty now or gone; undefined where the cache does not know. */
export function publishedReading(
  { output, store }: Omit<Place, "content">,
  content: SiteContent,
  id: string,
): StoryRecord | undefined {
  return storyReading(store, remembered({ output, content, store }, readManifest(output))?.[id] ?? "");
}

function remembered(
  { output, content, store }: Place,
  manifest: BuildManifest | undefined,
): Record<string, string> | undefined {
  const here = store.get("files", byFolder(output));
  if (here !== undefined) return JSON.parse(here) as Record<string, string>;
  const known = store.get("files", byAddress(content));
  if (known === undefined) return undefined;
  const last = JSON.parse(known) as { manifest: string; readings: Record<string, string> };
  return !manifest || digestOfManifest(manifest) === last.manifest ? last.readings : undefined;
}

/** What the cache knows a build manifest by. */
export function digestOfManifest(manifest: BuildManifest): string {
  return sha256(manifestText(manifest));
}
