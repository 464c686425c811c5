/**
 * Paragraphs with `mark` in the place of every passage that a pattern finds; a passage may run over several of them. `found`
 * holds the indexes of the patterns that found something.
 */
export function redact(
  paragraphs: readonly string[],
  patterns: readonly RegExp[],
  mark: string,
): { paragraphs: string[]; found: Set<number> } {
  const found = new Set<number>();
  const whole = paragraphs.join("\n");
  // Where each character stands that is to go; overlapping passages become one.
  const gone = new Uint8Array(whole.length);
  for (const [index, pattern] of patterns.entries()) {
    for (const match of whole.matchAll(pattern)) {
      if (match[0] === "") continue;
      found.add(index);
      gone.fill(1, match.index, match.index + match[0].length);
    }
  }
  if (found.size === 0) return { paragraphs: [...paragraphs], found };
  let start = 0;
  const left = paragraphs.map((paragraph) => {
    let text = "";
    for (let place = 0; place < paragraph.length; place += 1) {
      const isGone = gone[start + place] === 1;
      if (!isGone) text += paragraph[place];
      else if (place === 0 || gone[start + place - 1] !== 1) text += mark;
    }
    start += paragraph.length + 1;
    return text;
  });
  return { paragraphs: left, found };
}
