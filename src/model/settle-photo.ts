import { daysAfter, type Moment } from "../base/dates.ts";
import { type Problem, type ProblemCode, problem } from "../base/problem.ts";
import type { Agencies } from "../content/data-schemas.ts";
import type { Outlet } from "../content/outlet-schema.ts";
import {
  type PhotoKill,
  type PhotoRecord,
  type PhotoScope,
  photoScopes,
  type Sidecar,
} from "../content/photo-schema.ts";
import { inLanguage, type Localized } from "../content/schema-parts.ts";
import type { PhotoFile } from "../content/site-content.ts";
import { mayUse, type PhotoMoment, type PhotoTerms, photoMoments, usableSpans } from "./leases.ts";
import { packetFault } from "./packet-fault.ts";
import { resolveRights } from "./resolve-rights.ts";
import type { PhotoReading } from "./rights.ts";
import { rightsClaims } from "./rights-claims.ts";
import type { Photo, PhotoNote } from "./story.ts";

/** One use of a photo, as the story states it. */
export interface PhotoPlace {
  record: PhotoRecord;
  copyCredit?: string | undefined;
  /** Where problems point. */
  file: string;
  line?: number | undefined;
  story?: string;
  /** Of the record's words, where they are a story's. */
  language?: string | undefined;
  /** The story's first publication, from which an agency's days count; a portrait has none, and no such end. */
  published?: Moment | undefined;
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
  /** By id, those too whose file is no longer there. */
  killed: ReadonlyMap<string, PhotoKill>;
  agencies: Agencies;
  outlet: Pick<Outlet, "photos" | "timeZone" | "languages">;
  now: Moment;
}

/** A photo's next changes, where it stands. */
export interface PhotoChange extends PhotoMoment {
  photo: string;
  file: string;
  line?: number;
  story?: string;
}

export interface SettledPhoto {
  /** Undefined where a kill or the end of a lease takes it out of the web, or where a problem says why. */
  photo?: Photo;
  /** What is said in the photo's place, where something is. */
  note?: PhotoNote;
  changes: PhotoChange[];
  problems: Problem[];
}

/** Settles a photo in one use: rights by precedence, words, and whether it may be shown now. */
export function settlePhoto(place: PhotoPlace, id: string, context: PhotoContext): SettledPhoto {
  const file = context.files.get(id);
  const sidecar: Sidecar = file?.sidecar ?? {};
  const { record } = place;
  const language = place.language ?? context.outlet.languages[0]?.code ?? "";
  const at = {
    file: place.file,
    ...(place.line !== undefined && { line: place.line }),
    ...(place.story !== undefined && { story: place.story }),
  };
  const kills = [record.kill, sidecar.kill, context.killed.get(id)].filter((kill) => kill !== undefined);
  if (kills.length > 0) {
    // Without words of its own a killed photo vanishes silently: even that it was there may be what must not be said.
    const notice = kills.find((kill) => kill.notice !== undefined)?.notice;
    return { ...(notice !== undefined && { note: { notice } }), changes: [], problems: [] };
  }
  const reading = file && context.readings.get(file.sha256);
  const resolved =
    reading && resolveRights({ claims: rightsClaims(place, sidecar, reading), agencies: context.agencies });
  const agency = resolved?.rights?.agency;
  const terms: PhotoTerms = {
    leases: [...(record.leases ?? []), ...(sidecar.leases ?? [])],
    agency: agency === undefined ? undefined : context.agencies[agency]?.photos,
    published: place.published,
    zone: context.outlet.timeZone,
  };
  const changes = photoMoments(terms, context.now).map((each) => ({ ...each, ...at, photo: id }));
  const ended = lastEnd(terms, context.now);
  const left = { ...(ended !== undefined && context.outlet.photos.leaseNotes && { note: {} }), changes };
  if (!mayUse({ ...terms, agency: undefined }, "web", context.now)) {
    return {
      ...left,
      problems: [
        problem({ ...at, code: "photo/lease-over", message: `The photo ${id} is outside its lease and was left out.` }),
      ],
    };
  }
  if (!reading || !resolved) {
    const fault = file && context.faults.get(file.sha256);
    // Without a fault, content has said why: the file is missing.
    const problems = fault ? [problem({ ...at, ...fault, message: `The photo ${id} ${fault.message}.` })] : [];
    return { changes: [], problems };
  }
  const problems: Problem[] = [];
  if ((reading.format === "svg") !== /\.svg$/i.test(id)) {
    // The same bytes lie elsewhere under the right name.
    return {
      changes: [],
      problems: [problem({ ...at, code: "photo/unsupported", message: `The photo ${id} is not what its name says.` })],
    };
  }
  if (reading.cleaned) {
    problems.push(
      problem({
        ...at,
        code: "photo/drawing-cleaned",
        message: `The drawing ${id} goes out without what could run, move or load something.`,
        found: reading.cleaned.join(", "),
        hint: "Look at it on the page; export it again as plain SVG if something is missing.",
      }),
    );
  }
  if (reading.metadataFault !== undefined) {
    problems.push(
      problem({
        ...at,
        code: "photo/metadata-unreadable",
        message: `Metadata embedded in ${id} can't be read; what it says of rights counts for nothing.`,
        found: reading.metadataFault,
      }),
    );
  }
  const { rights, disagreements } = resolved;
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
    return { changes: [], problems };
  }
  const isDecorative = record.decorative ?? (record.alt === undefined && sidecar.decorative) ?? false;
  const sidecarAlt = wordsIn(sidecar.alt, language);
  const alt = isDecorative ? "" : (record.alt ?? sidecarAlt?.text ?? reading.xmp.alt);
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
  if (!mayUse(terms, "web", context.now)) {
    const message =
      ended === undefined
        ? `The photo ${id} was left out: the terms of its agency, ${agency}, do not let it on the web now.`
        : `The photo ${id} was left out: the days that its agency, ${agency}, allows on the web are over.`;
    // A paper's whole archive outlives such terms one day: an end is told while it is news.
    const { photos, timeZone } = context.outlet;
    const isNews = ended === undefined || context.now < daysAfter(ended, photos.leaseWarning, timeZone);
    if (isNews) problems.push(problem({ ...at, code: "photo/lease-over", message }));
    return { ...left, problems };
  }
  const sidecarCaption = wordsIn(sidecar.caption, language);
  const sidecarData = wordsIn(sidecar.data, language)?.text;
  // A table of the story's own stands even where it is faulty: the sidecar's would be of other figures.
  const table = record.data === undefined ? sidecarData && sidecar.tables?.[sidecarData] : record.table;
  const caption = record.caption ?? sidecarCaption?.text;
  const tooLarge = packetFault([rights, alt, caption], id, at);
  if (tooLarge) return { changes: [], problems: [...problems, tooLarge] };
  const languages = {
    alt: record.alt === undefined ? sidecarAlt?.language : place.language,
    caption: record.caption === undefined ? sidecarCaption?.language : place.language,
  };
  return {
    photo: {
      id,
      reading,
      rights,
      alt: alt ?? "",
      ...(caption !== undefined && { caption }),
      ...(languages.alt !== undefined && !isDecorative && { altLanguage: languages.alt }),
      ...(languages.caption !== undefined && { captionLanguage: languages.caption }),
      focus: record.focus ?? sidecar.focus ?? [0.5, 0.4],
      scopes: Object.fromEntries(
        photoScopes.map((scope) => [scope, mayUse(terms, scope, context.now)]),
      ) as Photo["scopes"],
      // The end of another scope takes no address away, so that what may be kept on the web is sent as such.
      isLeased: terms.leases.length > 0 || usableSpans(terms, "web").at(-1)?.until !== Number.POSITIVE_INFINITY,
      ...(table && { table }),
      ...nextEnds(changes),
    },
    changes,
    problems,
  };
}

/** When the photo's last time on the web came to an end; undefined where there was none before now. */
function lastEnd(terms: PhotoTerms, now: Moment): Moment | undefined {
  return usableSpans(terms, "web").findLast(({ until }) => until <= now)?.until;
}

function nextEnds(changes: readonly PhotoMoment[]): Pick<Photo, "leaseEnds"> {
  const leaseEnds: Partial<Record<PhotoScope, Moment>> = {};
  for (const { at, scope, isAllowed } of changes) if (!isAllowed) leaseEnds[scope] ??= at;
  return Object.keys(leaseEnds).length > 0 ? { leaseEnds } : {};
}

/** A sidecar's words in a language, and which that is where it says so: one text for all says nothing of its language. */
function wordsIn(value: Localized | undefined, language: string): { text: string; language?: string } | undefined {
  const text = inLanguage(value, language);
  if (text === undefined || value === undefined) return undefined;
  if (typeof value === "string") return { text };
  const found = Object.keys(value).find((key) => value[key] === text);
  return { text, ...(found !== undefined && { language: found }) };
}
