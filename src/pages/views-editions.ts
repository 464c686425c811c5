import type { PageBase } from "./views.ts";
import type { CorrectionsView } from "./views-lists.ts";
import type { DateView, LinkView, PhotoView } from "./views-parts.ts";

// Editions to read offline: their page on the site, and the pages that only an edition has.

/** The editions to read offline, and how to know that one is genuine. */
export interface EditionsView extends PageBase {
  layout: "editions";
  heading: string;
  introduction: string;
  series: EditionSeries[];
  /** For reading programs; absent where all were withdrawn. */
  catalogue?: LinkView;
  /** How to verify a file; `command` is to be typed. */
  checks: { text: string; command: string }[];
  /** Lists of digests, and their signature. */
  proofs: LinkView[];
}

/** Editions of one kind: the newest as it is, earlier ones in short. */
export interface EditionSeries {
  name: string;
  newest: EditionItem;
  earlier: EditionItem[];
}

export interface EditionItem {
  /** `2026-11-22-daily-en`; its place on the page is `edition-` before it. */
  id: string;
  date: DateView;
  /** `46 stories`, `2 corrections`, in the page's language. */
  facts: string[];
  /** `use`: what it is for, in plain words. */
  forms: { name: string; short: string; use: string; url: string; size: string; type: string }[];
  corrections: { headline: string; url: string; text: string }[];
  /** Where it is given out no more: what readers are told. */
  withdrawn?: string;
}

/** The first page of an edition; it is in no build. */
export interface EditionView extends PageBase {
  layout: "edition";
  /** `Daily edition, 22 November 2026` */
  heading: string;
  introduction: string;
  /** The front, the search: where the edition has them. */
  links: LinkView[];
  /** On an update's own page: what to do beside unpacking it, and what it means to leave that out. */
  update?: { notes: string[]; commands: { shell: string; command: string }[]; skipped?: string };
  /** Withdrawals, then corrections, since the edition before; like a corrections page's months. */
  changes: CorrectionsView["months"];
  groups: {
    name: string;
    /** What leads the paper. */
    isTop?: true;
    items: {
      url: string;
      headline: string;
      standfirst?: string;
      label?: string;
      /** Of the first: one that may leave the web. */
      photo?: PhotoView;
      published: DateView;
      isSummary?: true;
    }[];
  }[];
}

/** A whole edition in one file; it is in no build. */
export interface LiteEditionView {
  layout: "lite-edition";
  language: string;
  direction: "ltr" | "rtl";
  /** The paper's name and the edition's. */
  title: string;
  /** Content-Security-Policy: nothing but the page itself. */
  policy: string;
  paper: { name: string; homeUrl: string };
  heading: string;
  introduction: string;
  changes: CorrectionsView["months"];
  groups: {
    name: string;
    stories: {
      /** Its place in the file. */
      anchor: string;
      /** On the web. */
      url: string;
      headline: string;
      /** Type, where a reader must know it before the story is opened. */
      label?: string;
      /** The whole story with its headline; absent where no more than a summary may leave the web. */
      bodyHtml?: string;
    }[];
  }[];
  /** How to know that it is genuine. */
  proof: ProofStep[];
}

/** A step of knowing a copy for the paper's own: a sentence, and lines to copy, addresses or commands. */
export interface ProofStep {
  text: string;
  lines: string[];
}
