import { join, relative } from "node:path";
import { nextDay, parseMoment } from "../src/base/dates.ts";
import { formatProblems } from "../src/base/format-problems.ts";
import { openStore } from "../src/base/store.ts";
import { nearest, oneOf } from "../src/base/text.ts";
import { readData } from "../src/content/read-data.ts";
import { readSiteFiles } from "../src/content/site-files.ts";
import { type EditionForm, type EditionKind, editionForms, editionKinds } from "../src/editions/edition-record.ts";
import { isPublicKeyOf, MinisignError, publicKeyLine, type SecretKey, signBytes } from "../src/editions/minisign.ts";
import { signatureName, sumsName } from "../src/editions/sums.ts";
import { projectFolder } from "../src/engine.ts";
import { mostStories } from "../src/make-edition.ts";
import { type MadeEditions, makeEditions } from "../src/make-editions.ts";
import { editionsFolder } from "../src/model/published-edition.ts";
import { pruneEditions } from "../src/prune-editions.ts";
import { trustedComment } from "../src/sign-site.ts";
import { type Command, foldersOf, type Given, sharedOptions, UsageError } from "./command.ts";
import { beFrugal } from "./frugal-memory.ts";
import { showProgress } from "./progress.ts";
import { secretKey } from "./secret-key.ts";

export const command: Command = {
  summary:
    "Makes editions to read offline, below editions/ of the site: one file each for desktops, phones, e-readers, Kiwix. The next build publishes them.",
  options: {
    ...sharedOptions,
    edition: {
      type: "string",
      value: "KIND",
      help: "daily, weekly, all, section, or days: 2026-11-01 until now, 2026-11-01..2026-11-10 (default: daily)",
    },
    section: { type: "string", value: "KEY", help: "a key of _data/sections.yaml, for --edition section" },
    language: { type: "string", value: "TAG", help: "a language of the outlet (default: each of them)" },
    forms: {
      type: "string",
      value: "LIST",
      help: "zip, html, epub, zim; the zip is always made (default: all of them)",
    },
    prune: {
      type: "boolean",
      help: "make nothing: delete the files of editions that are published no more (withdrawn, or older than outlet.yaml keeps)",
    },
  },
  async run(given) {
    beFrugal();
    const folders = foldersOf(given);
    const isJson = given.values.json === true;
    const secret = secretKey(folders.site);
    const sign =
      secret && ((sums: string) => signBytes(sums, { secret, trustedComment: trustedComment(sumsName, folders.now) }));
    const store = openStore(folders.cache);
    const files = await readSiteFiles(folders.site, ["_data"], store);
    store.close();
    const { outlet, sections } = readData({ files, project: projectFolder });
    const { publicKey } = outlet;
    // Each zip would hold a signature that fails against the key its README prints.
    if (secret && publicKey !== undefined && !isPublicKeyOf(publicKey, secret))
      throw new MinisignError(
        `Nothing was done: outlet.yaml names another \`publicKey\` than this key's, ${publicKeyLine(secret)}.`,
      );
    if (given.values.prune === true) {
      const extra = ["edition", "section", "language", "forms"].find((name) => given.values[name] !== undefined);
      if (extra !== undefined) throw new UsageError(`--prune makes no edition: leave out --${extra}.`);
      const { removed, isSignatureGone } = await pruneEditions({ ...folders, sign });
      const notices = isSignatureGone ? [signatureGone(folders.site)] : [];
      for (const notice of isJson ? [] : notices) console.error(notice);
      if (isJson) console.log(JSON.stringify({ status: 0, removed, notices }, null, 2));
      else
        console.log(
          removed.length > 0
            ? removed.map((name) => `deleted: ${editionsFolder}/${name}`).join("\n")
            : "Nothing to delete.",
        );
      return 0;
    }
    if (!outlet.features.offline)
      throw new UsageError("outlet.yaml has editions switched off: `features: { offline: false }`.");
    const choice = choiceOf(given, outlet.timeZone, folders.now);
    if (choice.kind === "section") chosen("section", given.values.section, Object.keys(sections));
    else if (given.values.section !== undefined) throw new UsageError("--section goes with --edition section.");
    const codes = outlet.languages.map(({ code }) => code);
    const { language } = given.values;
    if (language !== undefined) chosen("language", language, codes);
    const progress = showProgress(isJson);
    const made = await makeEditions({
      ...folders,
      ...choice,
      ...(typeof given.values.section === "string" && { section: given.values.section }),
      ...(typeof language === "string" && { languages: [language] }),
      forms: formsOf(given.values.forms),
      sign,
      onProgress: progress.report,
    });
    progress.end();
    const notices = [...noticesOf(made), ...trustNotices(made, { site: folders.site, secret, publicKey })];
    if (isJson) console.log(JSON.stringify(asJson(made, notices), null, 2));
    else report(made, notices);
    return made.status;
  },
};

/** `zip,epub` */
function formsOf(value: string | boolean | undefined): EditionForm[] | undefined {
  if (typeof value !== "string") return undefined;
  const known = editionForms.filter((form) => form !== "since");
  return value.split(",").map((each) => {
    const form = known.find((name) => name === each.trim());
    if (form) return form;
    throw new UsageError(`--forms wants some of ${known.join(", ")}, with commas between them.`);
  });
}

function report(made: MadeEditions, notices: readonly string[]): void {
  if (made.problems.length > 0) console.error(formatProblems(made.problems, { colour: process.stderr.isTTY === true }));
  for (const { record } of made.editions) {
    for (const file of record.files) console.log(`${editionsFolder}/${file.name}  ${(file.size / 1024).toFixed(0)} KB`);
  }
  for (const notice of notices) console.error(notice);
}

function asJson(made: MadeEditions, notices: readonly string[]): object {
  return {
    status: made.status,
    problems: made.problems,
    editions: made.editions.map(({ record: { id, kind, language, stories, files }, missing, dropped }) => ({
      ...{ id, kind, language, stories: stories.length, files, missing, dropped },
    })),
    notices,
  };
}

function noticesOf({ status, problems, editions }: MadeEditions): string[] {
  const dropped = editions.flatMap((each) => each.dropped);
  return [
    ...(["html", "epub"] as const)
      .filter((form) => editions.some(({ missing }) => missing.includes(form)))
      .map(
        (form) =>
          `Without the form .${form}: of more than ${mostStories[form].toLocaleString("en")} stories it would be too large for the devices that it is for.`,
      ),
    ...(editions.some(({ missing }) => missing.includes("zim"))
      ? ["Without Kiwix's form (.zim): zimwriterfs is not installed. Debian has it in zim-tools."]
      : []),
    ...(dropped.length > 0
      ? [
          `Deleted, since they brought an earlier form of this edition up to date: ${dropped.join(", ")}. Make the later edition again.`,
        ]
      : []),
    ...(status === 1 && problems.length === 0 ? ["No story of that time is public: no edition was made."] : []),
  ];
}

/** What readers can't tell from these editions, and what to do about it. */
function trustNotices(
  { editions, isSignatureGone }: MadeEditions,
  { site, secret, publicKey }: { site: string; secret: SecretKey | undefined; publicKey: string | undefined },
): string[] {
  if (editions.length === 0) return [];
  if (secret) {
    if (publicKey !== undefined) return [];
    return [
      `Signed, but outlet.yaml has no \`publicKey\`: builds leave the signature out, and the editions can't tell readers the key. Add this line to _data/outlet.yaml and make them again:\n\npublicKey: ${publicKeyLine(secret)}`,
    ];
  }
  return [
    "Not signed: there is no key. Readers can see that an edition is whole, not that it is yours. `npm run sign -- --new-key` makes one.",
    ...(isSignatureGone ? [signatureGone(site)] : []),
  ];
}

function signatureGone(site: string): string {
  const list = join(site, editionsFolder, sumsName);
  return `${signatureName} was deleted, for the list that it signed is another now: no edition there, the earlier ones neither, can be told for yours any more. Where the key is: npm run sign -- ${relative("", list)}`;
}

interface Choice {
  kind: EditionKind;
  from?: number;
  to?: number;
}

function choiceOf({ values: { edition: value } }: Given, zone: string, now: number): Choice {
  if (typeof value !== "string") return { kind: "daily" };
  const [, first, last] = /^(\d{4}-\d\d-\d\d)(?:\.\.(\d{4}-\d\d-\d\d))?$/.exec(value) ?? [];
  if (first !== undefined) {
    const from = day(first, zone);
    if (from > now) throw new UsageError(`--edition ${value}: ${first} has not come yet.`);
    if (last === undefined) return { kind: "range", from };
    const end = day(last, zone);
    if (end < from) throw new UsageError(`--edition ${value}: its last day comes before its first.`);
    const to = nextDay(end, zone);
    // Its name and its title say that the last day is in it, which nobody can know before it is over.
    if (to > now)
      throw new UsageError(`--edition ${value}: ${last} is not over yet. --edition ${first} goes until now.`);
    return { kind: "range", from, to };
  }
  const kind = editionKinds.find((each) => each === value && each !== "range");
  if (kind) return { kind };
  const kinds = editionKinds.filter((each) => each !== "range");
  const near = nearest(value, kinds);
  throw new UsageError(
    `--edition wants ${oneOf(kinds)}, or days such as 2026-11-01 or 2026-11-01..2026-11-10${near === undefined ? "" : `; did you mean ${near}?`}`,
  );
}

function day(text: string, zone: string): number {
  const moment = parseMoment(text, zone);
  if (moment === undefined) throw new UsageError(`--edition: there is no day ${text}.`);
  return moment;
}

function chosen(name: string, value: string | boolean | undefined, known: readonly string[]): void {
  if (typeof value === "string" && known.includes(value)) return;
  const near = typeof value === "string" ? nearest(value, known) : undefined;
  throw new UsageError(`--${name} wants ${oneOf(known)}${near === undefined ? "" : `; did you mean ${near}?`}`);
}
