import { statSync } from "node:fs";
import { resolve } from "node:path";
import { openStore } from "../src/base/store.ts";
import { count } from "../src/base/text.ts";
import { readSite } from "../src/content/read-site.ts";
import { MinisignError, type PublicKey, readPublicKey } from "../src/editions/minisign.ts";
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
    try {
      const key = await publicKey(given);
      const found = await verifyPath(resolve(path), { isFolder: stats.isDirectory(), key });
      const isRight =
        found.right > 0 &&
        found.altered.length + found.missing.length + found.unknown.length === 0 &&
        found.signature !== "wrong";
      if (given.values.json === true) console.log(JSON.stringify({ status: isRight ? 0 : 1, ...found }, null, 2));
      else report(path, found);
      return isRight ? 0 : 1;
    } catch (error) {
      if (!(error instanceof MinisignError)) throw error;
      console.error(error.message);
      return 1;
    }
  },
};

async function publicKey(given: Given): Promise<PublicKey | undefined> {
  if (typeof given.values.key === "string") return readPublicKey(given.values.key);
  const { site, cache } = foldersOf(given);
  const store = openStore(cache);
  try {
    const { outlet } = await readSite({ root: site, store, project: projectFolder });
    return outlet.publicKey === undefined ? undefined : readPublicKey(outlet.publicKey);
  } catch (error) {
    // Where there is no site, as on a reader's machine, the key comes by --key.
    if (error instanceof MinisignError) throw error;
    return undefined;
  } finally {
    store.close();
  }
}

function report(path: string, found: Verification): void {
  if (found.sums === undefined) {
    console.error(`There is no SHA256SUMS to check ${path} by: it can't be verified.`);
    return;
  }
  const say: Record<Verification["signature"], string> = {
    right: `Signed with the outlet's key${found.comment === undefined ? "" : ` (${found.comment.replaceAll("\t", ", ")})`}.`,
    wrong: "WRONG SIGNATURE: the list of digests was not signed with this key, or was changed after.",
    unsigned: "Not signed: this shows that it is whole, not who made it.",
    "no-key": "Signed, and there is no key to check it with: give the outlet's with --key.",
  };
  console.log(say[found.signature]);
  for (const [name, files] of [
    ["altered", found.altered],
    ["missing", found.missing],
    ["not in the list", found.unknown],
  ] as const) {
    for (const file of files.slice(0, most)) console.error(`${name}: ${file}`);
    if (files.length > most) console.error(`${name}: ${files.length - most} more`);
  }
  console.log(`${count(found.right, "file")} as listed.`);
}
