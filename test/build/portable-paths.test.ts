import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import type { Problem } from "../../src/base/problem.ts";
import { checkSite } from "../../src/check-site.ts";
import { type SiteFolder, smallSite } from "../support/site-folder.ts";

let folder: SiteFolder;
beforeEach(() => {
  folder = smallSite();
});
afterEach(() => folder.close());

const good = { headline: "Harbour", standfirst: "A port.", section: "world", published: "2025-05-10T10:00" };

async function found(): Promise<Problem[]> {
  const places = { site: folder.site, output: folder.path("none"), cache: folder.path("cache") };
  const { problems } = await checkSite({ ...places, now: Date.UTC(2025, 5, 1) });
  return problems.filter(({ code }) => code.startsWith("site/"));
}

test.each(["/a/con/", "/AUX/b/", "/2025/nul.html", "/lpt9/", "/a/com1.old/b/", "/etc./", "/at:noon/"])(
  "%s is a name that Windows refuses, and is told once, with its story",
  async (permalink) => {
    folder.writeStory("world/one", { ...good, permalink });
    expect(await found()).toMatchObject([
      { code: "site/path-unfit", file: "articles/world/one.md", story: "world/one", severity: "warning" },
    ]);
  },
);

test.each(["/a/console/", "/auxiliary/", "/a/com/", "/nuland/", "/a.b/", "/comb1/"])(
  "%s is a name like any other",
  async (permalink) => {
    folder.writeStory("world/one", { ...good, permalink });
    expect(await found()).toEqual([]);
  },
);

test("a story's own name counts: nul.md has no disk of Windows to lie on", async () => {
  folder.writeStory("world/nul", good);
  expect(await found()).toMatchObject([{ code: "site/path-unfit", file: "articles/world/nul.md", found: "nul" }]);
});

test("an alias that differs by capitals from another story's address falls on it; its own light pages are not told again", async () => {
  folder.writeStory("world/one", { ...good, permalink: "/report/" });
  folder.writeStory("world/two", { ...good, headline: "Two", aliases: ["/Report/"] });
  const twins = await found();
  expect(twins.map(({ code }) => code)).toEqual(["site/path-twins"]);
  expect(twins[0]?.message).toContain("/report/ and /Report/");
});

test("letters of other scripts have capitals too", async () => {
  folder.writeStory("world/one", { ...good, permalink: "/straße/É/" });
  folder.writeStory("world/two", { ...good, headline: "Two", permalink: "/straße/é/" });
  expect((await found()).map(({ code }) => code)).toEqual(["site/path-twins"]);
});

test("an outlet's switch counts for what is found in addresses, and not for what keeps a site from being made", async () => {
  folder.writeStory("world/one", { ...good, permalink: "/con/" });
  folder.writeStory("world/two", { ...good, headline: "Two", permalink: "/twice/" });
  folder.writeStory("world/three", { ...good, headline: "Three", permalink: "/twice/" });
  folder.write(
    "_data/outlet.yaml",
    `${readFileSync(join(folder.site, "_data/outlet.yaml"), "utf8")}\nchecks: { site/path-unfit: off, site/duplicate-path: warning }\n`,
  );
  const places = { site: folder.site, output: folder.path("none"), cache: folder.path("cache") };
  const { problems } = await checkSite({ ...places, now: Date.UTC(2025, 5, 1) });
  const codes = problems
    .filter(({ code }) => /^site\/|^data\/checks/.test(code))
    .map(({ code, severity }) => [code, severity]);
  expect(codes).toEqual([
    ["data/checks-credit", "error"],
    ["site/duplicate-path", "error"],
  ]);
});
