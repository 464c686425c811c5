import { parseMoment } from "../src/base/dates.ts";
import { formatProblems } from "../src/base/format-problems.ts";
import { openStore } from "../src/base/store.ts";
import { nearest, oneOf } from "../src/base/text.ts";
import { readSite } from "../src/content/read-site.ts";
import { type EditionKind, editionKinds } from "../src/editions/edition-record.ts";
import { signBytes } from "../src/editions/minisign.ts";
import { sumsName } from "../src/editions/sums.ts";
import { projectFolder } from "../src/engine.ts";
import { makeEditions } from "../src/make-editions.ts";
import { editionsFolder } from "../src/model/published-edition.ts";
import { trustedComment } from "../src/sign-site.ts";
import { type Command, foldersOf, sharedOptions, UsageError } from "./command.ts";
import { showProgress } from "./progress.ts";
import { secretKey } from "./secret-key.ts";

export const command: Command = {
  summary:
    "Makes editions to read offline, below editions/ of the site: one file each for desktops, phones, e-readers, Kiwix.",
  options: {
    ...sharedOptions,
    edition: {
      type: "string",
      value: "KIND",
      help: "daily, weekly, all, section, or the first day of a range, 2026-11-01 (default: daily)",
    },
    section: { type: "string", value: "KEY", help: "a key of _data/sections.yaml, for --edition section" },
    language: { type: "string", value: "TAG", help: "a language of the outlet (default: each of them)" },
  },
  async run(given) {
    const folders = foldersOf(given);
    const store = openStore(folders.cache);
    const content = await readSite({ root: folders.site, store, project: projectFolder });
    store.close();
    const { kind, from } = kindOf(given.values.edition, content.outlet.timeZone);
    const section = given.values.section;
    if (kind === "section") chosen("section", section, Object.keys(content.sections));
    else if (section !== undefined) throw new UsageError("--section goes with --edition section.");
    const codes = content.outlet.languages.map(({ code }) => code);
    if (given.values.language !== undefined) chosen("language", given.values.language, codes);
    const secret = secretKey(folders.site);
    const progress = showProgress(given.values.json === true);
    const made = await makeEditions({
      ...folders,
      kind,
      from,
      ...(typeof section === "string" && { section }),
      ...(typeof given.values.language === "string" && { languages: [given.values.language] }),
      sign: secret && ((sums) => signBytes(sums, { secret, trustedComment: trustedComment(sumsName, folders.now) })),
      onProgress: progress.report,
    });
    progress.end();
    if (made.problems.length > 0)
      console.error(formatProblems(made.problems, { colour: process.stderr.isTTY === true }));
    for (const { record } of made.editions) {
      for (const file of record.files)
        console.log(`${editionsFolder}/${file.name}  ${(file.size / 1024).toFixed(0)} KB`);
    }
    if (made.editions.some(({ missing }) => missing.includes("zim")))
      console.error("Without Kiwix's form (.zim): zimwriterfs is not installed. Debian has it in zim-tools.");
    if (made.editions.length > 0 && !secret)
      console.error(
        "Not signed: there is no key. Readers can see that an edition is whole, not that it is yours. `npm run sign -- --new-key` makes one.",
      );
    if (made.status === 1 && made.problems.length === 0)
      console.error("No story of that time is public: no edition was made.");
    return made.status;
  },
};

function kindOf(value: string | boolean | undefined, zone: string): { kind: EditionKind; from?: number } {
  if (typeof value !== "string") return { kind: "daily" };
  const from = /^\d{4}-\d\d-\d\d$/.test(value) ? parseMoment(value, zone) : undefined;
  if (from !== undefined) return { kind: "range", from };
  const kind = editionKinds.find((each) => each === value && each !== "range");
  if (kind) return { kind };
  throw new UsageError(
    `--edition wants ${oneOf(editionKinds.filter((each) => each !== "range"))}, or a day such as 2026-11-01.`,
  );
}

function chosen(name: string, value: string | boolean | undefined, known: readonly string[]): void {
  if (typeof value === "string" && known.includes(value)) return;
  const near = typeof value === "string" ? nearest(value, known) : undefined;
  throw new UsageError(`--${name} wants ${oneOf(known)}${near === undefined ? "" : `; did you mean ${near}?`}`);
}
