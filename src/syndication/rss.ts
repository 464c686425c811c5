import { node, textNode, type XmlNode, xmlDocument } from "../base/write-xml.ts";
import { escapeXml } from "../base/xml.ts";
import { changedAt, type FeedItem, type FeedPhoto, type PlacedFeed, utc } from "./feed.ts";

// RSS 2.0 with the RSS Advisory Board's profile (https://www.rssboard.org/rss-profile): Atom for links and changes, content:encoded
// for whole texts, Media RSS (https://www.rssboard.org/media-rss) for pictures, Dublin Core for names without e-mail addresses.
const namespaces = {
  "xmlns:atom": "http://www.w3.org/2005/Atom",
  "xmlns:content": "http://purl.org/rss/1.0/modules/content/",
  "xmlns:dc": "http://purl.org/dc/elements/1.1/",
  "xmlns:media": "http://search.yahoo.com/mrss/",
};

/** Minutes that readers' programs may keep it. */
const ttl = 15;

/** A feed as RSS 2.0. */
export function rssFeed(feed: PlacedFeed): string {
  const { title, description, language, home, self, hub, items } = feed;
  return xmlDocument(
    node(
      "rss",
      { version: "2.0", ...namespaces },
      node(
        "channel",
        {},
        node("title", {}, rssTitle(title)),
        node("link", {}, home),
        node("description", {}, escapeXml(description)),
        textNode("language", language.toLowerCase()),
        items.length > 0 ? node("lastBuildDate", {}, rfc822(changedAt(feed))) : undefined,
        node("ttl", {}, String(ttl)),
        node("atom:link", { href: self, rel: "self", type: "application/rss+xml" }),
        hub === undefined ? undefined : node("atom:link", { href: hub, rel: "hub" }),
        ...items.map(rssItem),
      ),
    ),
  );
}

function rssItem(item: FeedItem): XmlNode {
  const { id, url, title, summary, published, updated, authors, categories, photo, isWhole } = item;
  return node(
    "item",
    {},
    node("title", {}, rssTitle(title)),
    node("link", {}, url),
    node("guid", { isPermaLink: "false" }, id),
    node("pubDate", {}, rfc822(published)),
    updated > published ? node("atom:updated", {}, utc(updated)) : undefined,
    ...authors.map(({ name }) => textNode("dc:creator", name)),
    ...categories.map((category) => textNode("category", category)),
    // Programs read a description as HTML, so plain words are escaped once more.
    textNode("description", escapeXml(summary)),
    isWhole ? node("content:encoded", {}, item.html()) : undefined,
    photo && mediaContent(photo),
  );
}

/** A picture with its rights, as Media RSS has it: also Atom's. */
export function mediaContent(photo: FeedPhoto): XmlNode {
  const { url, width, height, alt, caption, credit, copyright, licence, usageTerms } = photo;
  return node(
    "media:content",
    { url, type: "image/jpeg", medium: "image", width, height },
    alt === "" ? undefined : node("media:title", { type: "plain" }, alt),
    caption === undefined ? undefined : node("media:description", { type: "plain" }, caption),
    node("media:credit", { role: "photographer", scheme: "urn:ebu" }, credit),
    textNode("media:copyright", copyright),
    licence === undefined
      ? undefined
      : node("media:license", { type: "text/html", href: licence }, usageTerms ?? licence),
  );
}

/** RFC 822 with a year of four digits, in GMT. */
function rfc822(moment: number): string {
  return new Date(moment).toUTCString();
}

/**
 * RSS doesn't say whether a title is text or HTML, and half of all programs take it for HTML: what looks like a tag is
 * parted by a space of no width, so that both kinds show it.
 */
function rssTitle(title: string): string {
  return title.replace(/<(?=[a-z/!?])/gi, "<\u200b");
}
