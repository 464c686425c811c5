import { randomBytes } from "node:crypto";
import { chmodSync, readFileSync, realpathSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { sep } from "node:path";
import { meets, placeEdits, type Replacement, replaceAll } from "./base/apply-edits.ts";
import { onDisk } from "./base/files.ts";
import type { Problem } from "./base/problem.ts";
import { unifiedDiff } from "./base/unified-diff.ts";

/** A problem that could not be mended, and why: `the file may not be written`. */
export interface LeftProblem {
  problem: Problem;
  reason: string;
}

export interface Mending {
  mended: Problem[];
  left: LeftProblem[];
  /** What changes, as `diff -u` writes it, file by file. */
  diff: string;
}

/**
 * Carries out what problems say would mend them, in the files of a site, and touches nothing else there: line ends, BOM,
 * mode and a missing last line feed stay. Every edit must find its words at its place, or nothing of that problem is
 * mended; where two problems' edits meet, the first is mended and the other waits for another round. Each file is written
 * whole or not at all. A dry run writes nothing.
 */
export function mendFiles(site: string, problems: readonly Problem[], { isDryRun = false } = {}): Mending {
  const mending: Mending = { mended: [], left: [], diff: "" };
  const mendable = problems.filter(({ fix, file }) => fix !== undefined && file !== undefined);
  for (const [file = "", group] of Map.groupBy(mendable, (each) => each.file)) {
    const done = mendFile(site, file, group, isDryRun);
    mending.mended.push(...done.mended);
    mending.left.push(...done.left);
    mending.diff += done.diff;
  }
  return mending;
}

function mendFile(site: string, file: string, problems: readonly Problem[], isDryRun: boolean): Mending {
  const leave = (reason: string): Mending => ({
    mended: [],
    left: problems.map((problem) => ({ problem, reason })),
    diff: "",
  });
  const opened = openFile(site, file);
  if ("reason" in opened) return leave(opened.reason);
  const { path, raw, mode } = opened;

  const made: Replacement[] = [];
  const mended: Problem[] = [];
  const left: LeftProblem[] = [];
  for (const problem of problems) {
    const edits = placeEdits(raw, problem.fix ?? []);
    if (!edits) left.push({ problem, reason: "the file no longer reads as it did" });
    else if (edits.some((each) => made.some((other) => meets(each, other) || meets(other, each)))) {
      left.push({ problem, reason: "another mending touches the same words" });
    } else if (edits.length > 0) {
      made.push(...edits);
      mended.push(problem);
    }
  }
  if (made.length === 0) return { mended, left, diff: "" };
  made.sort((a, b) => a.start - b.start);
  const diff = unifiedDiff(file, raw, made);
  if (isDryRun) return { mended, left, diff };
  try {
    writeInPlace(path, replaceAll(raw, made), mode);
  } catch (error) {
    return leave(`the file could not be written (${(error as NodeJS.ErrnoException).code ?? "unknown"})`);
  }
  return { mended, left, diff };
}

function openFile(site: string, file: string): { path: string; raw: string; mode: number } | { reason: string } {
  try {
    const path = realpathSync(onDisk(site, file));
    if (!path.startsWith(realpathSync(site) + sep)) return { reason: "the file lies outside the site" };
    const { mode } = statSync(path);
    // Whoever is root may write what nobody should.
    if ((mode & 0o222) === 0) return { reason: "the file may only be read" };
    const bytes = readFileSync(path);
    const raw = bytes.toString("utf8");
    if (!Buffer.from(raw).equals(bytes)) return { reason: "the file is not UTF-8" };
    return { path, raw, mode };
  } catch (error) {
    return { reason: `the file can't be read (${(error as NodeJS.ErrnoException).code ?? "unknown"})` };
  }
}

/** Under another name first, then moved, so that nobody reads half of it; with the file's own mode. */
function writeInPlace(path: string, text: string, mode: number): void {
  const temporary = `${path}.${process.pid}-${randomBytes(4).toString("hex")}.tmp`;
  try {
    writeFileSync(temporary, text);
    chmodSync(temporary, mode & 0o7777);
    renameSync(temporary, path);
  } catch (error) {
    rmSync(temporary, { force: true });
    throw error;
  }
}
