import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { isoMoment, type Moment, parseMoment } from "./base/dates.ts";
import { ProblemError } from "./base/problem.ts";
import { openStore } from "./base/store.ts";
import { count, nearest } from "./base/text.ts";
import type { Progress } from "./build.ts";
import type { Agencies } from "./content/data-schemas.ts";
import { GitError, openHistory } from "./content/git-history.ts";
import { readData } from "./content/read-data.ts";
import { readSiteFiles } from "./content/site-files.ts";
import { projectFolder } from "./engine.ts";
import { type LedgerPeriod, type LedgerReport, ledgerOf, usesWithin } from "./model/ledger.ts";
import { photoUses } from "./model/ledger-uses.ts";
import { SitePast } from "./site-past.ts";

/** What was asked can't be answered; says why, and what to do. */
export class LedgerRefusal extends Error {}

/**
 * Every use of a photo in a period, from the site's files and git's history, and from nothing that builds remember.
 * `from` and `to` are days in the outlet's zone, both inclusive; nothing after `now` counts. Throws `LedgerRefusal`, and
 * `ProblemError` where the outlet's own file can't be read.
 */
export async function photoLedger(input: {
  site: string;
  now: Moment;
  from: string;
  to: string;
  agency?: string;
  onProgress?: Progress;
}): Promise<LedgerReport> {
  const { site, now, from, to, onProgress = () => {} } = input;
  // Hashes of untracked files alone are remembered, and thrown away with the folder.
  const scratch = mkdtempSync(join(tmpdir(), "broadsheet-ledger-"));
  const store = openStore(scratch);
  try {
    const files = await readSiteFiles(site, ["_data", "articles"], store);
    const { outlet, agencies, problems } = readData({ files, project: projectFolder });
    const faults = problems.filter(
      ({ file = "", severity }) => severity === "error" && /^_data\/(?:outlet|agencies)\.ya?ml$/.test(file),
    );
    if (faults.length > 0) throw new ProblemError(faults);
    const period = periodOf(from, to, outlet.timeZone);
    const agency = input.agency === undefined ? undefined : agencyOf(input.agency, agencies);

    onProgress("reading git's history");
    const history = await openHistory(site);
    if (history.kind === "shallow") {
      throw new LedgerRefusal(
        "This clone is shallow: its history was cut off, so that nobody can say when a photo's use began. Run `git fetch --unshallow`.",
      );
    }
    if (history.kind === "refused") throw new LedgerRefusal(`Git does not tell the site's history: ${history.reason}`);
    const past = new SitePast({ site, files, outlet, now, ...(history.kind === "history" && { history }) });
    await past.read(onProgress);

    onProgress("reading the photos' rights");
    const uses = photoUses({ ...past, outlet, now });
    const within = usesWithin(uses, period, now);
    const embedded = await past.readRights(new Set(within.map(({ photo }) => photo)), onProgress);
    const ledger = ledgerOf({
      uses: within,
      period,
      now,
      agencies,
      embedded,
      zone: outlet.timeZone,
      ...(agency !== undefined && { agency }),
    });
    const notes = [
      history.kind === "history"
        ? `From ${count(history.commits, "commit")} up to ${history.head.id.slice(0, 12)}.`
        : `${history.reason} The files are taken to have been as they are since their stories were published.`,
      ...past.notes,
      ...(now < period.end ? [`The period is not over: nothing after ${isoMoment(now, outlet.timeZone)} counts.`] : []),
    ];
    onProgress("writing the ledger");
    return { ledger, outlet, agencies, from, to, now, ...(agency !== undefined && { agency }), notes };
  } catch (error) {
    if (error instanceof GitError) throw new LedgerRefusal(`Git does not tell the site's history: ${error.message}`);
    throw error;
  } finally {
    store.close();
    rmSync(scratch, { recursive: true, force: true });
  }
}

/** Both days inclusive, in the zone. */
function periodOf(from: string, to: string, zone: string): LedgerPeriod {
  const start = startOf(from, 0, zone);
  const end = startOf(to, 1, zone);
  if (start === undefined) throw new LedgerRefusal(`--from wants a day such as 2026-10-01, not "${from}".`);
  if (end === undefined) throw new LedgerRefusal(`--to wants a day such as 2026-10-31, not "${to}".`);
  if (start >= end) throw new LedgerRefusal(`--to ${to} lies before --from ${from}.`);
  return { start, end };
}

/** The first moment of a day, or of one some days later. Where summer time leaps over midnight, the day begins at one. */
function startOf(day: string, later: number, zone: string): Moment | undefined {
  const written = /^(\d{4})-(\d{2})-(\d{2})$/.exec(day);
  if (!written || parseMoment(day, "UTC") === undefined) return undefined;
  const [year = 0, month = 0, date = 0] = written.slice(1).map(Number);
  const text = new Date(Date.UTC(year, month - 1, date + later)).toISOString().slice(0, 10);
  return parseMoment(text, zone) ?? parseMoment(`${text}T01:00`, zone);
}

function agencyOf(given: string, agencies: Agencies): string {
  const keys = Object.keys(agencies);
  const key = keys.find((each) => each.toLowerCase() === given.toLowerCase());
  if (key !== undefined) return key;
  const near = nearest(given, keys);
  throw new LedgerRefusal(
    `There is no agency "${given}" in agencies.yaml.${near === undefined ? ` It has ${keys.join(", ")}.` : ` Did you mean ${near}?`}`,
  );
}
