import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, describe, expect, test } from "vitest";
import { openStore } from "../../src/base/store.ts";
import { openSite } from "../../src/build.ts";
import { openNewsroom } from "../../src/model/newsroom.ts";
import { outputOf, randomNewsroom } from "../support/random-newsroom.ts";
import { differences, type SiteFolder, smallSite } from "../support/site-folder.ts";

// An embargo ends when the outlet's clocks show its time, summer time or not, whatever the machine's own clock shows.

const folders: SiteFolder[] = [];
afterAll(() => {
  for (const folder of folders) folder.close();
});

/** A site of a zone with one embargoed story. */
function siteOf(zone: string, embargo: string): SiteFolder {
  const folder = smallSite({ timeZone: zone });
  folders.push(folder);
  folder.write(
    "articles/world/held.md",
    `---\nheadline: Held\nsection: world\npublished: 2010-01-01T09:00\nembargo: ${embargo}\n---\n\nWords.\n`,
  );
  return folder;
}

describe("an embargo ends to the second", () => {
  test.each([
    ["Asia/Kolkata", "2026-06-01T12:00", "2026-06-01T06:30Z"],
    ["Europe/London", "2026-01-10T00:00", "2026-01-10T00:00Z"],
    ["Europe/London", "2026-07-10T00:00", "2026-07-09T23:00Z"],
    // The night in which the hour from 01:00 is left out, and the one in which it comes twice.
    ["Europe/London", "2026-03-29T00:59:59", "2026-03-29T00:59:59Z"],
    ["Europe/London", "2026-03-29T02:00", "2026-03-29T01:00Z"],
    ["Europe/London", "2026-10-25T00:59:59", "2026-10-24T23:59:59Z"],
    ["Europe/London", "2026-10-25T01:30+01:00", "2026-10-25T00:30Z"],
    ["Europe/London", "2026-10-25T01:30+00:00", "2026-10-25T01:30Z"],
    ["Europe/London", "2026-10-25T02:00", "2026-10-25T02:00Z"],
    ["America/New_York", "2026-03-08T03:00", "2026-03-08T07:00Z"],
    ["America/New_York", "2026-11-01T01:30-04:00", "2026-11-01T05:30Z"],
    ["America/New_York", "2026-11-01T01:30-05:00", "2026-11-01T06:30Z"],
    ["America/New_York", "2026-11-01T02:00", "2026-11-01T07:00Z"],
    // Samoa went over the date line: after the 29th of December 2011 came the 31st.
    ["Pacific/Apia", "2011-12-29T23:59:59", "2011-12-30T09:59:59Z"],
    ["Pacific/Apia", "2011-12-31T00:00", "2011-12-30T10:00Z"],
    ["Pacific/Apia", "2012-04-01T04:00", "2012-03-31T15:00Z"],
    ["Pacific/Apia", "2026-06-01T12:00", "2026-05-31T23:00Z"],
  ])("in %s: %s is %s", async (zone, embargo, moment) => {
    const folder = siteOf(zone, embargo);
    const store = openStore(folder.path("cache"));
    const at = Date.parse(moment);
    const opened = await openSite({ site: folder.site, now: at }, store);
    store.close();
    expect(opened.problems.filter(({ severity }) => severity === "error")).toEqual([]);
    const publicAt = (now: number) => openNewsroom({ ...opened, now }).stories.map(({ id }) => id);
    expect(publicAt(at - 1)).toEqual([]);
    expect(publicAt(at)).toEqual(["world/held"]);
  });

  test.each([
    ["Europe/London", "2026-10-25T01:30", /comes twice.*2026-10-25T01:30:00\+01:00.*2026-10-25T01:30:00(?:Z|\+00:00)/],
    ["America/New_York", "2026-11-01T01:00", /comes twice.*-04:00.*-05:00/],
    ["Pacific/Apia", "2012-04-01T03:30", /comes twice.*\+14:00.*\+13:00/],
    ["Europe/London", "2026-03-29T01:30", /not a date that exists/],
    ["America/New_York", "2026-03-08T02:30", /not a date that exists/],
    ["Pacific/Apia", "2011-12-30T10:00", /not a date that exists/],
  ])("in %s, %s is no one moment: an error says so, and the story stays hidden", async (zone, embargo, told) => {
    const folder = siteOf(zone, embargo);
    const store = openStore(folder.path("cache"));
    const opened = await openSite({ site: folder.site, now: Date.parse(`${embargo}Z`) + 86_400_000 * 3 }, store);
    store.close();
    const [error] = opened.problems.filter(({ severity }) => severity === "error");
    expect(error).toMatchObject({ key: "embargo", file: "articles/world/held.md", line: 5 });
    expect(JSON.stringify(error)).toMatch(told);
    expect(opened.newsroom.stories).toEqual([]);
  });
});

test("a build gives the same bytes whatever the machine's zone, and hides the same", { timeout: 120_000 }, async () => {
  const run = promisify(execFile);
  const newsroom = await randomNewsroom(4);
  try {
    const script = join(import.meta.dirname, "../../scripts/broadsheet.mjs");
    const outputIn = async (zone: string) => {
      const output = `${outputOf(newsroom)}-${zone.replace("/", "-")}`;
      const places = [
        "--site",
        newsroom.site,
        "--output",
        output,
        "--cache",
        newsroom.folder.path(`cache-${zone.replace("/", "-")}`),
      ];
      const now = ["--now", new Date(newsroom.now).toISOString()];
      await run(process.execPath, [script, "build", ...places, ...now], {
        env: { ...process.env, TZ: zone, LANG: "C" },
      });
      return output;
    };
    const utc = await outputIn("UTC");
    // Half the day, and hence half the year's moments, another date.
    expect(differences(utc, await outputIn("Pacific/Apia"))).toEqual([]);
  } finally {
    newsroom.close();
  }
});
