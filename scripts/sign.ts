import { existsSync, mkdirSync, statSync, writeFileSync } from "node:fs";
import { basename, dirname } from "node:path";
import { writeFileAtomic } from "../src/base/files.ts";
import { newKey, publicKeyLine, type SecretKey, secretKeyText, signFile } from "../src/editions/minisign.ts";
import { signSite, trustedComment } from "../src/sign-site.ts";
import { type Command, foldersOf, sharedOptions, UsageError } from "./command.ts";
import { keyFile, refuseInside, secretKey } from "./secret-key.ts";

export const command: Command = {
  summary:
    "Signs withdrawn.json, as a build of this content makes it, into the site's _data/signatures/, or any files that are named. The key comes from BROADSHEET_KEY or the user's config folder.",
  arguments: "[FILE …]",
  options: {
    "new-key": { type: "boolean", help: "make a key pair: the secret half goes into the user's config folder" },
    site: sharedOptions.site,
    output: { ...sharedOptions.output, help: "the last build, for stories that have errors now (default: _site)" },
    cache: sharedOptions.cache,
    now: { ...sharedOptions.now, help: "the moment that the signature states (default: the clock)" },
  },
  async run(given) {
    const folders = foldersOf(given);
    if (given.values["new-key"] === true) return makeKey(folders.site);
    const secret = secretKey(folders.site);
    if (!secret) {
      console.error(
        `Nothing was signed: there is no key. Make one with \`npm run sign -- --new-key\`, or give its text in BROADSHEET_KEY. Looked for ${keyFile()}.`,
      );
      return 1;
    }
    if (given.positionals.length > 0) return await signFiles(given.positionals, secret, folders.now);
    const { outcome, path, hasPublicKey, doubts } = await signSite({ ...folders, secret });
    for (const doubt of doubts) console.error(doubt);
    if (outcome === "unplanned") {
      console.error("Nothing was signed: what a build would publish can't be known. `npm run check` says more.");
      return 1;
    }
    if (outcome === "other-key") {
      console.error(
        `Nothing was signed: outlet.yaml names another \`publicKey\` than this key's, ${publicKeyLine(secret)}.`,
      );
      return 1;
    }
    console.log(
      outcome === "right" ? `The signature in ${path} still holds.` : `Signed: ${path}. Commit that file and build.`,
    );
    if (!hasPublicKey)
      console.log(`Add this line to _data/outlet.yaml, or builds leave it out:\n\npublicKey: ${publicKeyLine(secret)}`);
    return 0;
  },
};

async function signFiles(files: readonly string[], secret: SecretKey, now: number): Promise<number> {
  const missing = files.find((file) => !statSync(file, { throwIfNoEntry: false })?.isFile());
  if (missing !== undefined) throw new UsageError(`There is no file ${missing}.`);
  for (const file of files) {
    const comment = trustedComment(basename(file), now);
    writeFileAtomic(`${file}.minisig`, await signFile(file, { secret, trustedComment: comment }));
    console.log(`Signed: ${file}.minisig`);
  }
  return 0;
}

function makeKey(site: string): number {
  const file = keyFile();
  refuseInside(site, file);
  if (existsSync(file)) {
    console.error(`There is a key in ${file}; it was left alone. Copies were signed with it: move it away first.`);
    return 1;
  }
  const secret = newKey();
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
  writeFileSync(file, secretKeyText(secret), { mode: 0o600, flag: "wx" });
  console.log(
    `The secret key is in ${file}, for you alone: keep a copy where nobody else comes. Add this line to _data/outlet.yaml:\n\npublicKey: ${publicKeyLine(secret)}`,
  );
  return 0;
}
