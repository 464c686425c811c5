import { ElementType, parseDocument } from "htmlparser2";
import { escapeXml } from "../base/xml.ts";

type Node = ReturnType<typeof parseDocument>["children"][number];

const empty = new Set("area base br col embed hr img input link meta source track wbr".split(" "));

/** What books may not hold (EPUB 3.3 allows scripts where the reader's program does, and few do): the words within stay. */
const unwrapped = new Set(["form", "button", "iframe", "video", "audio", "object"]);
const dropped = new Set(["script", "style", "template", "input", "source", "track", "noscript"]);

/** Attributes that XHTML's schema for EPUB does not know, or that point at what a book has not. */
const droppedAttributes =
  /^(?:on|data-|srcset$|sizes$|loading$|decoding$|fetchpriority$|tabindex$|crossorigin$|integrity$|hreflang$|style$)/;

/**
 * A fragment of HTML as XHTML: every element closed, every attribute quoted, no named entity, no scripts; words of whatever is
 * left out stay. The same fragment gives the same text.
 */
export function toXhtml(html: string): string {
  return parseDocument(html, { decodeEntities: true }).children.map(write).join("");
}

function write(node: Node): string {
  if (node.type === ElementType.Text) return escapeText((node as { data: string }).data);
  if (!("name" in node) || !("attribs" in node)) return "";
  const name = node.name.toLowerCase();
  if (dropped.has(name)) return "";
  const inner = node.children.map(write).join("");
  if (unwrapped.has(name)) return inner;
  const attributes = Object.entries(node.attribs)
    .map(([key, value]) => [key.toLowerCase(), value] as const)
    .filter(([key]) => /^[a-z_][\w.:-]*$/.test(key) && !droppedAttributes.test(key))
    .map(([key, value]) => ` ${key}="${escapeXml(value)}"${key === "lang" ? ` xml:lang="${escapeXml(value)}"` : ""}`)
    .join("");
  return empty.has(name) ? `<${name}${attributes}/>` : `<${name}${attributes}>${inner}</${name}>`;
}

function escapeText(text: string): string {
  return escapeXml(text).replaceAll("&quot;", '"').replaceAll("&#39;", "'");
}
