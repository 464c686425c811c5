import { count } from "../base/text.ts";
import type { Desk } from "./desk-data.ts";
import { frontNames, frontView } from "./desk-fronts.ts";
import { lateItem, problemCount, problemGroupView, stateNames, storyItem, untranslatedItem } from "./desk-items.ts";
import { problemTotals } from "./desk-problems.ts";
import { type DeskSetting, deskBase, deskUrl } from "./desk-setting.ts";
import { type DeskState, deskStates } from "./desk-story.ts";
import type { DeskListPage } from "./desk-views.ts";
import {
  byMonth,
  choice,
  introduction,
  isMeant,
  isNamed,
  mostRows,
  narrowed,
  type Option,
  placeChoices,
  type Query,
  sectionChoice,
} from "./list-filter.ts";

// The desk's lists in full, each with a filter.

/** Published stories that stand among those that need a hand, where nobody asked for them. */
const newestPublished = 20;

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
  const shown = found.slice(0, mostRows);
  return {
    ...deskBase("desk-list-page", { heading: "Problems", path: "problems/" }, setting),
    introduction: [
      found.length === 0
        ? "No problem is like that."
        : `${problemCount(problemTotals(found))} in ${count(found.length, "place")}, errors first.`,
      ...(shown.length < found.length ? [`The first ${mostRows} are shown: narrow the list to see others.`] : []),
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
