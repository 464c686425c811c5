import { XmlError } from "../base/xml.ts";
import { parseXmlTree, type XmlTreeElement } from "../base/xml-tree.ts";
import type { Size } from "./crop.ts";
import {
  allowedAttributes,
  allowedElements,
  allowedProperties,
  movingElements,
  quietElements,
  svgNamespace,
  visibleElements,
  xlinkNamespace,
  xmlNamespace,
} from "./drawing-allowed.ts";
import { plainBitmap } from "./drawing-bitmap.ts";
import { drawingSize } from "./drawing-size.ts";
import { filterDeclarations, filterStylesheet, isSafeValue, type OnDropped } from "./drawing-style.ts";
import type { PhotoFailure, PhotoResult } from "./photo-failure.ts";

/** A chart, map or diagram that is SVG, freed of all that could run, move, load or lead away. */
export interface Drawing extends Size {
  /** The clean root; `writeDrawing` makes a file of it. */
  root: XmlTreeElement;
  /** What was left out and somebody might miss, in words, sorted. */
  cleaned: string[];
}

/** Bytes; a drawing that a phone should open is smaller. */
const maximumDrawingBytes = 2 * 1024 * 1024;

const depth = 200;

/** Elements that a browser would draw, each `use` counted with all that it repeats. */
const maximumDrawn = 200_000;

/** A prefix whose declaration is easily lost when a drawing is copied out of a page. */
const knownPrefixes = { xlink: xlinkNamespace };

/** Reads a drawing and keeps of it what the allow-list names. Failures are what the file is to blame for. */
export function readDrawing(bytes: Uint8Array): PhotoResult<Drawing> {
  if (bytes.length > maximumDrawingBytes) {
    return unreadable("is larger than a drawing may be", {
      expected: "at most 2 MB",
      found: `${(bytes.length / 1024 / 1024).toFixed(1)} MB`,
    });
  }
  const dropped = new Set<string>();
  const onDropped: OnDropped = (what) => void dropped.add(what);
  let root: XmlTreeElement;
  try {
    const tree = parseXmlTree(decode(bytes), { length: maximumDrawingBytes, depth }, knownPrefixes);
    if (tree.instructions.includes("xml-stylesheet")) onDropped("a style sheet elsewhere");
    root = tree.root;
  } catch (error) {
    if (!(error instanceof XmlError || error instanceof RangeError || error instanceof TypeError)) throw error;
    return unreadable("is not well-formed XML", { found: error.message });
  }
  // Copied out of a page, a drawing may have lost its namespace.
  const isBare = root.uri === "" && root.local === "svg";
  if (!isBare && (root.uri !== svgNamespace || root.local !== "svg")) {
    return unreadable("is no SVG drawing", { expected: "<svg>", found: `<${root.local}>` });
  }
  const size = drawingSize(root);
  if (!size) {
    return unreadable("does not say how large it is", {
      expected: "viewBox, or width and height",
    });
  }
  const clean = cleanElement(root, { namespace: root.uri, onDropped });
  clean.attributes = [
    ...clean.attributes.filter(({ local }) => !["width", "height", "viewBox", "x", "y"].includes(local)),
    { uri: "", local: "width", value: String(size.width) },
    { uri: "", local: "height", value: String(size.height) },
    { uri: "", local: "viewBox", value: size.viewBox },
  ];
  const cleaned = [...dropped].sort();
  if (!holdsSomething(clean)) {
    return unreadable("shows nothing that may be kept", cleaned.length > 0 ? { found: cleaned.join(", ") } : {});
  }
  const drawn = countDrawn(clean);
  if (drawn > maximumDrawn) {
    return unreadable("repeats its parts too often to be drawn", { expected: `at most ${maximumDrawn} shapes` });
  }
  return { value: { width: size.width, height: size.height, root: clean, cleaned } };
}

function unreadable(message: string, more: Pick<PhotoFailure, "expected" | "found">): { failure: PhotoFailure } {
  return { failure: { code: "photo/drawing-unreadable", message, ...more } };
}

/** By byte order mark or XML declaration, else UTF-8. Throws TypeError or RangeError for what is not in that encoding. */
function decode(bytes: Uint8Array): string {
  const isUtf16 = bytes[0] === 0xfe || bytes[0] === 0xff;
  const declared = /^(?:\xef\xbb\xbf)?<\?xml[^>]*?encoding=["']([\w-]+)["']/.exec(
    Buffer.from(bytes.subarray(0, 200)).toString("latin1"),
  )?.[1];
  const label = isUtf16 ? (bytes[0] === 0xfe ? "utf-16be" : "utf-16le") : (declared ?? "utf-8");
  return new TextDecoder(label, { fatal: true }).decode(bytes);
}

interface Cleaning {
  /** SVG's, or none in a drawing that lost it. */
  namespace: string;
  onDropped: OnDropped;
}

function cleanElement(element: XmlTreeElement, cleaning: Cleaning): XmlTreeElement {
  const attributes = element.attributes.flatMap((attribute) => cleanAttribute(element.local, attribute, cleaning));
  if (element.local === "style") {
    const css = filterStylesheet(textOf(element), cleaning.onDropped);
    return { uri: svgNamespace, local: "style", attributes: [], nodes: css === "" ? [] : [css] };
  }
  return { uri: svgNamespace, local: element.local, attributes, nodes: cleanNodes(element, cleaning) };
}

function cleanNodes({ nodes }: XmlTreeElement, cleaning: Cleaning): XmlTreeElement["nodes"] {
  const { namespace, onDropped } = cleaning;
  return nodes.flatMap((node): XmlTreeElement["nodes"] => {
    if (typeof node === "string") return [node];
    const { uri, local } = node;
    // Inkscape's, Illustrator's and others' notes to themselves.
    if (uri !== namespace) {
      if (uri === "http://www.w3.org/1999/xhtml") onDropped("HTML");
      return [];
    }
    if (local === "switch") return chosenOf(node, cleaning);
    if (local === "a") return cleanNodes(node, cleaning);
    if (allowedElements.has(local)) {
      const clean = cleanElement(node, cleaning);
      // A picture or a repetition without its address, or a style without rules, is nothing.
      const isEmpty =
        ((local === "image" || local === "use") && !clean.attributes.some((each) => each.local === "href")) ||
        (local === "style" && clean.nodes.length === 0);
      return isEmpty ? [] : [clean];
    }
    if (movingElements.has(local)) onDropped("animation");
    else if (!quietElements.has(local)) onDropped(`\`${local}\``);
    return [];
  });
}

/**
 * Of alternatives, the first that may stay and asks for nothing: programs put what only they understand first, and a drawing
 * behind it. Only where none is left has something been lost.
 */
function chosenOf(element: XmlTreeElement, cleaning: Cleaning): XmlTreeElement["nodes"] {
  const lost = new Set<string>();
  const quiet = { ...cleaning, onDropped: (what: string) => void lost.add(what) };
  for (const node of element.nodes) {
    if (
      typeof node === "string" ||
      node.attributes.some(({ local }) => /^(requiredExtensions|systemLanguage)$/.test(local))
    )
      continue;
    const kept = cleanNodes({ ...element, nodes: [node] }, quiet);
    if (kept.length > 0) return kept;
  }
  for (const what of lost) cleaning.onDropped(what);
  return [];
}

type Attribute = XmlTreeElement["attributes"][number];

function cleanAttribute(element: string, { uri, local, value }: Attribute, { onDropped }: Cleaning): Attribute[] {
  if (uri === xmlNamespace) return local === "lang" || local === "space" ? [{ uri, local, value }] : [];
  if (local === "href" && (uri === xlinkNamespace || uri === "")) return cleanAddress(element, value, onDropped);
  if (uri !== "") return [];
  if (/^on/i.test(local)) {
    onDropped(`\`${local}\``);
    return [];
  }
  if (local === "style") {
    const style = filterDeclarations(value, onDropped);
    return style === "" ? [] : [{ uri: "", local, value: style }];
  }
  if (!allowedAttributes.has(local) && !allowedProperties.has(local)) return [];
  if (allowedProperties.has(local) && !isSafeValue(value)) {
    onDropped(/url\s*\(/i.test(value) ? `an address in \`${local}\`` : `\`${local}\``);
    return [];
  }
  return [{ uri: "", local, value }];
}

/** Only parts of the drawing itself, and bitmaps that it holds; in SVG 2's form, which needs no second namespace. */
function cleanAddress(element: string, value: string, onDropped: OnDropped): Attribute[] {
  const href = value.trim();
  if (/^#\S+$/.test(href) && element !== "image") return [{ uri: "", local: "href", value: href }];
  const bitmap = element === "image" ? plainBitmap(href) : undefined;
  if (bitmap !== undefined) return [{ uri: "", local: "href", value: bitmap }];
  const host = /^(?:https?:)?\/\/([^/?#]+)/i.exec(href)?.[1];
  if (element !== "a") onDropped(host === undefined ? `an address in \`${element}\`` : `\`${element}\` from ${host}`);
  return [];
}

function textOf({ nodes }: XmlTreeElement): string {
  return nodes.map((node) => (typeof node === "string" ? node : "")).join("");
}

function holdsSomething({ nodes }: XmlTreeElement): boolean {
  return nodes.some((node) => typeof node !== "string" && (visibleElements.has(node.local) || holdsSomething(node)));
}

/** Infinity where a part repeats itself. */
function countDrawn(root: XmlTreeElement): number {
  const byId = new Map<string, XmlTreeElement>();
  const collect = (element: XmlTreeElement): void => {
    const id = element.attributes.find(({ local }) => local === "id")?.value;
    if (id !== undefined && !byId.has(id)) byId.set(id, element);
    for (const node of element.nodes) if (typeof node !== "string") collect(node);
  };
  collect(root);
  const counted = new Map<XmlTreeElement, number>();
  const count = (element: XmlTreeElement): number => {
    const known = counted.get(element);
    if (known !== undefined) return known;
    counted.set(element, Number.POSITIVE_INFINITY);
    let drawn = 1;
    for (const node of element.nodes) if (typeof node !== "string") drawn += count(node);
    if (element.local === "use") {
      const part = byId.get(element.attributes.find(({ local }) => local === "href")?.value.slice(1) ?? "");
      if (part) drawn += count(part);
    }
    counted.set(element, drawn);
    return drawn;
  };
  return count(root);
}
