import { digestOf } from "../base/digest.ts";
import { encodePath } from "../base/urls.ts";
import { lastChange } from "../model/last-change.ts";
import { mayCarry } from "../model/may-carry.ts";
import type { Story } from "../model/story.ts";
import type { Addresses } from "./addresses.ts";

// One neutral form of a feed, from which RSS, Atom and JSON Feed are written: they can't disagree.

/** A picture as a feed names it: the largest JPEG, with its rights. */
export interface FeedPhoto {
  url: string;
  /** px */
  width: number;
  height: number;
  /** The record's credit line, byte for byte. */
  credit: string;
  alt: string;
  caption?: string;
  copyright?: string;
  /** Address of the licence. */
  licence?: string;
  usageTerms?: string;
}

export interface FeedItem {
  /** Stays the same for ever, whatever becomes of address and text. A URI. */
  id: string;
  url: string;
  title: string;
  language: string;
  /** Plain text; empty where the story has neither standfirst nor words. */
  summary: string;
  /** False where an agency lets only a summary go out. */
  isWhole: boolean;
  published: number;
  /** The latest of the last major change, the newest correction and the newest live entry. */
  updated: number;
  authors: { name: string; url?: string }[];
  categories: string[];
  photo?: FeedPhoto;
  /** Changes whenever the item, its content included, would. */
  digest: string;
  /** Content as HTML without classes or relative addresses; costs something to make. */
  html: () => string;
}

export interface Feed {
  title: string;
  description: string;
  language: string;
  /** Absolute address of the page that the feed stands beside. */
  home: string;
  /** Who answers for it. */
  publisher: { name: string; url: string };
  /** Of the square icon. */
  icon?: string;
  /** WebSub hub. */
  hub?: string;
  /** Newest first. */
  items: readonly FeedItem[];
}

/** A feed's own address beside its content. */
export interface PlacedFeed extends Feed {
  self: string;
}

/** The newest change in a feed, not the time of the build: a feed without news keeps its bytes. 1970 where it is empty. */
export function changedAt({ items }: Feed): number {
  return Math.max(0, ...items.map((item) => item.updated));
}

/** RFC 3339 in UTC, whole seconds. */
export function utc(moment: number): string {
  return new Date(moment).toISOString().replace(/\.\d{3}Z$/, "Z");
}

// What XML 1.0 can't hold, and the C1 controls and U+FFFD, which the validator takes for a wrong encoding.
const unwanted = /[^\t\n\r\u{20}-\u{7E}\u{A0}-\u{D7FF}\u{E000}-\u{FFFC}\u{10000}-\u{10FFFF}]/gu;

/** A text with nothing in it that a feed of any format could not hold. */
export function feedText(text: string): string {
  return text.replace(unwanted, "");
}

/** On one line, for titles, names and summaries. */
export function feedLine(text: string): string {
  return feedText(text).replace(/\s+/gu, " ").trim();
}

/** A story's lasting id as a URI. */
export function itemId(story: Pick<Story, "id">, addresses: Addresses): string {
  return `${addresses.absolute("/")}#${encodePath(story.id)}`;
}

/** Makes each story's item once, however many feeds hold it. */
export class FeedItems {
  readonly #addresses: Addresses;
  readonly #items = new Map<Story, FeedItem>();

  constructor(addresses: Addresses) {
    this.#addresses = addresses;
  }

  of(story: Story): FeedItem {
    let item = this.#items.get(story);
    if (!item) {
      item = storyItem(story, this.#addresses);
      this.#items.set(story, item);
    }
    return item;
  }
}

function storyItem(story: Story, addresses: Addresses): FeedItem {
  const carriage = mayCarry(story, addresses.newsroom);
  const content = addresses.feedContent(story, carriage === "full" ? "full" : "summary");
  const photo = photoOf(story, addresses);
  const facts = {
    id: itemId(story, addresses),
    url: addresses.absolute(story.path),
    title: feedLine(story.headline),
    language: story.language,
    summary: feedLine(story.description),
    isWhole: carriage === "full",
    published: story.published,
    updated: lastChange(story),
    authors: addresses
      .authors(story)
      .map(({ name, url }) => ({ name: feedLine(name), ...(url !== undefined && { url }) })),
    categories: [...new Set(addresses.categories(story).map(feedLine))],
    ...(photo && { photo }),
  };
  let html: string | undefined;
  return {
    ...facts,
    digest: digestOf(JSON.stringify(facts), content.digest),
    html: () => {
      html ??= feedText(content.html());
      return html;
    },
  };
}

/** The lead photo, where its rights let it into feeds. */
function photoOf({ photo }: Story, addresses: Addresses): FeedPhoto | undefined {
  const jpeg = photo?.scopes.feeds ? addresses.jpeg(photo, "lead") : undefined;
  if (!photo || !jpeg) return undefined;
  const { rights, alt, caption } = photo;
  return {
    ...jpeg,
    credit: rights.credit,
    alt,
    ...(caption !== undefined && { caption }),
    ...(rights.copyright !== undefined && { copyright: rights.copyright }),
    ...(rights.licence !== undefined && { licence: rights.licence }),
    ...(rights.usageTerms !== undefined && { usageTerms: rights.usageTerms }),
  };
}
