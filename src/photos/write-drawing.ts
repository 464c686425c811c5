import { escapeXml } from "../base/xml.ts";
import type { XmlTreeElement } from "../base/xml-tree.ts";
import type { Drawing } from "./drawing.ts";
import { svgNamespace, xmlNamespace } from "./drawing-allowed.ts";

export interface DrawingWords {
  /** Becomes the drawing's title; empty for a decorative one. */
  alt: string;
  /** The rights record as an XMP packet. */
  packet: string;
}

/** A drawing as a file: its alt text as title, the rights record as metadata (XMP, part 3, § 2.6), then what it shows. */
export function writeDrawing({ root }: Drawing, { alt, packet }: DrawingWords): string {
  const nodes = root.nodes.filter((node) => typeof node === "string" || node.local !== "title");
  const title = alt === "" ? "" : `<title>${escapeXml(alt)}</title>`;
  return `<svg xmlns="${svgNamespace}"${attributesText(root)}>${title}<metadata>${packet}</metadata>${nodes.map(nodeText).join("")}</svg>\n`;
}

function nodeText(node: XmlTreeElement | string): string {
  if (typeof node === "string") return escapeXml(node);
  const content = node.nodes.map(nodeText).join("");
  const start = `<${node.local}${attributesText(node)}`;
  return content === "" ? `${start}/>` : `${start}>${content}</${node.local}>`;
}

function attributesText({ attributes }: XmlTreeElement): string {
  return attributes
    .map(
      ({ uri, local, value }) =>
        ` ${uri === xmlNamespace ? "xml:" : ""}${local}="${escapeXml(value).replace(/[\t\n]/g, " ")}"`,
    )
    .join("");
}
