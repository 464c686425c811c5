import { statSync } from "node:fs";
import { resolve } from "node:path";
import { isoMoment } from "../src/base/dates.ts";
import { isError, ProblemError } from "../src/base/problem.ts";
import { openStore } from "../src/base/store.ts";
import { count } from "../src/base/text.ts";
import { readSite } from "../src/content/read-site.ts";
import { type PublicKey, readPublicKey } from "../src/editions/minisign.ts";
import { type Verification, verifyPath } from "../src/editions/verify.ts";
import { projectFolder } from "../src/engine.ts";
import { type Command, foldersOf, type Given, sharedOptions, UsageError } from "./command.ts";

const most = 20;

export const command: Command = {
  summary:
    "Verifies an edition: a file by the SHA256SUMS beside it, an unpacked edition or the editions' folder by the one in it, and the list by its signature.",
  arguments: "FILE | FOLDER",
  options: {
    key: {
      type: "string",
      value: "KEY",
      help: "the outlet's public key (default: publicKey of the site's outlet.yaml)",
    },
    site: sharedOptions.site,
    cache: sharedOptions.cache,
    json: sharedOptions.json,
  },
  async run(given) {
    const [path, ...more] = given.positionals;
    if (path === undefined || more.length > 0)
      throw new UsageError("Which one? npm run verify -- editions/2026-11-22-daily-en.zip");
    const stats = statSync(resolve(path), { throwIfNoEntry: false });
    if (!stats) throw new UsageError(`There is no file or folder ${path}.`);
    const key = await publicKey(given);
    const found = await verifyPath(resolve(path), { isFolder: stats.isDirectory(), key });
    const isKeyKnown = key !== undefined;
    // Who alters a page can write another list and leave the signature out: to those who have the key that is a forgery.
    const isSigned = found.signature === "right" || (!isKeyKnown && found.signature !== "wrong");
    const isRight =
      found.right > 0 && found.altered.length + found.missing.length + found.unknown.length === 0 && isSigned;
    if (given.values.json === true) console.log(JSON.stringify({ status: isRight ? 0 : 1, ...found }, null, 2));
    else report(path, found, isKeyKnown);
    return isRight ? 0 : 1;
  },
};

async function publicKey(given: Given): Promise<PublicKey | undefined> {
  if (typeof given.values.key === "string") return readPublicKey(given.values.key);
  const { site, cache } = foldersOf(given);
  const store = openStore(cache);
  try {
    const { outlet, problems } = await readSite({ root: site, store, project: projectFolder });
    if (outlet.publicKey !== undefined) return readPublicKey(outlet.publicKey);
    // A key that can't be read must not pass for none: without one less is asked for.
    const faults = problems.filter((each) => isError(each) && each.file === "_data/outlet.yaml");
    if (faults.length > 0) throw new ProblemError(faults);
    return undefined;
  } catch (error) {
    // Where there is no site, as on a reader's machine, the key comes by --key.
    if (error instanceof ProblemError && error.problems.every(({ code }) => code === "data/site-missing"))
      return undefined;
    throw error;
  } finally {
    store.close();
  }
}

function report(path: string, found: Verification, isKeyKnown: boolean): void {
  if (found.sums === undefined) {
    console.error(
      `There is no SHA256SUMS to check ${path} by: it can't be verified${isKeyKnown ? ", nor whose it is" : ""}.`,
    );
    return;
  }
  const { signature, comment, right } = found;
  if (signature === "right")
    console.log(`Signed with the outlet's key${comment === undefined ? "" : ` (${commentText(comment)})`}.`);
  else if (signature === "wrong")
    console.error("WRONG SIGNATURE: the list of digests was not signed with this key, or was changed after.");
  else if (signature === "no-key")
    console.log("Signed, and there is no key to check it with: give the outlet's with --key.");
  else if (isKeyKnown)
    console.error(
      "NOT SIGNED: the list of digests has no signature, and the outlet has a key. Anybody can have written it: don't trust it.",
    );
  else console.log("Not signed: this shows that it is whole, not who made it.");
  for (const [name, files] of [
    ["altered", found.altered],
    ["missing", found.missing],
    ["not in the list", found.unknown],
  ] as const) {
    for (const file of files.slice(0, most)) console.error(`${name}: ${printable(file)}`);
    if (files.length > most) console.error(`${name}: ${files.length - most} more`);
  }
  console.log(`${count(right, "file")} as listed.`);
}

/** `2026-11-22T06:30:00Z, file:SHA256SUMS`: what was signed along, its moment in a form that people read. */
function commentText(comment: string): string {
  return comment
    .split("\t")
    .filter((part) => part !== "hashed")
    .map((part) => {
      const [, seconds] = /^timestamp:(\d{1,11})$/.exec(part) ?? [];
      return seconds === undefined ? printable(part) : isoMoment(Number(seconds) * 1000, "UTC");
    })
    .join(", ");
}

/** A stranger's names may hold what moves a terminal's cursor, and with it writes over what was said. */
function printable(text: string): string {
  return text.replace(/\p{C}/gu, "\ufffd");
}
