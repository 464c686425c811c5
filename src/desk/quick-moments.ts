import { dayOf, isoMoment, type Moment, parseMoment } from "../base/dates.ts";

/** A moment that editors ask for often. */
export interface QuickMoment {
  name: string;
  at: Moment;
}

const hour = 3_600_000;

/** An hour from now, the next morning at six, and the next Friday evening at six, in the outlet's zone; the earliest first. */
export function quickMoments(now: Moment, zone: string): QuickMoment[] {
  const morning = nextTime(now, zone, { hours: 6, isAfterToday: true });
  const friday = nextTime(now, zone, { hours: 18, weekday: 5 });
  return [
    { name: "in an hour", at: now + hour },
    ...(morning === undefined ? [] : [{ name: "tomorrow at 06:00", at: morning }]),
    ...(friday === undefined ? [] : [{ name: "Friday at 18:00", at: friday }]),
  ].sort((a, b) => a.at - b.at);
}

/** The next day on which the clock shows that hour; days on which summer time leaps over it are passed over. */
function nextTime(
  now: Moment,
  zone: string,
  wanted: { hours: number; weekday?: number; isAfterToday?: boolean },
): Moment | undefined {
  const today = dayOf(now, zone);
  const first = wanted.isAfterToday ? 1 : 0;
  for (let ahead = first; ahead < first + 15; ahead += 1) {
    // Days of the calendar are counted without a zone: no summer time can double or drop one.
    const day = new Date(Date.UTC(today.year, today.month - 1, today.day + ahead));
    if (wanted.weekday !== undefined && day.getUTCDay() !== wanted.weekday) continue;
    const text = `${day.toISOString().slice(0, 10)}T${String(wanted.hours).padStart(2, "0")}:00`;
    const at = parseMoment(text, zone);
    if (at !== undefined && at > now) return at;
  }
  return undefined;
}

/** A moment as a form's date-time field holds it, in the outlet's zone: `2026-11-27T18:00`. */
export function fieldMoment(moment: Moment, zone: string): string {
  return isoMoment(moment, zone).slice(0, 16);
}
