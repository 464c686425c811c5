import { ElementType, parseDocument } from "htmlparser2";
import { escapeXml } from "../base/xml.ts";

type Node = ReturnType<typeof parseDocument>["children"][number];

const words = (list: string) => new Set(list.split(" "));

const empty = words("area br col hr img wbr");

/** What EPUB 3.3 knows of HTML and copy may hold; of any other element the words within stay. Kept out too is what readers of books don't run (forms, frames, film). */
const known = words(
  "a abbr address article aside b bdi bdo blockquote br caption cite code col colgroup data dd del details dfn div dl dt em figcaption figure footer h1 h2 h3 h4 h5 h6 header hr i img ins kbd li main mark nav ol p pre q rp rt ruby s samp section small span strong sub summary sup table tbody td tfoot th thead time tr u ul var wbr",
);

/** Nothing of these is for readers. */
const dropped = words("script style template input source track noscript annotation annotation-xml param");

/** By element; `*`: any. What isn't listed here (handlers, data for scripts, sizes of other pictures) is left out. */
const attributes: Record<string, ReadonlySet<string>> = {
  "*": words("id class lang dir title role epub:type aria-label aria-hidden aria-labelledby aria-describedby"),
  a: words("href rel"),
  img: words("src alt width height"),
  ol: words("start reversed type"),
  li: words("value"),
  td: words("colspan rowspan headers"),
  th: words("colspan rowspan headers scope abbr"),
  col: words("span"),
  colgroup: words("span"),
  time: words("datetime"),
  data: words("value"),
  blockquote: words("cite"),
  q: words("cite"),
  ins: words("cite datetime"),
  del: words("cite datetime"),
  details: words("open"),
};
const numeric = words("width height colspan rowspan span start value");

/**
 * A fragment of HTML as XHTML: every element closed, every attribute quoted, no named entity, no scripts, no id twice; words of
 * whatever is left out stay. Characters that XML can't hold are gone. The same fragment gives the same text.
 */
export function toXhtml(html: string): string {
  const ids = new Set<string>();
  return parseDocument(html, { decodeEntities: true })
    .children.map((node) => write(node, ids))
    .join("");
}

function write(node: Node, ids: Set<string>): string {
  if (node.type === ElementType.Text) return escapeText((node as { data: string }).data);
  if (!("name" in node) || !("attribs" in node)) return "";
  const name = node.name.toLowerCase();
  if (dropped.has(name)) return "";
  if (!known.has(name)) return node.children.map((child) => write(child, ids)).join("");
  // A picture without words for those who can't see it is decoration, and says so.
  const attribs = name === "img" ? withAlt(node.attribs) : node.attribs;
  const own = Object.entries(attribs)
    .flatMap(([key, value]) => attributeOf(name, key.toLowerCase(), value, ids))
    .join("");
  const inner = node.children.map((child) => write(child, ids)).join("");
  return empty.has(name) ? `<${name}${own}/>` : `<${name}${own}>${inner}</${name}>`;
}

function attributeOf(name: string, key: string, value: string, ids: Set<string>): string[] {
  const isAllowed = attributes["*"]?.has(key) || attributes[name]?.has(key);
  if (!isAllowed || (numeric.has(key) && !/^-?\d+$/.test(value))) return [];
  if (key === "id") {
    // An XML name has no blanks, and none of them is empty.
    if (value === "" || /\s/.test(value) || ids.has(value)) return [];
    ids.add(value);
  }
  if (key === "dir" && !/^(?:ltr|rtl|auto)$/.test(value)) return [];
  if (key === "lang") {
    if (!/^[a-z]{2,8}(?:-[a-z\d]{1,8})*$/i.test(value)) return [];
    return [` lang="${value}"`, ` xml:lang="${value}"`];
  }
  if (key === "scope" && !/^(?:row|col|rowgroup|colgroup)$/.test(value)) return [];
  return [` ${key}="${escapeXml(value)}"`];
}

function withAlt(attribs: Readonly<Record<string, string>>): Record<string, string> {
  const { alt, role: _role, ...rest } = attribs;
  return alt === undefined || alt === "" ? { ...rest, alt: "", role: "presentation" } : { ...rest, alt };
}

function escapeText(text: string): string {
  return escapeXml(text).replaceAll("&quot;", '"').replaceAll("&#39;", "'");
}
