import type { Problem } from "./problem.ts";

/**
 * Problems as workflow commands of a git host (`::error file=…,line=…::…`), which stand beside the line in a pull request.
 * A pull request may be public: of files in `hidden` no word is quoted.
 */
export function annotationsOf(problems: readonly Problem[], hidden: ReadonlySet<string>): string[] {
  return problems.map((each) => {
    const isQuotable = each.file === undefined || !hidden.has(each.file);
    const place = [
      each.file !== undefined && `file=${escapeProperty(each.file)}`,
      each.line !== undefined && `line=${each.line}`,
      each.column !== undefined && `col=${each.column}`,
      `title=${escapeProperty(each.code)}`,
    ].filter(Boolean);
    const text = isQuotable
      ? [
          each.message,
          each.expected && `Expected: ${each.expected}`,
          each.found && `Found: ${each.found}`,
          each.correctedLine && `Write: ${each.correctedLine}`,
          each.hint,
        ]
      : ["This story is not public yet, so nothing of it is quoted here. Run `npm run check` to read more.", each.hint];
    return `::${each.severity} ${place.join(",")}::${escapeData(text.filter(Boolean).join("\n"))}`;
  });
}

function escapeData(text: string): string {
  return text.replaceAll("%", "%25").replaceAll("\r", "%0D").replaceAll("\n", "%0A");
}

function escapeProperty(text: string): string {
  return escapeData(text).replaceAll(":", "%3A").replaceAll(",", "%2C");
}
