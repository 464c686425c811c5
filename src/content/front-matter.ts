import { type Problem, problem } from "../base/problem.ts";

/** A file's front matter and copy, kept apart; lines are 1-based and of the file. */
export interface FrontMatterParts {
  yaml: string;
  yamlLine: number;
  body: string;
  bodyLine: number;
  problems: Problem[];
  /** Without its end, or any front matter at all, nothing below can be trusted. */
  isWhole: boolean;
}

// What phones and word processors make of three hyphens: —-, –--, ———, ‐‐‐.
const dash = "[-\u2010\u2011\u2012\u2013\u2014\u2015\u2212]";
const anyFence = new RegExp(`^${dash}{1,4}[\\s\u00a0]*$`, "u");
const fence = /^---[ \t]*$/;
const fenceEnd = /^(?:---|\.\.\.)[ \t]*$/;
// A line of block YAML: a key, a list item, a comment, something indented, a closing bracket, or nothing.
const yamlLike = /^(?:[\s\u00a0].*|[-#\]}].*|["']?[^\s:"'#]{1,60}["']?\s*:(?:\s.*)?|)$/u;

/** A file's text as everything below reads it: no BOM, every line end a line feed. Blob and CRLF work file become equal. */
export function plainText(raw: string): string {
  const text = raw.charCodeAt(0) === 0xfeff ? raw.slice(1) : raw;
  return text.includes("\r") ? text.replace(/\r\n?/g, "\n") : text;
}

/** Splits a file's `plainText` at its fences, and says what is wrong with them. `file` is the path for problems. */
export function splitFrontMatter(text: string, file: string): FrontMatterParts {
  const lines = text.split("\n");
  let open = 0;
  while (open < lines.length && lines[open]?.trim() === "") open += 1;
  const first = lines[open] ?? "";
  const problems: Problem[] = [];
  const whole = (body: string, bodyLine: number): FrontMatterParts => ({
    yaml: "",
    yamlLine: 1,
    body,
    bodyLine,
    problems,
    isWhole: false,
  });

  if (open === lines.length) {
    problems.push(problem({ code: "story/file-empty", file, line: 1, column: 1, message: "This file is empty." }));
    return whole("", 1);
  }
  if (/^\+\+\+\s*$/.test(first)) {
    problems.push(foreignFormat(file, open + 1, "TOML", "+++"));
    return whole("", 1);
  }
  if (/^\{\s*$|^\{\s*"/.test(first)) {
    problems.push(foreignFormat(file, open + 1, "JSON", "{"));
    return whole("", 1);
  }
  if (!fence.test(first) && !(anyFence.test(first) && yamlLike.test(lines[open + 1] ?? "x"))) {
    problems.push(missingFence(file, open + 1, first));
    return whole(text, 1);
  }
  if (!fence.test(first)) problems.push(changedFence(file, open + 1, first));

  let close = open + 1;
  while (close < lines.length && !fenceEnd.test(lines[close] ?? "") && !anyFence.test(lines[close] ?? "")) close += 1;
  const last = lines[close];
  if (last === undefined) {
    const end = endOfYaml(lines, open + 1) ?? lines.length;
    problems.push(unclosedFence(file, Math.min(end + 1, lines.length)));
    return { ...parts(lines, open, end, end), problems, isWhole: true };
  }
  if (!fenceEnd.test(last)) problems.push(changedFence(file, close + 1, last));
  return { ...parts(lines, open, close, close + 1), problems, isWhole: true };
}

/**
 * The same, for front matter whose YAML can't be read because copy follows it without a closing fence (a rule `---`
 * further down was taken for one); undefined where it does not look so.
 */
export function splitUnclosed(text: string, file: string): FrontMatterParts | undefined {
  const lines = text.split("\n");
  let open = 0;
  while (open < lines.length && lines[open]?.trim() === "") open += 1;
  const end = endOfYaml(lines, open + 1);
  if (end === undefined || fenceEnd.test(lines[end] ?? "")) return undefined;
  return { ...parts(lines, open, end, end), problems: [unclosedFence(file, end + 1)], isWhole: true };
}

function parts(lines: readonly string[], open: number, close: number, body: number) {
  return {
    yaml: lines.slice(open + 1, close).join("\n"),
    yamlLine: open + 2,
    body: lines.slice(body).join("\n"),
    // Without copy, the file's last line.
    bodyLine: Math.min(body + 1, lines.length),
  };
}

/** Where copy begins in front matter that was not closed: the first line after an empty one that can't be YAML. */
function endOfYaml(lines: readonly string[], from: number): number | undefined {
  for (let index = from; index < lines.length; index += 1) {
    const line = lines[index] ?? "";
    if (fenceEnd.test(line)) return undefined;
    if (lines[index - 1]?.trim() === "" && index > from && !yamlLike.test(line)) return index;
  }
  return undefined;
}

function changedFence(file: string, line: number, found: string): Problem {
  return problem({
    code: "yaml/fence",
    file,
    line,
    column: 1,
    message: "The line around the front matter is not three hyphens; a keyboard may have changed it.",
    expected: "---",
    found: found.trim(),
    correctedLine: "---",
    fix: [{ line, column: 1, found, text: "---" }],
  });
}

function missingFence(file: string, line: number, first: string): Problem {
  const isKey = /^[A-Za-z][\w-]*\s*:/.test(first);
  return problem({
    code: "yaml/fence-missing",
    file,
    line,
    column: 1,
    message: "This file does not begin with front matter.",
    expected: "a line `---`, then keys such as `headline:`, then a line `---`, then the copy",
    hint: isKey ? "Put a line `---` above this one." : "`npm run new` writes a story with its front matter.",
  });
}

function unclosedFence(file: string, line: number): Problem {
  return problem({
    code: "yaml/fence-unclosed",
    file,
    line,
    column: 1,
    message: "The front matter has no end.",
    expected: "a line `---` between the last key and the copy",
    hint: `Put a line \`---\` above line ${line}.`,
  });
}

function foreignFormat(file: string, line: number, format: string, found: string): Problem {
  return problem({
    code: "yaml/toml",
    file,
    line,
    column: 1,
    message: `The front matter is ${format}; Broadsheet reads YAML.`,
    expected: "---",
    found,
    hint: 'Write `headline: "…"`, one key a line, between two lines `---`.',
  });
}
