import { anchorFrom, defineAnchor } from "./copy-anchors.ts";
import { type CopyContext, type Piece, report } from "./copy-context.ts";
import { escapeText } from "./copy-escape.ts";
import { stashMark } from "./copy-normalise.ts";
import { addressCard, photoLinePieces, stashed, stashedPieces } from "./markdown-paragraph.ts";
import { tableClose, tableOpen } from "./markdown-parser.ts";
import { allowedAttributes } from "./sanitise-attributes.ts";
import { flowBlocks, isPhrasing } from "./sanitise-flow.ts";
import { mediaNodes } from "./sanitise-media.ts";
import { type ElementNode, type HtmlNode, readTree, textOf } from "./sanitise-tree.ts";

// Raw HTML in the copy, in four steps whose order matters:
//   1. readTree: markup becomes a tree, as a browser would read it;
//   2. allow: elements not on the list go or give up their content, pictures and players are lifted out, attributes are
//      chosen from a list (sanitise-attributes.ts);
//   3. flowBlocks: the tree is put into the order that HTML asks for (no block in a paragraph, list items in lists);
//   4. print: each block, then whatever was lifted from inside it.

/** HTML as pieces: blocks of clean HTML, photos, cards. `firstLine` is the file's line on which it begins. */
export function readHtml(html: string, context: CopyContext, firstLine: number): Piece[] {
  const { nodes, lineOf } = readTree(html, firstLine);
  const reader = { context, lineOf, removed: new Set<string>() };
  const pieces: Piece[] = [];
  const toPieces = {
    photoLine: (words: string) => photoLinePieces(words, firstLine, context),
    card: (words: string) => addressCard(words, firstLine, context),
  };
  for (const block of flowBlocks(allow(nodes, reader), toPieces)) {
    if (block.kind === "lift") pieces.push(block.piece);
    else if (block.kind === "element") {
      const lifted: Piece[] = [];
      const text = print(block, lifted);
      if (text !== "") pieces.push({ kind: "html", html: `${text}\n` });
      pieces.push(...lifted);
    }
  }
  return pieces;
}

interface Reader {
  context: CopyContext;
  lineOf: (offset: number) => number;
  /** Names of elements that were reported as removed. */
  removed: Set<string>;
}

// Gone with all that they hold. Those marked true are told of; the others are the litter of editors and embed codes.
const removedWhole: Record<string, boolean> = {
  script: false, style: false, noscript: false, template: false, head: false, title: false, meta: false, link: false,
  base: false, source: false, track: false, param: false, col: false, colgroup: false, map: false, area: false,
  svg: true, math: true, canvas: true, input: true, select: true, textarea: true, button: true, applet: true,
  frame: true, frameset: true, noframes: false, noembed: false, dialog: true, portal: true, datalist: false,
  progress: true, meter: true, slot: false,
}; // biome-ignore format: a list to scan

const renamed: Record<string, string> = {
  h1: "h2",
  strike: "s",
  tt: "code",
  acronym: "abbr",
  dir: "ul",
  menu: "ul",
  xmp: "pre",
  listing: "pre",
  plaintext: "pre",
};

// A script that only wakes an embed code is no loss.
const knownScript =
  /(?:twitter|x|instagram|facebook|tiktok|youtube|reddit|threads|google(?:tagmanager|syndication)?|bsky|vimeo|jwplatform|datawrapper|flourish)\.[a-z.]+\//i;

function allow(nodes: readonly HtmlNode[], reader: Reader): HtmlNode[] {
  return nodes.flatMap((node): HtmlNode[] => {
    if (node.kind === "lift") return [node];
    if (node.kind === "text") return node.text.includes(stashMark) ? splitStashed(node.text, reader.context) : [node];
    const { name } = node;
    if (Object.hasOwn(removedWhole, name)) {
      reportRemoved(node, reader);
      return [];
    }
    const media = mediaNodes(node, reader);
    if (media) return media.flatMap((each) => (each.kind === "element" ? allow([each], reader) : [each]));
    const printed = Object.hasOwn(renamed, name) ? (renamed[name] ?? name) : name;
    const children = allow(node.children, reader);
    const attributes = allowedAttributes({ ...node, name: printed }, reader.lineOf, reader.context);
    if (/^h[2-6]$/.test(printed) && attributes.id === undefined && textOf(children).trim() !== "") {
      attributes.id = defineAnchor(reader.context.anchors, anchorFrom(textOf(children).trim()));
    }
    return [{ kind: "element", name: printed, attributes, children, offset: node.offset }];
  });
}

function reportRemoved(node: ElementNode, { context, lineOf, removed }: Reader): void {
  const { name, attributes } = node;
  const isScript =
    name === "script" &&
    !knownScript.test(attributes.src ?? "") &&
    (attributes.src ?? textOf(node.children).trim()) !== "" &&
    attributes.type !== "application/ld+json";
  if ((!isScript && !removedWhole[name]) || removed.has(name)) return;
  removed.add(name);
  report(context, {
    code: "copy/html-removed",
    line: lineOf(node.offset),
    message: `<${name}> is not allowed in copy; it was left out with what it holds.`,
    found: `<${name}>`,
  });
}

function splitStashed(text: string, context: CopyContext): HtmlNode[] {
  const nodes: HtmlNode[] = [];
  let copied = 0;
  for (const match of text.matchAll(stashed)) {
    if (match.index > copied) nodes.push({ kind: "text", text: text.slice(copied, match.index) });
    for (const piece of stashedPieces(match[1] ?? "", context)) nodes.push({ kind: "lift", piece });
    copied = match.index + match[0].length;
  }
  if (copied < text.length) nodes.push({ kind: "text", text: text.slice(copied) });
  return nodes;
}

/** The node as HTML; what was lifted from inside it is added to `lifted`. An element left empty prints nothing. */
function print(node: HtmlNode, lifted: Piece[], isPreformatted = false): string {
  if (node.kind === "lift") {
    lifted.push(node.piece);
    return "";
  }
  if (node.kind === "text") {
    return escapeText(
      isPreformatted ? node.text.replace(/[ \t]+(?=\n)/g, "") : node.text.replace(/[ \t\n\r\f]+/g, " "),
    );
  }
  const { name } = node;
  if (name === "br" || name === "hr" || name === "wbr") return `<${name}>`;
  const content = node.children.map((child) => print(child, lifted, isPreformatted || name === "pre")).join("");
  const isAnchor = name === "span" && node.attributes.id !== undefined;
  const inside =
    isPhrasing(name) || isPreformatted
      ? content
      : name === "pre"
        ? content.replace(/^\s*\n/, "").trimEnd() // the first line of a poem may stand indented
        : content.trim();
  if (inside.trim() === "" && !isAnchor && name !== "td" && name !== "th") return isPhrasing(name) ? inside : "";
  const attributes = Object.entries(node.attributes)
    .map(([key, value]) => (value === "" ? ` ${key}` : ` ${key}="${escapeText(value)}"`))
    .join("");
  if (name === "table") return `${tableOpen}${inside}${tableClose}`;
  if (name === "span" && attributes === "") return inside;
  return `<${name}${attributes}>${inside}</${name}>`;
}
