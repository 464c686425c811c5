import { escapeXml } from "./xml.ts";

/** An element to be written. Names and prefixes are the writer's own; values may be any text. */
export interface XmlNode {
  name: string;
  attributes: Readonly<Record<string, string | number | undefined>>;
  children: readonly (XmlNode | string)[];
}

/** An element; what is undefined among its attributes and children is left out, so that a writer reads as a list. */
export function node(
  name: string,
  attributes: Readonly<Record<string, string | number | undefined>>,
  ...children: readonly (XmlNode | string | undefined)[]
): XmlNode {
  return { name, attributes, children: children.filter((child) => child !== undefined) };
}

/** An element of text alone; undefined where there is no text, so that no empty element is written. */
export function textNode(name: string, text: string | undefined): XmlNode | undefined {
  return text === undefined || text === "" ? undefined : node(name, {}, text);
}

/**
 * A whole document in UTF-8. Elements stand on lines of their own; no white space is put around text, for what stands
 * between the tags is the value: an address, an id, a credit line.
 */
export function xmlDocument(root: XmlNode): string {
  return `<?xml version="1.0" encoding="UTF-8"?>\n${written(root)}\n`;
}

function written({ name, attributes, children }: XmlNode): string {
  const opening = Object.entries(attributes)
    .filter(([, value]) => value !== undefined)
    .map(([key, value]) => ` ${key}="${escapeXml(String(value))}"`)
    .join("");
  if (children.length === 0) return `<${name}${opening}/>`;
  const hasElements = children.some((child) => typeof child !== "string");
  const parts = children.map((child) => (typeof child === "string" ? escapeText(child) : written(child)));
  const inside = hasElements ? `\n${parts.join("\n")}\n` : parts.join("");
  return `<${name}${opening}>${inside}</${name}>`;
}

/** Quotes may stand in text as they are: a whole story in a feed is full of them. */
function escapeText(text: string): string {
  return escapeXml(text).replaceAll("&quot;", '"').replaceAll("&#39;", "'");
}
