import { spawnSync } from "node:child_process";
import { appendFileSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { walkFiles } from "../../src/base/files.ts";
import { projectFolder } from "../../src/engine.ts";
import { comparisonTable, type KindFigures, outputFigures, table } from "./compare-outputs.ts";
import { generateHugoSite } from "./generate-hugo-site.ts";
import { generateSite } from "./generate-site.ts";
import { type Measure, measure, medians } from "./measure.ts";

export interface StoriesBenchOptions {
  /** Absolute; holds both sites and both outputs. */
  folder: string;
  stories: number;
  /** Counted runs of each; one more of each, uncounted, goes before them. */
  runs: number;
  onStep: (words: string) => void;
}

export interface StoriesBench {
  stories: number;
  hugoVersion: string;
  runs: { cold: Measure[]; warm: Measure[]; edit: Measure[]; hugo: Measure[] };
  medians: { cold: Measure; warm: Measure; edit: Measure; hugo: Measure };
  /** Of the medians: Broadsheet's cold build by Hugo's. */
  ratio: { wall: number; cpu: number };
  outputs: { ours: Record<string, KindFigures>; hugo: Record<string, KindFigures> };
}

// After the last of the generated stories, so that all of them are public.
const now = "2026-01-02T00:00:00Z";

/** `hugo v0.111.3+extended …`, or undefined where there is no Hugo. */
export function hugoVersion(): string | undefined {
  const { status, stdout } = spawnSync("hugo", ["version"], { encoding: "utf8" });
  return status === 0 ? /v[\d.]+/.exec(stdout)?.[0] : undefined;
}

/** Builds the same stories with Broadsheet and with Hugo, turn by turn. */
export async function benchStories({ folder, stories, runs, onStep }: StoriesBenchOptions): Promise<StoriesBench> {
  const version = hugoVersion();
  if (version === undefined) throw new Error("hugo is not installed");
  const at = (name: string) => join(folder, name);
  onStep(`writing ${stories} stories`);
  generateSite({ folder: at("site"), stories });
  const broadsheet = {
    command: process.execPath,
    args: [
      join(projectFolder, "scripts/broadsheet.mjs"),
      ...["build", "--site", at("site"), "--output", at("output"), "--cache", at("cache"), "--now", now],
    ],
    cwd: folder,
  };
  const hugo = { command: "hugo", args: ["--quiet", "--destination", at("hugo-output")], cwd: at("hugo-site") };
  const cold = async () => {
    clear(at("output"), at("cache"));
    return measure(broadsheet);
  };
  const coldHugo = async () => {
    clear(at("hugo-output"), join(at("hugo-site"), "resources"));
    return measure(hugo);
  };

  onStep("a first build of each, uncounted");
  await cold();
  generateHugoSite({ folder: at("hugo-site"), stories, built: at("output") });
  await coldHugo();
  onStep("comparing the pages");
  const outputs = { ours: outputFigures(at("output")), hugo: outputFigures(at("hugo-output")) };

  const edited = anArticle(at("site"));
  const measures: StoriesBench["runs"] = { cold: [], warm: [], edit: [], hugo: [] };
  for (let index = 0; index < runs; index += 1) {
    onStep(`run ${index + 1} of ${runs}`);
    measures.cold.push(await cold());
    measures.hugo.push(await coldHugo());
    measures.warm.push(await measure(broadsheet));
    const text = readFileSync(edited, "utf8");
    appendFileSync(edited, `\nA sentence more, of run ${index + 1}.\n`);
    measures.edit.push(await measure(broadsheet));
    writeFileSync(edited, text);
  }
  const middle = {
    cold: medians(measures.cold),
    warm: medians(measures.warm),
    edit: medians(measures.edit),
    hugo: medians(measures.hugo),
  };
  return {
    stories,
    hugoVersion: version,
    runs: measures,
    medians: middle,
    ratio: { wall: middle.cold.wall / middle.hugo.wall, cpu: middle.cold.cpu / middle.hugo.cpu },
    outputs: { ours: Object.fromEntries(outputs.ours), hugo: Object.fromEntries(outputs.hugo) },
  };
}

function clear(...folders: readonly string[]): void {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
}

/** A story from the middle of the site: the pages of other stories should not change with its copy. */
function anArticle(site: string): string {
  const folder = join(site, "articles");
  const articles = walkFiles(folder);
  const middle = articles[Math.floor(articles.length / 2)];
  if (middle === undefined) throw new Error("the generated site has no stories");
  return join(folder, middle);
}

/** For people. */
export function storiesReport(bench: StoriesBench): string {
  const row = (name: string, { wall, cpu, memory }: Measure) => [
    name,
    wall.toFixed(2),
    cpu.toFixed(2),
    memory === undefined ? "–" : memory.toFixed(0),
  ];
  const { cold, warm, edit, hugo } = bench.medians;
  return [
    `${bench.stories} stories without photos; medians of ${bench.runs.cold.length} runs, turn by turn with Hugo ${bench.hugoVersion}.`,
    "",
    table(
      ["", "wall s", "CPU s", "peak MB"],
      [
        row("first build", cold),
        row(`Hugo`, hugo),
        row("build without a change", warm),
        row("build after one edit", edit),
      ],
    ),
    "",
    `First build by Hugo's: ${bench.ratio.wall.toFixed(2)} × the wall time, ${bench.ratio.cpu.toFixed(2)} × the CPU.`,
    "",
    comparisonTable(new Map(Object.entries(bench.outputs.ours)), new Map(Object.entries(bench.outputs.hugo))),
  ].join("\n");
}
