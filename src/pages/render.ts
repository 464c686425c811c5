import { mkdirSync } from "node:fs";
import { join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { toPosix } from "../base/files.ts";
import { type Problem, ProblemError, problem } from "../base/problem.ts";
import { type RenderRun, setRenderRun } from "./eleventy-plugin.ts";
import { templateLine } from "./template-line.ts";

const configPath = fileURLToPath(new URL("../../eleventy.config.ts", import.meta.url));

// Eleventy holds every page of a run: 2,000 keep the memory level, and each run costs some 50 ms.
const pagesPerRun = 2000;

/**
 * Renders pages with Eleventy and hands each to `run.onPage`; Eleventy itself writes none. `cache` holds the empty folder
 * that is Eleventy's input: stories are data here, not input files (docs/decisions/0001).
 */
export async function renderPages(
  run: Omit<RenderRun, "fileOf" | "onFault">,
  cache: string,
  onProgress: (done: number) => void = () => {},
): Promise<Problem[]> {
  const input = join(cache, "eleventy-input");
  const output = join(cache, "eleventy-output");
  mkdirSync(input, { recursive: true });
  if (run.pages.length === 0) return [];
  // A tenth of a second that a build without changes need not wait.
  const { default: Eleventy } = await import("@11ty/eleventy");
  for (let start = 0; start < run.pages.length; start += pagesPerRun) {
    const pages = run.pages.slice(start, start + pagesPerRun);
    const faults: Error[] = [];
    setRenderRun({
      ...run,
      pages,
      modelOf: (index) => run.modelOf(start + index),
      fileOf: (path) => toPosix(relative(output, path)),
      onFault: (error) => faults.push(error),
    });
    try {
      // Relative paths, as Eleventy wants them.
      const eleventy = new Eleventy(relative(process.cwd(), input) || ".", relative(process.cwd(), output) || ".", {
        configPath: relative(process.cwd(), configPath),
        quietMode: true,
        dryRun: true,
      });
      eleventy.disableLogger();
      await eleventy.init();
      await eleventy.write();
    } catch (error) {
      faults.push(error as Error);
    } finally {
      setRenderRun(undefined);
    }
    const [fault] = faults;
    if (fault) return [templateProblem(fault)];
    onProgress(Math.min(start + pagesPerRun, run.pages.length));
  }
  return [];
}

/** Eleventy and Nunjucks wrap what went wrong several times; the innermost says it. */
export function templateProblem(error: unknown): Problem {
  let inner: unknown = error;
  while (inner instanceof Error && (inner as { originalError?: unknown }).originalError instanceof Error) {
    inner = (inner as { originalError?: unknown }).originalError;
  }
  if (inner instanceof ProblemError && inner.problems[0]) return inner.problems[0];
  const text = inner instanceof Error ? inner.message : String(inner);
  const place = /\(([^()]*_includes[\\/][^()]*|[^()]*\.njk)\)(?: \[Line (\d+), Column (\d+)\])?/.exec(text);
  // From the site's folder, or the project's, wherever these are.
  const file = place?.[1] && toPosix(place[1]).replace(/^.*\/(?=_includes\/)/, "");
  const line = place?.[1] === undefined ? undefined : templateLine(place[1], text);
  return problem({
    code: "site/template",
    ...(file !== undefined && { file }),
    ...(place?.[2] ? { line: Number(place[2]), column: Number(place[3]) } : line !== undefined && { line }),
    message: text.split("\n").at(-1)?.trim() || "A template can't be rendered.",
    found: (place?.[1] !== undefined && file !== undefined ? text.replaceAll(place[1], file) : text).slice(0, 500),
  });
}
