import { node, textNode, type XmlNode, xmlDocument } from "../base/write-xml.ts";
import { changedAt, type FeedItem, type PlacedFeed, utc } from "./feed.ts";
import { mediaContent } from "./rss.ts";

/** Atom 1.0, RFC 4287; pictures as Media RSS names them. */
export function atomFeed(feed: PlacedFeed): string {
  const { title, description, language, home, self, hub, icon, publisher, items } = feed;
  return xmlDocument(
    node(
      "feed",
      { xmlns: "http://www.w3.org/2005/Atom", "xmlns:media": "http://search.yahoo.com/mrss/", "xml:lang": language },
      node("id", {}, home),
      node("title", { type: "text" }, title),
      description === title ? undefined : textNode("subtitle", description),
      node("updated", {}, utc(changedAt(feed))),
      person(publisher),
      textNode("icon", icon),
      node("link", { rel: "alternate", type: "text/html", href: home, hreflang: language }),
      node("link", { rel: "self", type: "application/atom+xml", href: self }),
      hub === undefined ? undefined : node("link", { rel: "hub", href: hub }),
      ...items.map(atomEntry),
    ),
  );
}

function atomEntry(item: FeedItem): XmlNode {
  const { id, url, title, language, summary, published, updated, authors, categories, photo, isWhole } = item;
  return node(
    "entry",
    {},
    node("id", {}, id),
    node("title", { type: "text" }, title),
    node("link", { rel: "alternate", type: "text/html", href: url, hreflang: language }),
    node("published", {}, utc(published)),
    node("updated", {}, utc(updated)),
    ...authors.map(person),
    ...categories.map((term) => node("category", { term })),
    summary === "" ? undefined : node("summary", { type: "text" }, summary),
    isWhole ? node("content", { type: "html" }, item.html()) : undefined,
    photo && mediaContent(photo),
  );
}

function person({ name, url }: { name: string; url?: string }): XmlNode {
  return node("author", {}, node("name", {}, name), textNode("uri", url));
}
