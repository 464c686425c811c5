import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { openStore } from "../../src/base/store.ts";
import { readSiteFiles } from "../../src/content/site-files.ts";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "broadsheet-files-"));
  mkdirSync(join(folder, "site/articles/world"), { recursive: true });
  writeFileSync(join(folder, "site/articles/world/one.md"), "One");
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

async function list() {
  const store = openStore(join(folder, "cache"));
  const files = await readSiteFiles(join(folder, "site"), ["articles"], store);
  for (const path of files.paths) files.textKey(path);
  store.close();
  return files;
}

test("links to folders above them and links to nowhere are passed over, other links are followed", async () => {
  mkdirSync(join(folder, "elsewhere"));
  writeFileSync(join(folder, "elsewhere/two.md"), "Two");
  symlinkSync(".", join(folder, "site/articles/world/here"));
  symlinkSync("../..", join(folder, "site/articles/world/up"));
  symlinkSync("/nonexistent", join(folder, "site/articles/world/gone.md"));
  symlinkSync(join(folder, "elsewhere"), join(folder, "site/articles/linked"));
  expect((await list()).paths).toEqual(["articles/linked/two.md", "articles/world/one.md"]);
});

// Only Linux keeps such names; other systems refuse to make the file.
test.runIf(process.platform === "linux")("a name that is not UTF-8 is told of, and the rest is read", async () => {
  writeFileSync(Buffer.from(join(folder, "site/articles/world/caf\u00e9.md"), "latin1"), "Three");
  const { paths, unreachable } = await list();
  expect(paths).toEqual(["articles/world/one.md"]);
  expect(unreachable).toEqual(["articles/world/caf\ufffd.md"]);
});
