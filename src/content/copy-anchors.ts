import type { Anchors } from "./copy-context.ts";

// Ids that a page's own furniture may use: an anchor of the copy never takes them, nor those of footnotes.
const furniture = [
  "main", "content", "top", "header", "footer", "nav", "menu", "search", "story", "headline", "lead", "byline", "dates",
  "copy", "footnotes", "corrections", "related", "sources", "methodology", "topics", "tags", "share", "comments",
  "photos", "gallery", "live", "updates", "credits", "languages", "sections", "skip", "title",
]; // biome-ignore format: a list to scan

const footnoteShape = /^fn(ref)?[\d:-]/;
const longest = 60; // characters

/** The anchors of a copy that has none yet. */
export function newAnchors(): Anchors {
  return { taken: new Map(furniture.map((id) => [id, 1])), defined: [] };
}

/** The anchor that words give: letters, marks and digits of any script, NFC, lower case, at most 60 characters. */
export function anchorFrom(words: string): string {
  const joined = words
    .slice(0, 300)
    .normalize("NFC")
    .toLowerCase()
    .replace(/['’‘ʼ]/g, "")
    .replace(/[^\p{L}\p{M}\p{N}]+/gu, "-")
    .replace(/^-|-$/g, "");
  const short = joined.length > longest ? cut(joined) : joined;
  if (short === "") return "section";
  // HTML allows any first character; CSS selectors and validators want a letter.
  return /^\p{L}/u.test(short) ? short : `s-${short}`;
}

function cut(anchor: string): string {
  const head = anchor.slice(0, longest);
  const hyphen = head.lastIndexOf("-");
  return hyphen > longest / 3 ? head.slice(0, hyphen) : head.replace(/[\ud800-\udbff]$/, "");
}

/** The anchor made unique in the story (`talks`, then `talks-2`) and recorded. */
export function defineAnchor(anchors: Anchors, wish: string): string {
  const base = footnoteShape.test(wish) ? `s-${wish}` : wish;
  let anchor = base;
  let count = anchors.taken.get(base) ?? 0;
  while (anchors.taken.has(anchor)) {
    count += 1;
    anchor = `${base}-${count}`;
  }
  // The count is remembered, so that a thousand headings of the same words take a thousand steps, not half a million.
  if (count > 0) anchors.taken.set(base, count);
  anchors.taken.set(anchor, 1);
  anchors.defined.push(anchor);
  return anchor;
}
