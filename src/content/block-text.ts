import type { Block, DataTable } from "./blocks.ts";

/** The words of a story's copy, without markup: what search reads. */
export function blockText(blocks: readonly Block[]): string {
  return blocks.map(textOf).join("\n");
}

/** The cells of a table, a row a line. */
export function tableText({ header, rows }: DataTable): string {
  return [header, ...rows].map((row) => row.join(" ")).join("\n");
}

function textOf(block: Block): string {
  switch (block.kind) {
    case "html":
    case "footnotes":
      return plain(block.html);
    case "pull-quote":
      return `${plain(block.html)}\n${block.by ?? ""}`;
    case "key-points":
      return `${block.title ?? ""}\n${plain(block.html)}`;
    case "fact-box":
      return `${block.title ?? ""}\n${blockText(block.blocks)}`;
    case "timeline":
      return [block.title ?? "", ...block.entries.map((entry) => `${plain(entry.whenHtml)} ${plain(entry.html)}`)].join(
        "\n",
      );
    case "live-entry":
      return `${block.headline ?? ""}\n${blockText(block.blocks)}`;
    case "table":
      return [block.caption ?? "", block.credit ?? "", ...(block.table ? [tableText(block.table)] : [])].join("\n");
    case "embed":
      return block.title ?? "";
    case "related":
    case "photo":
    case "gallery":
      return "";
  }
}

const entities: Record<string, string> = { amp: "&", lt: "<", gt: ">", quot: '"', "#39": "'", nbsp: " " };

/** Tags of inline markup part no words; those of blocks do. */
function plain(html: string): string {
  return html
    .replace(/<\/?(?:a|abbr|b|cite|code|del|em|i|ins|mark|q|s|small|span|strong|sub|sup|time|u|wbr)\b[^>]*>/gi, "")
    .replace(/<[^>]*>/g, " ")
    .replace(/&(amp|lt|gt|quot|#39|nbsp);/g, (_whole, name: string) => entities[name] ?? "");
}
