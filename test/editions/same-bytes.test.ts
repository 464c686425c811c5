import { execFile } from "node:child_process";
import { rmSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { expect, onTestFinished, test } from "vitest";
import { projectFolder } from "../support/demo-site.ts";
import { plainPhoto, readFolder, type SiteFolder, smallSite } from "../support/site-folder.ts";

const run = promisify(execFile);

/** A site whose stories have dates, a photo, a table, links and letters of three scripts. */
async function site(): Promise<SiteFolder> {
  const folder = smallSite();
  folder.write("articles/boat.jpg", await plainPhoto(40, 90, 140, 700, 400));
  const story = (id: string, language: string, headline: string, copy: string, more: Record<string, unknown> = {}) =>
    folder.writeStory(
      `2026/${id}`,
      { headline, section: "world", language, published: "2026-11-21T23:30+05:30", ...more },
      copy,
    );
  const photo = { file: "../boat.jpg", alt: "A boat on a still river", credit: "News desk" };
  story("rain", "en", "Rain at midnight", "The rain came.\n\n| a | b |\n|---|---|\n| 1 | 2 |\n", { photo });
  story("tea", "en", "Tea", "[Rain](rain.md) and [elsewhere](https://elsewhere.example/).\n", {
    corrections: [{ kind: "correction", date: "2026-11-22T01:00+05:30", text: "It was coffee." }],
  });
  story("चाय", "hi", "चाय की बात", "रात भर बारिश होती रही।\n");
  story("baarish", "ur", "بارش", "رات بھر بارش ہوتی رہی۔\n", { photo });
  return folder;
}

interface Circumstance {
  name: string;
  env: Record<string, string>;
  cache: string;
  /** On one processor only; where the system can do that. */
  isAlone?: boolean;
}

test("editions of the same site and moment are the same bytes, whatever the zone, the locale, the cache and the processors", async () => {
  const folder = await site();
  onTestFinished(() => folder.close());
  const circumstances: Circumstance[] = [
    { name: "India", env: { TZ: "Asia/Kolkata", LC_ALL: "hi_IN.UTF-8" }, cache: "one" },
    { name: "New York, one processor", env: { TZ: "America/New_York", LC_ALL: "C" }, cache: "other", isAlone: true },
    { name: "what was made before is there", env: { TZ: "Pacific/Chatham", LANG: "tr_TR.UTF-8" }, cache: "one" },
  ];
  const made = new Map<string, Map<string, Buffer>>();
  for (const { name, env, cache, isAlone } of circumstances) {
    rmSync(join(folder.site, "editions"), { recursive: true, force: true });
    const command = [process.execPath, join(projectFolder, "scripts/broadsheet.mjs"), "editions"];
    const places = ["--site", folder.site, "--output", folder.path(`out-${cache}`), "--cache", folder.path(cache)];
    const what = ["--edition", "daily", "--forms", "zip,html,epub", "--now", "2026-11-22T12:00+05:30"];
    const pinned = isAlone && process.platform === "linux" ? ["taskset", "-c", "0"] : [];
    const [program = "", ...args] = [...pinned, ...command, ...places, ...what];
    await run(program, args, { env: { ...process.env, ...env } });
    made.set(name, readFolder(join(folder.site, "editions")));
  }
  const [first, ...others] = made.values();
  const names = ["en", "hi", "ur"].flatMap((code) =>
    ["epub", "html", "json", "zip"].map((ending) => `2026-11-22-daily-${code}.${ending}`),
  );
  expect([...(first?.keys() ?? [])].sort()).toEqual([...names, "SHA256SUMS"].sort());
  for (const other of others) {
    expect([...other.keys()].sort()).toEqual([...names, "SHA256SUMS"].sort());
    expect(
      names.concat("SHA256SUMS").filter((name) => !first?.get(name)?.equals(other.get(name) ?? Buffer.of())),
    ).toEqual([]);
  }
}, 180_000);
