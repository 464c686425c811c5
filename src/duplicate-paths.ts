import { type Problem, problem } from "./base/problem.ts";
import type { PlannedFile } from "./pages/planned-file.ts";

/** Two outputs with one path, told once for each. */
export function duplicatePaths(files: readonly PlannedFile[]): Problem[] {
  const first = new Map<string, PlannedFile>();
  const problems: Problem[] = [];
  const nameOf = (file: PlannedFile) =>
    file.kind === "page" ? (file.origin ?? `${file.layout} page`) : `${file.kind} file`;
  const twins = new Set<string>();
  for (const file of files) {
    const other = first.get(file.file);
    if (!other) {
      first.set(file.file, file);
      continue;
    }
    twins.add(file.file);
    // Two stories at one address, or a story and an alias, have two lite pages at one address too: told once. A story
    // whose own `permalink` is /lite/ meets a lite page all the same.
    if (isLite(file) && isLite(other) && twins.has(file.file.slice("lite/".length))) continue;
    problems.push(
      problem({
        code: "site/duplicate-path",
        ...(file.kind === "page" && file.origin !== undefined && { file: file.origin }),
        ...(file.story !== undefined && { story: file.story }),
        message: `Two outputs have the path /${file.file.replace(/index\.html$/, "")}.`,
        found: `${nameOf(other)} · ${nameOf(file)}`,
        hint: "Give one of them another file name, date or `permalink`.",
      }),
    );
  }
  return problems;
}

function isLite(file: PlannedFile): boolean {
  return file.kind === "page" && file.file.startsWith("lite/");
}
