import { DateTime, IANAZone } from "luxon";

/** A moment: milliseconds since 1970-01-01T00:00Z. The only form in which times travel through the house. */
export type Moment = number;

// Accepted: 2025-05-10 · 2025-05-10T19:30 · 2025-05-10 19:30:05 · with Z or ±hh:mm (RFC 3339; a space in place of T,
// as YAML and WordPress write it; a space before the offset, as Jekyll does).
const momentPattern =
  /^(\d{4})-(\d{1,2})-(\d{1,2})(?:(?:[Tt]|\s+)(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,]\d+)?)?\s*(Z|z|[+-]\d{2}:?\d{2})?)?$/;

/**
 * The moment that a date-time in a file means, in the outlet's zone where it has no offset; undefined where there is
 * no such moment (30 February, 25 o'clock, or an hour that summer time leaps over).
 */
export function parseMoment(text: string, zone: string): Moment | undefined {
  const match = momentPattern.exec(text.trim());
  if (!match) return undefined;
  const [, year, month, day, hour = "0", minute = "0", second = "0", offset] = match;
  const fixed = offset === undefined ? zone : offsetZone(offset);
  if (fixed === undefined) return undefined;
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
  if (!moment.isValid || moment.hour !== parts.hour || moment.day !== parts.day) return undefined;
  return moment.toMillis();
}

function offsetZone(offset: string): string | undefined {
  if (offset.toUpperCase() === "Z") return "UTC";
  const hours = Number(offset.slice(1, 3));
  const minutes = Number(offset.slice(-2));
  if (hours > 14 || minutes > 59) return undefined;
  return `UTC${offset[0]}${hours}:${String(minutes).padStart(2, "0")}`;
}

export function isZone(zone: string): boolean {
  return IANAZone.isValidZone(zone);
}

/** RFC 3339 with the outlet's offset and whole seconds: `2025-05-10T19:30:00+05:30`; UTC as `Z`. */
export function isoMoment(moment: Moment, zone: string): string {
  return DateTime.fromMillis(moment, { zone }).toISO({ suppressMilliseconds: true }) ?? "";
}

/** The calendar day in the zone. */
export interface Day {
  year: number;
  /** 1–12 */
  month: number;
  /** 1–31 */
  day: number;
}

// A site asks for the same few zones a hundred thousand times; luxon's objects cost 5 µs each, an offset by day far less.
const dayCache = new Map<string, Map<number, Day>>();

export function dayOf(moment: Moment, zone: string): Day {
  let days = dayCache.get(zone);
  if (!days) {
    days = new Map();
    dayCache.set(zone, days);
  }
  const quarter = Math.floor(moment / 900_000); // every zone's midnight falls on a quarter of an hour
  let day = days.get(quarter);
  if (!day) {
    const local = DateTime.fromMillis(quarter * 900_000, { zone });
    day = { year: local.year, month: local.month, day: local.day };
    days.set(quarter, day);
  }
  return day;
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
  shortDate: { day: "numeric", month: "short", year: "numeric" },
} as const satisfies Record<string, Intl.DateTimeFormatOptions>;

export type DateFormat = keyof typeof formats;

const formatters = new Map<string, Intl.DateTimeFormat>();

/** A moment in words of the language, e.g. `10 May 2025 at 7:30 pm`. Absolute always: a relative time would grow old on the page. */
export function formatMoment(moment: Moment, format: DateFormat, style: DateStyle): string {
  const key = `${format}|${style.locale}|${style.zone}`;
  let formatter = formatters.get(key);
  if (!formatter) {
    // Gregorian by name: `ur-PK` and others could bring another calendar with a later ICU, and addresses go by this one.
    formatter = new Intl.DateTimeFormat(style.locale, {
      ...formats[format],
      timeZone: style.zone,
      calendar: "gregory",
    });
    formatters.set(key, formatter);
  }
  // ICU writes a narrow no-break space before am/pm; fonts lack it and copies of the text break on it.
  return formatter.format(moment).replaceAll("\u202f", "\u00a0");
}
