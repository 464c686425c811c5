import { type CopyContext, fileLine, type Piece, recordLink, report } from "./copy-context.ts";
import { embedBlock } from "./copy-embeds.ts";
import { stashMark } from "./copy-normalise.ts";
import { picturePieces } from "./copy-photo.ts";
import { findElements, readTree, textOf } from "./sanitise-tree.ts";

// WordPress shortcodes, as exports and converters leave them: `[caption …]<img> words[/caption]`, `[embed]address[/embed]`,
// and the tags of countless plug-ins. Brackets are taken for a shortcode only if the name is one of WordPress's own, it
// carries `name="value"`, or it is closed by `[/name]`: `[sic]` and `[Photo : ANI]` are none of these.

const ownNames = new Set([
  "gallery", "playlist", "audio", "video", "embed", "caption", "wp_caption", "youtube", "vimeo", "tweet", "soundcloud",
  "wpvideo", "videopress", "contact-form", "contact-form-7", "wpforms", "gravityform", "adsense", "toc",
]); // biome-ignore format: a list to scan

const mayHoldShortcode = /\[\/?[a-z][\w-]+(?:\s+[\w-]+\s*=|\s*\/?\]|\s+https?:)|\[(?:wpvideo|videopress)\s/i;
const captionPair =
  /\[(caption|wp_caption)\b([^\]\n]*)\]([^[]{0,4000}(?:\[(?!\/?(?:wp_)?caption)[^[]{0,4000}){0,20})\[\/\1\]/gi;
const addressPair =
  /\[(embed|youtube|vimeo|tweet|video|audio|soundcloud)\b[^\]\n]*\]\s*(https?:\/\/[^\s[\]<>"]+)\s*\[\/\1\]/gi;
const singleTag = /\[(\/?)([a-z][\w-]{1,40})((?:\s[^[\]\n]*)?)\](?![(:])/gi;

/** The copy with each shortcode replaced by what it stands for, or taken out with a warning; as many lines as before. */
export function replaceShortcodes(text: string, context: CopyContext): string {
  if (!mayHoldShortcode.test(text)) return text;
  const closed = new Set(Array.from(text.matchAll(/\[\/([a-z][\w-]{1,40})\]/gi), (match) => match[1]?.toLowerCase()));
  const warned = new Set<string>();

  // Pairs before single tags, for what stands between them.
  let result = replaceOutsideCode(text, captionPair, context, ([whole = "", , attributes = "", inside = ""], line) => {
    const picture = pictureIn(inside);
    if (!picture) return inside;
    const caption = picture.rest || (/\bcaption\s*=\s*["“](.*?)["”]/.exec(attributes)?.[1] ?? "");
    const pieces = picturePieces({ ...picture, caption, line }, context);
    return stash(context, whole, pieces);
  });
  result = replaceOutsideCode(result, addressPair, context, ([whole = "", , address = ""], line) =>
    stashCard(context, whole, address, line),
  );
  return replaceOutsideCode(result, singleTag, context, ([whole = "", slash, name = "", attributes = ""], line) => {
    const key = name.toLowerCase();
    const hasValue = /^\s+[\w-]+\s*=\s*["'“”‘’\w]/.test(attributes);
    if (!ownNames.has(key) && !closed.has(key) && !hasValue) return whole;
    const address = /https?:\/\/[^\s"'“”‘’\]]+/.exec(attributes)?.[0];
    if (slash === "" && address && /^(?:embed|youtube|vimeo|tweet|video|audio|soundcloud)$/.test(key)) {
      warned.add(key);
      return stashCard(context, whole, address, line);
    }
    if (!warned.has(key)) {
      warned.add(key);
      report(context, {
        code: "copy/shortcode-removed",
        line,
        message: `[${name}] is a WordPress shortcode, which means nothing here; it was left out.`,
        found: name,
        ...(key === "gallery"
          ? { hint: "Write :::gallery, then a line ![what it shows](file.jpg) for each photo." }
          : {}),
      });
    }
    return "";
  });
}

function replaceOutsideCode(
  text: string,
  pattern: RegExp,
  context: CopyContext,
  replacement: (match: readonly (string | undefined)[], line: number) => string,
): string {
  const fences = Array.from(
    text.matchAll(/^ {0,3}(`{3,}|~{3,})[\s\S]*?(?:^ {0,3}\1[`~]*[ \t]*$|$(?![\s\S]))/gm),
    (match) => ({
      start: match.index,
      end: match.index + match[0].length,
    }),
  );
  let fence = 0;
  let counted = 0;
  let line = 0;
  let result = "";
  let copied = 0;
  for (const match of text.matchAll(pattern)) {
    while ((fences[fence]?.end ?? Infinity) <= match.index) fence += 1;
    if ((fences[fence]?.start ?? Infinity) <= match.index) continue;
    for (let at = text.indexOf("\n", counted); at !== -1 && at < match.index; at = text.indexOf("\n", at + 1)) {
      line += 1;
      counted = at + 1;
    }
    result += text.slice(copied, match.index) + replacement(match, fileLine(context, line));
    copied = match.index + match[0].length;
  }
  return copied === 0 ? text : result + text.slice(copied);
}

function stashCard(context: CopyContext, whole: string, address: string, line: number): string {
  const card = embedBlock(address);
  if (!card) return "";
  recordLink(context, card.url, line);
  return stash(context, whole, [{ kind: "block", block: card }]);
}

/** Puts pieces aside and gives the placeholder that stands for them in the text. */
function stash(context: CopyContext, whole: string, pieces: Piece[]): string {
  const lines = "\n".repeat(whole.split("\n").length - 1);
  if (pieces.length === 0) return lines;
  context.stash.push(pieces);
  return `${stashMark}${context.stash.length - 1}${stashMark}${lines}`;
}

function pictureIn(text: string): { src: string; alt: string; rest: string } | undefined {
  const tag = /<img\b(?:"[^"]*"|'[^']*'|[^>"'])*>/i.exec(text)?.[0];
  const [picture] = tag === undefined ? [] : findElements(readTree(tag, 1).nodes, "img");
  if (tag !== undefined && picture) {
    const { src = "", alt = "" } = picture.attributes;
    return { src, alt, rest: plain(text.replace(tag, "")) };
  }
  const image = /!\[([^\]]*)\]\(\s*<?([^)\s>]+)>?(?:\s+["“']([^)]*)["”'])?\s*\)/.exec(text);
  if (!image) return undefined;
  const rest = plain(text.replace(image[0], ""))
    .replace(/^\[\s*\]\([^)]*\)/, "")
    .trim();
  return { src: image[2] ?? "", alt: image[1] ?? "", rest: rest || (image[3] ?? "") };
}

/** HTML's words, on one line. */
function plain(html: string): string {
  const words = html.replace(/<\/?[a-z!][^>]*>/gi, " ");
  return textOf(readTree(words, 1).nodes).replace(/\s+/g, " ").trim();
}
