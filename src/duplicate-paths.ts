import { type Problem, problem } from "./base/problem.ts";
import type { PlannedFile } from "./pages/planned-file.ts";

/** Two outputs with one path, told once for each. */
export function duplicatePaths(files: readonly PlannedFile[]): Problem[] {
  const first = new Map<string, PlannedFile>();
  const problems: Problem[] = [];
  const nameOf = (file: PlannedFile) =>
    file.kind === "page" ? (file.origin ?? `${file.layout} page`) : `${file.kind} file`;
  for (const file of files) {
    const other = first.get(file.file);
    if (!other) {
      first.set(file.file, file);
      continue;
    }
    // Two stories at one address, or a story and an alias, have two lite pages at one address too: told once.
    if (isLite(file) && isLite(other)) continue;
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
