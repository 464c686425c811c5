import type { Steps } from "./base/pace.ts";
import { type Problem, problem } from "./base/problem.ts";
import type { PlannedFile } from "./pages/planned-file.ts";
import { manifestName } from "./publish/build-manifest.ts";

/** Two outputs with one path, told once for each. */
export function* duplicatePaths(files: readonly PlannedFile[]): Steps<Problem[]> {
  const first = new Map<string, PlannedFile>();
  const problems: Problem[] = [];
  const nameOf = (file: PlannedFile) =>
    file.kind === "page" ? (file.origin ?? `${file.layout} page`) : `${file.kind} file`;
  // Found beforehand: which of two twins is listed first, the full page's or the light one's, says nothing.
  let twins: ReadonlySet<string> | undefined;
  for (const file of files) {
    yield;
    const other = first.get(file.file);
    if (!other) {
      first.set(file.file, file);
      continue;
    }
    // Two stories at one address, or a story and an alias, have two lite pages at one address too: told once. A story
    // whose own `permalink` is /lite/ meets a lite page all the same.
    if (isLite(file) && isLite(other)) {
      twins ??= pathsTwice(files);
      if (twins.has(file.file.slice("lite/".length))) continue;
    }
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
  return [...problems, ...(yield* filesAsFolders(files, first))];
}

/** A page below a path that is a file's own (`permalink: /sitemap.xml/`, `/build-manifest.json/`): no disk can hold both. */
function* filesAsFolders(files: readonly PlannedFile[], taken: ReadonlyMap<string, PlannedFile>): Steps<Problem[]> {
  const isFile = (path: string) => path === manifestName || taken.has(path);
  const free = new Set<string>();
  const problems: Problem[] = [];
  for (const file of files) {
    yield;
    const blocked: string[] = file.file === manifestName ? [manifestName] : [];
    for (let at = file.file.lastIndexOf("/"); at > 0; at = file.file.lastIndexOf("/", at - 1)) {
      const folder = file.file.slice(0, at);
      if (free.has(folder)) break;
      if (isFile(folder)) blocked.push(folder);
      else free.add(folder);
    }
    const [path] = blocked;
    if (path === undefined) continue;
    problems.push(
      problem({
        code: "site/duplicate-path",
        ...(file.kind === "page" && file.origin !== undefined && { file: file.origin }),
        ...(file.story !== undefined && { story: file.story }),
        message: `Two outputs have the path /${path}: one is a file, and one would lie below it.`,
        found: `${path} · ${(file.kind === "page" ? file.origin : undefined) ?? file.file}`,
        hint: "Give the page another `permalink`.",
      }),
    );
  }
  return problems;
}

function pathsTwice(files: readonly PlannedFile[]): Set<string> {
  const once = new Set<string>();
  return new Set(files.flatMap(({ file }) => (once.size === once.add(file).size ? [file] : [])));
}

function isLite(file: PlannedFile): boolean {
  return file.kind === "page" && file.file.startsWith("lite/");
}
