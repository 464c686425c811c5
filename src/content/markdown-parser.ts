import MarkdownIt, { type MarkdownIt as Markdown, type StateCore, type StateInline, type Token } from "markdown-it";
import { ownMark } from "./copy-normalise.ts";
import { type CopyWords, copyWords } from "./copy-words.ts";
import { directiveRule } from "./markdown-directive-rule.ts";
import { footnoteRules } from "./markdown-footnotes.ts";
import { rawHtmlRules } from "./markdown-html-rule.ts";

const parsers = new Map<string, Markdown>();

/** The markdown parser of a language: CommonMark, tables, strikethrough, footnotes, directives. Made once a language. */
export function markdownParser(language: string): Markdown {
  let parser = parsers.get(language);
  if (!parser) {
    parser = makeParser(copyWords(language));
    parsers.set(language, parser);
  }
  return parser;
}

function makeParser(words: CopyWords): Markdown {
  const md = new MarkdownIt({ html: true, typographer: true, quotes: words.quotes });
  // Links are judged later, where a refusal can be reported; a picture's file name must arrive as it was typed.
  md.validateLink = () => true;
  md.normalizeLink = (address) => address;
  md.use(footnoteRules).use(directiveRule).use(rawHtmlRules);
  md.core.ruler.at("replacements", dashesAndDots);
  md.inline.ruler.after("image", "loose_image", looseImage);
  renderRules(md, words);
  return md;
}

/** A paragraph with more quotation marks than this keeps them straight. */
const mostQuotes = 2000;

// In place of markdown-it's own replacements, which turn Article 19(1)(c) into Article 19(1)©.
function dashesAndDots(state: StateCore): void {
  for (const block of state.tokens) {
    // The quotes of one paragraph cost markdown-it a time that grows with the square of their number.
    if (block.content.length > 20_000 && block.content.split(/["']/).length > mostQuotes) {
      block.content = block.content.replace(/["']/g, " ");
    }
    if (block.type !== "inline" || !/--|\.\./.test(block.content)) continue;
    for (const token of block.children ?? []) {
      if (token.type !== "text" || token.info === "auto") continue;
      token.content = token.content
        .replace(/(?<!\.)\.{3}(?!\.)/g, "…")
        .replace(/(?<![-<!])---(?![->])/g, "—")
        .replace(/(?<![-<!])--(?![->])/g, "–");
    }
  }
}

// `![alt](my photo.jpg “caption”)`: spaces in the name and a phone's quotation marks, which CommonMark would print raw.
// Lengths are limited, for a line of ten thousand beginnings would be read to its end from each of them.
const loose =
  /!\[([^[\]\n]{0,2000})\]\([ \t]{0,9}<?([^<>()"“”\n]{1,500}?\.(?:jpe?g|png|webp|avif|gif|heic|tiff?|bmp))>?[ \t]{0,9}(?:["“”„«]([^\n]{0,1000}?)["“”»])?[ \t]{0,9}\)/iy;

function looseImage(state: StateInline, silent: boolean): boolean {
  if (state.src.charCodeAt(state.pos) !== 0x21 || state.src.charCodeAt(state.pos + 1) !== 0x5b) return false;
  loose.lastIndex = state.pos;
  const match = loose.exec(state.src);
  if (!match) return false;
  if (!silent) {
    const token = state.push("image", "img", 0);
    const alt = new state.Token("text", "", 0);
    alt.content = match[1] ?? "";
    token.children = [alt];
    token.content = alt.content;
    token.attrs = [["src", match[2] ?? ""]];
    if (match[3]) token.attrSet("title", match[3]);
  }
  state.pos = loose.lastIndex;
  return true;
}

function renderRules(md: Markdown, words: CopyWords): void {
  const { rules } = md.renderer;
  const { escapeHtml } = md.utils;
  // A wide table scrolls by itself, and by keyboard.
  rules.table_open = () => `${tableOpen}\n`;
  rules.table_close = () => `${tableClose}\n`;
  rules.fence = (tokens, index) => `<pre><code>${escapeHtml(code(tokens[index]))}</code></pre>\n`;
  rules.code_block = rules.fence;
  rules.footnote_block_open = () => "<ol>\n";
  rules.footnote_block_close = () => "</ol>\n";
  rules.footnote_open = (tokens, index) => `<li id="fn${number(tokens[index])}"${own(tokens[index])}>`;
  rules.footnote_close = () => "</li>\n";
  rules.footnote_ref = (tokens, index) => {
    const token = tokens[index];
    const note = number(token);
    return `<sup class="footnote-ref"${own(token)}><a href="#fn${note}" id="fnref${note}${use(token)}" role="doc-noteref" aria-label="${escapeHtml(words.note)} ${note}"${own(token)}>${note}</a></sup>`;
  };
  rules.footnote_anchor = (tokens, index) => {
    const token = tokens[index];
    const note = number(token);
    // U+FE0E keeps phones from drawing the arrow as a picture.
    return ` <a href="#fnref${note}${use(token)}" class="footnote-back" role="doc-backlink" aria-label="${escapeHtml(words.back)} ${note}"${own(token)}>↩\ufe0e</a>`;
  };
}

export const tableOpen = '<div class="table-scroll" tabindex="0"><table>';
export const tableClose = "</table></div>";

/** Marks tokens whose ids and classes are ours, for HTML that is read again. */
export function markOwn(tokens: readonly Token[]): void {
  for (const token of tokens) {
    if (token.attrs && token.nesting === 1) token.attrSet("data-own", ownMark);
    if (token.type.startsWith("footnote")) token.meta = { ...token.meta, own: true };
    if (token.children) markOwn(token.children);
  }
}

function own(token: Token | undefined): string {
  return token?.meta?.own === true ? ` data-own="${ownMark}"` : "";
}

function number(token: Token | undefined): number {
  return Number(token?.meta?.id ?? 0) + 1;
}

/** The second and later uses of a note have anchors of their own. */
function use(token: Token | undefined): string {
  const count = Number(token?.meta?.subId ?? 0);
  return count > 0 ? `-${count + 1}` : "";
}

function code(token: Token | undefined): string {
  return (token?.content ?? "")
    .split("\n")
    .map((line) => line.trimEnd())
    .join("\n");
}
