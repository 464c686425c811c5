import type { MarkdownIt, StateBlock } from "markdown-it";

// Raw HTML as the pages of other systems have it, where CommonMark would tear it apart, in plain words:
//   1. Markup on a line of its own that stands indented is markup, not program code: who shows readers HTML puts it
//      between fences.
//   2. A block in which `<pre>`, a script, a style or a comment is still open goes on over blank lines until it is closed,
//      on whatever line of the block it was opened.

/** Teaches a parser to keep raw HTML whole. */
export function rawHtmlRules(md: MarkdownIt): void {
  md.block.ruler.before("table", "raw_html_rest", rest);
  md.block.ruler.before("code", "indented_html", indented);
}

/** Tags that make a block of their own, and comments. */
const blockTag =
  /^(?:<!--|<\/?(?:address|article|aside|blockquote|center|dd|details|div|dl|dt|embed|figcaption|figure|footer|form|h[1-6]|header|hr|iframe|img|li|main|nav|object|ol|p|picture|pre|script|section|style|table|tbody|td|tfoot|th|thead|tr|ul|video|audio)(?=[\s/>]|$))/i;

function indented(state: StateBlock, startLine: number): boolean {
  const depth = (state.sCount[startLine] ?? 0) - state.blkIndent;
  if (depth < 4) return false;
  const start = (state.bMarks[startLine] ?? 0) + (state.tShift[startLine] ?? 0);
  if (state.src.charCodeAt(start) !== 0x3c) return false;
  // Taken for a line at the margin, which the rules that follow read as they read any.
  if (blockTag.test(state.src.slice(start, start + 20))) state.sCount[startLine] = state.blkIndent;
  return false;
}

/** What is searched for an end before the block is left as it is. */
const mostLines = 2000;

function rest(state: StateBlock, startLine: number, endLine: number, silent: boolean): boolean {
  const block = state.tokens.at(-1);
  if (silent || block?.type !== "html_block" || !block.map) return false;
  const close = unclosed(block.content);
  if (!close) return false;
  for (let line = startLine; line < Math.min(endLine, startLine + mostLines); line += 1) {
    if (!close.test(state.src.slice(state.bMarks[line], state.eMarks[line]))) continue;
    block.content += state.getLines(block.map[1], line + 1, state.blkIndent, true);
    block.map[1] = line + 1;
    state.line = line + 1;
    return true;
  }
  return false;
}

/** What closes the first part of the HTML that is still open at its end; undefined where none is. */
function unclosed(html: string): RegExp | undefined {
  const opening = /<(?:!--|(pre|script|style|textarea)(?=[\s>]))/gi;
  for (let open = opening.exec(html); open; open = opening.exec(html)) {
    const close = open[1] === undefined ? /-->/g : new RegExp(`</${open[1]}\\s*>`, "gi");
    close.lastIndex = opening.lastIndex;
    if (!close.test(html)) return new RegExp(close.source, "i");
    opening.lastIndex = close.lastIndex;
  }
  return undefined;
}
