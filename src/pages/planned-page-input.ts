import type { Language } from "../model/languages.ts";
import type { NeighboursOf } from "./neighbourhood.ts";
import type { PageBaseFactory } from "./page-base.ts";
import type { ViewContext } from "./view-context.ts";
import type { Layout, PageView } from "./views.ts";

/** One page, as the planner lists it. */
export interface PageInput {
  path: string;
  layout: Layout;
  language: string;
  /** What the digest is of, where that is not the whole view. */
  light?: () => object;
  view: () => PageView;
  story?: string;
  /** The id of the story to which this old address leads. */
  alias?: string;
  origin?: string;
}

export type AddPage = (page: PageInput) => void;

/** What it takes to list the pages of a language's stories. */
export interface StoryPagesInput {
  language: Language;
  context: ViewContext;
  base: PageBaseFactory;
  add: AddPage;
  around: NeighboursOf;
}
