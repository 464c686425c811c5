import { embedBlock, isPicture } from "./copy-embeds.ts";
import { type FlowNode, inlineContent, type ParagraphReader } from "./sanitise-flow.ts";
import { element, type HtmlNode, hasElement, type LiftNode, textOf } from "./sanitise-tree.ts";

/** One paragraph, or several where `<br><br>` stood between them; pictures before its first words go before it. */
export function paragraphs(
  nodes: readonly HtmlNode[],
  attributes: Record<string, string>,
  reader: ParagraphReader,
): FlowNode[] {
  const lines = splitLines(inlineContent(nodes));
  const flow: FlowNode[] = [];
  let kept: HtmlNode[][] = [];
  let after: LiftNode[] = [];
  let own = attributes;
  let followsPicture = false;
  const endParagraph = () => {
    const words = kept.flatMap((line, index) => (index === 0 ? line : [element("br", []), ...line]));
    const [only] = kept;
    const card = kept.length === 1 && only ? reader.card(textOf(only)) : undefined;
    if (card) flow.push(...card.map((piece): LiftNode => ({ kind: "lift", piece })));
    else if (words.length > 0) {
      flow.push(element("p", words, own));
      own = {};
    }
    flow.push(...after);
    kept = [];
    after = [];
  };
  for (const [index, line] of lines.entries()) {
    const lifts: LiftNode[] = [];
    const rest = takeLifts(line, lifts);
    const target = kept.length === 0 ? flow : after;
    const words = textOf(rest).trim();
    const hasAnchor = hasElement(rest, (node) => node.attributes.id !== undefined);
    if (words === "" && !hasAnchor) {
      target.push(...lifts);
      if (lifts.length > 0) followsPicture = true;
      else endParagraph();
      continue;
    }
    const isEdge = index === 0 || index === lines.length - 1 || followsPicture || lifts.length > 0;
    followsPicture = false;
    const photoLine = isEdge ? reader.photoLine(words) : undefined;
    if (photoLine) {
      target.push(...lifts, ...photoLine.map((piece): LiftNode => ({ kind: "lift", piece })));
      continue;
    }
    const leading = liftsBeforeWords(line);
    target.push(...lifts.slice(0, leading));
    after.push(...lifts.slice(leading));
    kept.push(rest);
  }
  endParagraph();
  return flow;
}

function splitLines(nodes: readonly HtmlNode[]): HtmlNode[][] {
  const lines: HtmlNode[][] = [[]];
  for (const node of nodes) {
    if (node.kind === "element" && node.name === "br") lines.push([]);
    else lines.at(-1)?.push(node);
  }
  return lines;
}

/** How many pictures stand before the first words. */
function liftsBeforeWords(nodes: readonly HtmlNode[]): number {
  let count = 0;
  let hasWords = false;
  const walk = (node: HtmlNode): void => {
    if (node.kind === "element") node.children.forEach(walk);
    else if (node.kind === "text") hasWords ||= node.text.trim() !== "";
    else if (!hasWords) count += 1;
  };
  nodes.forEach(walk);
  return count;
}

/** The nodes without what is lifted out of them; a link that held only a picture becomes a card. */
export function takeLifts(nodes: readonly HtmlNode[], lifts: LiftNode[]): HtmlNode[] {
  return nodes.flatMap((node): HtmlNode[] => {
    if (node.kind === "lift") {
      lifts.push(node);
      return [];
    }
    if (node.kind === "text") return [node];
    const before = lifts.length;
    const children = takeLifts(node.children, lifts);
    const { href } = node.attributes;
    if (lifts.length === before || textOf(children).trim() !== "") return [{ ...node, children }];
    const card = node.name === "a" && href && /^https?:/i.test(href) && !isPicture(href) ? embedBlock(href) : undefined;
    if (card) lifts.push({ kind: "lift", piece: { kind: "block", block: card } });
    return [];
  });
}
