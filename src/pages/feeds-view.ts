import { type FeedFormat, places } from "../model/addresses.ts";
import { type FeedList, feedLists, hasFeedsPage } from "../model/feed-lists.ts";
import type { Language } from "../model/languages.ts";
import type { PageBaseFactory } from "./page-base.ts";
import type { AddPage } from "./planned-page-input.ts";
import type { ViewContext } from "./view-context.ts";
import type { FeedGroup, FeedsView } from "./views-lists.ts";

/** Topics, and writers, on the page: those with most stories. An archive may have thousands. */
const listed = 100;

const formats: [FeedFormat, string][] = [
  ["rss", "RSS"],
  ["atom", "Atom"],
  ["json", "JSON"],
];

/** A page of feeds for each language that has stories and no page of its own at that address. */
export function planFeeds(context: ViewContext, base: PageBaseFactory, add: AddPage): void {
  const { newsroom } = context;
  const lists = Map.groupBy(feedLists(newsroom), (list) => list.language);
  for (const [language, own] of lists) {
    if (!hasFeedsPage(language, newsroom)) continue;
    add({
      path: places.feeds(language),
      layout: "feeds",
      language: language.code,
      view: () => feedsView(language, own, context, base),
    });
  }
}

function feedsView(
  language: Language,
  lists: readonly FeedList[],
  context: ViewContext,
  base: PageBaseFactory,
): FeedsView {
  const words = (key: string) => context.words(language, key);
  const heading = words("feeds");
  const item = ({ kind, path, name }: FeedList): FeedGroup["items"][number] => ({
    name: name ?? words(kind === "corrections" ? "corrections" : "feeds-everything"),
    url: context.url(path),
    feeds: formats.map(([format, label]) => ({ name: label, url: context.url(places.feed(path, format)) })),
  });
  const ofKind = (...kinds: FeedList["kind"][]) => lists.filter(({ kind }) => kinds.includes(kind));
  const names = new Intl.Collator(language.code);
  const largest = (some: readonly FeedList[]) =>
    [...some]
      .sort((a, b) => b.size - a.size)
      .slice(0, listed)
      .sort((a, b) => names.compare(a.name ?? "", b.name ?? ""));
  const [topics, writers] = [ofKind("topic"), ofKind("contributor")];
  const groups = [
    { heading: context.localized(context.newsroom.outlet.name, language) ?? "", lists: ofKind("home", "corrections") },
    { heading: words("sections"), lists: ofKind("section") },
    { heading: words("topics"), lists: largest(topics) },
    { heading: words("feeds-writers"), lists: largest(writers) },
  ];
  const others = context.newsroom.languages.filter((each) => hasFeedsPage(each, context.newsroom));
  return {
    ...base.make({
      language,
      path: places.feeds(language),
      title: heading,
      description: words("feeds-introduction"),
      translations: Object.fromEntries(others.map((each) => [each.code, places.feeds(each)])),
    }),
    layout: "feeds",
    heading,
    introduction: words("feeds-introduction"),
    opml: { name: words("feeds-opml"), url: context.url(places.opml) },
    groups: groups
      .filter((group) => group.lists.length > 0)
      .map((group) => ({ heading: group.heading, items: group.lists.map(item) })),
    ...(Math.max(topics.length, writers.length) > listed && { note: words("feeds-more") }),
  };
}
