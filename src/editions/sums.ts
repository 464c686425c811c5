/** The list of digests beside a set of files, and its signature. */
export const sumsName = "SHA256SUMS";
export const signatureName = `${sumsName}.minisig`;

export interface Summed {
  path: string;
  /** Hexadecimal. */
  sha256: string;
}

/** `<digest>  <path>` a line, by path, as `sha256sum` writes and `sha256sum -c` reads it. */
export function sumsText(files: readonly Summed[]): string {
  const sorted = [...files].sort((a, b) => (a.path < b.path ? -1 : a.path > b.path ? 1 : 0));
  return sorted.map(({ path, sha256 }) => `${sha256}  ${path}\n`).join("");
}

/** The list as it was written, a line that is none left out; `*` before a name, as Windows tools write it, means nothing to us. */
export function readSums(text: string): Summed[] {
  return text.split(/\r?\n/).flatMap((line) => {
    const [, sha256, path] = /^([0-9a-f]{64}) [ *](.+)$/i.exec(line) ?? [];
    return sha256 === undefined || path === undefined ? [] : [{ path, sha256: sha256.toLowerCase() }];
  });
}
