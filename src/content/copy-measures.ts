import type { Block } from "./blocks.ts";

const inlineTags =
  /<\/?(?:a|abbr|b|bdi|bdo|cite|code|del|dfn|em|i|ins|kbd|mark|q|s|samp|small|span|strong|sub|sup|time|u|var|wbr)\b[^>]*>/g;
const entities: Record<string, string> = { "&amp;": "&", "&lt;": "<", "&gt;": ">", "&quot;": '"' };
// Scripts that put no spaces between words.
const unspaced = /[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff]/;
const longestExcerpt = 300; // characters

/** The words of our own HTML, tags and footnote numbers taken out. */
function textOfHtml(html: string): string {
  return html
    .replace(/<sup class="footnote-ref">.*?<\/sup>/g, "")
    .replace(inlineTags, "")
    .replace(/<[^>]*>/g, " ")
    .replace(/&(?:amp|lt|gt|quot);/g, (entity) => entities[entity] ?? entity);
}

function htmlOf(blocks: readonly Block[]): string[] {
  return blocks.flatMap((block): string[] => {
    switch (block.kind) {
      case "html":
      case "key-points":
        return [block.html];
      case "timeline":
        return block.entries.map((entry) => `${entry.whenHtml} ${entry.html}`);
      case "fact-box":
      case "live-entry":
        return htmlOf(block.blocks);
      default:
        return []; // a pull quote says again what the text says
    }
  });
}

/** Words of the running text, for the reading time: boxes, lists and live entries too, no captions, quotes pulled or notes. */
export function countWords(blocks: readonly Block[], language: string): number {
  return htmlOf(blocks).reduce((sum, html) => sum + wordsIn(textOfHtml(html), language), 0);
}

function wordsIn(text: string, language: string): number {
  if (unspaced.test(text)) {
    let words = 0;
    for (const part of new Intl.Segmenter(language, { granularity: "word" }).segment(text))
      if (part.isWordLike) words += 1;
    return words;
  }
  let words = 0;
  for (const part of text.split(/[\s–—]+/)) if (/[\p{L}\p{N}]/u.test(part)) words += 1;
  return words;
}

/** The first paragraph's plain text, at most 300 characters, cut at a word with an ellipsis; empty where there is none. */
export function excerptOf(blocks: readonly Block[]): string {
  for (const html of htmlOf(blocks)) {
    for (const match of html.matchAll(/<p\b[^>]*>([\s\S]*?)<\/p>/g)) {
      const text = textOfHtml(match[1] ?? "")
        .replace(/\s+/g, " ")
        .trim();
      if (text !== "") return shorten(text, longestExcerpt);
    }
  }
  return "";
}

function shorten(text: string, length: number): string {
  if (text.length <= length) return text;
  const head = text.slice(0, length);
  const end = head.lastIndexOf(" ");
  // A text without spaces is cut between graphemes, never within one.
  const cut =
    end > length / 2
      ? head.slice(0, end)
      : Array.from(new Intl.Segmenter().segment(head.slice(0, length - 1)), (part) => part.segment)
          .slice(0, -1)
          .join("");
  return `${cut.replace(/[\s,;:.–—-]+$/u, "")}…`;
}
