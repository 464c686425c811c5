/// <reference lib="dom" />
import { type ChildProcess, spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { chromium, type Page } from "playwright-core";
import { walkFiles } from "../../src/base/files.ts";
import { projectFolder } from "../../src/engine.ts";
import { table } from "./compare-outputs.ts";
import { generateSite } from "./generate-site.ts";

export interface PreviewBench {
  stories: number;
  /** ms from the start of the process until the home page has been answered: with an empty cache, and with a full one. */
  start: { cold: number; warm: number };
  /** ms from the return of the write until the reloaded page has the new word. */
  saves: { story: number[]; home: number[]; quick: number[] };
}

// After the last of the generated stories, so that all of them are public.
const now = "2026-01-02T00:00:00Z";

/** Starts previews of a generated site, and saves stories while a real browser shows it. */
export async function benchPreview(input: { stories: number; saves: number }): Promise<PreviewBench> {
  const { stories, saves } = input;
  const folder = mkdtempSync(join(tmpdir(), "broadsheet-bench-"));
  const site = join(folder, "site");
  let preview: ChildProcess | undefined;
  try {
    generateSite({ folder: site, stories });
    const first = await start(folder);
    preview = first.process;
    const cold = first.ms;
    await stop(preview);
    const second = await start(folder);
    preview = second.process;
    const measured = await measureSaves({ site, address: second.address, saves });
    return { stories, start: { cold, warm: second.ms }, saves: measured };
  } finally {
    if (preview) await stop(preview);
    rmSync(folder, { recursive: true, force: true });
  }
}

async function start(folder: string): Promise<{ process: ChildProcess; address: string; ms: number }> {
  const begun = performance.now();
  const process = spawn(
    globalThis.process.execPath,
    [
      join(projectFolder, "scripts/broadsheet.mjs"),
      ...["start", "--site", join(folder, "site"), "--cache", join(folder, "cache"), "--now", now, "--port", "0"],
    ],
    { cwd: folder, stdio: ["ignore", "pipe", "inherit"] },
  );
  const address = await new Promise<string>((resolve, reject) => {
    let told = "";
    process.stdout?.on("data", (part: Buffer) => {
      told += part.toString();
      const [found] = /http:\/\/localhost:\d+\//.exec(told) ?? [];
      if (found !== undefined) resolve(found.replace("localhost", "127.0.0.1"));
    });
    process.once("exit", (code) => reject(new Error(`the preview ended with ${code}: ${told}`)));
  });
  const { status } = await fetch(address);
  if (status !== 200) throw new Error(`the home page answers ${status}`);
  return { process, address, ms: performance.now() - begun };
}

function stop(process: ChildProcess): Promise<void> {
  return new Promise((resolve) => {
    if (process.exitCode !== null || process.signalCode !== null) return resolve();
    process.once("exit", () => resolve());
    process.kill();
  });
}

async function measureSaves(input: { site: string; address: string; saves: number }): Promise<PreviewBench["saves"]> {
  const { site, address, saves } = input;
  const browser = await chromium.launch({
    executablePath: process.env.CHROME_PATH ?? "/usr/bin/chromium",
    args: ["--no-sandbox", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
  });
  try {
    const page = await browser.newPage();
    const seen = await listen(page);
    const story = oldest(site);
    await page.goto(address + storyAddress(story, site));
    await settled(1500);
    const onStory: number[] = [];
    // The first is not counted: every part of the preview has run once by then.
    for (let index = 0; index <= saves; index += 1) {
      const ms = await save(story, seen, (text, word) => `${text}\nA last word: ${word}.\n`);
      if (index > 0) onStory.push(ms);
      await settled(6000);
    }
    // One after the other, without waiting until the whole has been read.
    const quick: number[] = [];
    for (let index = 0; index < saves; index += 1) {
      quick.push(await save(story, seen, (text, word) => `${text}\nIn haste: ${word}.\n`));
      await settled(200);
    }
    await settled(6000);
    const lead = newest(site);
    await page.goto(address);
    await settled(1500);
    const onHome: number[] = [];
    for (let index = 0; index <= saves; index += 1) {
      const ms = await save(lead, seen, (text, word) => text.replace(/^headline: .*$/m, `headline: About ${word}`));
      if (index > 0) onHome.push(ms);
      await settled(6000);
    }
    return { story: onStory, home: onHome, quick };
  } finally {
    await browser.close();
  }
}

let words = 0;

async function save(
  file: string,
  seen: (word: string) => Promise<number>,
  edit: (text: string, word: string) => string,
): Promise<number> {
  words += 1;
  const word = `neologism${words}`;
  const text = edit(readFileSync(file, "utf8"), word);
  const arrived = seen(word);
  writeFileSync(file, text);
  const written = performance.now();
  return (await arrived) - written;
}

/** Tells when a page that has been read to its end has a word. */
async function listen(page: Page): Promise<(word: string) => Promise<number>> {
  let waiting: { word: string; resolve: (at: number) => void } | undefined;
  await page.exposeBinding("tellText", (_source, text: string) => {
    if (waiting && text.includes(waiting.word)) waiting.resolve(performance.now());
  });
  await page.addInitScript(() => {
    const { tellText } = globalThis as unknown as { tellText: (text: string) => void };
    addEventListener("DOMContentLoaded", () => tellText(document.body.textContent));
  });
  return (word) =>
    new Promise((resolve, reject) => {
      const timer = setTimeout(() => reject(new Error(`${word} has not come within 30 s`)), 30_000);
      waiting = {
        word,
        resolve: (at) => {
          clearTimeout(timer);
          resolve(at);
        },
      };
    });
}

function settled(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}

function numbered(site: string): string[] {
  const numberOf = (file: string) => Number(/-(\d+)\.md$/.exec(file)?.[1]);
  const folder = join(site, "articles");
  return walkFiles(folder)
    .sort((a, b) => numberOf(a) - numberOf(b))
    .map((file) => join(folder, file));
}

function oldest(site: string): string {
  return numbered(site)[0] ?? "";
}

function newest(site: string): string {
  return numbered(site).at(-1) ?? "";
}

/** `2016/01/01/story-0/` */
function storyAddress(file: string, _site: string): string {
  const text = readFileSync(file, "utf8");
  const day = /^published: "?(\d{4})-(\d{2})-(\d{2})/m.exec(text);
  return `${day?.slice(1).join("/")}/${/([^/]+)\.md$/.exec(file)?.[1]}/`;
}

/** For people. */
export function previewReport({ stories, start, saves }: PreviewBench): string {
  const row = (name: string, values: readonly number[]) => {
    const sorted = [...values].sort((a, b) => a - b);
    const at = (share: number) => (sorted[Math.floor((sorted.length - 1) * share)] ?? 0).toFixed(0);
    return [name, String(values.length), at(0.5), at(0), at(1)];
  };
  return [
    `${stories} stories. From a save to the reloaded page in Chromium, ms:`,
    "",
    table(
      ["", "saves", "median", "least", "most"],
      [
        row("a story's own page", saves.story),
        row("the same, saved again before the whole was read", saves.quick),
        row("the home page, its lead's headline", saves.home),
      ],
    ),
    "",
    `From the start to the first page: ${(start.cold / 1000).toFixed(1)} s with an empty cache, ${(start.warm / 1000).toFixed(1)} s with a full one.`,
  ].join("\n");
}
