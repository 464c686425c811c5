import { spawnSync } from "node:child_process";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { SiteRepository } from "../support/site-repository.ts";

const project = join(import.meta.dirname, "../..");
let repository: SiteRepository;
const good = { headline: "Harbour", standfirst: "A port.", section: "world", published: "2025-05-10T10:00" };

beforeAll(() => {
  repository = new SiteRepository("paper");
  const { folder } = repository;
  folder.writeStory("world/good", good);
  folder.writeStory("world/bad", { ...good, headline: "Bad", section: "nowhere" });
  folder.writeStory("sport/draft", { ...good, headline: "SECRETWORD", status: "draft", section: "SECRETWORD" });
  folder.write(
    "articles/world/colon.md",
    `---\nheadline:Colon\nstandfirst: A.\nsection: world\npublished: 2025-05-10\n---\n\nA word.\n`,
  );
  repository.commit("2025-05-10T10:00+05:30");
});
afterAll(() => repository.close());

function check(args: readonly string[], env: Record<string, string> = {}) {
  const { site, folder } = repository;
  const places = ["--site", site, "--cache", folder.path("cache"), "--output", folder.path("none")];
  const command = [join(project, "scripts/broadsheet.mjs"), "check", ...places, "--now", "2025-06-01T12:00Z", ...args];
  const { status, stdout, stderr } = spawnSync(process.execPath, command, {
    encoding: "utf8",
    cwd: repository.root,
    env: { PATH: process.env.PATH ?? "", ...env },
  });
  return { status, text: stdout, errors: stderr };
}

describe("npm run check", () => {
  test("shows the problems of all files, or of files and folders by name", () => {
    const all = check([]);
    expect(all.status).toBe(1);
    expect(all.text).toContain("articles/world/bad.md:4:10  error  reference/section");
    expect(all.text).toContain("1 problem of these can be mended at once: npm run check -- --fix");
    const one = check(["paper/articles/world/good.md"]);
    expect(one).toMatchObject({ status: 0, errors: expect.any(String) });
    expect(one.text).toContain("4 stories, no problems.\n3 problems of other files are not shown.");
    expect(check(["articles/sport"]).text).not.toContain("articles/world");
    expect(check(["articles/nowhere.md"])).toMatchObject({ status: 2, text: "" });
    expect(check([project])).toMatchObject({ status: 2, text: "" });
  });

  test("shows those of staged files", () => {
    expect(check(["--staged"])).toEqual({ status: 0, text: "Nothing of the site is staged.\n", errors: "" });
    writeFileSync(join(repository.site, "articles/world/bad.md"), "---\nheadline: Worse\n---\n\nA word.\n");
    repository.git("add", "--all");
    const { status, text } = check(["--staged"]);
    expect(status).toBe(1);
    expect(text).toContain("articles/world/bad.md");
    expect(text).not.toContain("articles/sport/draft.md");
  });

  test("as data says what can be mended, and mends it only where it is told to", () => {
    const file = join(repository.site, "articles/world/colon.md");
    const before = readFileSync(file, "utf8");
    expect(JSON.parse(check(["--json"]).text)).toMatchObject({ status: 1, fixable: 1 });
    const dry = check(["--fix", "--dry-run", "articles/world/colon.md"]);
    expect(dry.text).toContain("-headline:Colon\n+headline: Colon\n");
    expect(readFileSync(file, "utf8")).toBe(before);
    const { text } = check(["--fix", "--json"]);
    expect(JSON.parse(text)).toMatchObject({
      fixable: 0,
      mending: { mended: [{ code: "yaml/colon", file: "articles/world/colon.md", line: 2 }], left: [] },
    });
    expect(readFileSync(file, "utf8")).toBe(before.replace("headline:", "headline: "));
    expect(check(["--dry-run"]).status).toBe(2);
  });

  test("for a pull request names paths from the repository's root, and no word of a draft", () => {
    mkdirSync(repository.folder.path("logs"), { recursive: true });
    const [summary, sarif] = [repository.folder.path("logs/summary.md"), repository.folder.path("logs/check.sarif")];
    const { text } = check(["--annotations", "--sarif", sarif], { GITHUB_STEP_SUMMARY: summary });
    const written = [text, readFileSync(summary, "utf8"), readFileSync(sarif, "utf8")];
    for (const each of written) {
      expect(each).toContain("paper/articles/sport/draft.md");
      expect(each).not.toContain("SECRETWORD");
    }
    expect(check(["--annotations", "--private"]).text).toContain("SECRETWORD");
    expect(JSON.parse(check(["--sarif", "-"]).text)).toMatchObject({ version: "2.1.0" });
  });
});
