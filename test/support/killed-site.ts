import { sha256 } from "../../src/base/digest.ts";
import type { Problem } from "../../src/base/problem.ts";
import { openStore } from "../../src/base/store.ts";
import { type BuildResult, build, openSite } from "../../src/build.ts";
import { drawBursts } from "../photos/bursts.ts";
import { readingOf } from "../photos/fixtures.ts";
import { readFolder, smallSite } from "./site-folder.ts";

/** 1 June 2026, noon in India. */
const now = Date.UTC(2026, 5, 1, 6, 30);

export interface Frames {
  /** The picture that is killed. */
  killed: Buffer;
  /** The next frame of its burst. */
  neighbour: Buffer;
  /** Of another scene. */
  other: Buffer;
}

export async function drawFrames(): Promise<Frames> {
  const [killed, neighbour, , other] = (await drawBursts(2, 2, 5)).map(({ jpeg }) => jpeg);
  if (!killed || !neighbour || !other) throw new Error("not enough frames were drawn");
  return { killed, neighbour, other };
}

/** A small site in which a photo is killed. */
export class KilledSite {
  readonly folder = smallSite({ features: { ninjs: true } });
  readonly at = "2026-05-30T09:00:00+05:30";
  /** Stands nowhere else: no message and no output may hold it. */
  readonly reason = "markreasonq";
  readonly #frames: Frames;

  constructor(frames: Frames) {
    this.#frames = frames;
    this.folder.writeYaml("_data/agencies.yaml", {
      ani: { name: "ANI", credit: "ANI", text: "full" },
      pti: { name: "PTI", credit: "PTI", text: "full" },
    });
  }

  /** Writes world/<id> with a lead photo: a file, or more of its record. */
  story(id: string, photo: Record<string, unknown> | string, more: Record<string, unknown> = {}): void {
    const record = typeof photo === "string" ? { file: photo } : photo;
    this.folder.writeStory(`world/${id}`, {
      headline: `Story ${id}`,
      section: "world",
      published: "2026-05-29T09:00",
      photo: { alt: "A picture", credit: "Staff", ...record },
      ...more,
    });
  }

  outlet(more: string): void {
    const outlet = "name: T\nurl: https://t.example\ntimeZone: Asia/Kolkata\nlanguages: [en]\n";
    this.folder.write("_data/outlet.yaml", `${outlet}${more}\n`);
  }

  /** Kills photos/killed.jpg, which world/killed uses, as `npm run photos kill` leaves it; the file is gone. */
  async kill(more: Record<string, unknown> = {}): Promise<void> {
    const { killed } = this.#frames;
    this.story("killed", "photos/killed.jpg");
    const { perceptualHash } = await readingOf(killed);
    const renditions = ["killed-0123456789abcdef-640.avif"];
    this.folder.writeYaml("articles/photos/killed.jpg.yaml", {
      kill: { at: this.at, reason: this.reason, sha256: sha256(killed), perceptualHash, renditions, ...more },
    });
  }

  /** What is said of photos. */
  async problems(): Promise<Problem[]> {
    const store = openStore(this.folder.path("cache"));
    try {
      const opened = await openSite({ site: this.folder.site, now }, store);
      return opened.problems.filter(({ code }) => code.startsWith("photo/"));
    } finally {
      store.close();
    }
  }

  async codes(): Promise<string[]> {
    return (await this.problems()).map(({ code }) => code);
  }

  /** `later`: ms after now. */
  build({ holdBack = false, later = 0, output = "out", allowRemoved = false } = {}): Promise<BuildResult> {
    const { site } = this.folder;
    return build({
      site,
      output: this.folder.path(output),
      cache: this.folder.path("cache"),
      now: now + later,
      holdBack,
      allowRemoved,
    });
  }

  output(name: string, output = "out"): string {
    return readFolder(this.folder.path(output)).get(name)?.toString("utf8") ?? "";
  }

  /** Renditions in the output, but for the paper's own cards, which show no photo. */
  renditions(): string[] {
    return [...readFolder(this.folder.path("out")).keys()].filter(
      (name) => /^photos\//.test(name) && !/\/(en|hi|ur)-[0-9a-f]+-card\.jpg$/.test(name),
    );
  }
}
