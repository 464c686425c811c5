import type { Env, MarkdownIt, StateBlock } from "markdown-it";
import { type CopyContext, fileLine, report } from "./copy-context.ts";
import { type DirectiveForm, didYouMean, directiveForms } from "./copy-directives.ts";
import type { DirectiveSpan, DirectiveTable } from "./markdown-directive-scan.ts";

/** What the rules need to know of the copy being parsed; one entry for each parse. */
export interface ParseState {
  context: CopyContext;
  directives: DirectiveTable;
  /** Closing lines whose directive was not understood: left out without a word. */
  droppedCloses: Set<number>;
}

const parseStates = new WeakMap<Env, ParseState>();

/** Hands the directive rule what it needs of one copy, by the environment that markdown-it passes to its rules. */
export function setParseState(env: Env, state: ParseState): void {
  parseStates.set(env, state);
}

/** A directive's span by its opening token. */
export const spanOf = new WeakMap<object, DirectiveSpan>();

/** Teaches a parser the newsroom's directives: `directive_open`, the body's tokens, `directive_close`. */
export function directiveRule(md: MarkdownIt): void {
  md.block.ruler.before("table", "directive", directive, { alt: ["paragraph", "reference", "blockquote", "list"] });
}

function directive(state: StateBlock, startLine: number, endLine: number, silent: boolean): boolean {
  const start = (state.bMarks[startLine] ?? 0) + (state.tShift[startLine] ?? 0);
  const first = state.src.charCodeAt(start);
  // A no-break space may stand before the colons.
  if (first !== 0x3a && first !== 0xa0) return false;
  const parse = parseStates.get(state.env);
  if (!parse) return false;
  const { directives, context, droppedCloses } = parse;

  if (directives.strayCloses.has(startLine) || droppedCloses.has(startLine)) {
    if (silent) return true;
    if (!droppedCloses.has(startLine)) {
      report(context, {
        code: "copy/directive-stray-close",
        line: fileLine(context, startLine),
        column: 1,
        message: "This line of colons closes nothing; it was left out.",
      });
    }
    state.line = startLine + 1;
    return true;
  }

  const span = directives.spans.get(startLine);
  if (!span) return false;
  if (silent) return true;

  const { name, closeLine } = span;
  if (
    name === undefined ||
    closeLine === undefined ||
    closeLine >= endLine ||
    leavesContainer(state, span, closeLine)
  ) {
    reportUnusable(span, context);
    if (closeLine !== undefined && closeLine >= span.bodyStart) droppedCloses.add(closeLine);
    state.line = Math.min(span.bodyStart, endLine);
    return true;
  }

  const form: DirectiveForm = directiveForms[name];
  const token = state.push("directive_open", "", 1);
  token.block = true;
  token.map = [startLine, closeLine + 1];
  spanOf.set(token, span);
  if (form.isLeaf) {
    token.content = span.bodyStart < closeLine ? state.getLines(span.bodyStart, closeLine, state.blkIndent, false) : "";
  } else tokenizeBody(state, span.bodyStart, closeLine);
  state.push("directive_close", "", -1).block = true;
  state.line = Math.max(closeLine + 1, span.bodyStart);
  return true;
}

/** The body as markdown; if all of it is indented, that indentation counts for nothing. */
function tokenizeBody(state: StateBlock, from: number, to: number): void {
  const { blkIndent, lineMax, parentType } = state;
  let indent = Number.POSITIVE_INFINITY;
  for (let line = from; line < to; line += 1) {
    if (!state.isEmpty(line)) indent = Math.min(indent, state.sCount[line] ?? 0);
  }
  if (Number.isFinite(indent)) state.blkIndent = Math.max(blkIndent, indent);
  state.lineMax = to;
  state.parentType = "directive";
  state.md.block.tokenize(state, from, to);
  state.blkIndent = blkIndent;
  state.lineMax = lineMax;
  state.parentType = parentType;
}

/** In a list, a body that is indented less than its item would be lost. */
function leavesContainer(state: StateBlock, span: DirectiveSpan, closeLine: number): boolean {
  for (let line = span.bodyStart; line < closeLine; line += 1) {
    if (!state.isEmpty(line) && (state.sCount[line] ?? 0) < state.blkIndent) return true;
  }
  return false;
}

function reportUnusable(span: DirectiveSpan, context: CopyContext): void {
  const place = { line: fileLine(context, span.line), column: span.nameColumn + 1 };
  if (span.name !== undefined) {
    report(context, {
      code: "copy/directive-unclosed",
      ...place,
      message: `:::${span.name} is never closed; what follows was printed as ordinary copy.`,
      expected: "a line :::",
      hint: "Put a line ::: where the block ends.",
    });
    return;
  }
  const names = Object.keys(directiveForms);
  const meant = didYouMean(span.typedName, names);
  const line = context.sourceLines[span.line];
  report(context, {
    code: "copy/directive-unknown",
    ...place,
    message: `No directive is called “${span.typedName.slice(0, 40)}”; what it holds was printed as ordinary copy.`,
    found: span.typedName.slice(0, 40),
    ...(meant === undefined
      ? { hint: `There are ${names.join(", ")}.` }
      : { expected: meant, hint: `Did you mean ${meant}?` }),
    ...(meant !== undefined && line?.startsWith(span.typedName, span.nameColumn)
      ? { correctedLine: line.slice(0, span.nameColumn) + meant + line.slice(span.nameColumn + span.typedName.length) }
      : {}),
  });
}
