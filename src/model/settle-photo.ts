import type { Moment } from "../base/dates.ts";
import { type Problem, type ProblemCode, problem } from "../base/problem.ts";
import type { Agencies } from "../content/data-schemas.ts";
import { type PhotoRecord, type PhotoScope, photoScopes, type Sidecar } from "../content/photo-schema.ts";
import type { PhotoFile } from "../content/site-content.ts";
import { mayUse } from "./leases.ts";
import { resolveRights } from "./resolve-rights.ts";
import type { PhotoReading, RightsClaim } from "./rights.ts";
import type { Photo } from "./story.ts";

/** One use of a photo, as the story states it. */
export interface PhotoPlace {
  record: PhotoRecord;
  copyCredit?: string | undefined;
  /** Where problems point. */
  file: string;
  line?: number | undefined;
  story?: string;
}

/** Why a photo file could not be read; the end of a sentence that begins with the photo. */
export interface PhotoFault {
  code: ProblemCode;
  message: string;
  expected?: string;
  found?: string;
}

export interface PhotoContext {
  files: ReadonlyMap<string, PhotoFile>;
  /** By SHA-256, as are the faults of files that could not be read. */
  readings: ReadonlyMap<string, PhotoReading>;
  faults: ReadonlyMap<string, PhotoFault>;
  agencies: Agencies;
  now: Moment;
}

/**
 * Settles a photo in one use: rights by precedence, words, and whether it may be shown now. `photo` is undefined where a
 * kill or a lease takes it out of the web (never a problem) or where a problem says why.
 */
export function settlePhoto(
  place: PhotoPlace,
  id: string,
  context: PhotoContext,
): { photo?: Photo; problems: Problem[] } {
  const file = context.files.get(id);
  const sidecar: Sidecar = file?.sidecar ?? {};
  const { record } = place;
  const at = {
    file: place.file,
    ...(place.line !== undefined && { line: place.line }),
    ...(place.story !== undefined && { story: place.story }),
  };
  if (sidecar.kill || record.kill) return { problems: [] };
  const leases = [...(record.leases ?? []), ...(sidecar.leases ?? [])];
  if (!mayUse(leases, "web", context.now)) {
    return {
      problems: [
        problem({ ...at, code: "photo/lease-over", message: `The photo ${id} is outside its lease and was left out.` }),
      ],
    };
  }
  const reading = file && context.readings.get(file.sha256);
  if (!reading) {
    const fault = file && context.faults.get(file.sha256);
    // Without a fault, content has said why: the file is missing.
    return { problems: fault ? [problem({ ...at, ...fault, message: `The photo ${id} ${fault.message}.` })] : [] };
  }
  const problems: Problem[] = [];
  if (reading.metadataFault !== undefined) {
    problems.push(
      problem({
        ...at,
        code: "photo/metadata-unreadable",
        message: `The metadata embedded in ${id} can't be read, so that its rights count for nothing.`,
        found: reading.metadataFault,
      }),
    );
  }
  const { rights, disagreements } = resolveRights({
    claims: {
      frontMatter: claimOf(record),
      ...(place.copyCredit && { copy: { credit: place.copyCredit } }),
      sidecar: claimOf(sidecar),
      xmp: reading.xmp,
      iim: reading.iim,
      exif: reading.exif,
    },
    agencies: context.agencies,
  });
  for (const { field, values } of disagreements) {
    problems.push(
      problem({
        ...at,
        code: "photo/rights-disagree",
        message: `Two places disagree on the ${field} of ${id}; the first was printed.`,
        found: values.map(({ origin, value }) => `${origin}: ${value}`).join(" · "),
      }),
    );
  }
  if (!rights) {
    problems.push(
      problem({
        ...at,
        code: "photo/credit-missing",
        message: `The photo ${id} has no credit: none in the story, its sidecar, or the file itself.`,
        expected: "credit: <whose photo it is>",
        hint: "Write the credit in the photo's record, in its sidecar, or as a line [Photo : …] after it.",
      }),
    );
    return { problems };
  }
  const isDecorative = record.decorative ?? (record.alt === undefined && sidecar.decorative) ?? false;
  const alt = isDecorative ? "" : (record.alt ?? sidecar.alt ?? reading.xmp.alt);
  if (alt === undefined) {
    problems.push(
      problem({
        ...at,
        code: "photo/alt-missing",
        message: `The photo ${id} has no alt text.`,
        expected: "alt: what the photo shows",
        hint: "Say what it shows to somebody who can't see it, or write `decorative: true`.",
      }),
    );
  }
  const caption = record.caption ?? sidecar.caption;
  const agencyScopes = rights.agency ? context.agencies[rights.agency]?.photos : undefined;
  const scope = (name: PhotoScope) =>
    mayUse(leases, name, context.now) &&
    (agencyScopes === undefined || agencyScopes.some((each) => each.scope === name));
  if (!scope("web")) return { problems };
  return {
    photo: {
      id,
      reading,
      rights,
      alt: alt ?? "",
      ...(caption !== undefined && { caption }),
      focus: record.focus ?? sidecar.focus ?? [0.5, 0.4],
      scopes: Object.fromEntries(photoScopes.map((name) => [name, scope(name)])) as Photo["scopes"],
      isLeased: leases.length > 0,
    },
    problems,
  };
}

function claimOf(fields: Sidecar): RightsClaim {
  const {
    credit,
    creator,
    copyright,
    source,
    supplierRef,
    usageTerms,
    licence,
    licensor,
    rights,
    digitalSource,
    agency,
  } = fields;
  const claim = {
    credit,
    creator,
    copyright,
    source,
    supplierRef,
    usageTerms,
    licence,
    licensor,
    rights,
    digitalSource,
    agency,
  };
  return Object.fromEntries(Object.entries(claim).filter(([, value]) => value !== undefined)) as RightsClaim;
}
