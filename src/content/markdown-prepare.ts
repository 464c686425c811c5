import MarkdownIt, { type Token } from "markdown-it";
import { anchorFrom, defineAnchor } from "./copy-anchors.ts";
import { type CopyContext, fileLine, report } from "./copy-context.ts";
import { readLink, unbroken } from "./copy-links.ts";
import { withoutStashed } from "./copy-normalise.ts";

/** Inline tokens that hold raw HTML: the run that they stand in is read again as HTML. */
export const holdsHtml = new WeakSet<Token>();

/** Judges links, names headings, and turns table alignment into classes; in place, once, before anything is rendered. */
export function prepareTokens(tokens: readonly Token[], context: CopyContext): void {
  for (const [index, token] of tokens.entries()) {
    switch (token.type) {
      case "inline":
        prepareInline(token, context);
        break;
      case "heading_open":
        prepareHeading(token, tokens[index + 1], context);
        break;
      case "th_open":
      case "td_open":
        prepareCell(token, tokens[index + 1], tokens[index + 2]);
        break;
      case "fence":
        token.content = withoutStashed(token.content);
        break;
      case "code_block":
        token.content = withoutStashed(token.content);
        report(context, {
          code: "copy/indented-code",
          line: fileLine(context, token.map?.[0] ?? 0),
          message: "These lines begin with four spaces or a tab, so they are printed as program code.",
          correctedLine: (context.sourceLines[token.map?.[0] ?? -1] ?? "").trim(),
        });
        break;
      default:
    }
  }
}

const leadingApostrophe = /(?<=^|[\s(“‘])'(?=[\p{L}\p{N}])/gu;

function prepareInline(inline: Token, context: CopyContext): void {
  const children = inline.children ?? [];
  let line = inline.map?.[0] ?? 0;
  for (let at = 0; at < children.length; at += 1) {
    const token = children[at];
    if (!token) continue;
    if (token.type === "softbreak" || token.type === "hardbreak") line += 1;
    else if (token.type === "text") {
      // ’90s and ’twas: an apostrophe that quotes have not claimed.
      if (token.content.includes("'")) token.content = token.content.replace(leadingApostrophe, "’");
    } else if (token.type === "code_inline") token.content = withoutStashed(token.content);
    else if (token.type === "html_inline") {
      holdsHtml.add(inline);
      token.meta = { line };
    } else if (token.type === "image") token.meta = { line };
    else if (token.type === "link_open") prepareLink(children, at, fileLine(context, line), context);
  }
}

function prepareLink(children: Token[], at: number, line: number, context: CopyContext): void {
  const open = children[at];
  if (!open) return;
  let end = at + 1;
  while (end < children.length && children[end]?.type !== "link_close") end += 1;
  const inside = children.slice(at + 1, end);
  const link = readLink(String(open.attrGet("href") ?? ""), line, context);
  const close = children[end];
  if (!link) {
    blank(open);
    if (close) blank(close);
    return;
  }
  open.attrs = Object.entries(link);
  if (/^tel:/i.test(link.href)) {
    for (const token of inside) if (token.type === "text") token.content = unbroken(token.content);
  }
  // Nobody can follow a link without words: its address stands in for them.
  if (inside.every((token) => token.content.trim() === "" && token.type !== "image")) {
    const words = new MarkdownIt.Token("text", "", 0);
    words.content = link.href;
    children.splice(at + 1, 0, words);
  }
}

function blank(token: Token): void {
  token.type = "text";
  token.tag = "";
  token.attrs = null;
  token.nesting = 0;
  token.content = "";
}

function prepareHeading(open: Token, inline: Token | undefined, context: CopyContext): void {
  const own = inline && takeOwnId(inline);
  const words = inline ? plainText(inline.children ?? []).trim() : "";
  if (words === "" && !inline?.content.includes("<")) return;
  open.attrSet("id", defineAnchor(context.anchors, own ?? anchorFrom(words)));
}

/** `## Heading {#talks}`, as kramdown and pandoc write an anchor. */
function takeOwnId(inline: Token): string | undefined {
  const last = inline.children?.at(-1);
  const match =
    last?.type === "text" ? /(?<!\s)\s*\{#([\p{L}][\p{L}\p{M}\p{N}_-]{0,80})\}\s*$/u.exec(last.content) : null;
  if (!last || !match) return undefined;
  last.content = last.content.slice(0, match.index);
  return match[1]?.normalize("NFC");
}

function prepareCell(open: Token, inline: Token | undefined, close: Token | undefined): void {
  const align = /left|right|center/.exec(String(open.attrGet("style") ?? ""))?.[0];
  open.attrs = null;
  // `:---` and `---:` mean the start and the end of the line, in Urdu too.
  if (align) open.attrSet("class", `align-${align === "left" ? "start" : align === "right" ? "end" : "center"}`);
  if (open.type !== "th_open") return;
  if (inline?.content.trim() === "" && close) {
    open.tag = "td"; // an empty header names nothing
    close.tag = "td";
  } else open.attrSet("scope", "col");
}

/** The words of inline tokens, without marks, notes and raw HTML. */
export function plainText(tokens: readonly Token[]): string {
  let text = "";
  for (const token of tokens) {
    if (token.type === "text" || token.type === "code_inline") text += token.content;
    else if (token.type === "softbreak" || token.type === "hardbreak") text += " ";
  }
  return text;
}
