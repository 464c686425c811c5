import { type Edit, type Problem, problem } from "../base/problem.ts";
import type { Duplicate, Place } from "./yaml-walk.ts";

/** A key that stands twice in one map; where both have one value, a warning that says how to be rid of one. */
export function duplicateKey(twice: Duplicate, file: string, lineText: (line: number) => string): Problem {
  const { key, first, second, isSame } = twice;
  const name = key.split(".").at(-1) ?? key;
  return problem({
    code: "yaml/duplicate-key",
    ...(isSame ? { severity: "warning" as const } : {}),
    file,
    line: second.line,
    column: second.column,
    key,
    message: isSame
      ? `\`${name}\` stands twice, with the same value: in line ${first.line} and here.`
      : `\`${name}\` stands twice: in line ${first.line} and here. Only one of the two can be meant.`,
    hint: `Delete line ${first.line} or line ${second.line}.`,
    ...(isSame ? withoutLine(second, lineText) : {}),
  });
}

/** Takes out the second of two equal lines, where both key and value stand on it at the margin and nothing else does. */
function withoutLine({ line, valueLine }: Place, lineText: (line: number) => string): { fix?: Edit[] } {
  const text = lineText(line);
  const isOneLine = /^[\w-]+:[ \t]+(?:[^\s|>&*!#{["'].*|"[^"\\]*"[ \t]*|'[^']*'[ \t]*)$/u.test(text);
  const isWhole = line === valueLine && isOneLine && !/^\s/.test(lineText(line + 1));
  return isWhole ? { fix: [{ line, column: 1, found: `${text}\n`, text: "" }] } : {};
}
