/**
 * A text as one segment of an address, in any script: NFC, lower case, letters, marks and digits kept, everything else a
 * hyphen, at most `limit` bytes of UTF-8 without cutting a character. Empty where nothing is left.
 */
export function slugify(text: string, limit = 80): string {
  const slug = text
    .normalize("NFC")
    .toLowerCase()
    .replace(/['’ʼ]/g, "")
    // The joiners shape Indic and Persian words; they belong to the word.
    .replace(/[^\p{L}\p{M}\p{N}\u200c\u200d]+/gu, "-")
    .replace(/^-+|-+$/g, "");
  return clipBytes(slug, limit).replace(/-+$/, "");
}

/** The longest beginning of a text that takes at most `limit` bytes of UTF-8 and cuts no grapheme. */
export function clipBytes(text: string, limit: number): string {
  if (Buffer.byteLength(text) <= limit) return text;
  let clipped = "";
  let bytes = 0;
  for (const { segment } of new Intl.Segmenter(undefined, { granularity: "grapheme" }).segment(text)) {
    bytes += Buffer.byteLength(segment);
    if (bytes > limit) break;
    clipped += segment;
  }
  return clipped;
}
