import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { digestOf } from "./base/digest.ts";
import type { Problem } from "./base/problem.ts";
import { publishedSignature, signaturePath } from "./editions/published-signature.ts";
import type { PlannedFile } from "./pages/planned-file.ts";

const signedFile = "withdrawn.json";

/** The signature that was committed for `withdrawn.json`, where it fits what this build makes of it. */
export function plannedSignature(
  site: string,
  texts: readonly PlannedFile[],
  publicKey: string | undefined,
): { files: PlannedFile[]; problems: Problem[] } {
  const path = join(site, signaturePath(signedFile));
  const signed = texts.find(({ file }) => file === signedFile);
  if (signed?.kind !== "text" || !existsSync(path)) return { files: [], problems: [] };
  const signature = readFileSync(path, "utf8");
  const problem = publishedSignature({ file: signedFile, text: signed.text(), signature, publicKey });
  if (problem) return { files: [], problems: [problem] };
  const file = `${signedFile}.minisig`;
  return { files: [{ kind: "text", file, text: () => signature, digest: digestOf(signature) }], problems: [] };
}
