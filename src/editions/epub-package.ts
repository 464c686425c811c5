import { posix } from "node:path";
import { node, textNode, type XmlNode, xmlDocument } from "../base/write-xml.ts";

/** One file of the book beside its package. */
export interface EpubItem {
  /** Unique in the book; an XML name. */
  id: string;
  /** Relative to the package. */
  href: string;
  type: string;
  properties?: "nav" | "cover-image";
  /** Its place in the reading order; absent: not read by itself. */
  isRead?: boolean;
}

export interface EpubChapter {
  title: string;
  href: string;
  children?: EpubChapter[];
}

export interface EpubFacts {
  /** Lasting and unique: an address. */
  identifier: string;
  title: string;
  /** BCP 47. */
  language: string;
  direction: "ltr" | "rtl";
  publisher: string;
  description: string;
  /** RFC 3339 in UTC, to the second. */
  modified: string;
  /** Day of the edition: `2026-11-22`. */
  date: string;
  rights?: string | undefined;
  hasPictures: boolean;
  /** Whether each picture has a description, or is said to be no more than decoration. */
  areAllDescribed: boolean;
  /** In the book's language: what its accessibility metadata means. */
  accessibilitySummary: string;
}

const namespaces = {
  xmlns: "http://www.idpf.org/2007/opf",
  "xmlns:dc": "http://purl.org/dc/elements/1.1/",
};

/** The package document of EPUB 3.3: what the book is, of what it consists, in which order it is read. */
export function packageDocument(facts: EpubFacts, items: readonly EpubItem[]): string {
  const meta = (property: string, text: string) => node("meta", { property }, text);
  const { hasPictures, areAllDescribed } = facts;
  const features = [
    "structuralNavigation",
    "tableOfContents",
    "readingOrder",
    "displayTransformability",
    ...(hasPictures && areAllDescribed ? ["alternativeText"] : []),
  ];
  const metadata = node(
    "metadata",
    {},
    node("dc:identifier", { id: "id" }, facts.identifier),
    node("dc:title", {}, facts.title),
    node("dc:language", {}, facts.language),
    node("dc:publisher", {}, facts.publisher),
    node("dc:creator", {}, facts.publisher),
    textNode("dc:description", facts.description),
    textNode("dc:rights", facts.rights),
    node("dc:date", {}, facts.date),
    node("dc:type", {}, "newspaper"),
    meta("dcterms:modified", facts.modified),
    meta("schema:accessMode", "textual"),
    ...(hasPictures ? [meta("schema:accessMode", "visual")] : []),
    // Every word can be read without a picture where each has a description.
    ...(!hasPictures || areAllDescribed ? [meta("schema:accessModeSufficient", "textual")] : []),
    ...features.map((feature) => meta("schema:accessibilityFeature", feature)),
    meta("schema:accessibilityHazard", "none"),
    meta("schema:accessibilitySummary", facts.accessibilitySummary),
    ...(items.some(({ properties }) => properties === "cover-image")
      ? [node("meta", { name: "cover", content: items.find(({ properties }) => properties === "cover-image")?.id })]
      : []),
  );
  return xmlDocument(
    node(
      "package",
      {
        ...namespaces,
        version: "3.0",
        "unique-identifier": "id",
        "xml:lang": facts.language,
        dir: facts.direction,
        prefix: "schema: http://schema.org/",
      },
      metadata,
      node(
        "manifest",
        {},
        ...items.map(({ id, href, type, properties }) => node("item", { id, href, "media-type": type, properties })),
      ),
      node(
        "spine",
        { "page-progression-direction": facts.direction },
        ...items.filter(({ isRead }) => isRead).map(({ id }) => node("itemref", { idref: id })),
      ),
    ),
  );
}

/** Where the package is: the one file that every reader looks for. */
export function containerDocument(packagePath: string): string {
  return xmlDocument(
    node(
      "container",
      { version: "1.0", xmlns: "urn:oasis:names:tc:opendocument:xmlns:container" },
      node(
        "rootfiles",
        {},
        node("rootfile", { "full-path": packagePath, "media-type": "application/oebps-package+xml" }),
      ),
    ),
  );
}

/** The table of contents, for programs and for people. `title`: its heading. */
export function navigationDocument(
  chapters: readonly EpubChapter[],
  facts: Pick<EpubFacts, "language" | "direction"> & {
    title: string;
    landmarks: { type: string; title: string; href: string }[];
  },
): string {
  const list = (entries: readonly EpubChapter[]): XmlNode =>
    node(
      "ol",
      {},
      ...entries.map(({ title, href, children }) =>
        node("li", {}, node("a", { href }, title), children && children.length > 0 ? list(children) : undefined),
      ),
    );
  const { language, direction, title, landmarks } = facts;
  return xmlDocument(
    node(
      "html",
      {
        xmlns: "http://www.w3.org/1999/xhtml",
        "xmlns:epub": "http://www.idpf.org/2007/ops",
        lang: language,
        "xml:lang": language,
        dir: direction,
      },
      node("head", {}, node("title", {}, title)),
      node(
        "body",
        {},
        node("nav", { "epub:type": "toc", role: "doc-toc", id: "toc" }, node("h1", {}, title), list(chapters)),
        node(
          "nav",
          { "epub:type": "landmarks", hidden: "hidden", "aria-label": title },
          node(
            "ol",
            {},
            ...landmarks.map((each) =>
              node("li", {}, node("a", { "epub:type": each.type, href: each.href }, each.title)),
            ),
          ),
        ),
      ),
    ),
  );
}

/** Of what a name says it is; undefined for what a book may not hold without a fallback. */
export function mediaTypeOf(path: string): string | undefined {
  return {
    ".xhtml": "application/xhtml+xml",
    ".css": "text/css",
    ".jpg": "image/jpeg",
    ".jpeg": "image/jpeg",
    ".png": "image/png",
    ".gif": "image/gif",
    ".svg": "image/svg+xml",
    ".webp": "image/webp",
  }[posix.extname(path)];
}
