import type { Piece } from "./copy-context.ts";
import { paragraphs, takeLifts } from "./sanitise-paragraphs.ts";
import { describeList, tidyDetails, tidyList, tidyTable } from "./sanitise-structures.ts";
import { type ElementNode, element, type HtmlNode, hasElement, type LiftNode, textOf } from "./sanitise-tree.ts";

// HTML's content model, by construction: whatever tree comes in, what goes out has no block in a paragraph, no link in
// a link, no list item outside a list. Words are never lost; a tag that can't stand where it stands gives up its content.

/** What a paragraph may turn out to be instead of a paragraph. */
export interface ParagraphReader {
  photoLine(words: string): Piece[] | undefined;
  card(words: string): Piece[] | undefined;
}

export type FlowNode = ElementNode | LiftNode;

const phrasing = new Set(
  "a abbr b bdi bdo br cite code del dfn em i ins kbd mark q rp rt ruby s samp small span strong sub sup time u var wbr".split(
    " ",
  ),
);
const blocks = new Set(
  "p h2 h3 h4 h5 h6 pre blockquote ul ol li dl dt dd table caption thead tbody tfoot tr td th hr details summary figcaption".split(
    " ",
  ),
);
// Their content stands apart from its surroundings, and they have no meaning of their own here.
const divisions = new Set(
  "div section article aside header footer main nav center address form fieldset legend figure body html hgroup search optgroup option marquee".split(
    " ",
  ),
);

/** Whether an element, by its name in small letters, belongs to running text. */
export function isPhrasing(name: string): boolean {
  return phrasing.has(name);
}

const standsApart = (node: ElementNode) => blocks.has(node.name) || divisions.has(node.name);

/** Any nodes as a sequence of well-formed blocks and lifted pieces. */
export function flowBlocks(nodes: readonly HtmlNode[], reader: ParagraphReader): FlowNode[] {
  const flow: FlowNode[] = [];
  let run: HtmlNode[] = [];
  let strayItems: ElementNode | undefined;
  const endRun = () => {
    if (run.length > 0) flow.push(...paragraphs(run, {}, reader));
    run = [];
  };
  const feed = (node: HtmlNode): void => {
    if (node.kind !== "element") {
      if (node.kind === "lift" || node.text.trim() !== "") strayItems = undefined;
      run.push(node);
    } else if (standsApart(node)) {
      endRun();
      if (node.name === "li") {
        if (strayItems === undefined) {
          strayItems = element("ul", []);
          flow.push(strayItems);
        }
        strayItems.children.push(element("li", itemContent(node.children, reader), node.attributes));
        return;
      }
      strayItems = undefined;
      flow.push(...block(node, reader));
    } else if (!phrasing.has(node.name)) for (const child of node.children) feed(child);
    else if (hasElement(node.children, standsApart)) for (const part of spread(node)) feed(part);
    else run.push(node);
  };
  for (const node of nodes) feed(node);
  endRun();
  return flow;
}

/** Bold around two paragraphs becomes two bold paragraphs; around a list it is given up. */
function spread(inline: ElementNode): HtmlNode[] {
  const parts: HtmlNode[] = [];
  let group: HtmlNode[] = [];
  let { attributes } = inline;
  const wrap = (children: HtmlNode[]): ElementNode => {
    const wrapped = { ...inline, attributes, children };
    const { id: _, ...rest } = attributes; // an id stands once
    attributes = rest;
    return wrapped;
  };
  const endGroup = () => {
    if (group.length > 0) parts.push(wrap(group));
    group = [];
  };
  for (const child of unfold(inline.children)) {
    if (child.kind !== "element" || !standsApart(child)) group.push(child);
    else {
      endGroup();
      const takesMark = /^(?:p|h[2-6])$/.test(child.name) || divisions.has(child.name);
      parts.push(takesMark ? { ...child, children: [wrap(child.children)] } : child);
    }
  }
  endGroup();
  return parts;
}

/** Nodes each of which either stands apart or holds nothing that does. */
function unfold(nodes: readonly HtmlNode[]): HtmlNode[] {
  return nodes.flatMap((node) => {
    if (node.kind !== "element" || standsApart(node) || !hasElement(node.children, standsApart)) return [node];
    return phrasing.has(node.name) ? spread(node) : unfold(node.children);
  });
}

function block(node: ElementNode, reader: ParagraphReader): FlowNode[] {
  const { name, children, attributes } = node;
  switch (name) {
    case "p":
      return hasElement(children, standsApart)
        ? flowBlocks(children, reader)
        : paragraphs(children, attributes, reader);
    case "h2":
    case "h3":
    case "h4":
    case "h5":
    case "h6":
      return heading(node);
    case "pre":
      return [element(name, inlineContent(children), attributes)];
    case "blockquote":
      return [element(name, flowBlocks(children, reader), attributes)];
    case "hr":
      return [element(name, [])];
    case "ul":
    case "ol":
      return tidyList(node, reader);
    case "table":
      return tidyTable(node, reader);
    case "dl":
      return describeList(node, reader);
    case "details":
      return tidyDetails(node, reader);
    default:
      return flowBlocks(children, reader);
  }
}

/** A heading without words is only what is lifted out of it. */
function heading({ name, children, attributes }: ElementNode): FlowNode[] {
  const words = inlineContent(children);
  if (textOf(words).trim() !== "") return [element(name, words, attributes)];
  const lifts: LiftNode[] = [];
  takeLifts(words, lifts);
  return lifts;
}

/** What may stand in a list item or a cell: bare words where words are all, else blocks. */
export function itemContent(children: readonly HtmlNode[], reader: ParagraphReader): HtmlNode[] {
  const flow = flowBlocks(children, reader);
  const [first, ...others] = flow.filter((node) => node.kind === "element");
  const isShort =
    first?.name === "p" &&
    Object.keys(first.attributes).length === 0 &&
    others.every((each) => /^[uo]l$/.test(each.name));
  return isShort ? flow.flatMap((node) => (node === first ? first.children : [node])) : flow;
}

/** Words and their marks only: a block inside gives up its content, set off by a space. */
export function inlineContent(nodes: readonly HtmlNode[], within: readonly string[] = []): HtmlNode[] {
  return nodes.flatMap((node): HtmlNode[] => {
    if (node.kind !== "element") return [node];
    const { name } = node;
    if (name === "br" || name === "wbr") return [element(name, [])];
    if (standsApart(node))
      return [{ kind: "text", text: " " }, ...inlineContent(node.children, within), { kind: "text", text: " " }];
    const isNested = (name === "a" || name === "dfn" || name === "time" || name === "ruby") && within.includes(name);
    const isStray = (name === "rt" || name === "rp") && within.at(-1) !== "ruby";
    if (!phrasing.has(name) || isNested || isStray) return inlineContent(node.children, within);
    const children = inlineContent(node.children, [...within, name]);
    // A link without an address, or text of no direction, is only words (and perhaps an anchor).
    const isPlain =
      (name === "a" && node.attributes.href === undefined) || (name === "bdo" && node.attributes.dir === undefined);
    return [{ ...node, name: isPlain ? "span" : name, children }];
  });
}
