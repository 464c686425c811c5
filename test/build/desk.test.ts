import { afterAll, beforeAll, expect, test } from "vitest";
import { build } from "../../src/build.ts";
import { readFolder, type SiteFolder, smallSite } from "../support/site-folder.ts";

// The editors' desk stands in previews alone.

let folder: SiteFolder;

beforeAll(() => {
  folder = smallSite();
  folder.writeStory("out", { headline: "A headline", section: "world", published: "2026-11-20T08:00" });
  folder.writeStory("draft", { headline: "A draft", section: "world", published: "2026-11-20T08:00", status: "draft" });
});

afterAll(() => folder.close());

test("no build holds a page of the desk, a way to it, or its styles", async () => {
  const output = folder.path("_site");
  const built = await build({
    ...{ site: folder.site, output, cache: folder.path("cache") },
    now: Date.UTC(2026, 10, 24),
  });
  expect(built.problems.filter(({ severity }) => severity === "error")).toEqual([]);
  const files = readFolder(output);
  expect(files.size).toBeGreaterThan(20);
  const found = [...files].filter(
    ([name, bytes]) =>
      /(^|\/)desk/.test(name) || /\/desk\/|desk-(head|list|row|page|front)\b|preview-bar/.test(bytes.toString("utf8")),
  );
  expect(found.map(([name]) => name)).toEqual([]);
});
