import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Moment } from "./base/dates.ts";
import { writeFileAtomic } from "./base/files.ts";
import { openStore } from "./base/store.ts";
import { isPublicKeyOf, publicKeyLine, type SecretKey, signBytes } from "./editions/minisign.ts";
import { publishedSignature, signaturePath } from "./editions/published-signature.ts";
import { planFaultySite } from "./plan-faulty-site.ts";

/** The file that holders of copies must be able to trust. */
const signedFile = "withdrawn.json";

export interface SignSiteInput {
  /** Absolute. */
  site: string;
  output: string;
  cache: string;
  now: Moment;
  secret: SecretKey;
}

export interface SignSiteResult {
  /** `right`: the committed signature still holds; `other-key`: outlet.yaml names another; `unplanned`: see `doubts`. */
  outcome: "signed" | "right" | "other-key" | "unplanned";
  /** From the site's folder. */
  path: string;
  /** Whether outlet.yaml names a key already. */
  hasPublicKey: boolean;
  doubts: string[];
}

/** Writes the signature of `withdrawn.json`, as a build of this content makes it, into the site, to be committed. */
export async function signSite({ site, output, cache, now, secret }: SignSiteInput): Promise<SignSiteResult> {
  const store = openStore(cache);
  try {
    const { opened, plan, doubts } = await planFaultySite({ site, output, now }, store);
    const { publicKey } = opened.content.outlet;
    const result = { path: signaturePath(signedFile), hasPublicKey: publicKey !== undefined, doubts };
    const file = plan?.files.find((each) => each.file === signedFile);
    if (file?.kind !== "text") return { ...result, outcome: "unplanned" };
    if (publicKey !== undefined && !isPublicKeyOf(publicKey, secret)) return { ...result, outcome: "other-key" };
    const text = file.text();
    const path = join(site, result.path);
    const own = publicKeyLine(secret);
    const isRight =
      existsSync(path) &&
      !publishedSignature({ file: signedFile, text, signature: readFileSync(path, "utf8"), publicKey: own });
    if (isRight) return { ...result, outcome: "right" };
    writeFileAtomic(path, signBytes(text, { secret, trustedComment: trustedComment(signedFile, now) }));
    return { ...result, outcome: "signed" };
  } finally {
    store.close();
  }
}

/** The file's name and the moment of signing, in minisign's own form. */
export function trustedComment(file: string, now: Moment): string {
  return `timestamp:${Math.floor(now / 1000)}\tfile:${file}\thashed`;
}
