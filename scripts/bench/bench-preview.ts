import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { walkFiles } from "../../src/base/files.ts";
import { table } from "./compare-outputs.ts";
import { generateSite } from "./generate-site.ts";
import { type PreviewProcess, startPreview } from "./preview-process.ts";
import { processTreeCpu } from "./process-tree-cpu.ts";
import { type SaveSample, SavingBrowser, saveParts } from "./save-in-browser.ts";

/** Saves of one kind. */
export interface SaveRun {
  name: string;
  samples: SaveSample[];
  /** ms of processor time a save, on the average; absent where it says nothing of a single save. */
  cpu?: { preview: number; browser: number };
}

export interface PreviewBench {
  stories: number;
  /** ms from the start of the process until the home page has been answered: with an empty cache, and with a full one. */
  start: { cold: number; warm: number };
  runs: SaveRun[];
}

// After the last of the generated stories, so that all of them are public.
const now = "2026-01-02T00:00:00Z";

/** ms after a save until the preview reads the whole paper: `settleAfter` of scripts/live-preview.ts, and a little. */
const untilWhole = 450;

/** Starts previews of a generated site, and saves stories while a real browser shows it. */
export async function benchPreview(input: { stories: number; saves: number }): Promise<PreviewBench> {
  const { stories, saves } = input;
  const folder = mkdtempSync(join(tmpdir(), "broadsheet-bench-"));
  const site = join(folder, "site");
  let preview: PreviewProcess | undefined;
  try {
    generateSite({ folder: site, stories });
    preview = await startPreview(folder, now);
    const cold = preview.firstPage;
    await preview.stop();
    preview = await startPreview(folder, now);
    const runs = await measureSaves({ site, preview, saves });
    return { stories, start: { cold, warm: preview.firstPage }, runs };
  } finally {
    await preview?.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

async function measureSaves(input: { site: string; preview: PreviewProcess; saves: number }): Promise<SaveRun[]> {
  const { site, preview, saves } = input;
  const browser = await SavingBrowser.start();
  const cpu = () => ({ preview: processTreeCpu(preview.pid), browser: processTreeCpu(browser.pid) });
  try {
    const files = storyFiles(site);
    const [oldest = "", newest = ""] = [files[0], files.at(-1)];
    const copy = (text: string, word: string) => `${text}\nA last word: ${word}.\n`;
    const headline = (text: string, word: string) => text.replace(/^headline: .*$/m, `headline: About ${word}`);

    /** The first is not counted: every part of the preview has run once by then. */
    const run = async (
      name: string,
      {
        file,
        page,
        edit,
        rest,
      }: { file: string; page: string; edit: typeof copy; rest: (index: number) => Promise<void> },
      { isApart = false } = {},
    ): Promise<SaveRun> => {
      const events = await browser.show(preview.address + page);
      await pause(500);
      const samples: SaveSample[] = [];
      const used = { preview: 0, browser: 0 };
      for (let index = 0; index <= saves; index += 1) {
        const before = cpu();
        const sample = await browser.save(file, events, edit);
        const after = cpu();
        await rest(index);
        if (index === 0) continue;
        samples.push(sample);
        used.preview += ((after.preview ?? Number.NaN) - (before.preview ?? Number.NaN)) / saves;
        used.browser += ((after.browser ?? Number.NaN) - (before.browser ?? Number.NaN)) / saves;
      }
      events.stop();
      return { name, samples, ...(isApart && !Number.isNaN(used.preview) && { cpu: used }) };
    };

    const story = { file: oldest, page: addressOf(oldest), edit: copy };
    const settled = async () => {
      await preview.wholeRead();
      await pause(100);
    };
    const runs = [
      await run("a story's own page", { ...story, rest: settled }, { isApart: true }),
      await run(
        "the home page, its lead's headline",
        { file: newest, page: "", edit: headline, rest: settled },
        { isApart: true },
      ),
      await run("a story's page, saved in haste", { ...story, rest: () => pause(150) }, { isApart: true }),
      // Sooner and later in the reading, to the same plan each time.
      await run("a story's page, while the whole is read", {
        ...story,
        rest: (index) => pause(untilWhole + ((index * 97) % 600)),
      }),
    ];
    return runs;
  } finally {
    await browser.close();
  }
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}

/** Absolute, the oldest story first. */
function storyFiles(site: string): string[] {
  const numberOf = (file: string) => Number(/-(\d+)\.md$/.exec(file)?.[1]);
  const folder = join(site, "articles");
  return walkFiles(folder)
    .sort((a, b) => numberOf(a) - numberOf(b))
    .map((file) => join(folder, file));
}

/** `2016/01/01/story-0/` */
function addressOf(file: string): string {
  const text = readFileSync(file, "utf8");
  const day = /^published: "?(\d{4})-(\d{2})-(\d{2})/m.exec(text);
  return `${day?.slice(1).join("/")}/${/([^/]+)\.md$/.exec(file)?.[1]}/`;
}

function at(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor((sorted.length - 1) * share)] ?? 0;
}

/** For people. */
export function previewReport({ stories, start, runs }: PreviewBench): string {
  const ms = (value: number) => value.toFixed(0);
  const wholes = runs.map(({ name, samples, cpu }) => {
    const values = samples.map(({ whole }) => whole);
    return [
      name,
      String(values.length),
      ...[0.5, 0, 1].map((share) => ms(at(values, share))),
      ...(cpu ? [ms(cpu.preview), ms(cpu.browser)] : ["", ""]),
    ];
  });
  const parts = saveParts.map((part) => [
    part,
    ...runs.map(({ samples }) => {
      const values = samples.flatMap(({ parts: known }) => known?.[part] ?? []);
      return values.length > 0 ? ms(at(values, 0.5)) : "";
    }),
  ]);
  return [
    `${stories} stories. From the write of a story's file to the load event of the page with the new word, in Chromium, ms:`,
    "",
    table(["", "saves", "median", "least", "most", "CPU, preview", "CPU, browser"], wholes),
    "",
    "Medians of its parts, ms:",
    "",
    table(["", ...runs.map(({ name }) => name)], parts),
    "",
    `From the start to the first page: ${(start.cold / 1000).toFixed(1)} s with an empty cache, ${(start.warm / 1000).toFixed(1)} s with a full one.`,
  ].join("\n");
}
