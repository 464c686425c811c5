import { closeSync, mkdirSync, openSync, renameSync, rmSync, writeSync } from "node:fs";
import { dirname } from "node:path";
import { thumbnail } from "../../src/photos/thumbnail.ts";
import { frameOf } from "./sheet-frame.ts";
import { frameHtml, type SheetHead, sectionEnd, sectionStart, sheetEnd, sheetStart } from "./sheet-page.ts";
import type { WireEntry } from "./take-wire.ts";

export interface SheetOrder {
  path: string;
  head: SheetHead;
  entries: readonly WireEntry[];
  onProgress: (done: number, total: number) => void;
}

/** px: wide enough for a sheet's column on a screen with two pixels a point, at about 15 KB. */
const side = 400;

/** Pictures made at a time: as many as wait for one another while one is decoded. */
const batch = 4;

const sections = [
  { title: "Taken in", outcome: "taken" },
  { title: "Refused", outcome: "refused" },
  { title: "In the site already", outcome: "duplicate" },
] as const;

/** Writes an intake's contact sheet: whole or not at all, and never more than a few pictures in memory. */
export async function writeSheet({ path, head, entries, onProgress }: SheetOrder): Promise<void> {
  mkdirSync(dirname(path), { recursive: true });
  const temporary = `${path}.${process.pid}.tmp`;
  const file = openSync(temporary, "w");
  let done = 0;
  try {
    writeSync(file, sheetStart(head));
    for (const { title, outcome } of sections) {
      // Those with a picture first: what can't be shown would leave holes between them.
      const all = entries.filter((entry) => entry.outcome === outcome);
      const group = [...all.filter(({ reading }) => reading), ...all.filter(({ reading }) => !reading)];
      if (group.length === 0) continue;
      writeSync(file, sectionStart({ title, frames: group.length }));
      for (let start = 0; start < group.length; start += batch) {
        const few = group.slice(start, start + batch);
        const pictures = await Promise.all(
          few.map((entry) => (entry.reading ? thumbnail(entry.file.path, side) : undefined)),
        );
        for (const [at, entry] of few.entries()) {
          done += 1;
          writeSync(file, frameHtml(frameOf(entry, pictures[at]), done));
        }
        onProgress(done, entries.length);
      }
      writeSync(file, sectionEnd);
    }
    writeSync(file, sheetEnd);
    closeSync(file);
    renameSync(temporary, path);
  } catch (error) {
    rmSync(temporary, { force: true });
    throw error;
  }
}
