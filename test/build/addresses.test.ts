import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { placeEdits, replaceAll } from "../../src/base/apply-edits.ts";
import { build } from "../../src/build.ts";
import { checkSite } from "../../src/check-site.ts";
import { type SiteFolder, smallSite } from "../support/site-folder.ts";

const now = Date.UTC(2026, 5, 1, 6, 30);
const story = (headline: string, more: Record<string, unknown> = {}) => ({
  headline,
  section: "world",
  published: "2026-05-01T10:00",
  ...more,
});

let folder: SiteFolder;
beforeEach(() => {
  folder = smallSite();
});
afterEach(() => folder.close());

const options = () => ({ site: folder.site, output: folder.path("out"), cache: folder.path("cache"), now });
const page = (path: string) => readFileSync(join(folder.path("out"), path, "index.html"), "utf8");
const found = (result: { problems: readonly { code: string; severity: string; file?: string; hint?: string }[] }) =>
  result.problems.map(({ code, severity, file }) => [code, severity, file]);

describe("once public, an address answers for ever:", () => {
  test("an alias that is taken away is an error, in a check as in a build", async () => {
    folder.writeStory("world/one", story("One", { aliases: ["/old/one/"] }));
    await build(options());
    folder.writeStory("world/one", story("One"));
    const expected = [["site/address-lost", "error", "articles/world/one.md"]];
    expect(found(await build(options()))).toEqual(expected);
    expect(found(await checkSite(options()))).toEqual(expected);
  });

  test("a check proposes the alias where the date moved the address, and the fix is right", async () => {
    folder.writeStory("world/one", story("One", { aliases: ["/old/one/"] }));
    await build(options());
    folder.writeStory("world/one", story("One", { aliases: ["/old/one/"], published: "2026-05-02T10:00" }));
    const { problems } = await checkSite(options());
    expect(found({ problems })).toEqual([["site/address-lost", "error", "articles/world/one.md"]]);
    const file = join(folder.site, "articles/world/one.md");
    const text = readFileSync(file, "utf8");
    const placed = placeEdits(text, problems[0]?.fix ?? []);
    folder.write("articles/world/one.md", replaceAll(text, placed ?? []));
    expect(readFileSync(file, "utf8")).toContain("aliases:\n  - /old/one/\n  - /2026/05/01/one/\n");
    expect((await checkSite(options())).problems).toEqual([]);
  });

  test("a story that is withheld is told to be killed, not to be its own alias", async () => {
    folder.writeStory("world/one", story("One"));
    await build(options());
    folder.writeStory("world/one", story("One", { status: "withheld" }));
    const { problems } = await build(options());
    expect(problems[0]).toMatchObject({ code: "site/address-lost", file: "articles/world/one.md" });
    expect(problems[0]?.hint).toMatch(/kill/);
    expect(problems[0]?.hint).not.toMatch(/aliases/);
  });

  test("a story under another id at the same address is an error that names the old id", async () => {
    folder.writeStory("world/one", story("One"));
    await build(options());
    folder.remove("articles/world/one.md");
    folder.writeStory("sport/one", story("One"));
    const { problems } = await build(options());
    expect(problems).toMatchObject([{ code: "site/id-lost", expected: "world/one", file: "articles/sport/one.md" }]);
    folder.writeStory("sport/one", story("One", { id: "world/one" }));
    expect((await build(options())).status).toBe(0);
  });

  test("a kill is never held up: without a notice it goes out with a warning", async () => {
    folder.writeStory("world/one", story("One"));
    folder.writeStory("world/two", story("Two"));
    await build(options());
    folder.writeStory("world/one", story("One", { status: "withheld", kill: { at: "2026-05-20", reason: "no" } }));
    const result = await build(options());
    expect(result.status).toBe(0);
    expect(found(result)).toEqual([["site/notice-missing", "warning", "articles/world/one.md"]]);
  });
});

describe("a link to another story's file", () => {
  test("keeps its anchor", async () => {
    folder.writeStory(
      "world/one",
      story("One"),
      "See [there](two.md#the-second-part) and [here](../world/two.md?x=1).\n",
    );
    folder.writeStory("world/two", story("Two", { published: "2026-04-01" }), "## The second part\n\nWords.\n");
    expect((await build(options())).problems).toEqual([]);
    expect(page("2026/05/01/one")).toContain('href="/2026/04/01/two/#the-second-part"');
    expect(page("2026/05/01/one")).toContain('href="/2026/04/01/two/"');
    expect(page("2026/04/01/two")).toContain('id="the-second-part"');
  });

  test("that is not public now leaves its words, and a warning with the line", async () => {
    folder.writeStory(
      "world/one",
      story("One"),
      'First.\n\nSee [the other](two.md).\n\n:::related{story="world/two"}\n:::\n',
    );
    folder.writeStory("world/two", story("Two", { status: "draft" }));
    const { problems } = await build(options());
    expect(problems.map(({ code, severity, line }) => [code, severity, line !== undefined])).toEqual([
      ["site/link-hidden", "warning", true],
      ["site/link-hidden", "warning", true],
    ]);
    expect(page("2026/05/01/one")).toContain("See the other.");
    expect(page("2026/05/01/one")).not.toContain("Two");
  });
});
