import type { TextFile } from "../base/text-file.ts";
import { node, type XmlNode, xmlDocument } from "../base/write-xml.ts";
import { places } from "../model/addresses.ts";
import type { FeedList } from "../model/feed-lists.ts";
import type { Addresses } from "./addresses.ts";
import { feedLine } from "./feed.ts";

/** OPML 2.0 (http://opml.org/spec2.opml) of every feed, by language and kind; each list once, as RSS, which every program reads. */
export function opmlFile(lists: readonly FeedList[], addresses: Addresses): TextFile {
  const { newsroom, localized, words, absolute } = addresses;
  const [first] = newsroom.languages;
  const paper = first ? feedLine(localized(newsroom.outlet.name, first) ?? "") : "";
  const groups: Partial<Record<FeedList["kind"], string>> = {
    section: "sections",
    topic: "topics",
    contributor: "feeds-writers",
  };
  const outline = ({ path, language, name, kind }: FeedList): XmlNode => {
    const own = localized(newsroom.outlet.name, language) ?? "";
    const corrections = kind === "corrections" ? words(language, "corrections") : undefined;
    const text = feedLine([own, name ?? corrections].filter((part) => part !== undefined).join(" — "));
    const feed = { type: "rss", text, title: text, xmlUrl: absolute(places.feed(path)), htmlUrl: absolute(path) };
    return node("outline", { ...feed, language: language.code.toLowerCase(), version: "RSS2" });
  };
  const languages = newsroom.languages.map((language) => {
    const own = lists.filter((list) => list.language === language);
    const grouped = Object.entries(groups).flatMap(([kind, key]) => {
      const some = own.filter((list) => list.kind === kind);
      return some.length > 0 ? [node("outline", { text: words(language, key) }, ...some.map(outline))] : [];
    });
    const single = own.filter((list) => groups[list.kind] === undefined);
    return node("outline", { text: language.name }, ...single.map(outline), ...grouped);
  });
  const root = node(
    "opml",
    { version: "2.0" },
    node("head", {}, node("title", {}, paper), node("docs", {}, "http://opml.org/spec2.opml")),
    node("body", {}, ...languages),
  );
  return { file: places.opml.slice(1), text: xmlDocument(root) };
}
