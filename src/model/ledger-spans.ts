import type { Moment } from "../base/dates.ts";

/** What a file said from a moment on. Minus infinity: since before anything is known. */
export interface Timed<Value> {
  from: Moment;
  /** Undefined and not gone: this version can't be read, or has errors, so that readers kept the one before. */
  value?: Value;
  isGone?: boolean;
}

/** Why something that was public is no longer there, judging by the version that followed, or by a take-down. */
export type SpanEnding = "story removed" | "story killed" | "story hidden" | "photo removed";

export type PublicSpan<Value> = Span<Value> & { value: Value; ending: SpanEnding | undefined };

/** What held from one moment to the next. `until` is the first moment outside; infinity: it still holds. */
export interface Span<Value> {
  from: Moment;
  until: Moment;
  /** Undefined: the file was not there. */
  value: Value | undefined;
}

/** Versions as the spans in which each held, oldest first, without those after `now` and those that nobody ever saw. */
export function spansOf<Value>(versions: readonly Timed<Value>[], now: Moment): Span<Value>[] {
  const held = versions.filter(({ from, value, isGone }) => from <= now && (value !== undefined || isGone === true));
  return held
    .map(({ from, value }, index) => ({ from, until: held[index + 1]?.from ?? Number.POSITIVE_INFINITY, value }))
    .filter(({ from, until }) => from < until);
}

/**
 * Cuts what went before a take-down at the moment that the take-down names, which may lie before the commit that brought
 * it. A take-down of which nothing else is known (`from` is minus infinity) lasts until that moment; any other is
 * out of sight from its commit on, whatever it says.
 */
export function endAtKills<Value>(
  spans: readonly Span<Value>[],
  killedAt: (value: Value) => Moment | undefined,
): (Span<Value> & { isKilled: boolean })[] {
  let cap = Number.POSITIVE_INFINITY;
  const cut: (Span<Value> & { isKilled: boolean })[] = [];
  for (const span of spans.toReversed()) {
    const kill = span.value === undefined ? undefined : killedAt(span.value);
    const isFirst = span.from === Number.NEGATIVE_INFINITY;
    if (kill !== undefined) cap = Math.min(cap, isFirst ? kill : Math.min(kill, span.from));
    if (kill !== undefined && !isFirst) continue;
    const until = Math.min(span.until, cap);
    if (span.from < until) cut.push({ ...span, until, isKilled: until === cap && until < Number.POSITIVE_INFINITY });
  }
  return cut.reverse();
}

interface Publishable {
  status: string;
  killedAt?: Moment;
}

/** When readers could see a story or an entry, and as what. */
export function publicSpans<Value extends Publishable>(
  spans: readonly Span<Value>[],
  { now, visibleFrom }: { now: Moment; visibleFrom: (value: Value) => Moment },
): PublicSpan<Value>[] {
  return endAtKills(spans, (value) => value.killedAt).flatMap(({ value, from, until, isKilled }) => {
    if (value?.status !== "ready") return [];
    const start = Math.max(from, visibleFrom(value));
    if (start >= until || start > now) return [];
    const next = spans.find((each) => each.from === until);
    return [{ value, from: start, until, ending: isKilled ? "story killed" : endingBefore(next) }];
  });
}

function endingBefore(next: Span<Publishable> | undefined): SpanEnding | undefined {
  if (next === undefined) return undefined;
  if (next.value === undefined) return "story removed";
  if (next.value.killedAt !== undefined) return "story killed";
  return next.value.status === "ready" ? "photo removed" : "story hidden";
}
