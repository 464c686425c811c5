import { dayOf } from "../base/dates.ts";
import { count } from "../base/text.ts";
import type { Desk } from "./desk-data.ts";
import { frontNames, frontView } from "./desk-fronts.ts";
import {
  lateItem,
  problemCount,
  problemGroupView,
  sectionName,
  stateNames,
  storyItem,
  untranslatedItem,
} from "./desk-items.ts";
import type { ProblemGroup } from "./desk-problems.ts";
import { type DeskSetting, deskBase, deskUrl, monthName } from "./desk-setting.ts";
import { type DeskState, type DeskStory, deskStates } from "./desk-story.ts";
import type { DeskChoice, DeskListPage } from "./desk-views.ts";

// The desk's lists in full, each with a filter that works by links and forms alone. Longer than other files: the lists share
// their filter, and are read together.

/** Rows a page holds before it offers months to choose from. */
const most = 200;
/** Published stories that stand among those that need a hand, where nobody asked for them. */
const newestPublished = 20;

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

/** Stories of every state. */
export function storiesView(desk: Desk, query: Query, setting: DeskSetting): DeskListPage {
  const found = desk.stories.filter((story) => isMeant(story, query, desk) && isInState(story.state, query.state));
  const isWhole = Object.values(query).some((each) => each !== "");
  let published = 0;
  const rows = isWhole ? found : found.filter(({ state }) => state !== "published" || ++published <= newestPublished);
  const { months, shown } = byMonth(rows, (story) => story.from, query, { path: "stories/", setting });
  const isCut = rows.length < found.length;
  return {
    ...deskBase("desk-list-page", { heading: "Stories", path: "stories/" }, setting),
    introduction: isCut
      ? `${count(found.length, "story", "stories")}; of the published the newest ${newestPublished} are shown.`
      : introduction(found.length, shown.length, "story", "stories"),
    filter: {
      actionUrl: deskUrl(setting, "stories/"),
      text: query.text,
      choices: [
        choice("state", "State", query.state, [
          ["", "any"],
          ["hidden", "not public yet"],
          ...deskStates.map((state): Option => [state, stateNames[state].toLowerCase()]),
        ]),
        ...placeChoices(desk, query),
      ],
    },
    list: {
      items: shown.map((story) => storyItem(story, desk, setting)),
      empty: "No story is like that.",
      ...(isCut && {
        more: {
          name: `Show all published stories (${published})`,
          url: deskUrl(setting, "stories/", { state: "published" }),
        },
      }),
    },
    months,
  };
}

/** Stories that lack a language, and translations that are behind. */
export function translationsView(desk: Desk, query: Query, setting: DeskSetting): DeskListPage {
  const { languages } = desk.editors;
  const isLacking = (lacks: readonly { code: string }[]) =>
    query.language === "" || lacks.some(({ code }) => code === query.language);
  const late = desk.late.filter(
    ({ story }) =>
      isMeant(story, { ...query, language: "" }, desk) &&
      (query.language === "" || story.language.code === query.language),
  );
  const found = desk.untranslated
    .filter(({ story, lacks }) => isLacking(lacks) && isMeant(story, { ...query, language: "" }, desk))
    .map(({ story, lacks }) => ({
      story,
      lacks: lacks.filter(({ code }) => query.language === "" || code === query.language),
    }));
  const { months, shown } = byMonth(found, ({ story }) => story.from, query, { path: "translations/", setting });
  return {
    ...deskBase("desk-list-page", { heading: "Translations", path: "translations/" }, setting),
    introduction: `${count(late.length, "translation is", "translations are")} behind. ${introduction(found.length, shown.length, "story lacks a language", "stories lack a language")}`,
    filter: {
      actionUrl: deskUrl(setting, "translations/"),
      text: query.text,
      choices: [
        choice("language", "Lacking", query.language, [
          ["", "any language"],
          ...languages.map(({ code, name }): Option => [code, name]),
        ]),
        sectionChoice(desk, query),
      ],
    },
    list: {
      items: [
        ...late.map((each) => lateItem(each, desk, setting)),
        ...shown.map((each) => untranslatedItem(each, desk, setting)),
      ],
      empty: "Nothing lacks a language.",
    },
    months,
  };
}

/** All problems, by story. */
export function problemsView(desk: Desk, query: Query, setting: DeskSetting): DeskListPage {
  const found = desk.problems
    .map((group) => narrowed(group, query))
    .filter(({ problems, story, name }) => {
      if (problems.length === 0) return false;
      if (story) return isMeant(story, { ...query, text: "" }, desk) && isNamed(query, story.headline, name, problems);
      return query.section === "" && query.language === "" && isNamed(query, name, "", problems);
    });
  const totals = { errors: sum(found, "errors"), warnings: sum(found, "warnings") };
  const shown = found.slice(0, most);
  return {
    ...deskBase("desk-list-page", { heading: "Problems", path: "problems/" }, setting),
    introduction: [
      found.length === 0
        ? "No problem is like that."
        : `${problemCount(totals)} in ${count(found.length, "place")}, errors first.`,
      ...(shown.length < found.length ? [`The first ${most} are shown: narrow the list to see others.`] : []),
    ].join(" "),
    filter: {
      actionUrl: deskUrl(setting, "problems/"),
      text: query.text,
      choices: [
        choice("severity", "Kind", query.severity, [
          ["", "all"],
          ["error", "errors"],
          ["warning", "warnings"],
        ]),
        ...placeChoices(desk, query),
      ],
    },
    groups: shown.map((group) => problemGroupView(group, setting, { isWhole: shown.length <= 20 })),
    months: [],
  };
}

/** Every front with what stands where. */
export function frontsView(desk: Desk, query: Query, setting: DeskSetting): DeskListPage {
  const fronts = frontNames(desk).filter(
    ({ language, section }) =>
      (query.language === "" || language === query.language) && (query.section === "" || section === query.section),
  );
  const views = fronts.map((name) => frontView(name, desk, setting));
  const [edited, filled] = [
    views.filter(({ file }) => file !== undefined),
    views.filter(({ file }) => file === undefined),
  ];
  const isFolded = edited.length > 0 && filled.length > 0;
  return {
    ...deskBase("desk-list-page", { heading: "Fronts", path: "fronts/" }, setting),
    introduction: `${count(fronts.length, "front")}, as readers see them at this moment. “Pinned” is an editor's choice, “filled” the newest that fits.`,
    filter: { actionUrl: deskUrl(setting, "fronts/"), text: "", choices: placeChoices(desk, query) },
    fronts: isFolded ? edited : views,
    ...(isFolded && {
      folded: { name: `${count(filled.length, "front")} without a file: the newest fill them`, fronts: filled },
    }),
    months: [],
  };
}

function isInState(state: DeskState, wanted: string): boolean {
  if (wanted === "hidden") return state !== "published" && state !== "killed";
  return wanted === "" || state === wanted;
}

function isMeant(story: DeskStory, query: Query, { content }: Desk): boolean {
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

function isNamed({ text }: Query, headline: string, id: string, problems: ProblemGroup["problems"]): boolean {
  if (text === "") return true;
  const wanted = text.toLowerCase();
  const words = [headline, id, ...problems.flatMap(({ code, file = "", message }) => [code, file, message])];
  return words.some((each) => each.normalize("NFC").toLowerCase().includes(wanted));
}

function narrowed(group: ProblemGroup, { severity }: Query): ProblemGroup {
  if (severity !== "error" && severity !== "warning") return group;
  const problems = group.problems.filter((each) => each.severity === severity);
  return {
    ...group,
    problems,
    errors: severity === "error" ? group.errors : 0,
    warnings: severity === "warning" ? group.warnings : 0,
  };
}

function sum(groups: readonly ProblemGroup[], key: "errors" | "warnings"): number {
  return groups.reduce((total, group) => total + group[key], 0);
}

/** A long list is cut, and offers the months that it covers. */
function byMonth<Row>(
  rows: readonly Row[],
  momentOf: (row: Row) => number,
  query: Query,
  { path, setting }: { path: string; setting: DeskSetting },
): { months: DeskListPage["months"]; shown: Row[] } {
  const keyOf = (row: Row) => {
    const { year, month } = dayOf(momentOf(row), setting.zone);
    return `${year}-${String(month).padStart(2, "0")}`;
  };
  if (rows.length <= most && query.month === "") return { months: [], shown: [...rows] };
  const groups = [...Map.groupBy(rows, keyOf)];
  const months = groups.map(([key, group]) => ({
    name: group[0] === undefined ? key : monthName(momentOf(group[0]), setting),
    count: group.length.toLocaleString("en-GB"),
    url: deskUrl(setting, path, { ...query, month: key }),
    ...(key === query.month && { isCurrent: true }),
  }));
  const chosen = query.month === "" ? rows : rows.filter((row) => keyOf(row) === query.month);
  return { months, shown: chosen.slice(0, query.month === "" ? most : most * 10) };
}

function introduction(found: number, shown: number, one: string, many: string): string {
  if (shown >= found) return `${count(found, one, many)}.`;
  return `${count(found, one, many)}; ${shown.toLocaleString("en-GB")} are shown. Choose a month below for the others.`;
}

type Option = [value: string, name: string];

function choice(name: string, label: string, chosen: string, options: readonly Option[]): DeskChoice {
  return {
    name,
    label,
    options: options.map(([value, text]) => ({ value, name: text, isChosen: value === chosen })),
  };
}

function sectionChoice(desk: Desk, query: Query): DeskChoice {
  const keys = Object.keys(desk.content.sections);
  return choice("section", "Section", query.section, [
    ["", "any"],
    ...keys.map((key): Option => [key, sectionName(desk, key)]),
  ]);
}

function placeChoices(desk: Desk, query: Query): DeskChoice[] {
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
