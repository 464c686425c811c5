import { dayOf, type Moment } from "../base/dates.ts";

/** Stories that are indexed together. */
export interface Segment<Doc> {
  /** `2014-2019` for past years; `2026`, `2026-11`, `2026-11-23` for the rest of the newest story's year, month and day. */
  key: string;
  /** Oldest first: a story's number in the segment is its place here. */
  docs: Doc[];
}

/** Past years are taken together until they have so many stories: a query asks every segment once a word. */
const fullSegment = 8000;

/**
 * Divides stories by their dates: past years, oldest first, until a segment is full; then the newest story's year without
 * its month, that month without its day, that day. So a story of today makes one small segment again, one of last week a
 * month, and what is older stays as it is. Newest segment first. A function of the stories alone, not of the clock.
 */
export function segmentsOf<Doc extends { published: Moment; id: string }>(
  docs: readonly Doc[],
  zone: string,
): Segment<Doc>[] {
  const dated = docs
    .map((doc) => ({ doc, day: dayOf(doc.published, zone) }))
    .sort((a, b) => a.doc.published - b.doc.published || (a.doc.id < b.doc.id ? -1 : 1));
  const newest = dated.at(-1)?.day;
  if (!newest) return [];
  const two = (number: number) => String(number).padStart(2, "0");
  const keyOf = ({ year, month, day }: typeof newest) => {
    if (year !== newest.year || month !== newest.month) return String(year);
    return day === newest.day ? `${year}-${two(month)}-${two(day)}` : `${year}-${two(month)}`;
  };
  const segments: Segment<Doc>[] = [];
  let past: Segment<Doc> | undefined;
  for (const [key, members] of Map.groupBy(dated, ({ day }) => keyOf(day))) {
    const own = members.map(({ doc }) => doc);
    if (past && past.docs.length < fullSegment && key < String(newest.year)) {
      past.docs.push(...own);
      past.key = `${past.key.split("-")[0]}-${key}`;
      continue;
    }
    past = { key, docs: own };
    segments.push(past);
  }
  return segments.reverse();
}
