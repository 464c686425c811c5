import MarkdownIt, { type Token } from "markdown-it";
import type { TimelineBlock } from "./blocks.ts";
import { fileLine, type Piece, report } from "./copy-context.ts";
import { type Assembly, assemble, assembleFlow } from "./markdown-assemble.ts";
import { plainText } from "./markdown-prepare.ts";

/**
 * The entries of a timeline: each item of its lists, `- **when** what`, also `- 1949: what`. All that is not a list is
 * given back to be printed next to it; `line` is the directive's, in the file.
 */
export function timelineBlock(
  tokens: readonly Token[],
  assembly: Assembly,
  line: number,
): { entries: TimelineBlock["entries"]; lifted: Piece[] } {
  const entries: TimelineBlock["entries"] = [];
  const lifted: Piece[] = [];
  const outside: Token[] = [];
  for (let at = 0; at < tokens.length; at += 1) {
    const token = tokens[at];
    if (!token) continue;
    if (!/^(?:bullet|ordered)_list_open$/.test(token.type)) {
      outside.push(token);
      continue;
    }
    const end = endOf(tokens, at);
    for (let item = at + 1; item < end; ) {
      const itemEnd = endOf(tokens, item);
      const entry = readEntry(tokens.slice(item + 1, itemEnd), assembly, tokens[item]?.map?.[0]);
      if (entry.whenHtml !== "" || entry.html !== "") entries.push({ whenHtml: entry.whenHtml, html: entry.html });
      lifted.push(...entry.lifted);
      item = itemEnd + 1;
    }
    at = end;
  }
  if (outside.length > 0) {
    report(assembly.context, {
      code: "copy/directive-content",
      line,
      message: "A timeline is a list of entries; its other text was printed after it.",
    });
    lifted.push(...assemble(outside, assembly));
  }
  return { entries, lifted };
}

function endOf(tokens: readonly Token[], at: number): number {
  let depth = 0;
  for (let index = at; index < tokens.length; index += 1) {
    depth += tokens[index]?.nesting ?? 0;
    if (depth <= 0) return index;
  }
  return tokens.length;
}

function readEntry(
  tokens: readonly Token[],
  assembly: Assembly,
  line: number | undefined,
): { whenHtml: string; html: string; lifted: Piece[] } {
  const { md, env, context } = assembly;
  const inline = tokens[1];
  const when = inline?.type === "inline" ? takeWhen(inline) : undefined;
  if (!when) {
    report(context, {
      code: "copy/timeline-entry",
      line: fileLine(context, line ?? 0),
      message: "This entry does not begin with its date in bold.",
      expected: "- **1949** What happened.",
    });
  }
  const { html, lifted } = assembleFlow(tokens, assembly);
  // A single paragraph needs no tags of its own.
  const words = /^<p>((?:(?!<\/?p>)[\s\S])*)<\/p>\s*$/.exec(html)?.[1] ?? html;
  return { whenHtml: when ? md.renderer.renderInline(when, md.options, env).trim() : "", html: words.trim(), lifted };
}

/** Takes the date off the front of an entry's first paragraph. */
function takeWhen(inline: Token): Token[] | undefined {
  const children = inline.children ?? [];
  const first = children.findIndex((token) => token.type !== "text" || token.content.trim() !== "");
  if (children[first]?.type === "strong_open") {
    const end = children.findIndex((token, index) => index > first && token.type === "strong_close");
    const when = children
      .slice(first + 1, end)
      .filter((token) => token.type !== "html_inline" && token.type !== "image");
    if (plainText(when).trim() === "") return undefined;
    inline.children = trimStart(children.slice(end + 1));
    const last = when.at(-1);
    if (last?.type === "text") last.content = last.content.replace(/[\s:：]+$/u, "");
    return when;
  }
  const text = children[first];
  const match = text?.type === "text" ? /^\s*([^:–—]{1,40}?)\s*(?::|\s[–—])\s+(?=\S|$)/u.exec(text.content) : null;
  if (!text || !match?.[1] || !/\p{N}/u.test(match[1])) return undefined;
  const when = new MarkdownIt.Token("text", "", 0);
  when.content = match[1];
  text.content = text.content.slice(match[0].length);
  return [when];
}

function trimStart(tokens: Token[]): Token[] {
  while (tokens[0]?.type === "softbreak" || tokens[0]?.type === "hardbreak") tokens.shift();
  const first = tokens[0];
  if (first?.type === "text") first.content = first.content.replace(/^[\s:：]+|^\s*[–—-]\s+/u, "");
  return tokens;
}
