import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "vitest";
import { type BuildOptions, type BuildResult, build } from "../../src/build.ts";
import { readFolder } from "./site-folder.ts";
import { SiteRepository } from "./site-repository.ts";

/** The words of the story that is killed: no byte of any output may hold them afterwards. */
const killedWords = "Sorrowbeck words";

/** A repository with a public story that a night's kill takes down while other files are broken. */
export class KillNight {
  readonly repository = new SiteRepository();
  readonly folder = this.repository.folder;

  constructor() {
    this.story("world/one", "One as it was");
    this.story("world/gone", killedWords);
    this.story("sport/two", "Two as it was", { section: "sport" });
  }

  story(id: string, headline: string, more: Record<string, unknown> = {}): void {
    const byline = ["news-desk"];
    const published = id.startsWith("sport/") ? "2026-05-01T09:00" : "2026-05-01T10:00";
    this.folder.writeStory(
      id,
      { headline, section: "world", byline, published, ...more },
      `${headline} in the copy.\n`,
    );
  }

  /** The story comes down. */
  kill(): void {
    this.story("world/gone", killedWords, { kill: { at: "2026-05-20", reason: "no", notice: "Taken down." } });
  }

  build(more: Partial<BuildOptions> = {}): Promise<BuildResult> {
    const { folder } = this;
    const now = Date.UTC(2026, 5, 1, 6, 30);
    return build({ site: folder.site, output: folder.path("out"), cache: folder.path("cache"), now, ...more });
  }

  /** Without `--hold-back` nothing goes; with it the kill goes, and `held` is held. */
  async goesOut(held: string[], more: Partial<BuildOptions> = {}): Promise<BuildResult> {
    expect((await this.build(more)).status).toBe(1);
    const result = await this.build({ ...more, holdBack: true });
    expect(result.status, JSON.stringify(result.problems)).toBe(0);
    expect(result.figures.held).toEqual(held);
    expect(result.problems.some(({ severity }) => severity === "error")).toBe(true);
    expect(this.page("2026/05/01/gone")).toContain("Taken down.");
    this.expectNothingOf(killedWords);
    return result;
  }

  expectNothingOf(words: string): void {
    for (const [name, bytes] of readFolder(this.folder.path("out"))) expect(bytes.includes(words), name).toBe(false);
  }

  page(path: string): string {
    return readFileSync(join(this.folder.path("out"), path, "index.html"), "utf8");
  }

  has(path: string): boolean {
    return existsSync(join(this.folder.path("out"), path));
  }

  close(): void {
    this.repository.close();
  }
}
