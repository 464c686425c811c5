import type { Desk } from "./desk-data.ts";
import { frontNames, frontView } from "./desk-fronts.ts";
import {
  changeItem,
  correctionItem,
  lateItem,
  leaseItem,
  problemCount,
  problemGroupView,
  stateNames,
  storyItem,
  untranslatedItem,
} from "./desk-items.ts";
import { problemTotals } from "./desk-problems.ts";
import { type DeskSetting, deskBase, deskUrl, monthName } from "./desk-setting.ts";
import { deskStates } from "./desk-story.ts";
import type { DeskItem, DeskList, DeskOverview } from "./desk-views.ts";

// How many rows each list of the overview shows; the rest is one link away.
const shown = { groups: 8, moments: 12, hidden: 40, leases: 10, corrections: 10, late: 8, untranslated: 8, newest: 12 };

/** The desk's first page: what needs a hand, what comes, what readers do not see yet. */
export function overviewView(desk: Desk, setting: DeskSetting): DeskOverview {
  const { stories, problems, counts } = desk;
  const hidden = stories.filter(({ state }) => state !== "published" && state !== "killed");
  // What comes out next stands first; what waits for a person after it.
  const due = hidden.filter((story) => story.due !== undefined).sort((a, b) => (a.due ?? 0) - (b.due ?? 0));
  const waiting = hidden.filter((story) => story.due === undefined);
  const published = stories.filter(({ state }) => state === "published");
  const fronts = frontNames(desk);
  const homes = fronts.filter(({ section }) => section === undefined);
  const link = (name: string, path: string, query: Record<string, string> = {}) => ({
    name,
    url: deskUrl(setting, path, query),
  });
  return {
    ...deskBase("desk", { heading: "The desk", path: "" }, setting),
    counts: deskStates.map((state) => ({
      state,
      name: stateNames[state],
      count: counts[state].toLocaleString("en-GB"),
      url: deskUrl(setting, "stories/", { state }),
    })),
    problems: {
      groups: problems.slice(0, shown.groups).map((group) => problemGroupView(group, setting)),
      summary: problemCount(problemTotals(problems)) || "None: a build would go out as it is.",
      ...(problems.length > shown.groups && { more: link(`All problems, by story (${problems.length})`, "problems/") }),
    },
    moments: cut(
      desk.changes.map((change) => () => changeItem(change, desk, setting)),
      shown.moments,
      { empty: "Nothing changes by itself from here on." },
    ),
    hidden: cut(
      [...due, ...waiting].map((story) => () => storyItem(story, desk, setting)),
      shown.hidden,
      { empty: "Nothing is hidden.", more: link("All that is not public yet", "stories/", { state: "hidden" }) },
    ),
    leases: cut(
      desk.leases.map((lease) => () => leaseItem(lease, setting)),
      shown.leases,
      { empty: "No lease ends soon.", more: link("All of them, with the other problems", "problems/") },
    ),
    corrections: {
      heading: `Corrections in ${monthName(desk.now, setting)}`,
      ...cut(
        desk.corrections.map((each) => () => correctionItem(each, setting)),
        shown.corrections,
        { empty: "None." },
      ),
    },
    late: cut(
      desk.late.map((each) => () => lateItem(each, desk, setting)),
      shown.late,
      { empty: "Every translation follows its original.", more: link("All translations", "translations/") },
    ),
    untranslated: cut(
      desk.untranslated.map((each) => () => untranslatedItem(each, desk, setting)),
      shown.untranslated,
      {
        empty: "Every story stands in every language.",
        more: link(`All stories that lack a language (${desk.untranslated.length})`, "translations/"),
      },
    ),
    fronts: homes.map((name) => frontView(name, desk, setting)),
    ...(fronts.length > homes.length && { moreFronts: link(`All fronts (${fronts.length})`, "fronts/") }),
    newest: cut(
      published.map((story) => () => storyItem(story, desk, setting)),
      shown.newest,
      {
        empty: "Nothing is published.",
        more: link(`All published stories (${published.length})`, "stories/", { state: "published" }),
      },
    ),
  };
}

/** Only rows that are shown are made: lists of ten thousand are counted, not written. */
function cut(
  rows: readonly (() => DeskItem)[],
  most: number,
  { empty, more }: Pick<DeskList, "empty" | "more">,
): DeskList {
  return {
    items: rows.slice(0, most).map((make) => make()),
    empty,
    ...(rows.length > most && more && { more }),
  };
}
