import type { Block } from "./blocks.ts";

/**
 * Headings so that none skips a level, as screen readers and validators want the page's outline: the story's headline is
 * h1, the copy begins at h2, a box or live entry with a title of its own one lower. In place.
 */
export function levelHeadings(blocks: readonly Block[], top = 2): void {
  // Levels as typed that are open around the present place.
  const open: number[] = [];
  let last = top;
  const level = (html: string) =>
    html.replace(/<(\/?)h([1-6])\b/g, (_, slash: string, digit: string) => {
      if (slash === "") {
        const typed = Math.max(2, Number(digit));
        while ((open.at(-1) ?? 0) >= typed) open.pop();
        open.push(typed);
        last = Math.min(6, top + open.length - 1);
      }
      return `<${slash}h${last}`;
    });
  for (const block of blocks) {
    if (block.kind === "fact-box") levelHeadings(block.blocks, block.title === undefined ? 2 : 3);
    else if (block.kind === "live-entry") levelHeadings(block.blocks, block.headline === undefined ? 2 : 3);
    else if (block.kind === "timeline") for (const entry of block.entries) entry.html = level(entry.html);
    else if ("html" in block && block.html.includes("<h")) block.html = level(block.html);
  }
}
