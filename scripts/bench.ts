import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { benchCheck, checkReport } from "./bench/bench-check.ts";
import { benchEditions, editionsReport } from "./bench/bench-editions.ts";
import { benchPhotos, photosReport } from "./bench/bench-photos.ts";
import { benchPreview, previewReport } from "./bench/bench-preview.ts";
import { benchSearch, type SearchBench, searchReport } from "./bench/bench-search.ts";
import { benchStories, hugoVersion, storiesReport } from "./bench/bench-stories.ts";
import { wordLanguages } from "./bench/generate-words.ts";
import { type Command, type Given, UsageError } from "./command.ts";

export const command: Command = {
  summary:
    "Measures builds of generated stories against Hugo on the same stories; `photos`: what a photo's files cost; `search`: what searching costs readers and builds; `check`: how long editors wait for a check; `editions`: what an archive to read offline takes; `preview`: how long editors wait for a page after a save.",
  arguments: "[check | editions | photos | preview | search]",
  options: {
    stories: { type: "string", value: "N", help: "how many stories to generate (default: 10000)" },
    runs: { type: "string", value: "N", help: "counted runs of each, turn by turn (default: 3)" },
    folder: {
      type: "string",
      value: "DIR",
      help: "where sites and outputs go, and stay (default: a temporary folder, removed afterwards)",
    },
    json: { type: "boolean", help: "print every figure as JSON, for machines" },
  },
  async run(given) {
    const [subject, ...more] = given.positionals;
    if (
      (subject !== undefined && !["check", "editions", "photos", "preview", "search"].includes(subject)) ||
      more.length > 0
    )
      throw new UsageError(`There is nothing to measure called "${given.positionals.join(" ")}".`);
    const runs = count(given, "runs", 3);
    const print = <Result>(result: Result, report: (result: Result) => string) =>
      console.log(given.values.json === true ? JSON.stringify(result, null, 2) : report(result));
    if (subject === "check") {
      print(await benchCheck({ stories: count(given, "stories", 10_000), runs }), checkReport);
      return 0;
    }
    if (subject === "preview") {
      const saves = count(given, "runs", 20);
      print(await benchPreview({ stories: count(given, "stories", 10_000), saves }), previewReport);
      return 0;
    }
    if (subject === "photos") {
      print(await benchPhotos({ runs }), photosReport);
      return 0;
    }
    if (subject === "search") {
      const sizes = given.values.stories === undefined ? [10_000, 100_000] : [count(given, "stories", 10_000)];
      const benches: SearchBench[] = [];
      for (const stories of sizes) {
        for (const language of wordLanguages) {
          benches.push(await benchSearch({ stories, language, onStep: (words) => console.error(`${words} …`) }));
        }
      }
      print(benches, searchReport);
      return 0;
    }
    if (subject === "editions") {
      await inFolder(given, async (folder) => {
        const onStep = (words: string) => console.error(`${words} …`);
        print(await benchEditions({ folder, stories: count(given, "stories", 10_000), onStep }), editionsReport);
      });
      return 0;
    }
    if (hugoVersion() === undefined) {
      console.error(
        "Hugo is missing: install it (on Debian: apt-get install hugo), so that there is something to measure against.",
      );
      return 3;
    }
    await inFolder(given, async (folder) => {
      const onStep = (words: string) => console.error(`${words} …`);
      print(await benchStories({ folder, stories: count(given, "stories", 10_000), runs, onStep }), storiesReport);
    });
    return 0;
  },
};

/** In the folder that was asked for, which stays, or in one that goes afterwards. */
async function inFolder(given: Given, work: (folder: string) => Promise<void>): Promise<void> {
  const kept = typeof given.values.folder === "string" ? resolve(given.values.folder) : undefined;
  const folder = kept ?? mkdtempSync(join(tmpdir(), "broadsheet-bench-"));
  mkdirSync(folder, { recursive: true });
  try {
    await work(folder);
  } finally {
    if (kept === undefined) rmSync(folder, { recursive: true, force: true });
  }
}

function count({ values }: Given, name: string, standard: number): number {
  const value = values[name];
  if (typeof value !== "string") return standard;
  const number = Number(value);
  if (!Number.isInteger(number) || number < 1) throw new UsageError(`--${name} wants a number from 1, not "${value}".`);
  return number;
}
