// Characters that must not reach the page: control characters (XML refuses them), noncharacters, zero-width spaces and
// byte-order marks that editors leave inside, bidirectional overrides (they can turn a name around for readers), and
// the private characters that mark our own work (copy-marks below). ZWJ, ZWNJ and the plain direction marks stay: Hindi
// and Urdu are written with them.
const unwanted =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is taken out
  /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u200b\u202d\u202e\u2060\ufeff\ufff9-\uffff\ue000-\ue00f]/g;
const anyUnwanted = new RegExp(unwanted.source);

/** Stands around the number of a stashed block in the text. */
export const stashMark = "\ue000";
const placeholders = new RegExp(`${stashMark}\\d+${stashMark}`, "g");

/** A text without the placeholders of stashed blocks, for places where no block can stand: program code. */
export function withoutStashed(text: string): string {
  return text.includes(stashMark) ? text.replace(placeholders, "") : text;
}

/** Attribute value that tells our own ids and classes from the writer's in HTML that is read again. */
export const ownMark = "\ue001";
/** Begins and ends a comment that carries a line number into HTML that is read again. */
export const lineMark = "\ue002";

/**
 * The copy as the parser wants it: `\n` line ends, no unwanted characters, spaces where a phone wrote no-break spaces
 * after the marks that make a heading, list or quotation, and no leftover fence of the front matter on top. As many
 * lines as before.
 */
export function normaliseCopy(source: string): string {
  let text = source;
  if (text.includes("\r")) text = text.replace(/\r\n?/g, "\n");
  if (/[\u0080-\u009f]/.test(text)) text = withQuotesOfWindows(text);
  if (anyUnwanted.test(text)) text = text.replace(unwanted, "");
  if (!text.isWellFormed()) text = text.toWellFormed();
  if (text.includes("\u00a0")) {
    text = text
      .replace(/^[\u00a0 \t]+$/gm, "")
      .replace(
        /^([\u00a0 ]*)((?:#{1,6}|[-*+>]|\d{1,9}[.)]))\u00a0+/gm,
        (_, before: string, mark: string) => `${before.replaceAll("\u00a0", " ")}${mark} `,
      );
  }
  // What word processors leave in text that was pasted: <o:p>, <w:sdt>.
  if (text.includes("<")) text = text.replace(/<\/?(?:[ovwxmg]|st\d|xml|fb):[a-z][^<>]*>/gi, "");
  return text.replace(/^(\s*)(?:-{3,}|[—–]-|—)[ \t]*(?=\n|$)/, "$1");
}

const windows = new TextDecoder("windows-1252");

/** Old exports hold quotation marks and dashes as Windows numbers them, which Unicode has as control characters. HTML reads `&#145;` so too. */
function withQuotesOfWindows(text: string): string {
  return text.replace(/[\u0080-\u009f]/g, (mark) => windows.decode(Uint8Array.of(mark.charCodeAt(0))));
}
