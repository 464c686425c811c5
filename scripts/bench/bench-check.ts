import { execFileSync } from "node:child_process";
import { appendFileSync, mkdtempSync, rmSync } from "node:fs";
import { loadavg, tmpdir } from "node:os";
import { join } from "node:path";
import { projectFolder } from "../../src/engine.ts";
import { generateSite, generateStories } from "./generate-site.ts";
import { type Measure, measure, median } from "./measure.ts";

/** What `check` takes as a whole process, over a site in git. */
export interface CheckBench {
  stories: number;
  /** With an empty cache; once. */
  first: Measure;
  /** Nothing changed since the last. */
  warm: Measure[];
  /** One story changed since the last, each time another. */
  changed: Measure[];
  /** How busy the machine was with everything, before. */
  loadBefore: number;
}

/** Checks a generated site for the first time, then again and again without a change and with one story edited. */
export async function benchCheck({ stories, runs }: { stories: number; runs: number }): Promise<CheckBench> {
  const folder = mkdtempSync(join(tmpdir(), "broadsheet-bench-"));
  const [loadBefore = 0] = loadavg();
  try {
    const site = join(folder, "site");
    generateSite({ folder: site, stories });
    const nobody = ["-c", "user.name=Bench", "-c", "user.email=bench@bench.example", "-c", "commit.gpgsign=false"];
    for (const args of [
      ["init", "-q"],
      ["add", "."],
      [...nobody, "commit", "-qm", "Stories"],
    ]) {
      execFileSync("git", args, { cwd: site });
    }
    const places = ["--site", site, "--cache", join(folder, "cache"), "--output", join(folder, "none")];
    const script = join(projectFolder, "scripts/broadsheet.mjs");
    const args = [script, "check", ...places, "--now", "2026-01-01T00:00Z"];
    const check = () => measure({ command: process.execPath, args, cwd: projectFolder });
    const first = await check();
    const warm: Measure[] = [];
    for (let run = 0; run < runs; run += 1) warm.push(await check());
    const changed: Measure[] = [];
    const all = [...generateStories(stories)];
    for (let run = 0; run < runs; run += 1) {
      const story = all[Math.floor(((run + 0.5) * stories) / runs)];
      if (!story) continue;
      const { section, published, slug } = story;
      appendFileSync(join(site, "articles", section, published.slice(0, 4), `${slug}.md`), "\nA further paragraph.\n");
      changed.push(await check());
    }
    return { stories, first, warm, changed, loadBefore };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The figures in lines for people. */
export function checkReport({ stories, first, warm, changed, loadBefore }: CheckBench): string {
  const s = (seconds: number) => `${seconds.toFixed(2)} s`;
  const line = (name: string, runs: readonly Measure[]) => {
    const [walls, cpus] = [runs.map(({ wall }) => wall), runs.map(({ cpu }) => cpu)];
    return `  ${name.padEnd(18)} at least ${s(Math.min(...walls))}, median ${s(median(walls))} (CPU ${s(median(cpus))})`;
  };
  return [
    `check over ${stories.toLocaleString("en")} stories, whole processes; load of the machine before: ${loadBefore.toFixed(1)}`,
    `  ${"first run".padEnd(18)} ${s(first.wall)} (CPU ${s(first.cpu)})`,
    line("no change", warm),
    line("one story changed", changed),
  ].join("\n");
}
