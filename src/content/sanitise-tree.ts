import { createRequire } from "node:module";
import type { Parser } from "htmlparser2";
import type { Piece } from "./copy-context.ts";
import { lineMark } from "./copy-normalise.ts";

// Loaded when the first markup is read: a check of unchanged stories reads none.
const require = createRequire(import.meta.url);

// Raw HTML as a small tree. htmlparser2 reads what browsers read; the rest of the sanitiser never sees markup again.

export interface TextNode {
  kind: "text";
  text: string;
}
export interface ElementNode {
  kind: "element";
  name: string;
  attributes: Record<string, string>;
  children: HtmlNode[];
  /** Where its tag begins in the HTML that was read. */
  offset: number;
}
/** Something that is no HTML, lifted out to stand beside it. */
export interface LiftNode {
  kind: "lift";
  piece: Piece;
}
export type HtmlNode = TextNode | ElementNode | LiftNode;

/** Elements deeper than this are read as if their tags weren't there. */
const deepest = 60;
const voids = new Set([
  "br",
  "hr",
  "img",
  "wbr",
  "input",
  "source",
  "track",
  "embed",
  "col",
  "area",
  "base",
  "link",
  "meta",
  "param",
]);

/** Reads HTML; gives the tree and a function that tells the line in the file of an offset. Never throws. */
export function readTree(html: string, firstLine: number): { nodes: HtmlNode[]; lineOf: (offset: number) => number } {
  const nodes: HtmlNode[] = [];
  const marks: { offset: number; line: number }[] = [{ offset: 0, line: firstLine }];
  // Open elements; undefined for one that lies too deep.
  const open: { name: string; element: ElementNode | undefined }[] = [];
  let top = nodes;
  let depth = 0;

  const { Parser: HtmlParser }: typeof import("htmlparser2") = require("htmlparser2");
  const parser: Parser = new HtmlParser(
    {
      onopentag(name, attributes) {
        if (voids.has(name)) {
          if (depth < deepest) top.push({ kind: "element", name, attributes, children: [], offset: parser.startIndex });
          return;
        }
        const element: ElementNode | undefined =
          depth < deepest ? { kind: "element", name, attributes, children: [], offset: parser.startIndex } : undefined;
        open.push({ name, element });
        if (!element) return;
        top.push(element);
        top = element.children;
        depth += 1;
      },
      onclosetag(name) {
        if (voids.has(name)) return;
        const last = open.pop();
        if (!last?.element) return;
        depth -= 1;
        top = open.findLast((each) => each.element !== undefined)?.element?.children ?? nodes;
      },
      ontext(text) {
        const last = top.at(-1);
        if (last?.kind === "text") last.text += text;
        else top.push({ kind: "text", text });
      },
      oncomment(text) {
        if (text.startsWith(lineMark))
          marks.push({ offset: parser.startIndex, line: Number(text.slice(1)) || firstLine });
      },
    },
    { decodeEntities: true },
  );
  parser.end(html);

  const lineOf = (offset: number) => {
    const mark = marks.findLast((each) => each.offset <= offset);
    if (!mark) return firstLine;
    return mark.line + html.slice(mark.offset, offset).split("\n").length - 1;
  };
  return { nodes, lineOf };
}

/** The text of nodes and of all inside them, in order; a `<br>` as a line feed. */
export function textOf(nodes: readonly HtmlNode[]): string {
  let text = "";
  for (const node of nodes) {
    if (node.kind === "text") text += node.text;
    else if (node.kind === "element") text += node.name === "br" ? "\n" : textOf(node.children);
  }
  return text;
}

/** Whether one of the nodes, or an element at any depth inside them, passes the test. */
export function hasElement(nodes: readonly HtmlNode[], test: (element: ElementNode) => boolean): boolean {
  return nodes.some((node) => node.kind === "element" && (test(node) || hasElement(node.children, test)));
}

/** The elements of one name among the nodes and at any depth inside them, in order. */
export function findElements(nodes: readonly HtmlNode[], name: string): ElementNode[] {
  return nodes.flatMap((node) =>
    node.kind === "element" ? [...(node.name === name ? [node] : []), ...findElements(node.children, name)] : [],
  );
}

/** A new element, which stands nowhere in the source. */
export function element(name: string, children: HtmlNode[], attributes: Record<string, string> = {}): ElementNode {
  return { kind: "element", name, attributes, children, offset: 0 };
}
