import { dayOf, type Moment } from "../../src/base/dates.ts";
import { type Problem, ProblemError, problem } from "../../src/base/problem.ts";
import { openStore } from "../../src/base/store.ts";
import { nearest, oneOf } from "../../src/base/text.ts";
import type { Progress } from "../../src/build.ts";
import { originalsFolder } from "../../src/content/originals.ts";
import { readSite } from "../../src/content/read-site.ts";
import { projectFolder } from "../../src/engine.ts";
import type { PhotoReading } from "../../src/model/rights.ts";
import { photoProblem } from "../../src/photos/photo-failure.ts";
import { readPhotos } from "../../src/photos/read-photos.ts";
import { UsageError } from "../command.ts";
import { killsAmong } from "./kills-among.ts";
import { readSitePictures } from "./site-pictures.ts";
import { ChangedPicture, PhotoShelf } from "./take-in.ts";
import { readWireFolder, type WireFile } from "./wire-folder.ts";
import { type WireRecord, wireRecord } from "./wire-record.ts";

export interface WireOrder {
  /** The wire's folder. */
  from: string;
  site: string;
  cache: string;
  /** Below articles/, without slashes at the ends; default: photos/<yyyy>/<mm> of the moment. */
  folder?: string | undefined;
  /** Absolute; default: what the outlet says. */
  originals?: string | undefined;
  /** Key of the agency that delivered the folder. */
  agency?: string | undefined;
  allowsUncredited: boolean;
  isDryRun: boolean;
  now: Moment;
  onProgress: Progress;
}

/** What became of one file. */
export interface WireEntry {
  file: WireFile;
  outcome: "taken" | "duplicate" | "refused";
  /** Taken: the photo's id from now on. Duplicate: the id of the one that is there. */
  id?: string;
  /** Why it was refused. */
  problem?: Problem;
  reading?: PhotoReading;
  wire?: WireRecord;
  /** Ids of photos that look the same; it was taken in all the same. */
  lookAlikes: string[];
  /** The id of a photo with the same reference of the supplier. */
  sameReference?: string;
}

export interface TakenWire {
  /** One a file, in the order of their names. */
  entries: WireEntry[];
  /** Below articles/. */
  folder: string;
  originals?: string;
  /** The outlet's. */
  zone: string;
}

/** Takes a wire's folder into a site. Throws UsageError for an agency that agencies.yaml does not have. */
export async function takeWire(order: WireOrder): Promise<TakenWire> {
  const { from, site, cache, isDryRun, onProgress } = order;
  const store = openStore(cache);
  try {
    onProgress("reading the site");
    const content = await readSite({ root: site, store, project: projectFolder });
    const { agencies, outlet } = content;
    const { agency } = order;
    if (agency !== undefined && !Object.hasOwn(agencies, agency)) {
      const near = nearest(agency, Object.keys(agencies));
      throw new UsageError(
        `There is no agency "${agency}"${near ? `; did you mean "${near}"?` : ` in _data/agencies.yaml: ${oneOf(Object.keys(agencies))}.`}`,
      );
    }
    const folder = order.folder ?? monthFolder(order.now, outlet.timeZone);
    const originals = order.originals ?? originalsFolder(site, outlet, process.env);
    const pictures = await readSitePictures(content, { site, store });
    const files = readWireFolder(from, (done, total) => onProgress("looking through the folder", done, total));
    const results = await readPhotos(
      files.flatMap(({ path, sha256 }) => (sha256 === undefined ? [] : [{ path, sha256 }])),
      { store, onProgress: (done, total) => onProgress("reading the pictures", done, total) },
    );
    const recordOf = (reading: PhotoReading) => wireRecord(reading, { agencies, zone: outlet.timeZone, agency });
    const candidates = files.flatMap(({ name, path, sha256 }) => {
      const reading = sha256 === undefined ? undefined : results.get(sha256)?.value;
      return reading ? [{ name, path, reading, record: recordOf(reading).record }] : [];
    });
    const kills = killsAmong(candidates, { content, readings: pictures.readings });
    const shelf = new PhotoShelf({ site, folder, originals, isDryRun });
    const takenBytes = new Map<string, string>();
    const entries = files.map((file, index): WireEntry => {
      onProgress(isDryRun ? "judging" : "taking in", index + 1, files.length);
      const result = file.sha256 === undefined ? undefined : results.get(file.sha256);
      const failure = file.failure ?? result?.failure;
      if (failure || file.sha256 === undefined || !result?.value) {
        return refused(
          file,
          photoProblem(failure ?? { code: "photo/failed", message: "could not be read" }, file.name, {
            file: file.name,
            ...(file.isAside && { severity: "warning" }),
          }),
        );
      }
      const picture = { ...file, sha256: file.sha256 };
      const reading = result.value;
      const wire = recordOf(reading);
      const seen = { reading, wire };
      const killed = kills.get(picture.name);
      if (killed) return { ...refused(file, killed), ...seen };
      const same = pictures.sameBytes(picture.sha256) ?? takenBytes.get(picture.sha256);
      if (same !== undefined) return { file, outcome: "duplicate", id: same, lookAlikes: [], ...seen };
      if (wire.missing.includes("credit") && !order.allowsUncredited) {
        return { ...refused(file, uncredited(picture.name)), ...seen };
      }
      const { supplierRef } = wire.record;
      const lookAlikes = pictures.lookAlikes(reading);
      const sameReference = pictures.sameReference(supplierRef);
      let id: string;
      try {
        id = shelf.put(picture, reading, wire);
      } catch (error) {
        return { ...refused(file, notTaken(picture.name, error)), ...seen };
      }
      takenBytes.set(picture.sha256, id);
      pictures.add(id, reading, supplierRef);
      return {
        file,
        outcome: "taken",
        id,
        lookAlikes,
        ...(sameReference !== undefined && { sameReference }),
        ...seen,
      };
    });
    return { entries, folder, zone: outlet.timeZone, ...(originals !== undefined && { originals }) };
  } finally {
    store.close();
  }
}

function monthFolder(now: Moment, zone: string): string {
  const { year, month } = dayOf(now, zone);
  return `photos/${year}/${String(month).padStart(2, "0")}`;
}

function refused(file: WireFile, why: Problem): WireEntry {
  return { file, outcome: "refused", problem: why, lookAlikes: [] };
}

function uncredited(name: string): Problem {
  return problem({
    code: "photo/credit-missing",
    file: name,
    message: `The picture ${name} names nobody as its source: no credit in its fields, none at its caption's end.`,
    hint: "Ask the sender, or name the agency that sent the folder: `--agency KEY`. `--allow-uncredited` takes it in to be credited in its sidecar.",
  });
}

/** A disk that is full or read-only ends the run, for it will refuse the others too. */
function notTaken(name: string, error: unknown): Problem {
  if (error instanceof ProblemError || !(error instanceof Error)) throw error;
  if (error instanceof ChangedPicture) {
    return problem({
      code: "photo/changed",
      file: name,
      message: `The picture ${name} changed while it was taken in.`,
    });
  }
  if ((error as NodeJS.ErrnoException).code === "EEXIST") {
    return problem({
      code: "photo/changed",
      file: name,
      message: `Somebody else took the name of ${name} while it was taken in.`,
      hint: "Run it again: what is taken in already is passed over.",
    });
  }
  throw error;
}
