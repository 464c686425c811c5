import { daysAfter, type Moment } from "../base/dates.ts";
import type { AgencyScope } from "../content/data-schemas.ts";
import { type PhotoScope, photoScopes, type Sidecar } from "../content/photo-schema.ts";

export type Lease = NonNullable<Sidecar["leases"]>[number];

/** All that says when and where a photo may be used. */
export interface PhotoTerms {
  /** Of the photo's record and its sidecar. */
  leases: readonly Lease[];
  /** What its agency's contract allows; undefined: no agency, or one that sets no limits. */
  agency?: readonly AgencyScope[] | undefined;
  /** The story's first publication, from which an agency's days count; without it they never end. */
  published?: Moment | undefined;
  /** The outlet's zone: a day is a day of the calendar there, of 23 or 25 hours where summer time begins or ends. */
  zone: string;
}

/** `from` is the first moment inside, `until` the first outside; −∞ and ∞ where there is none. */
export interface Span {
  from: Moment;
  until: Moment;
}

/** A moment at which a photo's use in one scope begins (`isAllowed`) or ends. */
export interface PhotoMoment {
  at: Moment;
  scope: PhotoScope;
  isAllowed: boolean;
}

const always: Span = { from: Number.NEGATIVE_INFINITY, until: Number.POSITIVE_INFINITY };

/**
 * When a photo may be used in a scope, oldest span first. In plain words: deny wins; where any lease allows a scope, all
 * other times are excluded; and its agency's contract must allow the scope too, for so many days from the story's first
 * publication. Only an `allow` that names the scope itself is a deal of its own, which takes the contract's place there.
 */
export function usableSpans(terms: PhotoTerms, scope: PhotoScope): Span[] {
  const concerned = terms.leases.filter((lease) => (lease.scopes ?? photoScopes).includes(scope));
  const allows = concerned.filter((lease) => lease.use === "allow");
  const hasOwnDeal = allows.some((lease) => lease.scopes?.includes(scope));
  let spans = allows.length === 0 ? [always] : union(allows.map(spanOf));
  if (!hasOwnDeal) {
    const until = contractEnd(terms, scope);
    if (until !== Number.POSITIVE_INFINITY) spans = cut(spans, { from: until, until: Number.POSITIVE_INFINITY });
  }
  for (const lease of concerned) if (lease.use === "deny") spans = cut(spans, spanOf(lease));
  return spans;
}

/** Whether a photo may be used in a scope at a moment. */
export function mayUse(terms: PhotoTerms, scope: PhotoScope, now: Moment): boolean {
  return usableSpans(terms, scope).some(({ from, until }) => from <= now && now < until);
}

/** Every moment after `now` at which a photo's use changes, the earliest first. */
export function photoMoments(terms: PhotoTerms, now: Moment): PhotoMoment[] {
  if (terms.leases.length === 0 && terms.agency === undefined) return [];
  return photoScopes
    .flatMap((scope) =>
      usableSpans(terms, scope).flatMap(({ from, until }): PhotoMoment[] => [
        { at: from, scope, isAllowed: true },
        { at: until, scope, isAllowed: false },
      ]),
    )
    .filter(({ at }) => at > now && at !== Number.POSITIVE_INFINITY)
    .sort((a, b) => a.at - b.at);
}

/** −∞ where the contract leaves the scope out, ∞ where it sets no end. A scope that is named twice has the later end. */
function contractEnd({ agency, published, zone }: PhotoTerms, scope: PhotoScope): Moment {
  if (agency === undefined) return Number.POSITIVE_INFINITY;
  const ends = agency
    .filter((each) => each.scope === scope)
    .map(({ days }) =>
      days === undefined || published === undefined ? Number.POSITIVE_INFINITY : daysAfter(published, days, zone),
    );
  return Math.max(Number.NEGATIVE_INFINITY, ...ends);
}

function spanOf(lease: Lease): Span {
  return { from: lease.from ?? always.from, until: lease.until ?? always.until };
}

/** Sorted, without empty spans; spans that touch or overlap are one. */
function union(spans: readonly Span[]): Span[] {
  const joined: Span[] = [];
  for (const span of spans.filter(({ from, until }) => from < until).sort((a, b) => a.from - b.from)) {
    const last = joined.at(-1);
    if (last && span.from <= last.until) last.until = Math.max(last.until, span.until);
    else joined.push({ ...span });
  }
  return joined;
}

/** What is left of spans without a time. */
function cut(spans: readonly Span[], without: Span): Span[] {
  if (without.from >= without.until) return [...spans];
  return spans
    .flatMap(({ from, until }) => [
      { from, until: Math.min(until, without.from) },
      { from: Math.max(from, without.until), until },
    ])
    .filter(({ from, until }) => from < until);
}
