import type { Moment } from "../base/dates.ts";
import type { PhotoRecord } from "./photo-schema.ts";

// A story's copy as typed blocks: every output (page, lite page, feed, edition) renders from these. `html` is
// sanitised, holds no photo, no style attribute, and root-relative or absolute addresses only as the writer gave them.

/** A photo as one place in a story uses it; `line` is that of the use, for problems. */
export interface PhotoUse {
  record: PhotoRecord;
  /** The credit that a `[Photo : …]` line gave, which ranks below the record's own. */
  copyCredit?: string;
  line: number;
  /** The file that uses it, where that is not the story's own: an entry of a live story. */
  file?: string;
}

export type PhotoSize = "text" | "wide" | "full";

export interface HtmlBlock {
  kind: "html";
  html: string;
}
export interface PhotoBlock {
  kind: "photo";
  photo: PhotoUse;
  size: PhotoSize;
}
export interface GalleryBlock {
  kind: "gallery";
  photos: PhotoUse[];
}
export interface PullQuoteBlock {
  kind: "pull-quote";
  html: string;
  by?: string;
}
export interface FactBoxBlock {
  kind: "fact-box";
  title?: string;
  blocks: Block[];
}
export interface KeyPointsBlock {
  kind: "key-points";
  title?: string;
  html: string;
}
export interface TimelineBlock {
  kind: "timeline";
  title?: string;
  /** `whenHtml` and `html` are inline/flow HTML. */
  entries: { whenHtml: string; html: string }[];
}
export interface RelatedBlock {
  kind: "related";
  /** A story id. */
  story: string;
  headline?: string;
  line: number;
}
export interface EmbedBlock {
  kind: "embed";
  url: string;
  /** Host without `www.`, as readers know it. */
  host: string;
  title?: string;
}
export interface LiveEntryBlock {
  kind: "live-entry";
  /** Anchor, unique in the story. */
  id: string;
  at: Moment;
  headline?: string;
  /** A contributor key or a name. */
  by?: string;
  isPinned: boolean;
  isKey: boolean;
  /** Id of the story that this entry broke out to. */
  story?: string;
  blocks: Block[];
  /** In a preview only: why readers do not see it. */
  hiddenAs?: string;
}
export interface TableBlock {
  kind: "table";
  /** The CSV file, as the writer named it. */
  file: string;
  caption?: string;
  /** Where the figures are from. */
  credit?: string;
  /** The column whose cells head the rows; the first where it is not said. */
  key?: string;
  line: number;
  /** What the file holds; put in by `blocksOf`. */
  table?: DataTable;
}
/** A table as its file has it: every row has as many cells as the header. */
export interface DataTable {
  header: string[];
  rows: string[][];
  /** By column: whether all its cells are numbers. */
  isNumber: boolean[];
}
export interface FootnotesBlock {
  kind: "footnotes";
  html: string;
}

export type Block =
  | HtmlBlock
  | PhotoBlock
  | GalleryBlock
  | PullQuoteBlock
  | FactBoxBlock
  | KeyPointsBlock
  | TimelineBlock
  | RelatedBlock
  | EmbedBlock
  | LiveEntryBlock
  | TableBlock
  | FootnotesBlock;

/** What the copy of one story holds, besides its blocks, that other rooms ask for without opening the blocks. */
export interface Copy {
  blocks: Block[];
  /** Words of the running text, for the reading time. */
  words: number;
  /** The first paragraph's plain text, at most 300 characters: the description where there is no standfirst. */
  excerpt: string;
  /** Addresses (href) that the copy links to, each once, with the line of its first use. */
  links: { href: string; line: number; file?: string }[];
  /** Anchors (ids) that the copy defines. */
  anchors: string[];
  /** The credit of a `[Photo : …]` line that follows no inline photo: the lead photo's. */
  leadCredit?: { credit: string; line: number };
}

/** Every photo use in a list of blocks, in order of appearance, nested ones included. */
export function photoUses(blocks: readonly Block[]): PhotoUse[] {
  return blocks.flatMap((block) => {
    if (block.kind === "photo") return [block.photo];
    if (block.kind === "gallery") return block.photos;
    if (block.kind === "fact-box" || block.kind === "live-entry") return photoUses(block.blocks);
    return [];
  });
}

/** Every table in a list of blocks, in order of appearance, nested ones included. */
export function tableUses(blocks: readonly Block[]): TableBlock[] {
  return blocks.flatMap((block) => {
    if (block.kind === "table") return [block];
    if (block.kind === "fact-box" || block.kind === "live-entry") return tableUses(block.blocks);
    return [];
  });
}
