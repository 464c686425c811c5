import type { Moment } from "../base/dates.ts";
import type { Agencies } from "../content/data-schemas.ts";
import type { Outlet } from "../content/outlet-schema.ts";
import { mayUse, usableSpans } from "./leases.ts";
import type { Ending, PhotoUse, Placement, UseStretch } from "./ledger-use.ts";
import { resolveRights } from "./resolve-rights.ts";
import type { PhotoReading, Rights } from "./rights.ts";
import { rightsClaims } from "./rights-claims.ts";

/** What a photo's file says of its rights; `isGone`: nobody has the file any more. */
export type EmbeddedClaims = Pick<PhotoReading, "xmp" | "iim" | "exif"> & { isGone?: boolean };

/** One line of the ledger: a photo in one place, from when readers could first see it there. */
export interface LedgerLine {
  /** Path under articles/. */
  photo: string;
  /** As printed last within the period. */
  credit: string;
  creator: string[];
  supplierRef?: string;
  /** Key of agencies.yaml. */
  agency?: string;
  /** A story's id; empty for a portrait. */
  story: string;
  /** Of the story, or the contributor's name. */
  headline: string;
  /** Absolute. */
  address: string;
  language: string;
  placement: Placement;
  from: Moment;
  /** The first moment at which it was gone; undefined: it is still there. */
  until?: Moment;
  ending?: Ending;
}

export interface AgencyTotal {
  /** Key of agencies.yaml; undefined: of no agency. */
  agency?: string;
  uses: number;
  /** Of them, begun within the period. */
  begun: number;
  photos: number;
  stories: number;
}

export interface Ledger {
  lines: LedgerLine[];
  /** By agency, most uses first, those of no agency last. */
  agencies: AgencyTotal[];
  total: AgencyTotal;
}

/** A ledger with all that says what it is of: what the CSV, the JSON and the table are written from. */
export interface LedgerReport {
  ledger: Ledger;
  outlet: Pick<Outlet, "name" | "url" | "timeZone">;
  agencies: Agencies;
  /** First and last day, as given: `2026-10-01`. */
  from: string;
  to: string;
  now: Moment;
  /** Key of agencies.yaml, where one was asked for. */
  agency?: string;
  /** What the figures rest on, for whoever relies on them; never empty. */
  notes: string[];
}

/** From the first moment of the first day to the first moment after the last day. */
export interface LedgerPeriod {
  start: Moment;
  end: Moment;
}

/** Printed where nobody said whose the photo is: an invoice must not pass over it. */
const unknownCredit = { none: "unknown", gone: "unknown (file gone)" } as const;

/** The uses that touch a period and had begun by `now`. Pure. */
export function usesWithin(uses: readonly PhotoUse[], { start, end }: LedgerPeriod, now: Moment): PhotoUse[] {
  return uses.filter(({ stretches }) => {
    const [first, last] = [stretches[0], stretches.at(-1)];
    return first && last && first.from < end && first.from <= now && last.until > start && start <= now;
  });
}

/**
 * The ledger of a period. A use is one line, with the credit, words and address that were printed last within the period; the
 * rights are those of that time, by the same precedence as everywhere, with the agencies' defaults and terms as they are now. Pure.
 */
export function ledgerOf(input: {
  uses: readonly PhotoUse[];
  period: LedgerPeriod;
  now: Moment;
  agencies: Agencies;
  /** The outlet's. */
  zone: string;
  /** By photo, for all that `usesWithin` gave. */
  embedded: ReadonlyMap<string, EmbeddedClaims>;
  /** Key of agencies.yaml; default: all, and what is of none. */
  agency?: string;
}): Ledger {
  const { period, now, agencies } = input;
  const settled = input.uses.flatMap((use) => withinTerms(use, input));
  const lines = usesWithin(settled, period, now)
    .flatMap((use) => lineOf(use, input))
    .filter(({ agency }) => input.agency === undefined || agency === input.agency)
    .sort((a, b) => a.from - b.from || compare(a.story, b.story) || compare(a.photo, b.photo));
  const groups = [...Map.groupBy(lines, ({ agency }) => agency)].map(([agency, group]) =>
    totalOf(group, period, agency),
  );
  const order = Object.keys(agencies);
  const rank = ({ agency }: AgencyTotal) => (agency === undefined ? 1 : 0);
  groups.sort(
    (a, b) => rank(a) - rank(b) || b.uses - a.uses || order.indexOf(a.agency ?? "") - order.indexOf(b.agency ?? ""),
  );
  return { lines, agencies: groups, total: totalOf(lines, period) };
}

interface Sources {
  agencies: Agencies;
  /** The outlet's. */
  zone: string;
  embedded: ReadonlyMap<string, EmbeddedClaims>;
}

/** A use as far as its leases and the terms of its agency let it go: in stretches without a break, mostly one. */
function withinTerms({ stretches, ...use }: PhotoUse, sources: Sources): PhotoUse[] {
  const parts: PhotoUse[] = [];
  for (const stretch of stretches) {
    const agency = rightsOf(use.photo, stretch, sources)?.agency;
    const leases = [...(stretch.record.leases ?? []), ...(stretch.sidecar.leases ?? [])];
    const { zone } = sources;
    const terms = {
      leases,
      zone,
      agency: agency === undefined ? undefined : sources.agencies[agency]?.photos,
      // A portrait is of no story: an agency's days never end for it.
      ...(stretch.story !== "" && { published: stretch.published }),
    };
    for (const span of usableSpans(terms, "web")) {
      const from = Math.max(stretch.from, span.from);
      const until = Math.min(stretch.until, span.until);
      if (from >= until) continue;
      const isOfLease = !mayUse({ leases, zone }, "web", until);
      const ending = until === stretch.until ? stretch.ending : isOfLease ? "lease ended" : "agency's term ended";
      const cut: UseStretch = { ...stretch, from, until, ending };
      const open = parts.at(-1);
      if (open?.stretches.at(-1)?.until === from) open.stretches.push(cut);
      else parts.push({ ...use, stretches: [cut] });
    }
  }
  return parts;
}

function lineOf({ photo, placement, stretches }: PhotoUse, input: Sources & { period: LedgerPeriod; now: Moment }) {
  const [first, last] = [stretches[0], stretches.at(-1)];
  const printed = stretches.findLast(({ from }) => from < input.period.end && from <= input.now);
  if (!first || !last || !printed) return [];
  const rights = rightsOf(photo, printed, input);
  const isGone = input.embedded.get(photo)?.isGone === true;
  const isOver = last.until <= input.now;
  const { story, headline, address, language } = printed;
  const line: LedgerLine = {
    photo,
    credit: rights?.credit ?? (isGone ? unknownCredit.gone : unknownCredit.none),
    creator: rights?.creator ?? [],
    ...(rights?.supplierRef !== undefined && { supplierRef: rights.supplierRef }),
    ...(rights?.agency !== undefined && { agency: rights.agency }),
    story,
    headline,
    address,
    language,
    placement,
    from: first.from,
    ...(isOver && { until: last.until, ...(last.ending && { ending: last.ending }) }),
  };
  return [line];
}

function rightsOf(photo: string, stretch: UseStretch, { agencies, embedded }: Sources): Rights | undefined {
  const claims = rightsClaims(stretch, stretch.sidecar, embedded.get(photo) ?? { xmp: {}, iim: {}, exif: {} });
  return resolveRights({ claims, agencies }).rights;
}

function totalOf(lines: readonly LedgerLine[], { start, end }: LedgerPeriod, agency?: string): AgencyTotal {
  return {
    ...(agency !== undefined && { agency }),
    uses: lines.length,
    begun: lines.filter(({ from }) => from >= start && from < end).length,
    photos: new Set(lines.map(({ photo }) => photo)).size,
    stories: new Set(lines.map(({ story }) => story).filter((story) => story !== "")).size,
  };
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
