import type { DeskLayout } from "../pages/views.ts";
import type { DateView, LinkView } from "../pages/views-parts.ts";

// What the desk's templates see. Everything is decided before: dates are words, addresses are final. The interface is in
// English, as messages to editors are; whatever comes out of a story carries its own language and direction.

/** Words out of a story, with the language and direction that they are written in. */
export interface ForeignText {
  text: string;
  language: string;
  direction: "ltr" | "rtl";
}

/** The moment that the preview shows, and how to move it. */
export interface DeskMoment {
  shown: DateView;
  zone: string;
  /** False where an editor moved it. */
  isNow: boolean;
  /** False where the preview shows the paper as readers see it. */
  isDesk: boolean;
  /** What a date-time field holds: `2026-11-27T18:00`. */
  field: string;
  quick: { name: string; value: string; text: string }[];
  /** Where the form goes. */
  actionUrl: string;
  /** What was wrong with a moment that was asked for. */
  fault?: string;
}

/** One row of any list of the desk. */
export interface DeskItem {
  when?: DateView;
  /** Whether the time is still to come and should be counted down to. */
  isCountdown?: boolean;
  /** A word or two on what it is: the state of a story, the kind of a moment. */
  label?: string;
  /** Which state the label tells of, for its look. */
  state?: string;
  name: string;
  url?: string;
  language?: string;
  direction?: "ltr" | "rtl";
  /** Facts, in order. */
  notes?: string[];
  /** Told apart from the facts: what is wrong. */
  faults?: string;
}

export interface DeskList {
  items: DeskItem[];
  /** Where there are more than are shown. */
  more?: LinkView;
  /** Said in place of an empty list. */
  empty: string;
}

/** One problem as the desk shows it. */
export interface DeskProblem {
  severity: "error" | "warning";
  message: string;
  /** `articles/world/a.md:4:12` */
  place?: string;
  found?: string;
  expected?: string;
  correctedLine?: string;
  hint?: string;
  /** Whether `check --fix` mends it. */
  isMendable?: boolean;
  code: LinkView;
}

export interface DeskProblemGroup {
  name: string;
  url?: string;
  language?: string;
  direction?: "ltr" | "rtl";
  /** The file, where the name is a headline. */
  file?: string;
  summary: string;
  problems: DeskProblem[];
  /** How many more there are: `and 3 others`. */
  more?: string;
}

/** One place of a front, and what stands in it. */
export interface DeskPlace {
  name: string;
  items: DeskItem[];
}

export interface DeskFront {
  name: string;
  url: string;
  /** The file that its pins stand in, where it has one. */
  file?: string;
  places: DeskPlace[];
  /** Pins that were passed over, and why. */
  faults: string[];
}

export interface DeskBase {
  layout: DeskLayout;
  title: string;
  heading: string;
  /** The paper's name and front. */
  paper: LinkView;
  nav: LinkView[];
  moment: DeskMoment;
}

export interface DeskOverview extends DeskBase {
  layout: "desk";
  counts: { state: string; name: string; count: string; url: string }[];
  problems: { groups: DeskProblemGroup[]; summary: string; more?: LinkView };
  moments: DeskList;
  hidden: DeskList;
  leases: DeskList;
  corrections: DeskList & { heading: string };
  late: DeskList;
  untranslated: DeskList;
  fronts: DeskFront[];
  moreFronts?: LinkView;
  newest: DeskList;
}

/** A field of the filter: a list to choose from. */
export interface DeskChoice {
  name: string;
  label: string;
  options: { value: string; name: string; isChosen: boolean }[];
}

/** Any one list in full, with its filter. */
export interface DeskListPage extends DeskBase {
  layout: "desk-list-page";
  introduction: string;
  filter?: { actionUrl: string; text: string; choices: DeskChoice[] };
  list?: DeskList;
  groups?: DeskProblemGroup[];
  fronts?: DeskFront[];
  /** Folded below the others: `12 fronts without a file, which the newest fill`. */
  folded?: { name: string; fronts: DeskFront[] };
  /** Where a list is cut: the months (or sections) to choose from. */
  months: (LinkView & { count: string })[];
}

/** A title or description as a search engine prints it. */
export interface CutText {
  shown: string;
  isCut: boolean;
  /** `61 characters, some 540 of 580 px`. */
  measure: string;
}

export interface DeskStoryPage extends DeskBase {
  layout: "desk-story";
  story: ForeignText & { state: string; stateName: string };
  facts: { name: string; text: string; url?: string; when?: DateView; isCountdown?: boolean }[];
  /** The story's own page and its light form, where the preview shows them. */
  pageUrl?: string;
  /** Why the preview shows neither page nor pictures of it. */
  notShown?: string;
  result?: {
    language: string;
    direction: "ltr" | "rtl";
    site: string;
    address: string;
    title: CutText;
    description: CutText;
  };
  card?: {
    language: string;
    direction: "ltr" | "rtl";
    imageUrl?: string;
    width?: string;
    height?: string;
    alt: string;
    host: string;
    title: string;
    description: string;
    note: string;
  };
  feed?: {
    language: string;
    direction: "ltr" | "rtl";
    title: string;
    summary: string;
    facts: string[];
    contentHtml: string;
  };
  lite?: { url: string; note: string };
  news: { isIn: boolean; text: string };
  photos: DeskPhoto[];
  group?: DeskProblemGroup;
  moments: DeskList;
}

export interface DeskPhoto {
  /** Where it stands: Lead, Gallery 2, In the text 1. */
  place: string;
  thumbnailUrl?: string;
  alt: string;
  altNote: string;
  language: string;
  direction: "ltr" | "rtl";
  caption?: string;
  credit?: string;
  facts: string[];
}

/** What stands behind a problem's code. */
export interface DeskCodePage extends DeskBase {
  layout: "desk-code";
  code: string;
  severity: string;
  reason: string;
  remedy: string;
  list: DeskList;
}

export type DeskView = DeskOverview | DeskListPage | DeskStoryPage | DeskCodePage;
