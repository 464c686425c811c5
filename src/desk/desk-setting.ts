import { formatMoment, isoMoment, type Moment } from "../base/dates.ts";
import { encodePath } from "../base/urls.ts";
import type { DeskLayout } from "../pages/views.ts";
import type { DateView, LinkView } from "../pages/views-parts.ts";
import type { DeskBase, DeskMoment } from "./desk-views.ts";
import { fieldMoment, quickMoments } from "./quick-moments.ts";

/** What every page of the desk is set in. */
export interface DeskSetting {
  /** The outlet's path prefix. */
  prefix: string;
  /** IANA name. */
  zone: string;
  paper: string;
  now: Moment;
  /** Undefined: the clock. */
  movedTo?: Moment | undefined;
  audience: "desk" | "public";
  /** When something happens next by itself. */
  nextChange?: Moment | undefined;
  /** What was wrong with a moment that was asked for. */
  fault?: string | undefined;
}

const english = "en-GB";

/** `22 Nov 2026, 12:00`, in the outlet's zone. */
export function deskDate(moment: Moment, { zone }: Pick<DeskSetting, "zone">): DateView {
  const style = { locale: english, zone };
  const text = `${formatMoment(moment, "shortDate", style)}, ${formatMoment(moment, "time", style)}`;
  return { iso: isoMoment(moment, zone), text };
}

/** `Friday 27 November 2026, 18:00` */
export function longDate(moment: Moment, { zone }: Pick<DeskSetting, "zone">): DateView {
  const style = { locale: english, zone };
  const day = formatMoment(moment, "weekday", style).replace(/,/g, "");
  return { iso: isoMoment(moment, zone), text: `${day}, ${formatMoment(moment, "time", style)}` };
}

/** `November 2026` */
export function monthName(moment: Moment, { zone }: Pick<DeskSetting, "zone">): string {
  return formatMoment(moment, "month", { locale: english, zone });
}

/** An address of the desk, below `/desk/`. */
export function deskUrl(
  { prefix }: Pick<DeskSetting, "prefix">,
  path: string,
  query: Record<string, string | undefined> = {},
): string {
  const given = Object.entries(query).filter((entry): entry is [string, string] => Boolean(entry[1]));
  return `${prefix}/desk/${path}${given.length > 0 ? `?${new URLSearchParams(given)}` : ""}`;
}

/** The page of a story on the desk. */
export function storyUrl(setting: Pick<DeskSetting, "prefix">, id: string): string {
  return deskUrl(setting, "story/", { id });
}

/** The address of a decoded path of the paper. */
export function paperUrl({ prefix }: Pick<DeskSetting, "prefix">, path: string): string {
  return prefix + encodePath(path);
}

const places: readonly [name: string, path: string][] = [
  ["Overview", ""],
  ["Stories", "stories/"],
  ["Problems", "problems/"],
  ["Fronts", "fronts/"],
  ["Translations", "translations/"],
];

/** What every page of the desk has. `path` is that of the page below `/desk/`. */
export function deskBase<Layout extends DeskLayout>(
  layout: Layout,
  { heading, path }: { heading: string; path: string },
  setting: DeskSetting,
): DeskBase & { layout: Layout } {
  return {
    layout,
    title: heading === "The desk" ? `The desk — ${setting.paper}` : `${heading} — The desk — ${setting.paper}`,
    heading,
    paper: { name: setting.paper, url: `${setting.prefix}/` },
    nav: places.map(
      ([name, place]): LinkView => ({
        name,
        url: deskUrl(setting, place),
        ...(place === path && { isCurrent: true }),
      }),
    ),
    moment: deskMoment(setting),
  };
}

function deskMoment(setting: DeskSetting): DeskMoment {
  const { now, zone, movedTo, audience, nextChange, fault } = setting;
  const quick = [
    ...(nextChange === undefined ? [] : [{ name: "next change", at: nextChange }]),
    ...quickMoments(now, zone),
  ];
  return {
    shown: longDate(now, setting),
    zone,
    isNow: movedTo === undefined,
    isDesk: audience === "desk",
    field: fieldMoment(now, zone),
    // With its offset: an hour that comes twice is told apart.
    quick: quick.map(({ name, at }) => ({ name, value: isoMoment(at, zone), text: deskDate(at, setting).text })),
    actionUrl: deskUrl(setting, "look/"),
    ...(fault !== undefined && { fault }),
  };
}
