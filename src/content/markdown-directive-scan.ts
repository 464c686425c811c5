import { type DirectiveAttributes, parseDirectiveAttributes } from "./copy-directive-attributes.ts";
import { type DirectiveForm, type DirectiveName, directiveForms, directiveNamed } from "./copy-directives.ts";

// One pass over the copy's lines says which `:::` line opens what, and where it closes. markdown-it's block rule then
// only looks lines up, so that a thousand unclosed directives cost a thousand steps.

export interface DirectiveSpan {
  /** As typed. */
  typedName: string;
  /** Undefined where no directive has that name. */
  name: DirectiveName | undefined;
  /** 0-based, of the `:::` line. */
  line: number;
  /** 0-based column of the name. */
  nameColumn: number;
  attributes: DirectiveAttributes;
  /** Column of the attributes' text in its first line; offsets in `attributes` count from there and over line ends. */
  attributesColumn: number;
  /** The text that the attributes were read from. */
  attributesText: string;
  /** First line of the body. */
  bodyStart: number;
  /** The line that closes it; for a leaf that needs none, `bodyStart` less one; undefined where it is never closed. */
  closeLine: number | undefined;
}

export interface DirectiveTable {
  spans: Map<number, DirectiveSpan>;
  /** Lines of colons that close nothing. */
  strayCloses: Set<number>;
}

const opener =
  /^([ \t\u00a0]*(?:>[ \t]*|(?:[-*+]|\d{1,9}[.)])[ \t]+)*)(:{2,})[ \t\u00a0]*(\p{L}[\p{L}\p{M}\w-]*)[ \t\u00a0]*(.*)$/u;
const closer = /^[ \t\u00a0]*(?:>[ \t]*)*(:{3,})[ \t\u00a0]*$/;
const codeFence = /^[ \t]*(?:>[ \t]*)*(`{3,}|~{3,})(.*)$/;
const longestAttributes = 30; // lines
const longestLeafBody = 40; // lines

/** Every directive of the copy by the line on which it opens. */
export function scanDirectives(text: string): DirectiveTable {
  const table: DirectiveTable = { spans: new Map(), strayCloses: new Set() };
  if (!text.includes("::")) return table;
  const lines = text.split("\n");
  const open: { span: DirectiveSpan; colons: number; lastLeaf?: DirectiveSpan }[] = [];
  let fence: string | undefined;

  for (let at = 0; at < lines.length; at += 1) {
    const line = lines[at] ?? "";
    const code = codeFence.exec(line);
    if (code) {
      const [, marks = "", rest = ""] = code;
      if (fence === undefined) {
        if (marks[0] === "~" || !rest.includes("`")) fence = marks;
      } else if (marks.startsWith(fence) && rest.trim() === "") fence = undefined;
      continue;
    }
    if (fence !== undefined || !line.includes("::")) continue;

    const closing = closer.exec(line)?.[1];
    if (closing !== undefined) {
      const exact = open.findLastIndex((each) => each.colons === closing.length);
      const index = exact === -1 ? open.findLastIndex((each) => each.colons < closing.length) : exact;
      const entry = open[index];
      if (entry) {
        entry.span.closeLine = at;
        open.length = index;
      } else table.strayCloses.add(at);
      continue;
    }

    const span = readOpener(lines, at);
    if (!span) continue;
    table.spans.set(at, span);
    const form: DirectiveForm | undefined = span.name && directiveForms[span.name];
    if (span.closeLine === undefined && form?.isLeaf) {
      const close = closeOfLeaf(lines, span.bodyStart);
      const parent = open.at(-1);
      if (parent && close !== undefined && isBlankBetween(lines, span.bodyStart, close)) parent.lastLeaf = span;
      span.closeLine = close ?? span.bodyStart - 1;
    } else if (span.closeLine === undefined) {
      open.push({ span, colons: /:{2,}/.exec(line)?.[0].length ?? 3 });
    }
    at = Math.max(span.bodyStart - 1, form?.isLeaf ? (span.closeLine ?? 0) : 0);
  }

  // `:::fact-box … :::photo{…}` and one `:::`: the photo needs no close, so the line was the box's.
  const innermost = open.at(-1);
  if (innermost?.lastLeaf) {
    innermost.span.closeLine = innermost.lastLeaf.closeLine;
    innermost.lastLeaf.closeLine = innermost.lastLeaf.bodyStart - 1;
  }
  return table;
}

function readOpener(lines: readonly string[], at: number): DirectiveSpan | undefined {
  const line = lines[at] ?? "";
  const match = opener.exec(line);
  if (!match) return undefined;
  const [, before = "", colons = "", typedName = "", tail = ""] = match;
  const name = directiveNamed(typedName);
  const form: DirectiveForm | undefined = name && directiveForms[name];
  // Two colons are another habit's leaf: `::photo{…}`.
  if (colons.length === 2 && !(form?.isLeaf && tail.startsWith("{"))) return undefined;
  // `::: Also read :::` is somebody's ornament.
  if (!name && tail !== "" && !/^(?:\{|[A-Za-z][\w-]*[\s\u00a0]*=)/.test(tail)) return undefined;

  const nameColumn = line.indexOf(typedName, before.length + colons.length);
  let text = tail.replace(/[ \t\u00a0]+$/, "");
  let next = at + 1;
  if (text.startsWith("{") && !/\}[\s\u00a0]*:*$/.test(text)) {
    const end = lines
      .slice(next, next + longestAttributes)
      .findIndex((each) => /\}[ \t\u00a0]*:*[ \t\u00a0]*$/.test(each));
    const isWhole =
      end !== -1 && lines.slice(next, next + end).every((each) => each.trim() !== "" && !closer.test(each));
    if (isWhole) {
      text = [text, ...lines.slice(next, next + end + 1)].join("\n").trimEnd();
      next += end + 1;
    }
  }
  const isClosedHere = /\}[ \t\u00a0]*:{3,}$/.test(text);
  if (isClosedHere) text = text.replace(/[ \t\u00a0]*:{3,}$/, "");
  return {
    typedName,
    name,
    line: at,
    nameColumn,
    attributes: parseDirectiveAttributes(text),
    attributesColumn: line.length - tail.length,
    attributesText: text,
    bodyStart: next,
    closeLine: isClosedHere ? next - 1 : undefined,
  };
}

/** A leaf is closed by the next line that is not blank, or holds the lines that directly follow it. */
function closeOfLeaf(lines: readonly string[], bodyStart: number): number | undefined {
  const isBlank = (at: number) => (lines[at] ?? "").replace(/[>\s\u00a0]/g, "") === "";
  let at = bodyStart;
  while (at < lines.length && at < bodyStart + 3 && isBlank(at)) at += 1;
  if (at > bodyStart) return closer.test(lines[at] ?? "") ? at : undefined;
  for (; at < lines.length && at < bodyStart + longestLeafBody; at += 1) {
    const line = lines[at] ?? "";
    if (closer.test(line)) return at;
    if (isBlank(at) || opener.test(line) || codeFence.test(line)) return undefined;
  }
  return undefined;
}

function isBlankBetween(lines: readonly string[], from: number, to: number): boolean {
  return lines.slice(from, to).every((line) => line.trim() === "");
}

/** Line (0-based) and column (0-based) of an offset in a span's attributes. */
export function placeOfAttribute(span: DirectiveSpan, offset: number): { line: number; column: number } {
  const before = span.attributesText.slice(0, offset);
  const newLine = before.lastIndexOf("\n");
  if (newLine === -1) return { line: span.line, column: span.attributesColumn + offset };
  return { line: span.line + before.split("\n").length - 1, column: offset - newLine - 1 };
}
