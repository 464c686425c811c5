const marks: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is taken out
const unprintable = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\ue000-\ue00f\ufeff\ufff9-\uffff]/g;

/** Text as HTML, for between tags and for attributes in double quotes; without characters that HTML or XML refuse. */
export function escapeText(text: string): string {
  return text
    .toWellFormed()
    .replace(unprintable, "")
    .replace(/[&<>"]/g, (mark) => marks[mark] ?? mark);
}
