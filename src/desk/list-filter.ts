import { dayOf } from "../base/dates.ts";
import { count } from "../base/text.ts";
import type { Desk } from "./desk-data.ts";
import { sectionName } from "./desk-items.ts";
import type { ProblemGroup } from "./desk-problems.ts";
import { type DeskSetting, deskUrl, monthName } from "./desk-setting.ts";
import type { DeskStory } from "./desk-story.ts";
import type { DeskChoice, DeskListPage } from "./desk-views.ts";

// What narrows the desk's lists: an address's query, and the form that makes one. It works by links and forms alone.

/** Rows a page holds before it offers months to choose from. */
export const mostRows = 200;

export type Query = Readonly<Record<"state" | "section" | "language" | "month" | "text" | "severity", string>>;

/** What a list is narrowed to: an address's query; empty texts for what it does not say. */
export function queryOf(parameters: URLSearchParams): Query {
  const get = (name: string) => (parameters.get(name) ?? "").normalize("NFC").trim();
  return {
    state: get("state"),
    section: get("section"),
    language: get("language"),
    month: get("month"),
    text: get("text"),
    severity: get("severity"),
  };
}

/** Whether a list that is narrowed so has a story. */
export function isMeant(story: DeskStory, query: Query, { content }: Desk): boolean {
  if (query.language !== "" && story.language.code !== query.language) return false;
  if (query.section !== "" && !isIn(story.section, query.section, content.sections)) return false;
  return query.text === "" || isNamed(query, story.headline, story.id, []);
}

/** A section holds what its subsections hold. A circle of parents, which content reports, is left at once. */
function isIn(section: string, wanted: string, sections: Desk["content"]["sections"]): boolean {
  const seen = new Set<string>();
  for (let key: string | undefined = section; key !== undefined && !seen.has(key); key = sections[key]?.parent) {
    if (key === wanted) return true;
    seen.add(key);
  }
  return false;
}

/** Whether the words that were asked for stand in a headline, an id or a problem. */
export function isNamed({ text }: Query, headline: string, id: string, problems: ProblemGroup["problems"]): boolean {
  if (text === "") return true;
  const wanted = text.toLowerCase();
  const words = [headline, id, ...problems.flatMap(({ code, file = "", message }) => [code, file, message])];
  return words.some((each) => each.normalize("NFC").toLowerCase().includes(wanted));
}

/** A group with the problems of the severity that was asked for. */
export function narrowed(group: ProblemGroup, { severity }: Query): ProblemGroup {
  if (severity !== "error" && severity !== "warning") return group;
  const problems = group.problems.filter((each) => each.severity === severity);
  return {
    ...group,
    problems,
    errors: severity === "error" ? group.errors : 0,
    warnings: severity === "warning" ? group.warnings : 0,
  };
}

/** A long list is cut, and offers the months that it covers. */
export function byMonth<Row>(
  rows: readonly Row[],
  momentOf: (row: Row) => number,
  query: Query,
  { path, setting }: { path: string; setting: DeskSetting },
): { months: DeskListPage["months"]; shown: Row[] } {
  const keyOf = (row: Row) => {
    const { year, month } = dayOf(momentOf(row), setting.zone);
    return `${year}-${String(month).padStart(2, "0")}`;
  };
  if (rows.length <= mostRows && query.month === "") return { months: [], shown: [...rows] };
  const groups = [...Map.groupBy(rows, keyOf)];
  const months = groups.map(([key, group]) => ({
    name: group[0] === undefined ? key : monthName(momentOf(group[0]), setting),
    count: group.length.toLocaleString("en-GB"),
    url: deskUrl(setting, path, { ...query, month: key }),
    ...(key === query.month && { isCurrent: true }),
  }));
  const chosen = query.month === "" ? rows : rows.filter((row) => keyOf(row) === query.month);
  return { months, shown: chosen.slice(0, query.month === "" ? mostRows : mostRows * 10) };
}

/** How many were found, and how many of them are shown. */
export function introduction(found: number, shown: number, one: string, many: string): string {
  if (shown >= found) return `${count(found, one, many)}.`;
  return `${count(found, one, many)}; ${shown.toLocaleString("en-GB")} are shown. Choose a month below for the others.`;
}

/** A value of a form's field, and what it is called. */
export type Option = [value: string, name: string];

/** A field of the filter: what may be chosen, and what was. */
export function choice(name: string, label: string, chosen: string, options: readonly Option[]): DeskChoice {
  return {
    name,
    label,
    options: options.map(([value, text]) => ({ value, name: text, isChosen: value === chosen })),
  };
}

/** The sections of the paper to choose from. */
export function sectionChoice(desk: Desk, query: Query): DeskChoice {
  const keys = Object.keys(desk.content.sections);
  return choice("section", "Section", query.section, [
    ["", "any"],
    ...keys.map((key): Option => [key, sectionName(desk, key)]),
  ]);
}

/** Sections and, where there are several, languages to choose from. */
export function placeChoices(desk: Desk, query: Query): DeskChoice[] {
  const { languages } = desk.editors;
  return [
    sectionChoice(desk, query),
    ...(languages.length < 2
      ? []
      : [
          choice("language", "Language", query.language, [
            ["", "any"],
            ...languages.map(({ code, name }): Option => [code, name]),
          ]),
        ]),
  ];
}
