import { hash } from "node:crypto";
import { readFileSync } from "node:fs";
import type { Store } from "../base/store.ts";
import { engineVersion } from "./engine-version.ts";
import type { CopyReader } from "./read-story.ts";
import type { SiteFiles } from "./site-files.ts";

// After so many files read anew they are written down, so that memory holds no more of them than that.
const flushEvery = 2_000;

/** What readings depend on besides the file itself, and where they are kept: the table `stories`. */
export class ReadingMemory {
  readonly files: SiteFiles;
  readonly store: Store;
  /** The outlet's time zone. */
  readonly zone: string;
  /** The outlet's first language. */
  readonly language: string;
  /** Of the reading code. */
  readonly engine = engineVersion();
  #fresh = 0;
  #reader: CopyReader | undefined;

  constructor(input: { files: SiteFiles; store: Store; zone: string; language: string }) {
    this.files = input.files;
    this.store = input.store;
    this.zone = input.zone;
    this.language = input.language;
  }

  /** By content only, so that sites and branches share readings: equal keys mean equal readings. */
  key(file: string, kind: "story" | "page" | "sidecar"): string {
    return this.digest(kind, `${this.files.textKey(file)}\0${file}`);
  }

  digest(kind: string, what: string): string {
    return hash("sha256", `${kind}\0${this.engine}\0${this.zone}\0${this.language}\0${what}`);
  }

  text(file: string): string {
    return readFileSync(this.files.onDisk(file), "utf8");
  }

  /** What an unchanged file said last time; else undefined. */
  recall<Reading>(key: string): Reading | undefined {
    const known = this.store.get("stories", key);
    return known === undefined ? undefined : (JSON.parse(known) as Reading);
  }

  remember(key: string, reading: unknown): void {
    this.store.set("stories", key, JSON.stringify(reading));
    this.#fresh += 1;
    if (this.#fresh % flushEvery === 0) this.store.flush();
  }

  /** markdown-it and all that hangs on it is loaded only if there is something to read. */
  async reader(): Promise<CopyReader> {
    this.#reader ??= (await import("./markdown.ts")).renderCopy;
    return this.#reader;
  }
}
