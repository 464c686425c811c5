import { type FeedItem, type FeedPhoto, type PlacedFeed, utc } from "./feed.ts";

/** JSON Feed 1.1, https://www.jsonfeed.org/version/1.1/. */
export function jsonFeed(feed: PlacedFeed): string {
  const { title, description, language, home, self, hub, icon, publisher, items } = feed;
  const value = {
    version: "https://jsonfeed.org/version/1.1",
    title,
    home_page_url: home,
    feed_url: self,
    ...(description !== title && { description }),
    ...(icon !== undefined && { icon }),
    authors: [publisher],
    language,
    ...(hub !== undefined && { hubs: [{ type: "WebSub", url: hub }] }),
    items: items.map(jsonItem),
  };
  return `${JSON.stringify(value, null, 1)}\n`;
}

function jsonItem(item: FeedItem): object {
  const { id, url, title, language, summary, published, updated, authors, categories, photo } = item;
  return {
    id,
    url,
    title,
    content_html: item.html(),
    ...(summary !== "" && { summary }),
    ...(photo && { image: photo.url }),
    date_published: utc(published),
    date_modified: utc(updated),
    ...(authors.length > 0 && { authors }),
    ...(categories.length > 0 && { tags: categories }),
    language,
    ...(photo && { _photo: photoExtension(photo) }),
  };
}

/** JSON Feed has no place for a picture's rights; its extensions begin with a low line. */
function photoExtension({ usageTerms, ...photo }: FeedPhoto): object {
  return { ...photo, ...(usageTerms !== undefined && { usage_terms: usageTerms }) };
}
