import type { Env, MarkdownIt, Token } from "markdown-it";
import type { CopyContext, Piece } from "./copy-context.ts";
import { fileLine } from "./copy-context.ts";
import { lineMark, stashMark } from "./copy-normalise.ts";
import { directivePieces } from "./markdown-directives.ts";
import { takeApartParagraph, takePictures } from "./markdown-paragraph.ts";
import { markOwn } from "./markdown-parser.ts";
import { holdsHtml } from "./markdown-prepare.ts";
import type { LeadCredit } from "./markdown-settle.ts";
import { readHtml } from "./sanitise.ts";

export interface Assembly {
  md: MarkdownIt;
  env: Env;
  context: CopyContext;
  lead: LeadCredit;
}

/**
 * Tokens as pieces, in the order of the copy. Runs of ordinary tokens are rendered together; a run that holds raw HTML,
 * or from whose inside something was lifted, is then read again as HTML, so that plain stories don't pay for it. What is
 * lifted out of a list, table or quotation comes after the whole of it.
 */
export function assemble(tokens: readonly Token[], assembly: Assembly): Piece[] {
  const { context } = assembly;
  const pieces: Piece[] = [];
  let run: Token[] = [];
  let lifted: Piece[] = [];
  let depth = 0;
  let mustRead = false;

  const flush = () => {
    if (run.length > 0) pieces.push(...renderRun(run, mustRead, assembly));
    run = [];
    mustRead = false;
  };
  const lift = (found: readonly Piece[]) => {
    lifted.push(...found);
    mustRead = true;
  };

  for (let at = 0; at < tokens.length; at += 1) {
    const token = tokens[at];
    if (!token) continue;
    if (token.type === "directive_open") {
      const end = closeOf(tokens, at);
      const found = directivePieces(token, tokens.slice(at + 1, end), assembly);
      if (depth === 0) {
        flush();
        pieces.push(...found);
      } else lift(found);
      at = end;
      continue;
    }

    const inline = tokens[at + 1];
    const close = tokens[at + 2];
    if (token.type === "paragraph_open" && inline?.type === "inline" && close) {
      const parts = takeApartParagraph(inline, context);
      if (parts) {
        const hasWords = parts.children.length > 0;
        if (hasWords) inline.children = parts.children;
        if (depth === 0) {
          if (parts.before.length > 0) flush();
          pieces.push(...parts.before);
          if (hasWords) run.push(token, inline, close);
          if (parts.after.length > 0) flush();
          pieces.push(...parts.after);
        } else {
          if (hasWords) run.push(token, inline, close);
          lift([...parts.before, ...parts.after]);
        }
      } else run.push(token, inline, close);
      at += 2;
      continue;
    }
    const isWordless = token.type === "heading_open" && token.attrGet("id") === null;
    if (isWordless && !/[<\ue000]|!\[/.test(inline?.content ?? "")) {
      at += 2;
      continue;
    }
    if (token.type === "inline" && (token.content.includes("![") || token.content.includes(stashMark))) {
      const { rest, pieces: found } = takePictures(
        token.children ?? [],
        context,
        fileLine(context, token.map?.[0] ?? 0),
      );
      if (found.length > 0) {
        token.children = rest;
        lift(found);
      }
    }
    run.push(token);
    depth += token.nesting;
    if (depth === 0 && lifted.length > 0) {
      flush();
      pieces.push(...lifted);
      lifted = [];
    }
  }
  flush();
  return [...pieces, ...lifted];
}

/** Tokens as flow HTML for a place that takes nothing but HTML, and what has to be printed next to it. */
export function assembleFlow(tokens: readonly Token[], assembly: Assembly): { html: string; lifted: Piece[] } {
  const pieces = assemble(tokens, assembly);
  return {
    html: pieces.map((piece) => (piece.kind === "html" ? piece.html : "")).join(""),
    lifted: pieces.filter((piece) => piece.kind !== "html"),
  };
}

function closeOf(tokens: readonly Token[], at: number): number {
  let depth = 0;
  for (let index = at; index < tokens.length; index += 1) {
    const type = tokens[index]?.type;
    if (type === "directive_open") depth += 1;
    else if (type === "directive_close" && --depth === 0) return index;
  }
  return tokens.length;
}

function renderRun(run: Token[], mustRead: boolean, { md, env, context }: Assembly): Piece[] {
  const hasHtml = run.some((token) => token.type === "html_block" || holdsHtml.has(token));
  if (!hasHtml && !mustRead) return [{ kind: "html", html: md.renderer.render(run, md.options, env) }];
  markOwn(run);
  for (const token of run) {
    if (token.type === "html_block")
      token.content = lineComment(fileLine(context, token.map?.[0] ?? 0)) + token.content;
    for (const child of holdsHtml.has(token) ? (token.children ?? []) : []) {
      if (child.type === "html_inline") {
        child.content = lineComment(fileLine(context, Number(child.meta?.line ?? 0))) + child.content;
      }
    }
  }
  return readHtml(md.renderer.render(run, md.options, env), context, fileLine(context, run[0]?.map?.[0] ?? 0));
}

/** Tells the HTML reader which line of the file it is at. */
function lineComment(line: number): string {
  return `<!--${lineMark}${line}-->`;
}
