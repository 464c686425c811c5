import { existsSync } from "node:fs";
import { resolve } from "node:path";
import { parseArgs } from "node:util";
import { type Moment, parseMoment } from "../src/base/dates.ts";
import { projectFolder } from "../src/engine.ts";

/** One option of a command. */
export interface OptionSpec {
  type: "string" | "boolean";
  /** What stands for the value in the help: `DIR`. */
  value?: string;
  /** What it does, and its default. */
  help: string;
}

export interface Command {
  summary: string;
  /** What follows the options: `"Headline"`. */
  arguments?: string;
  options: Record<string, OptionSpec>;
  run: (given: Given) => Promise<number>;
}

/** A command that consists of several: `photos kill`. */
export interface CommandGroup {
  summary: string;
  /** By name, each loaded only when it is run. */
  commands: Readonly<Record<string, () => Promise<{ command: Command }>>>;
}

/** Options as given, and what follows them. */
export interface Given {
  values: Record<string, string | boolean | undefined>;
  positionals: string[];
}

/** Wrong use of a command: exit status 2. */
export class UsageError extends Error {}

/** Options that more than one command takes. */
export const sharedOptions = {
  site: { type: "string", value: "DIR", help: "the site's folder (default: this repository)" },
  output: { type: "string", value: "DIR", help: "where the built site goes (default: _site)" },
  cache: { type: "string", value: "DIR", help: "what builds remember; deleting it costs time only (default: .cache)" },
  now: { type: "string", value: "ISO", help: "the moment that the site is built for (default: the clock)" },
  json: { type: "boolean", help: "print the problems and figures as JSON, for machines" },
} as const satisfies Record<string, OptionSpec>;

/** For commands that make photo files. */
export const cacheLimitOption = {
  "cache-limit": {
    type: "string",
    value: "SIZE",
    help: "what the cache's photo files may take, such as 500MB or 2GB; the longest unused go first (default: 20GB)",
  },
} as const satisfies Record<string, OptionSpec>;

/** What was given on the command line. Throws UsageError for what the command does not know. */
export function parseOptions(args: readonly string[], command: Command): Given {
  const options = Object.fromEntries(Object.entries(command.options).map(([name, { type }]) => [name, { type }]));
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      options,
      allowPositionals: command.arguments !== undefined,
    });
    return { values: values as Given["values"], positionals };
  } catch (error) {
    throw new UsageError((error as Error).message);
  }
}

/**
 * npm keeps options for itself that stand before a `--` of their own, and hands on what follows them as arguments. Nobody
 * means that, so it is told: `npm run photos kill x.jpg --reason …` would otherwise kill for no reason.
 */
export function refuseSwallowed(script: string, { options }: Command): void {
  if (process.env.npm_lifecycle_event !== script) return;
  // npm has a cache of its own, always set; it writes `dry-run` with an underscore, and of an unknown option keeps the value.
  const isKept = (name: string) =>
    !["", "false"].includes(process.env[`npm_config_${name.replaceAll("-", "_")}`] ?? "");
  const kept = Object.keys(options).find((name) => name !== "cache" && isKept(name));
  if (kept !== undefined)
    throw new UsageError(`npm kept --${kept} for itself. Write \`--\` before the rest: npm run ${script} -- …`);
}

/** What `--help` prints for a name that several commands share. */
export function groupHelp(name: string, { summary, commands }: CommandGroup): string {
  const names = Object.keys(commands).map((each) => `  npm run ${name} -- ${each} --help`);
  return `${summary}\n\n${names.join("\n")}`;
}

/** What `--help` prints for one command. */
export function commandHelp(name: string, command: Command): string {
  const rows = Object.entries(command.options).map(([option, spec]) => [
    `--${option}${spec.value ? ` ${spec.value}` : ""}`,
    spec.help,
  ]);
  const width = Math.max(...rows.map(([option = ""]) => option.length), 6);
  return [
    command.summary,
    "",
    `  npm run ${name.replace(" ", " -- ")}${name.includes(" ") ? "" : " --"} [options]${command.arguments ? ` ${command.arguments}` : ""}`,
    "",
    ...rows.map(([option = "", help]) => `  ${option.padEnd(width)}  ${help}`),
    `  ${"--help".padEnd(width)}  this text`,
    "",
    "Exit status: 0 done, 1 the answer is no (errors in the content), 2 wrong use, 3 it could not be done.",
  ].join("\n");
}

/** What is printed where no command was named. */
export function generalHelp(names: readonly string[]): string {
  return `Broadsheet turns a folder of markdown stories and credited photos into a news outlet's site.\n\n${names
    .map((name) => `  npm run ${name} -- --help`)
    .join("\n")}`;
}

export interface Folders {
  site: string;
  output: string;
  cache: string;
  now: Moment;
}

/** The folders and the moment that a command works with; the clock is read here and nowhere else. */
export function foldersOf({ values }: Given): Folders {
  const folder = (name: string, standard: string) =>
    resolve(typeof values[name] === "string" ? values[name] : standard);
  const site = typeof values.site === "string" ? resolve(values.site) : projectFolder;
  if (!existsSync(site)) throw new UsageError(`There is no folder ${site}.`);
  return {
    site,
    output: folder("output", "_site"),
    cache: folder("cache", ".cache"),
    now: momentOf(values.now),
  };
}

function momentOf(value: string | boolean | undefined): Moment {
  // Whole seconds: a feed or a page states none smaller.
  if (typeof value !== "string") return Math.floor(Date.now() / 1000) * 1000;
  const moment = parseMoment(value, "UTC");
  if (moment === undefined)
    throw new UsageError(`--now wants a date-time such as 2026-11-23T18:00+05:30, not "${value}".`);
  return moment;
}

const units: Record<string, number> = { MB: 1e6, GB: 1e9, TB: 1e12 };

/** Bytes that the renditions in the cache may take. */
export function cacheLimitOf({ values }: Given): number {
  const text = typeof values["cache-limit"] === "string" ? values["cache-limit"] : "20GB";
  const [, number, unit = ""] = /^(\d+(?:\.\d+)?) ?([MGT]B)$/i.exec(text.trim()) ?? [];
  const factor = units[unit.toUpperCase()];
  if (factor === undefined) throw new UsageError(`--cache-limit wants a size such as 500MB or 2GB, not "${text}".`);
  return Number(number) * factor;
}
