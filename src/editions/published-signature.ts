import { type Problem, problem } from "../base/problem.ts";
import { MinisignError, readPublicKey, readSignature, type Verdict, verifyBytes } from "./minisign.ts";

/** Where a site keeps the signature of a file of its output, from the site's folder: builds need no key. */
export function signaturePath(file: string): string {
  return `_data/signatures/${file}.minisig`;
}

export interface PublishedSignatureInput {
  /** The signed file, below the output. */
  file: string;
  /** What this build makes of it. */
  text: string;
  /** The committed signature's text. */
  signature: string;
  /** `publicKey` of outlet.yaml. */
  publicKey: string | undefined;
}

/** Whether a committed signature may go out beside its file; the problem says why not. */
export function publishedSignature(input: PublishedSignatureInput): Problem | undefined {
  const { file, publicKey } = input;
  const place = { file: signaturePath(file) };
  const hint = "Run `npm run sign` and commit what it writes.";
  if (publicKey === undefined) {
    return problem({
      ...place,
      code: "site/signature-wrong",
      message: `The signature of ${file} was left out: outlet.yaml has no \`publicKey\` to check it with.`,
      hint: "Add the line `publicKey: …` that `npm run sign` prints.",
    });
  }
  const verdict = verdictOf(input, publicKey);
  if (verdict === "right") return undefined;
  if (verdict === "stale") {
    return problem({
      ...place,
      code: "site/signature-stale",
      message: `The signature of ${file} was left out: the file has changed since it was signed.`,
      hint,
    });
  }
  return problem({
    ...place,
    code: "site/signature-wrong",
    message: `The signature of ${file} was left out: it was not made with the outlet's key.`,
    ...(verdict !== "wrong" && { found: verdict.why }),
    hint,
  });
}

function verdictOf({ text, signature }: PublishedSignatureInput, publicKey: string): Verdict | { why: string } {
  try {
    return verifyBytes(text, readSignature(signature), readPublicKey(publicKey));
  } catch (error) {
    if (error instanceof MinisignError) return { why: error.message };
    throw error;
  }
}
