import { SaxesParser } from "saxes";

export interface XmlAttribute {
  /** Namespace URI; empty for none. */
  uri: string;
  local: string;
  value: string;
}

/** An element by namespace URI, whatever prefix the file chose. */
export interface XmlElement extends Omit<XmlAttribute, "value"> {
  attributes: XmlAttribute[];
  children: XmlElement[];
  /** Text and CDATA directly inside, joined. */
  text: string;
}

export interface XmlLimits {
  /** UTF-16 code units. */
  length: number;
  /** Elements inside one another. */
  depth: number;
}

export const defaultXmlLimits: XmlLimits = { length: 1 << 20, depth: 100 };

/** A text that is not XML, is refused (DOCTYPE), or is past a limit. */
export class XmlError extends Error {
  override name = "XmlError";
}

/** Of the declarations of namespaces themselves. */
export const xmlnsUri = "http://www.w3.org/2000/xmlns/";

/**
 * Parses a small document into a tree, namespaces resolved; the caller matches by URI. DOCTYPE is refused, so no entity
 * but XML's own five is ever expanded and nothing outside is read. Throws XmlError.
 */
export function parseXml(source: string, limits: XmlLimits = defaultXmlLimits): XmlElement {
  if (source.length > limits.length) throw new XmlError(`has ${source.length} characters, more than ${limits.length}`);
  const open: XmlElement[] = [];
  let root: XmlElement | undefined;
  const parser = new SaxesParser({ xmlns: true, position: false });
  parser.on("error", (error) => {
    throw new XmlError(error.message);
  });
  parser.on("doctype", () => {
    throw new XmlError("holds a DOCTYPE");
  });
  parser.on("opentag", (tag) => {
    if (open.length >= limits.depth) throw new XmlError(`nests more than ${limits.depth} elements`);
    const attributes = Object.values(tag.attributes)
      .filter(({ uri }) => uri !== xmlnsUri)
      .map(({ uri, local, value }) => ({ uri, local, value }));
    const element: XmlElement = { uri: tag.uri, local: tag.local, attributes, children: [], text: "" };
    open.at(-1)?.children.push(element);
    root ??= element;
    open.push(element);
  });
  const onText = (text: string) => {
    const element = open.at(-1);
    if (element) element.text += text;
  };
  parser.on("text", onText);
  parser.on("cdata", onText);
  parser.on("closetag", () => {
    open.pop();
  });
  parser.write(source).close();
  if (!root) throw new XmlError("holds no element");
  return root;
}

// XML 1.0 § 2.2: what no document may hold, not even escaped. Lone surrogates go too.
const forbidden = /[^\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]/gu;
const entities: Record<string, string> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
  "\r": "&#13;",
};

/** A text as content or attribute value of XML; characters that XML 1.0 can't hold are left out. */
export function escapeXml(text: string): string {
  return text.replace(forbidden, "").replace(/[&<>"'\r]/g, (character) => entities[character] ?? "");
}
