import type { Layout, PageView } from "./views.ts";

/** One file of the output, before it is made: where it goes, and what it depends on. */
interface Planned {
  /** Path below the output folder, with `/`. */
  file: string;
  /** Changes when, and only when, the file's bytes may. */
  digest: string;
  /** The id of the story whose address this is: story pages and their notices, so that no address is ever lost. */
  story?: string;
  /** The id of the story to which an old address leads; guarded as an address is. */
  alias?: string;
}

export interface MadeFile {
  sha256: string;
  /** Bytes. */
  size: number;
}

export interface PlannedPage extends Planned {
  kind: "page";
  layout: Layout;
  language: string;
  /** The complete view; made when the page is rendered. */
  view: () => PageView;
  /** Where the page comes from, for problems: a story's file. */
  origin?: string;
}

export interface PlannedText extends Planned {
  kind: "text";
  /** `madeOf`: another file of the output as it was made, for those that are made last; undefined where it is not known. */
  text: (madeOf?: (file: string) => MadeFile | undefined) => string;
  /** Made after all others, of which it tells. Its digest changes when any of theirs does. */
  isLast?: true;
}

export interface PlannedAsset extends Planned {
  kind: "asset";
  /** Absolute path. */
  source: string;
}

export interface PlannedRendition extends Planned {
  kind: "rendition";
  /** Name in the rendition cache. */
  name: string;
}

export type PlannedFile = PlannedPage | PlannedText | PlannedAsset | PlannedRendition;
