import { digestOf } from "../base/digest.ts";
import type { TextFile } from "../base/text-file.ts";
import { outputFileOf } from "../base/urls.ts";
import { escapeXml } from "../base/xml.ts";
import { type FeedFormat, feedFiles, places } from "../model/addresses.ts";
import { type FeedList, feedLists, itemsInFeed } from "../model/feed-lists.ts";
import type { Newsroom } from "../model/newsroom.ts";
import type { Story } from "../model/story.ts";
import type { Addresses } from "./addresses.ts";
import { atomFeed } from "./atom.ts";
import { type Feed, type FeedItem, FeedItems, feedLine, feedText, itemId, type PlacedFeed } from "./feed.ts";
import { jsonFeed } from "./json-feed.ts";
import { opmlFile } from "./opml.ts";
import { rssFeed } from "./rss.ts";

const writers: Record<FeedFormat, (feed: PlacedFeed) => string> = { rss: rssFeed, atom: atomFeed, json: jsonFeed };

const formats = Object.keys(feedFiles).filter((format): format is FeedFormat => format in writers);

/** Every feed in every format, and the OPML that names them. A feed is written only when one of its items or its head changed. */
export function feedTexts(addresses: Addresses): TextFile[] {
  const lists = feedLists(addresses.newsroom);
  const items = new FeedItems(addresses);
  return [...lists.flatMap((list) => filesOf(list, items, addresses)), opmlFile(lists, addresses)];
}

/** Where the same stand, without a word of them. */
export function feedPaths(newsroom: Newsroom): string[] {
  const lists = feedLists(newsroom);
  return [...lists.flatMap(({ path }) => formats.map((format) => places.feed(path, format))), places.opml];
}

function filesOf(list: FeedList, items: FeedItems, addresses: Addresses): TextFile[] {
  const feed = feedOf(list, items, addresses);
  const { items: listed, ...head } = feed;
  const digest = digestOf(JSON.stringify(head), ...listed.map((item) => item.digest));
  return formats.map((format) => {
    const path = places.feed(list.path, format);
    const self = addresses.absolute(path);
    return {
      file: outputFileOf(path),
      digest: digestOf(self, digest),
      make: () => writers[format]({ ...feed, self }),
    };
  });
}

function feedOf(list: FeedList, items: FeedItems, addresses: Addresses): Feed {
  const { newsroom, localized, words, absolute, icon } = addresses;
  const { language, kind, path } = list;
  const { outlet } = newsroom;
  const paper = localized(outlet.name, language) ?? "";
  const isCorrections = kind === "corrections";
  const name = isCorrections ? words(language, "corrections-heading") : list.name;
  const title = feedLine(name === undefined ? paper : `${paper} — ${name}`);
  const description = isCorrections
    ? words(language, "corrections-introduction")
    : (list.description ?? (kind === "home" ? localized(outlet.description, language) : undefined));
  return {
    title,
    description: feedLine(description ?? title),
    language: language.code,
    home: absolute(path),
    publisher: {
      name: feedLine(localized(outlet.publisher, language) ?? paper),
      url: absolute(places.home(language)),
    },
    ...(icon !== undefined && { icon }),
    ...(outlet.hub !== undefined && { hub: outlet.hub }),
    items: isCorrections ? corrections(list, addresses) : list.stories.map((story) => items.of(story)),
  };
}

/** The newest corrections, each an item of its own that leads to the place on its story's page. */
function corrections({ stories }: FeedList, addresses: Addresses): FeedItem[] {
  return stories
    .flatMap((story) => correctionItems(story, addresses))
    .sort((a, b) => b.published - a.published || (a.id < b.id ? -1 : 1))
    .slice(0, itemsInFeed);
}

function correctionItems(story: Story, addresses: Addresses): FeedItem[] {
  const language = addresses.newsroom.languages.find(({ code }) => code === story.language);
  if (!language) return [];
  const page = addresses.absolute(story.path);
  const headline = feedLine(story.headline);
  const sameDate = new Map<number, number>();
  return story.corrections.map(({ kind, date, text }) => {
    // By its date and, for more of one date, by its place among them: an id must outlive a mended typo.
    const place = (sameDate.get(date) ?? 0) + 1;
    sameDate.set(date, place);
    const label = addresses.words(language, kind);
    const facts = {
      id: `${itemId(story, addresses)}:correction:${new Date(date).toISOString()}${place > 1 ? `:${place}` : ""}`,
      url: `${page}#corrections`,
      title: feedLine(`${label}: ${headline}`),
      language: story.language,
      summary: feedLine(text),
      isWhole: true,
      published: date,
      updated: date,
      authors: [],
      categories: [feedLine(label)],
    };
    const html = feedText(`<p>${escapeXml(text)}</p>\n<p><a href="${escapeXml(page)}">${escapeXml(headline)}</a></p>`);
    return { ...facts, digest: digestOf(JSON.stringify(facts), html), html: () => html };
  });
}
