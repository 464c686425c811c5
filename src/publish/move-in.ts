import { copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmdirSync, rmSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { sha256 } from "../base/digest.ts";
import { writeFileAtomic } from "../base/files.ts";
import { type Problem, problem } from "../base/problem.ts";
import { manifestName, writeManifest } from "./build-manifest.ts";

// The new files wait in a staging folder; a journal says what is to be moved and removed. A build that dies while moving
// is finished by the next one: each step may be done twice.

interface Journal {
  staging: string;
  output: string;
  move: string[];
  remove: string[];
  manifest: string;
}

export interface MoveInInput {
  /** Absolute. Holds the new files under their output paths. */
  staging: string;
  /** Absolute. */
  output: string;
  cache: string;
  /** Paths below both folders. */
  move: readonly string[];
  remove: readonly string[];
  /** Text of the build manifest. */
  manifest: string;
}

function journalPath(cache: string, output: string): string {
  return join(cache, "journals", `${sha256(resolve(output)).slice(0, 24)}.json`);
}

/** Moves staged files into the output under a journal, removes what is no longer planned, and writes the manifest last. */
export function moveIn({ staging, output, cache, move, remove, manifest }: MoveInInput): void {
  if (moveWhole(staging, output, manifest)) return;
  const journal: Journal = { staging, output, move: [...move], remove: [...remove], manifest };
  writeFileAtomic(journalPath(cache, output), JSON.stringify(journal));
  carryOut(journal, cache);
}

/**
 * Where there is no output yet, the staging folder becomes it in one step that can't be interrupted; half of the time of a
 * first build of 10,000 stories was the making of folders twice.
 */
function moveWhole(staging: string, output: string, manifest: string): boolean {
  if (existsSync(output) && readdirSync(output).length > 0) return false;
  writeManifest(staging, manifest);
  try {
    mkdirSync(dirname(output), { recursive: true });
    rmSync(output, { recursive: true, force: true });
    renameSync(staging, output);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EXDEV") throw error;
    rmSync(join(staging, manifestName));
    return false;
  }
}

/** Finishes what an earlier build of this output began and did not end. */
export function finishInterrupted(cache: string, output: string): boolean {
  const path = journalPath(cache, output);
  if (!existsSync(path)) return false;
  try {
    carryOut(JSON.parse(readFileSync(path, "utf8")) as Journal, cache);
  } catch {
    // A staging folder that is gone: the output has no manifest now, so that this build makes everything again.
    rmSync(path, { force: true });
    return false;
  }
  return true;
}

function carryOut(journal: Journal, cache: string): void {
  const { staging, output, move, remove, manifest } = journal;
  mkdirSync(output, { recursive: true });
  rmSync(join(output, manifestName), { force: true });
  const made = new Set<string>();
  for (const file of move) {
    const from = join(staging, file);
    const to = join(output, file);
    if (!existsSync(from)) {
      if (existsSync(to)) continue; // moved before the interruption
      throw new Error(`${from} is gone`);
    }
    const folder = dirname(to);
    if (!made.has(folder)) {
      makeFolder(folder, output);
      made.add(folder);
    }
    moveFile(from, to);
  }
  for (const file of remove) removeFile(join(output, file));
  removeEmptyFolders(output, remove);
  writeManifest(output, manifest);
  rmSync(staging, { recursive: true, force: true });
  rmSync(journalPath(cache, output), { force: true });
}

function removeFile(path: string): void {
  try {
    rmSync(path, { force: true });
  } catch (error) {
    // The path is a folder of the new site by now (`/a` became `/a/index.html`), or lies below what is a file now.
    const { code = "" } = error as NodeJS.ErrnoException;
    if (code !== "ERR_FS_EISDIR" && code !== "ENOTDIR") throw error;
  }
}

// A path may have been a file (`/a`) where it is a folder now (`/a/index.html`), or the other way round.
function makeFolder(folder: string, output: string): void {
  try {
    mkdirSync(folder, { recursive: true });
  } catch {
    for (let path = folder; path.length > output.length; path = dirname(path)) {
      if (existsSync(path)) {
        rmSync(path, { force: true });
        break;
      }
    }
    mkdirSync(folder, { recursive: true });
  }
}

function moveFile(from: string, to: string): void {
  try {
    renameSync(from, to);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === "EISDIR" || code === "ENOTEMPTY") {
      rmSync(to, { recursive: true, force: true });
      renameSync(from, to);
    } else if (code === "EXDEV") {
      copyFileSync(from, to);
      rmSync(from);
    } else {
      throw error;
    }
  }
}

function removeEmptyFolders(output: string, removed: readonly string[]): void {
  const folders = new Set<string>();
  for (const file of removed) {
    for (let folder = dirname(file); folder !== "." && folder !== "/"; folder = dirname(folder)) folders.add(folder);
  }
  // Deepest first.
  for (const folder of [...folders].sort((a, b) => b.length - a.length)) {
    const path = join(output, folder);
    try {
      if (existsSync(path) && readdirSync(path).length === 0) rmdirSync(path);
    } catch {
      // somebody else's file is in it
    }
  }
}

/** A folder that holds files but neither a manifest nor a journal is somebody's own: nothing in it may be touched. */
export function refuseForeignOutput(output: string, hasManifest: boolean): Problem | undefined {
  if (hasManifest || !existsSync(output) || readdirSync(output).length === 0) return undefined;
  return problem({
    code: "site/output-not-ours",
    message: `The folder ${output} holds files, but no build manifest: no complete build made them.`,
    hint: "Name an empty folder with --output, or remove this one.",
  });
}
