import type { ProblemCode } from "../base/problem.ts";

// Past 250 lines: the rules share their small parts, and are easiest weighed against each other side by side.
//
// What people and keyboards do to YAML, and the line that they meant. A repair is only proposed where one reading is
// possible; where other tools read the same (a quoted text that goes on at column 0), it is made without a word.

/** Where js-yaml gave up: 0-based line and column of the text it was given. */
export interface YamlFault {
  line: number;
  column: number;
  reason: string;
}

export interface YamlRepair {
  /** The lines as they should read, by 0-based number. */
  lines: [number, string][];
  /** None: harmless, mended silently. */
  code?: ProblemCode;
  message?: string;
  hint?: string;
  /** 1-based. */
  column?: number;
}

const oddSpace = /[\u00a0\u2007\u202f\u3000]/gu;
const noSpace = /[\u200b\u2060\ufeff]/gu;

/** A line whose indentation, key, or gap after the colon holds non-breaking or invisible characters, without them. */
export function repairInvisible(line: string): { line: string; column: number } | undefined {
  const match =
    /^([\s\u200b\u2060\ufeff]*(?:-[\s\u200b\u2060\ufeff]+)*)([^"'[{]*?:(?=[\s\u200b]|$))?([\s\u200b\u2060\ufeff]*)/u.exec(
      line,
    );
  const head = match?.[0] ?? "";
  const column = head.search(/[\u00a0\u2007\u202f\u3000\u200b\u2060\ufeff]/u);
  if (column === -1) return undefined;
  const mended = head
    .replace(/^[\u00a0\u2007\u202f\u3000](?=\S)/u, "")
    .replace(oddSpace, " ")
    .replace(noSpace, "")
    .replace(/(\S) +:( ?)$/, "$1:$2");
  return { line: mended + line.slice(head.length), column: column + 1 };
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is taken out
const control = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/g;

/** A line without the control characters that word processors leave in pasted text; YAML refuses them. */
export function repairControl(line: string): { line: string; column: number } | undefined {
  const column = line.search(control);
  return column === -1 ? undefined : { line: line.replace(control, ""), column: column + 1 };
}

/** A `key: value` or `- value` line in its parts. */
interface Parts {
  /** Indentation, hyphens, key, colon and gap: everything before the value. */
  head: string;
  value: string;
}

function partsOf(line: string): Parts | undefined {
  const match = /^(\s*(?:-\s+)*[^\s:#"'[\]{}-][^:"]*:\s+|\s*(?:-\s+)+)(\S.*)$/u.exec(line.trimEnd());
  return match ? { head: match[1] ?? "", value: match[2] ?? "" } : undefined;
}

const indentOf = (line: string) => line.length - line.trimStart().length;
const isKeyLine = (line: string) => /^\s*(?:-\s+)*[\p{L}_][\p{L}\p{M}\p{N}_-]*\s*:(?:\s|$)/u.test(line);

type Rule = (lines: readonly string[], fault: YamlFault) => YamlRepair | undefined;

// The first that applies is taken; each looks at what the fault cannot be anything else than, most certain first.
const rules: readonly Rule[] = [
  tabs,
  continuedQuote,
  openQuote,
  blankTooMany,
  colonWithoutSpace,
  wrongQuotes,
  reservedBeginning,
  textAfterBracket,
  colonInValue,
  openBracket,
  continuedText,
];

/** The repair of a fault, where one is certain. It always changes a line, so that repeated repairs come to an end. */
export function repairLine(lines: readonly string[], fault: YamlFault): YamlRepair | undefined {
  for (const rule of rules) {
    const repair = rule(lines, fault);
    if (repair?.lines.some(([index, line]) => lines[index] !== line)) return repair;
  }
  return undefined;
}

/** Tabs at a line's beginning: as deep as the line above, or one step deeper where that opens a list or a map. */
function tabs(lines: readonly string[], fault: YamlFault): YamlRepair | undefined {
  const isTabbed = (line: string) => /^ *\t/.test(line) && line.trim() !== "";
  if (![fault.line, fault.line + 1, fault.line - 1].some((index) => isTabbed(lines[index] ?? ""))) return undefined;
  const mended = [...lines];
  const changed: [number, string][] = [];
  // Lines that begin alike stand equally deep, until the next line at the margin.
  const depths = new Map<string, number>();
  for (const [index, line] of lines.entries()) {
    if (!isTabbed(line)) {
      if (/^[^\s#]/.test(line)) depths.clear();
      continue;
    }
    let above = index - 1;
    while (above > 0 && (mended[above] ?? "").trim() === "") above -= 1;
    const aboveLine = mended[above] ?? "";
    const aboveIndent = indentOf(aboveLine);
    const lead = /^[ \t]*/.exec(line)?.[0] ?? "";
    const count = [...lead].filter((each) => each === "\t").length;
    const rest = line.trimStart();
    const opens = /:\s*(?:[|>][+-]?)?$/.test(aboveLine.trimEnd());
    const listItem = /^-(\s|$)/.test(rest);
    const inItem = /^\s*-\s/.test(aboveLine) && !listItem && isKeyLine(line) ? 2 : 0;
    const steps = [2, 4, 8].map((width) => width * count + lead.replaceAll("\t", "").length);
    const indent =
      depths.get(lead) ??
      (opens
        ? aboveIndent + inItem + 2
        : ([aboveIndent + inItem, ...(index > 0 ? [] : [0])].find((each) => steps.includes(each)) ??
          (isKeyLine(line) && aboveIndent === 0 ? inItem : Math.min(steps[0] ?? 2, aboveIndent + inItem + 2))));
    depths.set(lead, indent);
    const text = " ".repeat(index === 0 ? 0 : indent) + rest;
    mended[index] = text;
    changed.push([index, text]);
  }
  return {
    lines: changed,
    code: "yaml/tab",
    message: "A tab stands at the beginning of this line; YAML wants spaces. It was read as spaces.",
  };
}

/** An opening quotation mark's place, and whether what it opens is ever closed as a value may be. */
function quoteAt(
  lines: readonly string[],
  index: number,
): { mark: string; isClosed: boolean; end: number } | undefined {
  const parts = partsOf(lines[index] ?? "");
  const mark = parts?.value.charAt(0);
  if (!parts || (mark !== '"' && mark !== "'")) return undefined;
  let column = parts.head.length + 1;
  for (let at = index; at < lines.length; at += 1) {
    const line = lines[at] ?? "";
    for (; column < line.length; column += 1) {
      if (mark === '"' && line[column] === "\\") column += 1;
      else if (line[column] === mark) {
        if (mark === "'" && line[column + 1] === "'") column += 1;
        else return { mark, isClosed: /^\s*(?:#.*)?$/.test(line.slice(column + 1)), end: at };
      }
    }
    column = 0;
  }
  return { mark, isClosed: false, end: lines.length };
}

/** A quoted text that goes on at column 0, as one archive in four has it; other tools read it, so do we. */
function continuedQuote(lines: readonly string[], fault: YamlFault): YamlRepair | undefined {
  if (!/deficient indentation/.test(fault.reason)) return undefined;
  for (let index = fault.line - 1; index >= 0; index -= 1) {
    const quote = quoteAt(lines, index);
    if (!quote) continue;
    if (!quote.isClosed || quote.end < fault.line) return undefined;
    const indent = " ".repeat(indentOf(lines[index] ?? "") + 4);
    return {
      lines: lines
        .slice(index + 1, quote.end + 1)
        .map((line, at) => [index + 1 + at, line.trim() && indent + line.trim()]),
    };
  }
  return undefined;
}

/** `headline: "Something` whose closing mark is missing, or was turned into a typographic one. */
function openQuote(lines: readonly string[], fault: YamlFault): YamlRepair | undefined {
  for (let index = 0; index <= Math.min(fault.line, lines.length - 1); index += 1) {
    const quote = quoteAt(lines, index);
    if (!quote || quote.isClosed || quote.end === index) continue;
    const line = (lines[index] ?? "").trimEnd();
    const turned = /[“”„‘’]$/u.test(line);
    return {
      lines: [[index, (turned ? line.slice(0, -1) : line) + quote.mark]],
      code: "yaml/quotes",
      column: indentOf(line) + 1,
      message: turned
        ? "A quotation mark is opened with a plain one and closed with a typographic one."
        : "A quotation mark is opened and never closed.",
    };
  }
  return undefined;
}

/** ` section: news`: a key one blank deeper than the key above it, which has its value, or the first key of all. */
function blankTooMany(lines: readonly string[], fault: YamlFault): YamlRepair | undefined {
  const isKey = (line: string) => /^\s*[a-z][A-Za-z]*:(?:\s|$)/.test(line);
  const first = lines[0] ?? "";
  const next = lines[1] ?? "";
  const isFirst = fault.line === 1 && /^ \S/.test(first) && isKey(first) && isKey(next) && indentOf(next) === 0;
  const index = isFirst ? 0 : fault.line;
  const line = lines[index] ?? "";
  if (!isKey(line)) return undefined;
  if (!isFirst) {
    const above = /^(\s*(?:-\s+)?)[a-z][A-Za-z]*:\s+[^\s|>]/.exec(lines[index - 1] ?? "");
    if (above?.[1] === undefined || indentOf(line) !== above[1].length + 1) return undefined;
  }
  return {
    lines: [[index, line.slice(1)]],
    code: "yaml/invalid",
    message: "This line begins with one blank too many; how deep a key stands says what it belongs to.",
  };
}

/** `headline:Something`. */
function colonWithoutSpace(lines: readonly string[], fault: YamlFault): YamlRepair | undefined {
  for (const index of [fault.line, fault.line - 1]) {
    const match = /^(\s*(?:-\s+)*[A-Za-z][A-Za-z0-9_-]*):((?!\/\/)\S.*)$/.exec(lines[index] ?? "");
    if (!match || (partsOf(lines[index] ?? "") && !/^\s*[A-Za-z]+:\S/.test(lines[index] ?? ""))) continue;
    return {
      lines: [[index, `${match[1]}: ${match[2]}`]],
      code: "yaml/colon",
      column: (match[1] ?? "").length + 1,
      message: "A space is missing after the colon.",
    };
  }
  return undefined;
}

/** `'It's so'`, `"He said "no""`, `"Go" they said`: quotation marks inside or around a part. */
function wrongQuotes(lines: readonly string[], fault: YamlFault): YamlRepair | undefined {
  const parts = partsOf(lines[fault.line] ?? "");
  const mark = parts?.value.charAt(0);
  if (!parts || (mark !== '"' && mark !== "'")) return undefined;
  const quote = quoteAt(lines, fault.line);
  if (quote?.isClosed) return undefined;
  const wraps = parts.value.length > 1 && parts.value.endsWith(mark);
  const inner = wraps ? parts.value.slice(1, -1) : parts.value;
  return {
    lines: [[fault.line, parts.head + inQuotes(inner.replaceAll(mark === "'" ? "''" : '\\"', mark))]],
    code: "yaml/quotes",
    column: parts.head.length + 1,
    message: "This value begins with a quotation mark, and has others inside that end it too early.",
  };
}

/** `kicker: @desk`, `- *important`, `headline: %s`, `caption: - dash`: marks that mean something else to YAML. */
function reservedBeginning(lines: readonly string[], fault: YamlFault): YamlRepair | undefined {
  const parts = partsOf(lines[fault.line] ?? "");
  if (!parts || !/^(?:[@`%*&!,\]}]|[-?]\s|[|>](?![+-]?\d?\s*$))/.test(parts.value)) return undefined;
  return {
    lines: [[fault.line, parts.head + inQuotes(parts.value)]],
    code: "yaml/quotes",
    column: parts.head.length + 1,
    message: `A value that begins with \`${parts.value.charAt(0)}\` must stand in quotation marks.`,
  };
}

/** `headline: [Exclusive] The deal`: words after a bracket that closes. */
function textAfterBracket(lines: readonly string[], fault: YamlFault): YamlRepair | undefined {
  for (const index of [fault.line, fault.line - 1]) {
    const parts = partsOf(lines[index] ?? "");
    if (!parts || !/^(?:\[[^\]]*\]|\{[^}]*\})\s*[^\s,\]}#]/.test(parts.value)) continue;
    return {
      lines: [[index, parts.head + inQuotes(parts.value)]],
      code: "yaml/quotes",
      column: parts.head.length + 1,
      message: `A text that begins with \`${parts.value.charAt(0)}\` must stand in quotation marks.`,
    };
  }
  return undefined;
}

/** `headline: Budget: what it means`. */
function colonInValue(lines: readonly string[], fault: YamlFault): YamlRepair | undefined {
  for (const index of [fault.line, fault.line - 1]) {
    const parts = partsOf(lines[index] ?? "");
    if (!parts || !/:(\s|$)/.test(parts.value) || /^["'[{|>]/.test(parts.value)) continue;
    const curly = /^“([^“”]*)”$/u.exec(parts.value)?.[1];
    return {
      lines: [[index, parts.head + inQuotes(curly ?? parts.value)]],
      code: curly === undefined ? "yaml/colon" : "yaml/curly-quotes",
      column: parts.head.length + 1,
      message:
        curly === undefined
          ? "The value holds a colon and a space, so it must stand in quotation marks."
          : "The quotation marks around this value were turned into typographic ones; they were read as plain ones.",
    };
  }
  return undefined;
}

/** `topics: [one, two` and then the next key. */
function openBracket(lines: readonly string[], fault: YamlFault): YamlRepair | undefined {
  if (!/flow|comma|bad indentation|deficient|document separator|implicit/.test(fault.reason)) return undefined;
  for (let index = Math.min(fault.line, lines.length - 1); index >= 0; index -= 1) {
    const parts = partsOf(lines[index] ?? "");
    const open = parts?.value.charAt(0);
    if (!parts || (open !== "[" && open !== "{")) continue;
    const close = open === "[" ? "]" : "}";
    const next = lines[index + 1];
    if (parts.value.includes(close) || !(next === undefined || next === "" || isKeyLine(next))) return undefined;
    return {
      lines: [[index, `${(lines[index] ?? "").trimEnd().replace(/,$/, "")}${close}`]],
      code: "yaml/invalid",
      column: parts.head.length + 1,
      message: `A bracket \`${open}\` is opened and never closed.`,
    };
  }
  return undefined;
}

/** A text without quotes that goes on at column 0. */
function continuedText(lines: readonly string[], fault: YamlFault): YamlRepair | undefined {
  for (const index of [fault.line, fault.line - 1]) {
    const line = lines[index] ?? "";
    const above = partsOf(lines[index - 1] ?? "");
    if (!above || /^["'[{|>]/.test(above.value) || !/^[^\s#-][^:]*$/u.test(line)) continue;
    return {
      lines: [[index, `${" ".repeat(indentOf(lines[index - 1] ?? "") + 2)}${line}`]],
      code: "yaml/invalid",
      column: 1,
      message: "This line has no key; if it belongs to the value above, it must be indented.",
    };
  }
  return undefined;
}

/** A text as a YAML value in double quotes, or in single ones where that reads better. */
export function inQuotes(value: string): string {
  if (value.includes('"') && !value.includes("'")) return `'${value}'`;
  return `"${value.replaceAll("\\", "\\\\").replaceAll('"', '\\"')}"`;
}
