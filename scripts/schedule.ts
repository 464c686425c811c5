import { dayLength, formatMoment, isoMoment, type Moment, parseMoment } from "../src/base/dates.ts";
import { openStore } from "../src/base/store.ts";
import { openSite } from "../src/build.ts";
import { changeKinds, isPublicName, type ScheduledMoment, scheduledMoments } from "../src/schedule.ts";
import { type Command, foldersOf, sharedOptions, UsageError } from "./command.ts";

const { site, cache, now } = sharedOptions;
const shownWithoutAsking = 20;
/** Days that people are shown unless they ask: each midnight is tried, so a year of them would take its time. */
const daysWithoutAsking = 90;

export const command: Command = {
  summary: "Prints the next moments at which the site changes by itself: when to build again.",
  options: {
    site,
    cache,
    now: { ...now, help: "the moment to look ahead from (default: the clock)" },
    until: {
      type: "string",
      value: "ISO",
      help: `look ahead so far (default: the next ${shownWithoutAsking} moments)`,
    },
    next: { type: "boolean", help: "print only the next moment, for a timer" },
    since: {
      type: "string",
      value: "ISO",
      help: "for cron: exit with 0 if such a moment came since then, up to now, else with 1",
    },
    names: {
      type: "boolean",
      help: "name stories that are not public yet, and photos, where the output is no terminal too",
    },
    json: { type: "boolean", help: "print the moments as JSON, for machines" },
  },
  async run(given) {
    const { values } = given;
    const folders = foldersOf(given);
    const since = momentOf("since", values.since);
    const until = momentOf("until", values.until);
    const start = since ?? folders.now;
    const store = openStore(folders.cache);
    try {
      const opened = await openSite({ site: folders.site, now: start }, store);
      const zone = opened.content.outlet.timeZone;
      const moments = scheduledMoments(opened, start);
      if (since !== undefined) {
        if (since >= folders.now) return 1;
        const { at } = moments.next().value;
        if (at > folders.now) return 1;
        console.log(isoMoment(at, zone));
        return 0;
      }
      if (values.next === true) {
        console.log(isoMoment(moments.next().value.at, zone));
        return 0;
      }
      const hasNames = values.names === true || process.stdout.isTTY === true;
      const nameOf: NameOf = ({ story, file }) => {
        if (hasNames) return [story, file].filter((each) => each !== undefined).join(", ");
        return story !== undefined && isPublicName(opened, story, start) ? story : "";
      };
      const ahead: Ahead = { moments, start, until, zone, nameOf };
      if (values.json === true) console.log(JSON.stringify(asJson(ahead), null, 2));
      else printForPeople(ahead);
      return 0;
    } finally {
      store.close();
    }
  },
};

type NameOf = (change: ScheduledMoment["changes"][number]) => string;

/** What lies ahead, and how far to look. */
interface Ahead {
  moments: Iterable<ScheduledMoment>;
  start: Moment;
  until: Moment | undefined;
  zone: string;
  /** Empty for what may not be named. */
  nameOf: NameOf;
}

function asJson({ moments, start, until, zone, nameOf }: Ahead): object {
  const told = first(moments, until).map(({ at, changes }) => ({
    at: isoMoment(at, zone),
    changes: changes.map((change) => ({ kind: change.kind, ...(nameOf(change) && { name: nameOf(change) }) })),
  }));
  return { now: isoMoment(start, zone), zone, moments: told };
}

function printForPeople({ moments, start, until, zone, nameOf }: Ahead): void {
  const end = until ?? start + daysWithoutAsking * dayLength;
  const most = until === undefined ? shownWithoutAsking : undefined;
  const { listed, days, isWhole } = withoutPlainDays(moments, end, most);
  console.log(`The site changes by itself at (${zone}):`);
  if (days > 0) console.log(`\neach midnight\n  ${changeKinds.day}`);
  for (const { at, changes } of listed) {
    console.log(`\n${formatMoment(at, "weekday", { locale: "en-GB", zone })}, ${isoMoment(at, zone)}`);
    for (const change of changes) {
      const name = nameOf(change);
      console.log(`  ${changeKinds[change.kind]}${name ? `: ${name}` : ""}`);
    }
  }
  if (!isWhole || until !== undefined) return;
  const last = formatMoment(end, "date", { locale: "en-GB", zone });
  console.log(`\nNothing else up to ${last}; --until looks further.`);
}

function first(moments: Iterable<ScheduledMoment>, until: Moment | undefined): ScheduledMoment[] {
  const listed: ScheduledMoment[] = [];
  for (const each of moments) {
    if (until === undefined ? listed.length === shownWithoutAsking : each.at > until) break;
    listed.push(each);
  }
  return listed;
}

/** Moments up to `end`, `most` at most. Midnights at which only the date changes are counted: listed, they would hide the rest. */
function withoutPlainDays(
  moments: Iterable<ScheduledMoment>,
  end: Moment,
  most = Number.POSITIVE_INFINITY,
): { listed: ScheduledMoment[]; days: number; isWhole: boolean } {
  const listed: ScheduledMoment[] = [];
  let days = 0;
  for (const each of moments) {
    if (each.at > end) return { listed, days, isWhole: true };
    if (each.changes.every(({ kind }) => kind === "day")) days += 1;
    else if (listed.push(each) === most) break;
  }
  return { listed, days, isWhole: false };
}

function momentOf(name: string, value: string | boolean | undefined): Moment | undefined {
  if (typeof value !== "string") return undefined;
  const moment = parseMoment(value, "UTC");
  if (moment === undefined)
    throw new UsageError(`--${name} wants a date-time such as 2026-11-23T18:00+05:30, not "${value}".`);
  return moment;
}
