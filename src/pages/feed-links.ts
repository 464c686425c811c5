import { type FeedFormat, places } from "../model/addresses.ts";
import type { ViewContext } from "./view-context.ts";
import type { FeedLink } from "./views-parts.ts";

// Most pages name the whole paper's feeds: one array for all of them.
const made = new WeakMap<ViewContext, Map<string, FeedLink[]>>();

/** The three feeds that stand beside a listing, for the head of every page that shows it. */
export function feedLinks(list: { path: string; title: string }, context: ViewContext): FeedLink[] {
  const known = made.get(context) ?? new Map<string, FeedLink[]>();
  made.set(context, known);
  const key = `${list.path} ${list.title}`;
  const links = known.get(key) ?? linksOf(list, context);
  known.set(key, links);
  return links;
}

function linksOf({ path, title }: { path: string; title: string }, context: ViewContext): FeedLink[] {
  const link = (format: FeedFormat, type: string, name = title): FeedLink => ({
    title: name,
    url: context.url(places.feed(path, format)),
    type,
  });
  return [
    link("rss", "application/rss+xml"),
    link("atom", "application/atom+xml", `${title} (Atom)`),
    link("json", "application/feed+json", `${title} (JSON)`),
  ];
}
