import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { openPromise } from "yauzl";
import { randomFrom } from "../../scripts/bench/generate-site.ts";
import { sha256 } from "../../src/base/digest.ts";
import { walkFiles } from "../../src/base/files.ts";
import { escapeXml } from "../../src/base/xml.ts";
import { build } from "../../src/build.ts";
import { removals } from "../../src/edition-changes.ts";
import { type EditionRecord, editionSchema } from "../../src/editions/edition-record.ts";
import { verifyPath } from "../../src/editions/verify.ts";
import { projectFolder } from "../../src/engine.ts";
import { makeEditions } from "../../src/make-editions.ts";
import { cases } from "../support/cases.ts";
import { readFolder, type SiteFolder, smallSite } from "../support/site-folder.ts";

// Each test builds a site several times, in processes that others keep busy too.
vi.setConfig({ testTimeout: 240_000, hookTimeout: 240_000 });

const day = 86_400_000;
const now = Date.parse("2026-11-22T12:00:00+05:30");
const iso = (moment: number) => new Date(moment).toISOString();
const id = "2026-11-22-daily-en";

let folder: SiteFolder;
let editions: string;
beforeEach(() => {
  folder = smallSite();
  editions = join(folder.site, "editions");
  story("one", { headline: "One" }, "First form of the words.\n");
  story("two", { published: iso(now - 2 * day) });
});
afterEach(() => folder.close());

function story(name: string, front: Record<string, unknown>, copy?: string): void {
  const published = iso(now - 3600_000);
  folder.writeStory(name, { headline: name, section: "world", published, ...front }, copy);
}

const folders = () => ({ site: folder.site, output: folder.path("output"), cache: folder.path("cache") });
const make = (at: number) => makeEditions({ ...folders(), now: at, kind: "daily", languages: ["en"] });
const recordOf = (name: string): EditionRecord =>
  editionSchema.parse(JSON.parse(readFileSync(join(editions, `${name}.json`), "utf8")));
const given = (moment: number) => [
  ...["--site", folder.site, "--output", folder.path("output"), "--cache", folder.path("cache")],
  ...["--now", iso(moment)],
];
const program = join(projectFolder, "scripts/broadsheet.mjs");
/** Without whatever key the user of this machine has. */
const run = (...args: string[]) =>
  spawnSync(process.execPath, [program, "editions", ...given(now), ...args], {
    encoding: "utf8",
    env: { ...process.env, BROADSHEET_KEY: "", XDG_CONFIG_HOME: folder.path("config") },
  });

/** What a zip holds, by path. */
async function unzipped(file: string): Promise<Map<string, Buffer>> {
  const zip = await openPromise(join(editions, file));
  const found = new Map<string, Buffer>();
  for await (const entry of zip.eachEntry()) {
    const parts: Buffer[] = [];
    for await (const part of await zip.openReadStreamPromise(entry)) parts.push(part as Buffer);
    found.set(entry.fileName, Buffer.concat(parts));
  }
  zip.close();
  return found;
}

test("a site with errors makes no edition, and leaves the last ones whole", async () => {
  expect((await make(now)).status).toBe(0);
  const before = readFolder(editions);
  story("broken", { section: "nowhere" });
  const made = await make(now + day);
  expect([made.status, made.editions]).toEqual([1, []]);
  expect(made.problems.length).toBeGreaterThan(0);
  expect(readFolder(editions)).toEqual(before);
});

test("a paper without a story of that time makes none, and says so", () => {
  const { status, stderr } = run("--edition", "2001-01-01..2001-01-02");
  expect([status, stderr]).toEqual([1, expect.stringContaining("No story of that time")]);
  expect(walkFiles(editions)).toEqual([]);
});

test("where the folder can't be written the command says so in a sentence, and fails with 3", () => {
  writeFileSync(editions, "a file, where the folder should be");
  const { status, stderr } = run();
  expect(status).toBe(3);
  expect(stderr).toContain("It could not be done");
  expect(stderr).not.toContain("    at ");
});

test.each([
  [["--edition", "dialy"], "did you mean daily"],
  [["--edition", "2026-11-10..2026-11-01"], "before its first"],
  [["--edition", "2026-02-30"], "no day 2026-02-30"],
  [["--edition", "2027-01-01"], "not come yet"],
  [["--edition", "2026-11-01..2026-11-22"], "2026-11-22 is not over yet. --edition 2026-11-01 goes until now"],
  [["--edition", "2026-11-01..2027-01-01"], "not over yet"],
  [["--edition", "section"], "--section wants"],
  [["--edition", "section", "--section", "wrold"], "did you mean world"],
  [["--section", "world"], "goes with --edition section"],
  [["--language", "fr"], "--language wants"],
  [["--prune", "--edition", "all"], "leave out --edition"],
  [["--nonsense"], "nonsense"],
])("wrong use is told, and nothing is made: %s", (args, message) => {
  const { status, stderr } = run(...args);
  expect([status, stderr]).toEqual([2, expect.stringContaining(message)]);
  expect(existsSync(editions)).toBe(false);
});

test("days from one to another hold what came in them, both days whole", () => {
  story("before", { published: "2026-11-09T23:59:59+05:30" });
  story("first", { published: "2026-11-10T00:00:00+05:30" });
  story("last", { published: "2026-11-12T23:59:59+05:30" });
  story("after", { published: "2026-11-13T00:00:00+05:30" });
  const { status, stdout } = run("--edition", "2026-11-10..2026-11-12", "--language", "en", "--json");
  expect(status).toBe(0);
  const told = JSON.parse(stdout) as { status: number; editions: { id: string; files: unknown[] }[] };
  expect(told.editions.map((each) => each.id)).toEqual(["2026-11-22-days-2026-11-10-2026-11-12-en"]);
  const record = recordOf("2026-11-22-days-2026-11-10-2026-11-12-en");
  expect(record.stories.map((each) => each.id).sort()).toEqual(["first", "last"]);
  expect(record.title).toContain("10 November 2026 to 12 November 2026");
});

test("made twice in a day, an edition is the later one, and the next day's update is right for holders of either", async () => {
  await make(now);
  const copies = [await unzipped(`${id}.zip`)];
  story("one", { headline: "One" }, "Second form of the words.\n");
  story("short-lived", {});
  await make(now + 3600_000);
  copies.push(await unzipped(`${id}.zip`));
  // Back to what the first copy had: only the second copy differs from what comes next.
  story("one", { headline: "One" }, "First form of the words.\n");
  folder.remove("articles/short-lived.md");
  await build({ ...folders(), now: now + 2 * 3600_000, allowRemoved: true });
  await make(now + day);
  const next = "2026-11-23-daily-en";
  expect(recordOf(next).previous).toBe(id);
  const update = await unzipped(`${next}-since-${id}.zip`);
  const whole = await unzipped(`${next}.zip`);
  const own = new Set(["changes.html", "removed.txt", "SHA256SUMS"]);
  for (const copy of copies) {
    const merged = new Map([...copy, ...update]);
    for (const path of (update.get("removed.txt")?.toString() ?? "").split("\n")) merged.delete(path);
    const paths = (files: Map<string, Buffer>) => [...files.keys()].filter((path) => !own.has(path)).sort();
    expect(paths(merged)).toEqual(paths(whole));
    for (const path of paths(whole))
      expect(merged.get(path)?.equals(whole.get(path) ?? Buffer.alloc(0)), path).toBe(true);
  }
});

test("an update names the edition that it fits, what is news in it, and commands that delete what is gone", async () => {
  story("gone", { published: iso(now - 2 * 3600_000) });
  // Both name each other as the other story of their topic: with one gone the other's page changes, and is no news.
  story("beside", { published: iso(now - 3 * 3600_000) });
  story("fixed", { published: iso(now - 4 * 3600_000) });
  await make(now);
  await build({ ...folders(), now, allowRemoved: true });
  folder.remove("articles/gone.md");
  await build({ ...folders(), now: now + 3600_000, allowRemoved: true });
  const correction = { kind: "correction", date: iso(now + 1800_000), text: "It was Tuesday." };
  story("fixed", { published: iso(now - 4 * 3600_000), corrections: [correction] });
  story("new", { published: iso(now + 1800_000) });
  await make(now + day / 2);
  const update = await unzipped(`2026-11-23-daily-en-since-${id}.zip`);
  const page = update.get("changes.html")?.toString() ?? "";
  expect(page).toContain(`This brings the edition ${id} up to date, and no other`);
  const listed = (heading: string) =>
    [
      ...(new RegExp(`>${heading}</h2>([^]*?)</section>`).exec(page)?.[1] ?? "").matchAll(
        /contents-link"[^>]*>([^<]*)</g,
      ),
    ].map(([, name]) => name);
  expect([listed("New"), listed("Updated or corrected")]).toEqual([["new"], ["fixed"]]);

  const removed = update.get("removed.txt")?.toString() ?? "";
  expect(removed).toContain("gone/index.html");
  expect(page).toContain(`(files: ${removed.trim().split("\n").length})`);
  for (const { command } of removals) expect(page).toContain(escapeXml(command));
});

test("the command for a shell deletes what is listed and nothing else, whatever the names are made of", () => {
  const place = folder.path("unpacked");
  const gone = [
    "a b.html",
    "-rf",
    "$(touch made)",
    "`touch made`",
    "it's.html",
    "चाय/पत्ता.html",
    'q"; touch made; "',
    "*",
  ];
  const kept = ["kept.html", "a", "b.html"];
  mkdirSync(join(place, "चाय"), { recursive: true });
  for (const name of [...gone, ...kept]) writeFileSync(join(place, name), "");
  writeFileSync(join(place, "removed.txt"), [...gone, "was-not-there"].map((name) => `${name}\n`).join(""));
  const command = removals.find(({ shell }) => shell === "sh")?.command ?? "";
  const { status, stderr } = spawnSync("sh", ["-c", command], { cwd: place, encoding: "utf8" });
  expect([status, stderr, walkFiles(place).sort()]).toEqual([0, "", [...kept, "removed.txt"].sort()]);
});

test("an earlier edition that is made again takes the updates from it away, for they would not fit", async () => {
  await make(now);
  await make(now + day);
  const update = `2026-11-23-daily-en-since-${id}.zip`;
  expect(existsSync(join(editions, update))).toBe(true);
  story("late", { published: iso(now - 1800_000) });
  const made = await make(now + 600_000);
  expect(made.editions[0]?.dropped).toEqual([update]);
  expect(existsSync(join(editions, update))).toBe(false);
  expect(recordOf("2026-11-23-daily-en").files.map(({ form }) => form)).not.toContain("since");
  const found = await verifyPath(editions, { isFolder: true });
  expect([found.altered, found.missing, found.unknown]).toEqual([[], [], []]);
});

test("a command that was killed leaves no edition by halves, and the next one clears up behind it", async () => {
  await make(now);
  const random = randomFrom(7);
  const times = cases(2, 30);
  for (let time = 0; time < times; time += 1) {
    story("one", { headline: "One" }, `Form ${time} of the words.\n`);
    const at = now + (time % 2) * day;
    const child = spawn(process.execPath, [program, "editions", ...given(at), "--language", "en"], { stdio: "ignore" });
    const ended = once(child, "exit");
    await wait(800 + random() * 1800);
    child.kill("SIGKILL");
    await ended;
    // Whatever has a record is whole.
    for (const name of walkFiles(editions).filter((file) => /^2026.*\.json$/.test(file))) {
      for (const file of recordOf(name.replace(".json", "")).files)
        expect(sha256(readFileSync(join(editions, file.name))), file.name).toBe(file.sha256);
    }
  }
  mkdirSync(join(editions, ".making-left"));
  expect((await make(now + 2 * day)).status).toBe(0);
  const found = await verifyPath(editions, { isFolder: true });
  expect([found.altered, found.missing, found.unknown]).toEqual([[], [], []]);
}, 240_000);
