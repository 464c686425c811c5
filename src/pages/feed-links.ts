import { type FeedFormat, places } from "../model/addresses.ts";
import type { ViewContext } from "./view-context.ts";
import type { FeedLink } from "./views.ts";

/** The three feeds that stand beside a listing, for the head of every page that shows it. */
export function feedLinks({ path, title }: { path: string; title: string }, context: ViewContext): FeedLink[] {
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
