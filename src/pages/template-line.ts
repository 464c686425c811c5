import { readFileSync } from "node:fs";

/**
 * The line of a fault for which Nunjucks names none: of what is left open at a template's end, and of names that it does not
 * know. Undefined where the template does not show it. `path`: absolute.
 */
export function templateLine(path: string, message: string): number | undefined {
  let lines: string[];
  try {
    lines = readFileSync(path, "utf8").trimEnd().split("\n");
  } catch {
    return undefined;
  }
  if (/got end of file/.test(message)) return lines.length;
  const [, filter] = /filter not found: (\S+)/.exec(message) ?? [];
  const [, template] = /template not found: (\S+)/.exec(message) ?? [];
  const index = lines.findIndex((line) =>
    filter === undefined
      ? template !== undefined && line.includes(template)
      : line.split("|").some((part, at) => at > 0 && part.trimStart().split(/[^\w$]/)[0] === filter),
  );
  return index === -1 ? undefined : index + 1;
}
