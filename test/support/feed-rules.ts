import { DomUtils, parseDocument } from "htmlparser2";
import { defaultXmlLimits, parseXml, type XmlElement } from "../../src/base/xml.ts";
import { elementsOf } from "./page-elements.ts";

// The rules of the W3C feed validator (https://validator.w3.org/feed/, its list of messages) that can apply to what we write, one
// entry for each class of message. Longer than 250 lines: it is one table, read as a whole.

/** A feed of XML as the rules see it. */
export interface ReadFeed {
  text: string;
  root: XmlElement;
  kind: "rss" | "atom";
  /** `channel` or `feed`. */
  head: XmlElement;
  /** `item`s or `entry`s. */
  entries: XmlElement[];
}

export interface FeedRule {
  /** The validator's own name of the message, and what it means. */
  name: string;
  only?: "rss" | "atom";
  /** What breaks the rule, in words; empty where nothing does. `address` is where the feed stands. */
  faults: (feed: ReadFeed, address: string) => string[];
  /** Breaks a sound feed in just this way, to prove that the rule can fail. */
  spoil: [search: string | RegExp, replacement: string];
}

const uris = {
  atom: "http://www.w3.org/2005/Atom",
  content: "http://purl.org/rss/1.0/modules/content/",
  dc: "http://purl.org/dc/elements/1.1/",
  media: "http://search.yahoo.com/mrss/",
};

/** Reads a feed; throws where it is not well-formed. */
export function readFeed(text: string): ReadFeed {
  const root = parseXml(text, { ...defaultXmlLimits, length: 1e9 });
  const kind = root.local === "rss" ? "rss" : "atom";
  const head = kind === "rss" ? (root.children[0] ?? root) : root;
  const entries = head.children.filter(({ local }) => local === (kind === "rss" ? "item" : "entry"));
  return { text, root, kind, head, entries };
}

export const all = (parent: XmlElement, local: string, uri?: string) =>
  parent.children.filter((child) => child.local === local && (uri === undefined || child.uri === uri));
export const textOf = (parent: XmlElement, local: string, uri?: string) => all(parent, local, uri)[0]?.text ?? "";
export const attribute = (element: XmlElement, local: string) =>
  element.attributes.find((each) => each.local === local)?.value;
const everything = (element: XmlElement): XmlElement[] => [element, ...element.children.flatMap(everything)];
/** Of RSS itself, or of Atom where the feed is one. */
const own = ({ kind }: ReadFeed) => (kind === "rss" ? "" : uris.atom);

const monthName = "(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)";
const rfc822 = new RegExp(`^(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun), \\d{2} ${monthName} \\d{4} \\d{2}:\\d{2}:\\d{2} GMT$`);
const rfc3339 = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d+)?(?:Z|[+-]\d{2}:\d{2})$/;
// RFC 3986: what may stand in an address; everything else is percent-encoded.
const fullLink = /^(?:https?:\/\/[\w.-]+(?::\d+)?(?:[/?#]|$)|mailto:|tel:|urn:)[\w\-.~:/?#[\]@!$&'()*+,;=%]*$/;
const tagLike = /<\/?[a-z!?]/i;

/** Content as HTML, of either kind of feed; with summaries of RSS, which are read as HTML too. */
function contents({ kind, entries }: ReadFeed): string[] {
  return entries.flatMap((entry) =>
    (kind === "rss"
      ? [...all(entry, "encoded", uris.content), ...all(entry, "description", "")]
      : all(entry, "content", uris.atom)
    ).map(({ text }) => text),
  );
}

function dates({ head, entries, kind }: ReadFeed): string[] {
  const names = ["pubDate", "lastBuildDate", ...(kind === "atom" ? ["updated", "published"] : [])];
  return [head, ...entries].flatMap((parent) => names.flatMap((name) => all(parent, name).map(({ text }) => text)));
}

const known: Record<string, string[]> = {
  "": [..."rss channel item title link description language lastBuildDate ttl guid pubDate category".split(" ")],
  [uris.atom]:
    "feed entry id title subtitle updated published author name uri icon link summary content category".split(" "),
  [uris.content]: ["encoded"],
  [uris.dc]: ["creator"],
  [uris.media]: ["content", "title", "description", "credit", "copyright", "license"],
};
const repeatable = new Set(["item", "entry", "category", "link", "creator", "author", "content"]);

export const feedRules: FeedRule[] = [
  {
    name: "UndeterminableVocabulary: the root says what it is",
    faults: ({ root }) =>
      (root.local === "rss" && attribute(root, "version") === "2.0") ||
      (root.local === "feed" && root.uri === uris.atom)
        ? []
        : [root.local],
    spoil: [/version="2.0"|xmlns="http:\/\/www.w3.org\/2005\/Atom"/, 'version="9"'],
  },
  {
    name: "UndefinedElement: every element is one of its vocabulary",
    faults: ({ root }) =>
      everything(root)
        .filter(({ uri, local }) => !known[uri]?.includes(local))
        .map(({ local }) => local),
    spoil: [/<(item|entry)>/, "<$1><colour/>"],
  },
  {
    name: "DuplicateElement: what may stand once stands once",
    faults: ({ root }) =>
      everything(root).flatMap((element) => {
        const names = element.children.map(({ uri, local }) => `${uri} ${local}`);
        return names.filter((name, index) => names.indexOf(name) < index && !repeatable.has(name.split(" ")[1] ?? ""));
      }),
    spoil: [/(<title[^>]*>)/, "<title>Twice</title>$1"],
  },
  {
    name: "MissingElement: a channel has title, link and description; a feed id, title, updated and author",
    faults: (feed) => {
      const needed = feed.kind === "rss" ? ["title", "link", "description"] : ["id", "title", "updated", "author"];
      const inEntry = feed.kind === "rss" ? ["title", "link"] : ["id", "title", "updated"];
      return [
        ...needed.filter((name) => all(feed.head, name, own(feed)).length === 0),
        ...feed.entries.flatMap((entry) => inEntry.filter((name) => all(entry, name, own(feed)).length === 0)),
      ];
    },
    spoil: [/(<(?:item|entry)>\n(?:<id>.*<\/id>\n)?)<title[^>]*>[^<]*<\/title>/, "$1"],
  },
  {
    name: "NotBlank: nothing that is named is empty, or begins or ends with white space",
    faults: ({ root }) =>
      everything(root)
        .filter(({ children, local }) => children.length === 0 && local !== "link" && local !== "category")
        .filter(
          ({ text, local }) => text.trim() === "" || (!["encoded", "content"].includes(local) && text !== text.trim()),
        )
        .map(({ local, text }) => `${local} "${text}"`),
    spoil: [/<(guid[^>]*|id)>/, "<$1> "],
  },
  {
    name: "BadCharacters: no control characters, no sign of a wrong encoding",
    faults: ({ text }) =>
      [...text.matchAll(/(?![\t\n\r])\p{Cc}|[\ufffd\ufffe\uffff]/gu)].map(([found]) => JSON.stringify(found)),
    spoil: [/<title([^>]*)>/, "<title$1>\u0085"],
  },
  {
    name: "InvalidRFC2822Date, InvalidRFC3339Date",
    faults: (feed) => dates(feed).filter((date) => !(feed.kind === "rss" ? rfc822 : rfc3339).test(date)),
    spoil: [/<(pubDate|updated)>[^<]*/, "<$1>Sunday"],
  },
  {
    name: "InvalidRFC3339Date: of Atom's own dates in RSS",
    only: "rss",
    faults: ({ entries }) =>
      entries.flatMap((entry) =>
        all(entry, "updated", uris.atom)
          .filter(({ text }) => !rfc3339.test(text))
          .map(({ text }) => text),
      ),
    spoil: ["</item>", "<atom:updated>Sunday</atom:updated></item>"],
  },
  {
    name: "IncorrectDOW, ImplausibleDate: a day that was",
    faults: (feed) =>
      dates(feed).filter((date) => {
        const moment = new Date(date);
        if (Number.isNaN(moment.getTime())) return true;
        if (moment.getTime() === 0) return feed.entries.length > 0;
        return moment.getUTCFullYear() < 1900 || (feed.kind === "rss" && moment.toUTCString() !== date);
      }),
    spoil: [/<(pubDate|updated)>[^<]*/, "<$1>Mon, 12 Nov 1812 00:00:00 GMT"],
  },
  {
    name: "InvalidFullLink, InvalidURI, InvalidIRI: addresses are absolute and encoded",
    faults: ({ root, head, entries }) => {
      const texts = [head, ...entries].flatMap((parent) =>
        ["link", "guid", "id", "icon"].flatMap((name) => all(parent, name).map(({ text }) => text)),
      );
      const persons = everything(root)
        .filter(({ local }) => local === "uri")
        .map(({ text }) => text);
      const attributes = everything(root).flatMap((element) =>
        ["href", "url"].map((name) => attribute(element, name)).filter((value) => value !== undefined),
      );
      return [...texts, ...persons, ...attributes].filter((value) => value !== "" && !fullLink.test(value));
    },
    spoil: [/https:\/\/[^"<]*(feed|atom)\.xml/, "feed.xml"],
  },
  {
    name: "InvalidLanguage",
    faults: ({ kind, head, root }) => {
      const language = kind === "rss" ? textOf(head, "language") : (attribute(root, "lang") ?? "");
      return /^[a-z]{2,3}(-[A-Za-z\d]{2,8})*$/.test(language) ? [] : [language];
    },
    spoil: [/(<language>|xml:lang=")[^<"]*/, "$1English, of course"],
  },
  {
    name: "MissingSelf, SelfDoesntMatchLocation",
    faults: ({ head }, address) => {
      const self = all(head, "link", uris.atom).filter((link) => attribute(link, "rel") === "self");
      return self.length === 1 && self[0] && attribute(self[0], "href") === address
        ? []
        : [`${self.length} self links`];
    },
    spoil: ['rel="self"', 'rel="via"'],
  },
  {
    name: "MissingGuid, MissingId; DuplicateEntries: each item has an id, and no two the same",
    faults: ({ kind, entries }) => {
      const ids = entries.map((entry) => textOf(entry, kind === "rss" ? "guid" : "id"));
      return [...ids.filter((id, index) => ids.indexOf(id) < index), ...ids.filter((id) => id === "")];
    },
    spoil: [/<guid isPermaLink="false">[^<]*<\/guid>|(<entry>\n<id>)[^<]*/, "$1"],
  },
  {
    name: "InvalidPermalink: an id that is no address says so",
    only: "rss",
    faults: ({ entries }) =>
      entries.flatMap((entry) =>
        all(entry, "guid")
          .filter((guid) => attribute(guid, "isPermaLink") !== "false")
          .map(({ text }) => text),
      ),
    spoil: [' isPermaLink="false"', ""],
  },
  {
    name: "ContainsHTML: a title is words",
    only: "rss",
    faults: ({ head, entries }) =>
      [head, ...entries].map((parent) => textOf(parent, "title", "")).filter((title) => tagLike.test(title)),
    spoil: [/<item>\n<title>/, "<item>\n<title>&lt;b&gt;"],
  },
  {
    name: "DuplicateItemSemantics: one way to name a writer",
    only: "rss",
    faults: ({ entries }) => entries.filter((entry) => all(entry, "author", "").length > 0).map(() => "author"),
    spoil: ["</item>", "<author>a@example.org (A)</author></item>"],
  },
  {
    name: "InvalidTTL: whole minutes",
    only: "rss",
    faults: ({ head }) => (/^[1-9]\d*$/.test(textOf(head, "ttl")) ? [] : [textOf(head, "ttl")]),
    spoil: [/<ttl>\d+/, "<ttl>soon"],
  },
  {
    name: "InvalidTextType: Atom's texts say how they are to be read",
    only: "atom",
    faults: ({ root }) =>
      everything(root)
        .filter(({ uri, local }) => uri === uris.atom && ["title", "summary", "content"].includes(local))
        .filter((element) => attribute(element, "type") !== (element.local === "content" ? "html" : "text"))
        .map(({ local }) => local),
    spoil: ['<title type="text">', '<title type="plain">'],
  },
  {
    name: "MissingAlternateLink, DuplicateAtomLink: one page for each feed and entry",
    only: "atom",
    faults: ({ head, entries }) =>
      [head, ...entries]
        .filter((parent) => all(parent, "link").filter((link) => attribute(link, "rel") === "alternate").length !== 1)
        .map((parent) => textOf(parent, "id")),
    spoil: ['rel="alternate"', 'rel="related"'],
  },
  {
    name: "UpdatedOrder: no entry changed before it was published, and the feed when the newest did",
    only: "atom",
    faults: ({ head, entries }) => {
      const changed = entries.map((entry) => Date.parse(textOf(entry, "updated", uris.atom)));
      const early = entries.filter((entry, index) => (changed[index] ?? 0) < Date.parse(textOf(entry, "published")));
      const isRight = Date.parse(textOf(head, "updated", uris.atom)) === Math.max(0, ...changed);
      return [...early.map((entry) => textOf(entry, "id")), ...(isRight ? [] : ["the feed's own"])];
    },
    spoil: [/<published>[^<]*/, "<published>2999-01-01T00:00:00Z"],
  },
  {
    name: "EmptyCategory: a category has a term",
    only: "atom",
    faults: ({ entries }) =>
      entries.flatMap((entry) =>
        all(entry, "category")
          .filter((each) => !attribute(each, "term"))
          .map(() => "category"),
      ),
    spoil: [/term="[^"]*"/, 'term=""'],
  },
  {
    name: "SecurityRisk: no element that runs, frames or loads",
    faults: (feed) =>
      contents(feed)
        .flatMap((html) => elementsOf({ html }))
        .map(({ name }) => name)
        .filter((name) =>
          /^(script|iframe|object|embed|applet|form|input|style|link|meta|base|frame|frameset|noscript)$/.test(name),
        ),
    spoil: [/(<content:encoded>|<content type="html">)/, "$1&lt;script&gt;&lt;/script&gt;"],
  },
  {
    name: "SecurityRiskAttr, DangerousStyleAttr: no attribute that runs or paints",
    faults: (feed) =>
      contents(feed)
        .flatMap((html) => elementsOf({ html }))
        .flatMap(({ attributes }) => Object.keys(attributes))
        .filter((name) => /^(on.*|style|class|srcset|srcdoc)$/.test(name)),
    spoil: [/(<content:encoded>|<content type="html">)/, '$1&lt;p style="color:red"&gt;&lt;/p&gt;'],
  },
  {
    name: "ContainsRelRef: nothing in the content is relative",
    faults: (feed) =>
      contents(feed)
        .flatMap((html) => elementsOf({ html }))
        .flatMap(({ attributes }) => [attributes.href, attributes.src, attributes.poster, attributes.cite])
        .filter((value) => value !== undefined)
        .filter((value) => !/^(https?:\/\/|mailto:|tel:|sms:|geo:|whatsapp:)/.test(value)),
    spoil: [/(<content:encoded>|<content type="html">)/, '$1&lt;a href="#note"&gt;1&lt;/a&gt;'],
  },
  {
    name: "NotHtml: content is HTML itself, and none of it is shown to readers as text",
    faults: (feed) =>
      contents(feed)
        .map((html) => DomUtils.textContent(parseDocument(html, { decodeEntities: true })))
        .filter((shown) => /<(?:p|div|figure|figcaption|img)\b/.test(shown)),
    spoil: [/(<content:encoded>|<content type="html">)/, "$1&amp;lt;p&amp;gt;"],
  },
  {
    name: "InvalidMIMEType, InvalidMediaAttribute: a picture says what it is",
    faults: (feed) =>
      media(feed)
        .filter((content) => attribute(content, "type") !== "image/jpeg" || attribute(content, "medium") !== "image")
        .map((content) => attribute(content, "url") ?? ""),
    spoil: ['medium="image"', 'medium="painting"'],
  },
  {
    name: "InvalidNonNegativeInteger: sizes are numbers",
    faults: (feed) =>
      media(feed)
        .flatMap((content) => ["width", "height"].map((name) => attribute(content, name) ?? ""))
        .filter((value) => !/^[1-9]\d*$/.test(value)),
    spoil: [/(<media:content [^>]*width=")\d+/, "$1wide"],
  },
  {
    name: "InvalidCreditRole: every picture has one credit, of a role that the EBU knows",
    faults: (feed) =>
      media(feed).flatMap((content) => {
        const credits = all(content, "credit", uris.media);
        const isRight =
          credits.length === 1 &&
          credits.every(
            (each) => attribute(each, "role") === "photographer" && attribute(each, "scheme") === "urn:ebu",
          );
        return isRight ? [] : [attribute(content, "url") ?? ""];
      }),
    spoil: ['scheme="urn:ebu"', 'scheme="urn:ours"'],
  },
  {
    name: "InvalidMediaTextType: words of a picture are plain",
    faults: (feed) =>
      media(feed)
        .flatMap((content) => [...all(content, "title", uris.media), ...all(content, "description", uris.media)])
        .filter((each) => attribute(each, "type") !== "plain")
        .map(({ text }) => text),
    spoil: [/<media:(title|description) type="plain">/, '<media:$1 type="xhtml">'],
  },
];

/** The pictures that a feed names. */
export function media({ entries }: ReadFeed): XmlElement[] {
  return entries.flatMap((entry) => all(entry, "content", uris.media));
}
