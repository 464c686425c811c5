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
