import { type FlowNode, flowBlocks, inlineContent, itemContent, type ParagraphReader } from "./sanitise-flow.ts";
import { type ElementNode, element, findElements, type HtmlNode, hasElement, textOf } from "./sanitise-tree.ts";

// Lists, tables, descriptions and disclosures, put together from whatever stands in their tags.

const isBlank = (node: HtmlNode) => node.kind === "text" && node.text.trim() === "";

/** A list that holds items only; what stands between them becomes an item, a list in a list part of the item above. */
export function tidyList(list: ElementNode, reader: ParagraphReader): FlowNode[] {
  const items: ElementNode[] = [];
  let loose: HtmlNode[] = [];
  const endLoose = () => {
    if (!loose.every(isBlank)) items.push(element("li", itemContent(loose, reader)));
    loose = [];
  };
  const feed = (node: HtmlNode): void => {
    if (node.kind !== "element") loose.push(node);
    else if (node.name === "li") {
      endLoose();
      items.push(element("li", itemContent(node.children, reader), node.attributes));
    } else if (/^[uo]l$/.test(node.name) && items.length > 0) {
      endLoose();
      items.at(-1)?.children.push(...tidyList(node, reader));
    } else if (!/^[uo]l$/.test(node.name) && findElements(node.children, "li").length > 0) node.children.forEach(feed);
    else loose.push(node);
  };
  list.children.forEach(feed);
  endLoose();
  return items.length === 0 ? [] : [element(list.name, items, list.attributes)];
}

interface Section {
  name: string;
  rows: ElementNode[];
}

/** A table of caption, head, bodies and foot; what can't stand in it comes before it. One cell alone is no table. */
export function tidyTable(table: ElementNode, reader: ParagraphReader): FlowNode[] {
  const stray: HtmlNode[] = [];
  const sections: Section[] = [];
  let caption: ElementNode | undefined;

  const readRow = (nodes: readonly HtmlNode[], cells: ElementNode[]): void => {
    for (const node of nodes) {
      if (node.kind === "element" && /^t[dh]$/.test(node.name)) cells.push(node);
      else if (node.kind === "element" && node.name !== "table" && hasElement([node], isCell))
        readRow(node.children, cells);
      else if (!isBlank(node)) stray.push(node);
    }
  };
  const readRows = (nodes: readonly HtmlNode[], name: string): void => {
    for (const node of nodes) {
      if (isBlank(node)) continue;
      if (node.kind !== "element" || node.name === "table") stray.push(node);
      else if (node.name === "caption" && !caption) caption = node;
      else if (/^t(?:head|body|foot)$/.test(node.name)) {
        sections.push({ name: node.name, rows: [] });
        readRows(node.children, node.name);
        sections.push({ name: "tbody", rows: [] });
      } else if (node.name === "tr" || isCell(node)) {
        const cells: ElementNode[] = [];
        readRow(node.name === "tr" ? node.children : [node], cells);
        if (cells.length > 0) rowsOf(name).push(element("tr", cells));
      } else if (hasElement(node.children, isCell)) readRows(node.children, name);
      else stray.push(node);
    }
  };
  const rowsOf = (name: string): ElementNode[] => {
    const last = sections.at(-1);
    if (last?.name === name) return last.rows;
    const section = { name, rows: [] };
    sections.push(section);
    return section.rows;
  };
  readRows(table.children, "tbody");

  const before = flowBlocks(stray, reader);
  const cells = sections.flatMap((section) => section.rows.flatMap((row) => row.children));
  const [only] = cells;
  if (cells.length <= 1) {
    const content = only?.kind === "element" ? only.children : [];
    return [...before, ...flowBlocks(caption ? [...caption.children, element("div", content)] : content, reader)];
  }
  return [...before, element("table", tableParts(caption, sections, reader), table.attributes)];
}

const isCell = (node: ElementNode) => node.name === "td" || node.name === "th";

function tableParts(caption: ElementNode | undefined, sections: Section[], reader: ParagraphReader): HtmlNode[] {
  const full = sections.filter((section) => section.rows.length > 0);
  const head = full.find((section) => section.name === "thead");
  const foot = full.findLast((section) => section.name === "tfoot");
  const bodies = full.filter((section) => section !== head && section !== foot);
  const print = (section: Section, name: string) =>
    element(
      name,
      section.rows.map((row) => tidyRow(row, name, reader)),
    );
  return [
    ...(caption && textOf(caption.children).trim() !== "" ? [element("caption", inlineContent(caption.children))] : []),
    ...(head ? [print(head, "thead")] : []),
    ...bodies.map((section) => print(section, "tbody")),
    ...(foot ? [print(foot, "tfoot")] : []),
  ];
}

function tidyRow(row: ElementNode, section: string, reader: ParagraphReader): ElementNode {
  const cells = row.children.filter((node) => node.kind === "element");
  const isHead = section === "thead" || cells.every((cell) => cell.name === "th");
  return element(
    "tr",
    cells.map((cell) => {
      const { scope, ...attributes } = cell.attributes;
      // An empty header names nothing.
      if (cell.name === "td" || textOf(cell.children).trim() === "")
        return element("td", itemContent(cell.children, reader), attributes);
      return element("th", inlineContent(cell.children), { scope: scope ?? (isHead ? "col" : "row"), ...attributes });
    }),
  );
}

/** A description list of terms and descriptions in turn; one that is put together otherwise becomes paragraphs. */
export function describeList(list: ElementNode, reader: ParagraphReader): FlowNode[] {
  const parts: ElementNode[] = [];
  let isWellFormed = true;
  const feed = (node: HtmlNode): void => {
    if (isBlank(node)) return;
    if (node.kind === "element" && node.name === "div") node.children.forEach(feed);
    else if (node.kind === "element" && node.name === "dt") parts.push(element("dt", inlineContent(node.children)));
    else if (node.kind === "element" && node.name === "dd")
      parts.push(element("dd", itemContent(node.children, reader)));
    else isWellFormed = false;
  };
  list.children.forEach(feed);
  const hasWords = parts.every((part) => textOf(part.children).trim() !== "");
  const isInTurn = parts[0]?.name === "dt" && parts.at(-1)?.name === "dd";
  if (isWellFormed && hasWords && isInTurn) return [element("dl", parts)];
  return flowBlocks(list.children, reader);
}

/** A disclosure begins with its summary; without one it is what it would have disclosed. */
export function tidyDetails(details: ElementNode, reader: ParagraphReader): FlowNode[] {
  const summary = details.children.find((node) => node.kind === "element" && node.name === "summary");
  const rest = flowBlocks(
    details.children.filter((node) => node !== summary),
    reader,
  );
  if (summary?.kind !== "element" || textOf(summary.children).trim() === "") return rest;
  return [element("details", [element("summary", inlineContent(summary.children)), ...rest], details.attributes)];
}
