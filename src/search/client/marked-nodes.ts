import type { Marked } from "./extract.ts";

/** What matches as `mark` elements; texts of others become text nodes, whatever they hold. */
export function markedNodes(marked: Marked): Node[] {
  return marked.map(({ text, isMatch }) => {
    if (!isMatch) return document.createTextNode(text);
    const mark = document.createElement("mark");
    mark.textContent = text;
    return mark;
  });
}
