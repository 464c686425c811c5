import { existsSync, realpathSync, statSync } from "node:fs";
import { basename, join, resolve, sep } from "node:path";
import { formatMoment, isoMoment, type Moment } from "../../src/base/dates.ts";
import { slugify } from "../../src/base/text.ts";
import { type Command, type Folders, foldersOf, type Given, sharedOptions, UsageError } from "../command.ts";
import { showProgress } from "../progress.ts";
import { figuresOf, intakeJson, intakeText } from "./intake-report.ts";
import { type TakenWire, takeWire } from "./take-wire.ts";
import { writeSheet } from "./write-sheet.ts";

export const command: Command = {
  summary:
    "Takes a wire's folder in: its pictures become photos with sidecars, credits mapped to agencies; what is there already, killed or without credit is refused.",
  arguments: "DIR",
  options: {
    to: { type: "string", value: "FOLDER", help: "below articles/ (default: photos/<yyyy>/<mm>)" },
    originals: {
      type: "string",
      value: "DIR",
      help: "pictures go there by their SHA-256, and only sidecars into the site (default: BROADSHEET_ORIGINALS, else outlet.yaml)",
    },
    agency: { type: "string", value: "KEY", help: "who sent the folder: counts where a picture names no agency" },
    "allow-uncredited": {
      type: "boolean",
      help: "take in pictures without credit too, to be credited in their sidecars",
    },
    "dry-run": { type: "boolean", help: "say what would be done, and draw the contact sheet; take nothing in" },
    sheet: {
      type: "string",
      value: "FILE",
      help: "the contact sheet, an HTML page (default: <cache>/contact-sheets/<date>-<folder>.html)",
    },
    site: sharedOptions.site,
    cache: sharedOptions.cache,
    now: sharedOptions.now,
    json: { type: "boolean", help: "print what was done as JSON, for machines" },
  },
  run: intake,
};

async function intake(given: Given): Promise<number> {
  const folders = foldersOf(given);
  const from = wireFolder(given, folders);
  const isDryRun = given.values["dry-run"] === true;
  const isJson = given.values.json === true;
  const progress = showProgress(isJson);
  const taken = await takeWire({
    from,
    ...folders,
    folder: targetFolder(given.values.to),
    originals: originalsGiven(given, folders),
    agency: textOf(given.values.agency),
    allowsUncredited: given.values["allow-uncredited"] === true,
    isDryRun,
    onProgress: progress.report,
  });
  const sheet = textOf(given.values.sheet) ?? standardSheet(from, folders);
  await writeSheet({
    path: sheet,
    head: sheetHead(from, taken, { now: folders.now, isDryRun }),
    entries: taken.entries,
    onProgress: (done, total) => progress.report("drawing the contact sheet", done, total),
  });
  progress.end();
  const status = taken.entries.some(({ problem }) => problem?.severity === "error") ? 1 : 0;
  if (isJson) console.log(JSON.stringify({ status, ...intakeJson(taken, { sheet, isDryRun }) }, null, 2));
  else console.log(intakeText(taken, { from, sheet, isDryRun, colour: process.stdout.isTTY === true }));
  return status;
}

function textOf(value: string | boolean | undefined): string | undefined {
  return typeof value === "string" && value !== "" ? value : undefined;
}

function wireFolder({ positionals }: Given, { site }: Folders): string {
  const [given, ...others] = positionals;
  if (given === undefined) throw new UsageError("Which folder? npm run photos -- intake wire/today");
  if (others.length > 0) throw new UsageError(`One folder at a time; "${others[0]}" is one too many.`);
  const folder = resolve(given);
  if (!existsSync(folder)) throw new UsageError(`There is no folder ${given}.`);
  if (!statSync(folder).isDirectory()) throw new UsageError(`${given} is a file; intake wants the folder around it.`);
  const articles = join(site, "articles");
  if (existsSync(articles) && isInside(realpathSync(folder), realpathSync(articles))) {
    throw new UsageError(`${given} is in the site already: intake takes pictures from elsewhere.`);
  }
  return folder;
}

/** Below articles/, a folder that the site reads and every system can hold. */
function targetFolder(value: string | boolean | undefined): string | undefined {
  if (typeof value !== "string") return undefined;
  const folder = value
    .normalize("NFC")
    .replaceAll("\\", "/")
    .replace(/^(?:\.\/)*(?:articles(?:\/|$))?/, "")
    .replace(/\/+$/, "");
  const parts = folder.split("/");
  const isUnfit = (part: string) => part === "" || /^\.|[. ]$|[<>:"|?*\p{Cc}]|^node_modules$/u.test(part);
  if (folder === "" || parts.some(isUnfit)) {
    throw new UsageError(`--to wants a folder below articles/, such as photos/floods, not "${value}".`);
  }
  return folder;
}

function originalsGiven({ values }: Given, { site }: Folders): string | undefined {
  const value = textOf(values.originals);
  if (value === undefined) return undefined;
  const folder = resolve(value);
  if (isInside(folder, join(site, "articles"))) throw new UsageError("--originals wants a folder outside articles/.");
  return folder;
}

function isInside(path: string, folder: string): boolean {
  return path === folder || path.startsWith(folder + sep);
}

function standardSheet(from: string, { cache, now }: Folders): string {
  const name = slugify(basename(from)) || "wire";
  return join(cache, "contact-sheets", `${isoMoment(now, "UTC").slice(0, 10)}-${name}.html`);
}

function sheetHead(from: string, taken: TakenWire, { now, isDryRun }: { now: Moment; isDryRun: boolean }) {
  const { zone, folder } = taken;
  const when = formatMoment(now, "dateTime", { locale: "en-GB", zone });
  const where = isDryRun ? `trial run, nothing taken in; it would go to articles/${folder}` : `to articles/${folder}`;
  const figures = figuresOf(taken.entries);
  return {
    title: basename(from),
    line: `${when} · ${where}`,
    figures: [
      ["taken in", figures.taken],
      ["refused", figures.refused],
      ["there already", figures.duplicates],
      ["without alt text", figures.withoutAlt],
      ["without credit", figures.withoutCredit],
      ["with private data", figures.privatePhotos],
    ] as const,
  };
}
