import { existsSync, linkSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { basename, dirname, join, posix } from "node:path";
import { sha256 } from "../../src/base/digest.ts";
import { originalFile } from "../../src/content/originals.ts";
import type { PhotoReading } from "../../src/model/rights.ts";
import { endingOf, photoName } from "./photo-name.ts";
import type { WireFile } from "./wire-folder.ts";
import { sidecarText, type WireRecord } from "./wire-record.ts";

export interface TakingIn {
  /** The site's folder. */
  site: string;
  /** Below articles/, without slashes at the ends. */
  folder: string;
  /** Where originals go by their SHA-256; without it the pictures go beside their sidecars. */
  originals?: string | undefined;
  /** Only says what would be done. */
  isDryRun: boolean;
}

/** A picture changed between reading and copying. */
export class ChangedPicture extends Error {}

/**
 * Puts pictures and their sidecars into one folder of a site. Nothing is ever written over, and at no moment does a
 * picture stand there without its sidecar: the picture is copied under a hidden name and compared, the sidecar is put
 * beside it, and only then the picture gets its name. A run that was cut off leaves at most a sidecar without a picture,
 * which `check` reports and the next run completes.
 */
export class PhotoShelf {
  readonly #options: TakingIn;
  readonly #folder: string;
  readonly #names: Set<string>;

  constructor(options: TakingIn) {
    this.#options = options;
    this.#folder = join(options.site, "articles", options.folder);
    const names = existsSync(this.#folder) ? readdirSync(this.#folder) : [];
    this.#names = new Set(names.map(plainName));
    if (!options.isDryRun) sweep(this.#folder);
  }

  /** Takes one picture in; the id that it has from now on. Throws ChangedPicture, or what the disk says. */
  put(file: WireFile & { sha256: string }, reading: PhotoReading, { record, missing }: WireRecord): string {
    const { originals, folder, isDryRun } = this.#options;
    const text = sidecarText({
      record: originals === undefined ? record : { ...record, original: file.sha256 },
      missing,
    });
    const name = photoName(file.name, reading.format, (each) => this.#isTaken(each, text));
    this.#names.add(plainName(name)).add(plainName(`${name}.yaml`));
    if (!isDryRun) {
      if (originals === undefined) this.#putBeside(file, name, text);
      else {
        putOriginal(file, originalFile(originals, file.sha256, endingOf(reading.format)));
        putExclusively(join(this.#folder, `${name}.yaml`), text);
      }
    }
    return posix.join(folder, name);
  }

  /** A sidecar without its picture, word for word the one that would be written, is what an interrupted run left. */
  #isTaken(name: string, text: string): boolean {
    if (this.#names.has(plainName(name))) return true;
    if (!this.#names.has(plainName(`${name}.yaml`))) return false;
    const path = join(this.#folder, `${name}.yaml`);
    return this.#options.originals !== undefined || !existsSync(path) || readFileSync(path, "utf8") !== text;
  }

  #putBeside(file: WireFile & { sha256: string }, name: string, text: string): void {
    const path = join(this.#folder, name);
    mkdirSync(this.#folder, { recursive: true });
    const temporary = hiddenName(path);
    try {
      copyChecked(file, temporary);
      const sidecar = `${path}.yaml`;
      const isThere = existsSync(sidecar) && readFileSync(sidecar, "utf8") === text;
      if (!isThere) putExclusively(sidecar, text);
      try {
        giveName(temporary, path);
      } catch (error) {
        // Somebody's picture took the name a moment ago: our sidecar must not speak for it.
        if (!isThere) rmSync(sidecar, { force: true });
        throw error;
      }
    } finally {
      rmSync(temporary, { force: true });
    }
  }
}

function plainName(name: string): string {
  return name.normalize("NFC").toLowerCase();
}

/** Under which a file is written before it gets its name: no site reads it, and no git adds it unasked. */
function hiddenName(path: string): string {
  return join(dirname(path), `.${basename(path)}.${process.pid}.intake`);
}

/** Removes the half copies of runs that are no more. */
function sweep(folder: string): void {
  if (!existsSync(folder)) return;
  for (const name of readdirSync(folder)) if (isLeftOver(name)) rmSync(join(folder, name), { force: true });
}

function isLeftOver(name: string): boolean {
  const pid = /^\..+\.(\d+)\.intake$/.exec(name)?.[1];
  if (pid === undefined) return false;
  try {
    process.kill(Number(pid), 0);
    return false;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "ESRCH";
  }
}

/** Copies what was read and judged, and nothing else; a wire's read-only flag stays behind. */
function copyChecked(file: WireFile & { sha256: string }, to: string): void {
  const bytes = readFileSync(file.path);
  if (sha256(bytes) !== file.sha256) throw new ChangedPicture();
  writeFileSync(to, bytes);
}

function putOriginal(file: WireFile & { sha256: string }, path: string): void {
  // Its name vouches for what it is, unless a disk or a hand changed it.
  if (existsSync(path) && sha256(readFileSync(path)) === file.sha256) return;
  mkdirSync(dirname(path), { recursive: true });
  sweep(dirname(path));
  const temporary = hiddenName(path);
  try {
    copyChecked(file, temporary);
    renameSync(temporary, path);
  } finally {
    rmSync(temporary, { force: true });
  }
}

function putExclusively(path: string, text: string): void {
  const temporary = hiddenName(path);
  try {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(temporary, text);
    giveName(temporary, path);
  } finally {
    rmSync(temporary, { force: true });
  }
}

/** Under a second name, which fails where the name is taken, even if it was taken a moment ago; a rename would write over it. */
function giveName(from: string, to: string): void {
  try {
    linkSync(from, to);
  } catch (error) {
    const { code = "" } = error as NodeJS.ErrnoException;
    // Sticks and shares without hard links.
    if (!["EPERM", "ENOTSUP", "EOPNOTSUPP", "EMLINK", "ENOSYS"].includes(code) || existsSync(to)) throw error;
    renameSync(from, to);
  }
}
