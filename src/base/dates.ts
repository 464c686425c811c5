import { DateTime, IANAZone } from "luxon";

/** A moment: milliseconds since 1970-01-01T00:00Z. The only form in which times travel through the house. */
export type Moment = number;

// Accepted: 2025-05-10 · 2025-05-10T19:30 · 2025-05-10 19:30:05 · with Z or ±hh:mm (RFC 3339; a space in place of T,
// as YAML and WordPress write it; a space before the offset, as Jekyll does; UTC in words, as Ruby prints it).
const momentPattern =
  /^(\d{4})-(\d{1,2})-(\d{1,2})(?:(?:[Tt]|\s+)(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,]\d+)?)?\s*(Z|UTC|GMT|[+-]\d{2}:?\d{2})?)?$/i;

/**
 * The moment that a date-time in a file means, in the outlet's zone where it has no offset; undefined where there is
 * no such moment (30 February, 25 o'clock, or an hour that summer time leaps over). Of an hour that comes twice, the first.
 */
export function parseMoment(text: string, zone: string): Moment | undefined {
  return momentsOf(text, zone)[0];
}

/**
 * The moments that a date-time in a file may mean, the first one first: none, one, or two where it has no offset and the
 * clock is put back that night, so that its hour comes twice. A day without an hour is one moment always, its first.
 */
export function momentsOf(text: string, zone: string): Moment[] {
  const match = momentPattern.exec(text.trim());
  if (!match) return [];
  const [, year, month, day, hour = "0", minute = "0", second = "0", offset] = match;
  const fixed = offset === undefined ? zone : offsetZone(offset);
  if (fixed === undefined) return [];
  const parts = {
    year: Number(year),
    month: Number(month),
    day: Number(day),
    hour: Number(hour),
    minute: Number(minute),
    second: Number(second),
  };
  const moment = DateTime.fromObject(parts, { zone: fixed });
  // luxon moves an hour that does not exist forward; a newsroom that wrote it meant something else.
  if (!moment.isValid || moment.hour !== parts.hour || moment.day !== parts.day) return [];
  const found = moment.toMillis();
  if (offset !== undefined) return [found];
  const both = withItsTwin(found, zone);
  return match[4] === undefined ? both.slice(0, 1) : both;
}

/** The two moments of an hour that comes twice, as they must be written: `2026-10-25T02:30:00+02:00`. Else empty. */
export function bothMoments(value: string, zone: string): string[] {
  const moments = momentsOf(value, zone);
  return moments.length < 2 ? [] : moments.map((each) => isoMoment(each, zone));
}

/** A moment, and the other one that clocks of the zone show the same time at; clocks are never changed twice in two days. */
function withItsTwin(moment: Moment, zone: string): Moment[] {
  const local = moment + offsetAt(moment, zone) * 60_000;
  const offsets = new Set([offsetAt(moment - dayLength, zone), offsetAt(moment + dayLength, zone)]);
  if (offsets.size === 1) return [moment];
  const others = [...offsets]
    .map((minutes) => local - minutes * 60_000)
    .filter((other) => local - other === offsetAt(other, zone) * 60_000);
  return [...new Set([moment, ...others])].sort((a, b) => a - b);
}

function offsetZone(offset: string): string | undefined {
  if (/^[a-z]/i.test(offset)) return "UTC";
  const hours = Number(offset.slice(1, 3));
  const minutes = Number(offset.slice(-2));
  if (hours > 14 || minutes > 59) return undefined;
  return `UTC${offset[0]}${hours}:${String(minutes).padStart(2, "0")}`;
}

/** True for an IANA time zone that this Node knows: `Asia/Kolkata`. */
export function isZone(zone: string): boolean {
  return IANAZone.isValidZone(zone);
}

/** ms: 24 hours, which not every day of the calendar has. */
export const dayLength = 86_400_000;

// A site asks for the offset of a few zones a hundred thousand times, and luxon takes 40–80 µs to find one. An offset
// that is the same at both ends of a UTC day is taken for the whole day; on a day of change luxon is asked each time.
const offsets = new Map<string, Map<number, number>>();

/** Minutes east of UTC. */
function offsetAt(moment: Moment, zone: string): number {
  let days = offsets.get(zone);
  if (!days) {
    days = new Map();
    offsets.set(zone, days);
  }
  const day = Math.floor(moment / dayLength);
  const start = knownOffset(days, day, zone);
  return start === knownOffset(days, day + 1, zone) ? start : DateTime.fromMillis(moment, { zone }).offset;
}

function knownOffset(days: Map<number, number>, day: number, zone: string): number {
  let offset = days.get(day);
  if (offset === undefined) {
    offset = DateTime.fromMillis(day * dayLength, { zone }).offset;
    days.set(day, offset);
  }
  return offset;
}

const dayTexts = new Map<number, string>();
const offsetTexts = new Map<number, string>([[0, "Z"]]);

/** RFC 3339 with the outlet's offset and whole seconds: `2025-05-10T19:30:00+05:30`; UTC as `Z`. */
export function isoMoment(moment: Moment, zone: string): string {
  const offset = offsetAt(moment, zone);
  const local = moment + offset * 60_000;
  const day = Math.floor(local / dayLength);
  let dayText = dayTexts.get(day);
  if (dayText === undefined) {
    dayText = new Date(day * dayLength).toISOString().slice(0, 11);
    dayTexts.set(day, dayText);
  }
  let offsetText = offsetTexts.get(offset);
  if (offsetText === undefined) {
    const minutes = Math.abs(offset);
    offsetText = `${offset < 0 ? "-" : "+"}${twoDigits(Math.floor(minutes / 60))}:${twoDigits(minutes % 60)}`;
    offsetTexts.set(offset, offsetText);
  }
  const second = Math.floor((local - day * dayLength) / 1000);
  const time = `${twoDigits(Math.floor(second / 3600))}:${twoDigits(Math.floor(second / 60) % 60)}:${twoDigits(second % 60)}`;
  return dayText + time + offsetText;
}

function twoDigits(value: number): string {
  return value < 10 ? `0${value}` : String(value);
}

/** The calendar day in the zone. */
export interface Day {
  year: number;
  /** 1–12 */
  month: number;
  /** 1–31 */
  day: number;
}

/** The calendar day that a moment falls on in a zone. */
export function dayOf(moment: Moment, zone: string): Day {
  const local = new Date(moment + offsetAt(moment, zone) * 60_000);
  return { year: local.getUTCFullYear(), month: local.getUTCMonth() + 1, day: local.getUTCDate() };
}

/** The first moment of the next day in the zone. */
export function nextDay(moment: Moment, zone: string): Moment {
  return DateTime.fromMillis(moment, { zone }).startOf("day").plus({ days: 1 }).startOf("day").toMillis();
}

/** The same time of day so many days of the calendar later; where summer time leaps over it, an hour after it. */
export function daysAfter(moment: Moment, days: number, zone: string): Moment {
  return DateTime.fromMillis(moment, { zone }).plus({ days }).toMillis();
}

/** Midnight in a zone, or the first moment of a day that has none, of the day in which a moment lies. */
export function startOfDay(moment: Moment, zone: string): Moment {
  return DateTime.fromMillis(moment, { zone }).startOf("day").toMillis();
}

export interface DateStyle {
  /** BCP 47, with a numbering system where the outlet chose one: `hi-IN-u-nu-latn`. */
  locale: string;
  zone: string;
}

const formats = {
  dateTime: { day: "numeric", month: "long", year: "numeric", hour: "numeric", minute: "2-digit" },
  date: { day: "numeric", month: "long", year: "numeric" },
  weekday: { weekday: "long", day: "numeric", month: "long", year: "numeric" },
  month: { month: "long", year: "numeric" },
  monthName: { month: "long" },
  time: { hour: "numeric", minute: "2-digit" },
  dayMonth: { day: "numeric", month: "short" },
  shortDate: { day: "numeric", month: "short", year: "numeric" },
} as const satisfies Record<string, Intl.DateTimeFormatOptions>;

export type DateFormat = keyof typeof formats;

/** A format of one language and zone, and what it has given. */
interface Formatter {
  format: Intl.DateTimeFormat;
  known: Map<number, string>;
}
const formatters = new Map<string, Formatter>();

// Most formats say the same all day long, and the time says the same every day; ICU takes 2–10 µs to say it again.
const withTime: ReadonlySet<DateFormat> = new Set(["dateTime"]);

/** Equal for moments that a format says the same of; undefined before zones kept whole minutes. */
function sameWords(moment: Moment, format: DateFormat, zone: string): number | undefined {
  if (moment < Date.UTC(1950)) return undefined;
  const minute = Math.floor(moment / 60_000) + offsetAt(moment, zone);
  if (withTime.has(format)) return minute;
  return format === "time" ? minute % 1440 : Math.floor(minute / 1440);
}

/** A moment in words of the language, e.g. `10 May 2025 at 7:30 pm`. Absolute always: a relative time would grow old on the page. */
export function formatMoment(moment: Moment, format: DateFormat, style: DateStyle): string {
  const key = `${format}|${style.locale}|${style.zone}`;
  let formatter = formatters.get(key);
  if (!formatter) {
    // Gregorian by name: `ur-PK` and others could bring another calendar with a later ICU, and addresses go by this one.
    const options = { ...formats[format], timeZone: style.zone, calendar: "gregory" };
    formatter = { format: new Intl.DateTimeFormat(style.locale, options), known: new Map() };
    formatters.set(key, formatter);
  }
  const same = sameWords(moment, format, style.zone);
  const known = same === undefined ? undefined : formatter.known.get(same);
  if (known !== undefined) return known;
  // ICU writes a narrow no-break space before am/pm; fonts lack it and copies of the text break on it.
  const text = formatter.format.format(moment).replaceAll("\u202f", "\u00a0");
  if (same !== undefined) formatter.known.set(same, text);
  return text;
}

const numberFormatters = new Map<string, Intl.NumberFormat>();

/** A number in the language's digits and grouping: `1,00,000` in India. */
export function formatNumber(value: number, locale: string): string {
  let formatter = numberFormatters.get(locale);
  if (!formatter) {
    formatter = new Intl.NumberFormat(locale);
    numberFormatters.set(locale, formatter);
  }
  return formatter.format(value);
}
