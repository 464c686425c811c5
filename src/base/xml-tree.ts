import { SaxesParser } from "saxes";
import { XmlError, type XmlLimits, xmlnsUri } from "./xml.ts";

/** An element with its content in the order of the file, for what is to be written again. */
export interface XmlTreeElement {
  /** Namespace URI; empty for none. */
  uri: string;
  local: string;
  attributes: { uri: string; local: string; value: string }[];
  /** Elements and texts as they stand. Comments and processing instructions are left out. */
  nodes: (XmlTreeElement | string)[];
}

export interface XmlTree {
  root: XmlTreeElement;
  /** Processing instructions before and in the document, by name: `xml-stylesheet`. */
  instructions: string[];
}

/**
 * Parses a document whole, its texts and elements in order. Unlike `parseXml` it passes over a DOCTYPE, since many drawing
 * programs write one: nothing that it names is read, and of its entities only plain texts count, so none can grow or
 * reach outside. `known` are prefixes that need no declaration. Throws XmlError.
 */
export function parseXmlTree(source: string, limits: XmlLimits, known: Record<string, string> = {}): XmlTree {
  if (source.length > limits.length) throw new XmlError(`has ${source.length} characters, more than ${limits.length}`);
  const open: XmlTreeElement[] = [];
  const instructions: string[] = [];
  let root: XmlTreeElement | undefined;
  const parser = new SaxesParser({ xmlns: true, position: false, additionalNamespaces: known });
  parser.on("error", (error) => {
    throw new XmlError(error.message);
  });
  parser.on("doctype", (text) => {
    for (const [name, value] of plainEntities(text)) parser.ENTITIES[name] = value;
  });
  parser.on("processinginstruction", ({ target }) => {
    instructions.push(target);
  });
  parser.on("opentag", (tag) => {
    if (open.length >= limits.depth) throw new XmlError(`nests more than ${limits.depth} elements`);
    const attributes = Object.values(tag.attributes)
      .filter(({ uri }) => uri !== xmlnsUri)
      .map(({ uri, local, value }) => ({ uri, local, value }));
    const element: XmlTreeElement = { uri: tag.uri, local: tag.local, attributes, nodes: [] };
    open.at(-1)?.nodes.push(element);
    root ??= element;
    open.push(element);
  });
  const onText = (text: string) => void open.at(-1)?.nodes.push(text);
  parser.on("text", onText);
  parser.on("cdata", onText);
  parser.on("closetag", () => {
    open.pop();
  });
  parser.write(source).close();
  if (!root) throw new XmlError("holds no element");
  return { root, instructions };
}

/** Illustrator names its namespaces by entities of the internal subset: a name and a text without markup of any kind. */
function plainEntities(doctype: string): [string, string][] {
  return [...doctype.matchAll(/<!ENTITY\s+([A-Za-z_][\w.-]*)\s+(?:"([^"&<%]{0,200})"|'([^'&<%]{0,200})')\s*>/g)]
    .filter(([, name]) => name !== undefined && !["lt", "gt", "amp", "quot", "apos"].includes(name))
    .slice(0, 100)
    .map(([, name = "", double, single]) => [name, double ?? single ?? ""]);
}
