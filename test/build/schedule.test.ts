import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { digestOf } from "../../src/base/digest.ts";
import { openStore, type Store } from "../../src/base/store.ts";
import { build, type OpenedSite, openSite } from "../../src/build.ts";
import { openNewsroom } from "../../src/model/newsroom.ts";
import { planSite } from "../../src/plan-site.ts";
import { type ScheduledMoment, scheduledMoments } from "../../src/schedule.ts";
import { cases } from "../support/cases.ts";
import { Random } from "../support/random.ts";
import { differences, type SiteFolder, smallSite } from "../support/site-folder.ts";
import { timedNewsroom } from "../support/timed-newsroom.ts";

// What the schedule says is held against what would be built: each file that the site consists of, with its digest.

const start = Date.UTC(2026, 5, 3, 10, 20);
const day = 86_400_000;
const seed = Number(process.env.BROADSHEET_SEED ?? 1);
const folders: SiteFolder[] = [];
afterAll(() => {
  for (const folder of folders) folder.close();
});

/** The site's files at a moment: name → digest of all that they are made from. */
async function filesAt(site: SiteFolder, opened: OpenedSite, store: Store, at: number): Promise<Map<string, string>> {
  const { content, readings, faults } = opened;
  const settled = { ...opened, newsroom: openNewsroom({ content, readings, faults, now: at }) };
  const plan = await planSite({
    site: site.site,
    store,
    opened: settled,
    engine: "",
  });
  return new Map(
    plan.files.map((file) => [file.file, digestOf(file.digest, file.kind === "text" ? String(file.text()) : "")]),
  );
}

function differing(one: ReadonlyMap<string, string>, other: ReadonlyMap<string, string>): string[] {
  return [...new Set([...one.keys(), ...other.keys()])].filter((file) => one.get(file) !== other.get(file)).sort();
}

function take(moments: Iterable<ScheduledMoment>, count: number): ScheduledMoment[] {
  const taken: ScheduledMoment[] = [];
  for (const each of moments) {
    taken.push(each);
    if (taken.length === count) break;
  }
  return taken;
}

describe("the schedule", () => {
  test("of any newsroom: the site changes at each moment that it names, and at none between", {
    timeout: 600_000,
  }, async () => {
    for (let index = 0; index < cases(5, 80); index += 1) {
      const random = new Random(seed * 1000 + index);
      // Any day of a month: security.txt goes by months.
      const now = start + random.below(28) * day;
      const folder = await timedNewsroom(random, now);
      folders.push(folder);
      const store = openStore(folder.path("cache"));
      const opened = await openSite({ site: folder.site, now }, store);
      const faults = opened.problems.filter(({ severity }) => severity === "error");
      expect(faults, `seed ${seed}, case ${index}`).toEqual([]);
      const moments = take(scheduledMoments(opened, now), 30);
      let from = now;
      for (const { at, changes } of moments) {
        const where = `seed ${seed}, case ${index}, ${new Date(at).toISOString()} ${JSON.stringify(changes)}`;
        const first = await filesAt(folder, opened, store, from);
        // One moment anywhere within, and the last second.
        const between = from + Math.floor((random.next() * (at - from)) / 1000) * 1000;
        expect(differing(first, await filesAt(folder, opened, store, between)), `before ${where}`).toEqual([]);
        const last = await filesAt(folder, opened, store, Math.max(at - 1000, from));
        expect(differing(first, last), `just before ${where}`).toEqual([]);
        const after = await filesAt(folder, opened, store, at);
        expect(differing(last, after), `at ${where}`).not.toEqual([]);
        expect(changes, where).not.toEqual([]);
        from = at;
      }
      store.close();
    }
  });

  test("says the same as builds do: equal bytes until the moment, others at it", { timeout: 120_000 }, async () => {
    const now = start;
    const folder = smallSite();
    folders.push(folder);
    folder.writeStory("world/out", { headline: "Out", section: "world", published: "2026-06-01T09:00+05:30" });
    folder.writeStory("world/held", {
      headline: "Held",
      section: "world",
      published: "2026-06-01T09:00+05:30",
      embargo: new Date(now + 3_600_000).toISOString(),
    });
    const store = openStore(folder.path("cache"));
    const opened = await openSite({ site: folder.site, now }, store);
    const [first] = take(scheduledMoments(opened, now), 1);
    store.close();
    expect(first).toEqual({ at: now + 3_600_000, changes: [{ kind: "story", story: "world/held" }] });
    const outputAt = async (at: number) => {
      const output = folder.path(`out-${at}`);
      const built = await build({ site: folder.site, output, cache: folder.path("cache"), now: at });
      expect(built.status).toBe(0);
      return output;
    };
    const [at, before, just] = [await outputAt(now), await outputAt(now + 3_599_000), await outputAt(now + 3_600_000)];
    expect(differences(at, before)).toEqual([]);
    expect(differences(before, just)).toContain(join("2026/06/01/held/index.html"));
  });

  test("names each night's midnight in the outlet's zone, summer time or not", async () => {
    const folder = smallSite();
    folders.push(folder);
    folder.writeYaml("_data/outlet.yaml", {
      name: "The Test",
      url: "https://test.example",
      timeZone: "Europe/London",
      languages: [{ code: "en", name: "English" }],
    });
    const store = openStore(folder.path("cache"));
    const now = Date.parse("2026-10-24T12:00:00Z");
    const opened = await openSite({ site: folder.site, now }, store);
    const moments = take(scheduledMoments(opened, now), 3).map(({ at }) => new Date(at).toISOString());
    store.close();
    expect(moments).toEqual(["2026-10-24T23:00:00.000Z", "2026-10-26T00:00:00.000Z", "2026-10-27T00:00:00.000Z"]);
  });

  test("names the first of a month, in UTC, where security.txt names no end", async () => {
    const folder = smallSite();
    folders.push(folder);
    folder.writeYaml("_data/outlet.yaml", {
      name: "The Test",
      url: "https://test.example",
      timeZone: "Asia/Kolkata",
      languages: [{ code: "en", name: "English" }],
      securityTxt: { contact: ["mailto:security@test.example"] },
    });
    const store = openStore(folder.path("cache"));
    const now = Date.parse("2026-06-30T12:00:00Z");
    const opened = await openSite({ site: folder.site, now }, store);
    const moments = take(scheduledMoments(opened, now), 2);
    store.close();
    expect(moments).toEqual([
      { at: Date.parse("2026-06-30T18:30:00Z"), changes: [{ kind: "day" }] },
      { at: Date.parse("2026-07-01T00:00:00Z"), changes: [{ kind: "security-txt" }] },
    ]);
  });
});
