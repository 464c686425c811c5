import type { Token } from "markdown-it";
import { type CopyContext, fileLine, type Piece, recordLink, report } from "./copy-context.ts";
import { embedBlock, isPicture } from "./copy-embeds.ts";
import { stashMark } from "./copy-normalise.ts";
import { picturePieces } from "./copy-photo.ts";
import { plainText } from "./markdown-prepare.ts";
import { parsePhotoLine } from "./photo-line.ts";

/** A paragraph taken apart: what stands before its words, the words, what comes after them. */
export interface ParagraphParts {
  before: Piece[];
  children: Token[];
  after: Piece[];
}

/**
 * Takes photos, photo lines, addresses alone on their line and stashed blocks out of a paragraph. Undefined: it has
 * none, as most have. What stands before the first words goes before the paragraph, all else after it.
 */
export function takeApartParagraph(inline: Token, context: CopyContext): ParagraphParts | undefined {
  const { content } = inline;
  const children = inline.children ?? [];
  const hasPicture = children.some((token) => token.type === "image");
  if (!hasPicture && !content.includes(stashMark) && !hasAddressLine.test(content) && !mayHoldPhotoLine(content)) {
    return undefined;
  }

  const lines = splitLines(children);
  const typed = content.split("\n");
  const before: Piece[] = [];
  const after: Piece[] = [];
  const kept: Line[] = [];
  let taken = 0;
  let followsPicture = false;
  for (const [index, { tokens, lineBreak }] of lines.entries()) {
    const line = fileLine(context, (inline.map?.[0] ?? 0) + index);
    const target = kept.length === 0 ? before : after;
    const { rest, pieces, leading } = takePictures(tokens, context, line);
    target.push(...pieces.slice(0, leading));
    const following = plainText(rest).trim() === "" ? target : after;
    following.push(...pieces.slice(leading));
    taken += pieces.length;
    const words = plainText(rest).trim();
    const isEmpty =
      words === "" && !rest.some((token) => token.type === "html_inline" || token.type === "footnote_ref");
    if (isEmpty && pieces.length > 0) {
      followsPicture = true;
      continue;
    }
    const isEdge = index === 0 || index === lines.length - 1 || followsPicture || pieces.length > 0;
    followsPicture = false;
    const found = isEdge && isBalanced(rest) ? photoLinePieces(words, line, context) : undefined;
    const card = found ? undefined : addressCard(typed.length === lines.length ? typed[index] : words, line, context);
    const own = found ?? card;
    if (own) {
      target.push(...own);
      taken += 1;
      followsPicture = true;
    } else kept.push({ tokens: rest, lineBreak });
  }
  if (taken === 0) return undefined;
  const words = kept.flatMap(({ tokens, lineBreak }, index) =>
    index === 0 || !lineBreak ? tokens : [lineBreak, ...tokens],
  );
  const isBlank = plainText(words).trim() === "" && !words.some((token) => token.type === "html_inline");
  return { before, children: isBlank ? [] : words, after };
}

/** A photo line as a piece; a line that names nobody as a warning; undefined for ordinary words. */
export function photoLinePieces(words: string, line: number, context: CopyContext): Piece[] | undefined {
  const found = parsePhotoLine(words);
  if (!found) return undefined;
  if (found.credit !== "") return [{ kind: "photo-line", credit: found.credit, line }];
  report(context, {
    code: "copy/photo-line-empty",
    line,
    message: "This line stands where a credit belongs but names nobody; it was not printed.",
    expected: "File photo: ANI",
  });
  return [];
}

const hasAddressLine = /(?:^|\n)\s*<?https?:\/\/\S+\s*(?:\n|$)/i;
const addressAlone = /^<?(https?:\/\/[^\s<>]+)>?$/i;

/** A web address that is all there is on a line, as a link card. */
export function addressCard(text: string | undefined, line: number, context: CopyContext): Piece[] | undefined {
  const address = addressAlone.exec((text ?? "").trim())?.[1];
  if (address === undefined) return undefined;
  if (isPicture(address)) return picturePieces({ src: address, alt: "", caption: "", line }, context);
  const card = embedBlock(address);
  if (!card) return undefined;
  recordLink(context, card.url, line);
  return [{ kind: "block", block: card }];
}

function mayHoldPhotoLine(content: string): boolean {
  return content.split("\n").some((line) => {
    if (line.length > 300) return false;
    // As plain text, near enough: the words decide once more when they are read from the tokens.
    return parsePhotoLine(line.replace(/\]\([^)]*\)/g, "]").replace(/[*_\\]|<[^>]*>/g, "")) !== undefined;
  });
}

interface Line {
  tokens: Token[];
  /** The break before it. */
  lineBreak: Token | undefined;
}

function splitLines(children: readonly Token[]): Line[] {
  const lines: Line[] = [{ tokens: [], lineBreak: undefined }];
  for (const token of children) {
    if (token.type === "softbreak" || token.type === "hardbreak") lines.push({ tokens: [], lineBreak: token });
    else lines.at(-1)?.tokens.push(token);
  }
  return lines;
}

/** Emphasis or a link that reaches over the line's end would be cut in two. */
function isBalanced(tokens: readonly Token[]): boolean {
  let depth = 0;
  for (const token of tokens) {
    depth += token.nesting;
    if (depth < 0) return false;
  }
  return depth === 0;
}

/**
 * The pictures and stashed blocks of a line, how many of them stand before its first words, and the line without them
 * and without links and emphasis left empty.
 */
export function takePictures(
  tokens: readonly Token[],
  context: CopyContext,
  line: number,
): { rest: Token[]; pieces: Piece[]; leading: number } {
  const pieces: Piece[] = [];
  const rest: Token[] = [];
  let leading = 0;
  let hasWords = false;
  let followsPicture = false;
  const add = (found: readonly Piece[]) => {
    pieces.push(...found);
    if (!hasWords) leading = pieces.length;
    followsPicture = true;
  };
  for (const token of tokens) {
    if (token.type === "image") {
      const picture = {
        src: String(token.attrGet("src") ?? ""),
        alt: altText(token.children ?? []),
        caption: String(token.attrGet("title") ?? ""),
        line: token.meta ? fileLine(context, Number(token.meta.line)) : line,
      };
      add(picturePieces(picture, context));
      continue;
    }
    if (token.type === "text" && token.content.includes(stashMark)) add(takeStashed(token, context));
    if (token.nesting === -1 && rest.at(-1)?.nesting === 1 && followsPicture) {
      const open = rest.pop();
      // `[![alt](video.jpg)](https://…)`: the picture's link becomes a card of its own.
      const href = open?.type === "link_open" ? String(open.attrGet("href") ?? "") : "";
      const card = /^https?:/i.test(href) && !isPicture(href) ? embedBlock(href) : undefined;
      if (card) add([{ kind: "block", block: card }]);
      continue;
    }
    if (token.type === "text") {
      if (followsPicture && / $/.test(rest.at(-1)?.content ?? "")) token.content = token.content.trimStart();
      if (token.content === "") continue;
    }
    if (token.nesting === 0 && token.content.trim() !== "") {
      hasWords = true;
      followsPicture = false;
    }
    rest.push(token);
  }
  if (pieces.length > 0) trimEnds(rest);
  return { rest, pieces, leading };
}

function takeStashed(token: Token, context: CopyContext): Piece[] {
  const pieces: Piece[] = [];
  token.content = token.content.replace(stashed, (_, index: string) => {
    pieces.push(...stashedPieces(index, context));
    return "";
  });
  return pieces;
}

/** A placeholder in the text. */
export const stashed = new RegExp(`${stashMark}(\\d+)${stashMark}`, "g");

/** What stands behind a placeholder, by the index that `stashed` finds in it; nothing where there is no such one. */
export function stashedPieces(index: string, context: CopyContext): readonly Piece[] {
  return context.stash[Number(index)] ?? [];
}

function trimEnds(tokens: Token[]): void {
  const first = tokens[0];
  const last = tokens.at(-1);
  if (first?.type === "text") first.content = first.content.trimStart();
  if (last?.type === "text") last.content = last.content.trimEnd();
}

function altText(tokens: readonly Token[]): string {
  let text = "";
  for (const token of tokens) {
    if (token.children) text += altText(token.children);
    else if (token.type === "softbreak" || token.type === "hardbreak") text += " ";
    else if (token.type !== "html_inline") text += token.content;
  }
  return text.slice(0, 2000);
}
