import { mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { afterEach, beforeEach, expect, test } from "vitest";
import { watchSite } from "../../scripts/watch-site.ts";
import { SiteFolder } from "../support/site-folder.ts";

let folder: SiteFolder;
let stop: () => void = () => {};
/** What was told, in order: the paths of each save. */
let saves: string[][];
let onSeen: () => void = () => {};
let onSaved: () => void = () => {};

beforeEach(() => {
  folder = new SiteFolder();
  folder.write("articles/world/one.md", "As it was.\n");
  folder.write("_data/outlet.yaml", "name: The Test\n");
  saves = [];
  stop = watchSite(folder.site, {
    onSeen: () => onSeen(),
    onSaved: (paths) => {
      saves.push(paths);
      onSaved();
    },
    onFault: (error) => {
      throw error;
    },
  });
});

afterEach(() => {
  stop();
  folder.close();
  [onSeen, onSaved] = [() => {}, () => {}];
});

const told = () => expect.poll(() => [...new Set(saves.flat())].sort(), { timeout: 20_000 });

test("tells of a file that is written, of one that takes its name, and of one that is gone", async () => {
  folder.write("articles/world/one.md", "Other words.\n");
  await told().toEqual(["articles/world/one.md"]);
  saves = [];
  folder.write("articles/world/.one.md.swp", "Renamed over it.\n");
  renameSync(folder.path("site/articles/world/.one.md.swp"), folder.path("site/articles/world/one.md"));
  await told().toEqual(["articles/world/one.md"]);
  saves = [];
  folder.remove("articles/world/one.md");
  await told().toEqual(["articles/world/one.md"]);
});

test("sees into folders that are new, and into those of the site that were not there", async () => {
  mkdirSync(folder.path("site/articles/sport/2026"), { recursive: true });
  folder.write("articles/sport/2026/two.md", "Two.\n");
  folder.write("_includes/layouts/story.njk", "A template.\n");
  await told().toEqual(expect.arrayContaining(["articles/sport/2026/two.md", "_includes/layouts/story.njk"]));
  saves = [];
  folder.write("articles/sport/2026/two.md", "Two again.\n");
  await told().toEqual(["articles/sport/2026/two.md"]);
});

test("waits for the words of a file that an editor empties first", async () => {
  const file = folder.path("site/articles/world/one.md");
  const read: string[] = [];
  onSaved = () => read.push(readFileSync(file, "utf8"));
  onSeen = () => {
    onSeen = () => {};
    // Later than a save counts as done, were it not empty.
    setTimeout(() => writeFileSync(file, "Its words.\n"), 30);
  };
  writeFileSync(file, "");
  await expect.poll(() => read, { timeout: 20_000 }).toEqual(["Its words.\n"]);
});

test("a file that stays empty is told of all the same", async () => {
  writeFileSync(folder.path("site/articles/world/one.md"), "");
  await told().toEqual(["articles/world/one.md"]);
});
