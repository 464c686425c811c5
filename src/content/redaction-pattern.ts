// A redaction is written as the words themselves, or as a regular expression between slashes.
const patternForm = /^\/(.+)\/([a-z]*)$/su;

/**
 * What a redaction finds. Words are found whatever their capitals, spaces, quotation marks and hyphens, and whatever
 * emphasis stood in them, for an editor copies them from a file as often as from the page. Undefined: no usable pattern.
 */
export function redactionPattern(redaction: string): RegExp | undefined {
  const written = patternForm.exec(redaction);
  try {
    if (written) {
      const flags = [...new Set(`${written[2] ?? ""}gu`)].filter((flag) => flag !== "y" && flag !== "v").join("");
      const pattern = new RegExp(written[1] ?? "", flags);
      return pattern.test("") ? undefined : pattern;
    }
    const words = redaction
      .normalize("NFC")
      .replace(/[*_`]+/gu, "")
      .trim();
    if (words === "") return undefined;
    return new RegExp(
      [...words.matchAll(/\s+|['’‘ʼ]|["“”„]|[-‐‑–—]|./gsu)].map(([part]) => lenient(part)).join(""),
      "giu",
    );
  } catch {
    return undefined;
  }
}

function lenient(part: string): string {
  if (/\s/u.test(part)) return "\\s+";
  if (/['’‘ʼ]/u.test(part)) return "['’‘ʼ]";
  if (/["“”„]/u.test(part)) return '["“”„]';
  if (/[-‐‑–—]/u.test(part)) return "[-‐‑–—]";
  return part.replace(/[\\^$.*+?()[\]{}|/]/u, "\\$&");
}
