import { DomUtils, parseDocument } from "htmlparser2";
import type { DemoPage } from "./demo-pages.ts";

export interface PageElement {
  name: string;
  attributes: Record<string, string>;
  /** All text within, as it stands. */
  text: string;
}

/** Every element of a page, in order. */
export function elementsOf({ html }: Pick<DemoPage, "html">): PageElement[] {
  return DomUtils.getElementsByTagName("*", parseDocument(html, { decodeEntities: true }), true).map((element) => ({
    name: element.name,
    attributes: element.attribs,
    get text() {
      return DomUtils.textContent(element);
    },
  }));
}

/** The JSON-LD of a page: all objects of its graphs. Throws where it can't be parsed. */
export function structuredDataOf(page: Pick<DemoPage, "html">): Record<string, unknown>[] {
  return elementsOf(page)
    .filter(({ name, attributes }) => name === "script" && attributes.type === "application/ld+json")
    .flatMap(({ text }) => {
      const data = JSON.parse(text) as Record<string, unknown>;
      return Array.isArray(data["@graph"]) ? (data["@graph"] as Record<string, unknown>[]) : [data];
    });
}
