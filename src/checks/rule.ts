import type { Moment } from "../base/dates.ts";
import type { Problem } from "../base/problem.ts";
import type { ProblemCode } from "../base/problem-codes.ts";
import type { Block } from "../content/blocks.ts";
import type { SiteContent, StoryRecord } from "../content/site-content.ts";
import type { Newsroom } from "../model/newsroom.ts";
import type { PhotoReading } from "../model/rights.ts";
import type { RuleMemory } from "./rule-memory.ts";

/** What a rule may look at. Nothing here may be changed, and a rule asks neither the clock nor the disk. */
export interface CheckContext {
  /** As it was read: hidden stories too. */
  content: SiteContent;
  /** What is public at `now`. */
  newsroom: Newsroom;
  now: Moment;
  /** A story's copy, fetched from the store. */
  blocksOf: (story: Pick<StoryRecord, "digest" | "file">) => Block[];
  /** The text of a file of the site, as `plainText` has it; undefined where it can't be read. */
  sourceOf: (file: string) => string | undefined;
  /** Every file that the site consists of, but for pictures; undefined where nothing is planned, as for rules `everywhere`. */
  addresses?: readonly SiteAddress[];
  /** What the photo files hold, by their SHA-256. */
  readings?: ReadonlyMap<string, PhotoReading>;
  /** Where `content` holds the stories that were read in part alone: the context of all others, which has the addresses. */
  whole?: CheckContext;
  /** Where findings on single stories are kept; default: nowhere. */
  memory?: RuleMemory;
}

/** One file of the output, by the plan. */
export interface SiteAddress {
  /** Path below the output folder: `2025/05/10/harbour/index.html`. */
  file: string;
  /** The id of the story whose address this is. */
  story?: string;
  /** The id of the story to which this old address leads. */
  alias?: string;
  /** The page's layout. */
  layout?: string;
}

/**
 * What a rule finds in stories that were read in part (`StoryInPart`): with `front matter` it is run on those of which the
 * front matter can be read but for some keys, with `copy` on all, for it needs neither keys nor language. Without either it is
 * run on none.
 */
export type NeededOfStory = "front matter" | "copy";

/**
 * One editorial rule, in a file of its own that says in plain words above the code what it holds. It raises `code` and no
 * other; how grave that is stands in the table of codes, and an outlet's `checks:` may say otherwise.
 */
export interface Rule {
  code: ProblemCode;
  /** Run by `build` and the preview too, not by `check` alone: for what readers must never meet. */
  everywhere?: boolean;
  needs?: NeededOfStory;
  run: (context: CheckContext) => Problem[];
}

/** One story with all that its own files say. */
export interface StoryContext {
  story: StoryRecord;
  /** Resolved: the story's own, or the outlet's first. */
  language: string;
  blocks: Block[];
  /** Text of `story.file`, as `plainText` has it. */
  source: string;
  /** 1-based line at which the copy begins. */
  bodyLine: number;
  outlet: SiteContent["outlet"];
  style: SiteContent["style"];
}

/**
 * A rule that needs one story at a time and neither the moment nor any other story: what it finds is remembered by the
 * story's digest, the outlet's and the style list's, so that ten thousand unchanged stories are not gone through again.
 */
export interface StoryRule {
  code: ProblemCode;
  everywhere?: boolean;
  needs?: NeededOfStory;
  runOnStory: (context: StoryContext) => Problem[];
}
