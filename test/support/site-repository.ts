import { execFileSync } from "node:child_process";
import { mkdirSync, renameSync } from "node:fs";
import { dirname, join } from "node:path";
import { type SiteFolder, smallSite } from "./site-folder.ts";

/** A small site in a git repository of its own, with commits at moments that a test gives. */
export class SiteRepository {
  readonly folder: SiteFolder;
  /** The repository's root: the site's folder, or one above it. */
  readonly root: string;

  /** `within`: the site's place in the repository; default: its root. */
  constructor(within?: string) {
    this.folder = smallSite();
    const { base, site } = this.folder;
    this.root = within === undefined ? site : join(base, "repository");
    if (within !== undefined) {
      const place = join(this.root, within);
      mkdirSync(dirname(place), { recursive: true });
      renameSync(site, place);
      Object.assign(this.folder, { site: place });
    }
    this.git("init", "--quiet", "--initial-branch=main");
  }

  get site(): string {
    return this.folder.site;
  }

  /** Runs git as nobody in particular, whatever the machine's own settings say. */
  git(...args: string[]): string {
    return this.#run(args, {});
  }

  /** Commits everything at a moment: `2026-10-02T10:00+05:30`. */
  commit(moment: string, message = "A change"): void {
    this.git("add", "--all");
    this.#run(["commit", "--quiet", "--allow-empty", "--message", message], at(moment));
  }

  merge(branch: string, moment: string): void {
    this.#run(["merge", "--quiet", "--no-ff", "--message", "Merge", branch], at(moment));
  }

  close(): void {
    this.folder.close();
  }

  #run(args: readonly string[], dates: Record<string, string>): string {
    const settings = ["user.name=Desk", "user.email=desk@test.example", "commit.gpgsign=false", "core.autocrlf=false"];
    return execFileSync("git", [...settings.flatMap((each) => ["-c", each]), ...args], {
      cwd: this.root,
      encoding: "utf8",
      env: { PATH: process.env.PATH, HOME: this.folder.base, GIT_CONFIG_NOSYSTEM: "1", ...dates },
      stdio: ["ignore", "pipe", "pipe"],
    });
  }
}

/** The author wrote long before: only the committer's date may count. */
function at(moment: string): Record<string, string> {
  return { GIT_AUTHOR_DATE: "2020-01-01T00:00:00Z", GIT_COMMITTER_DATE: new Date(moment).toISOString() };
}
