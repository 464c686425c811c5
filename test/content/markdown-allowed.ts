import { Parser } from "htmlparser2";
import { type Block, type Copy, photoUses } from "../../src/content/blocks.ts";

// What rendered copy may hold, written down a second time, apart from the sanitiser's own lists.

const attributes: Record<string, readonly string[]> = {
  a: ["href", "rel", "id", "class", "role", "aria-label"],
  div: ["class", "tabindex"],
  td: ["class", "colspan", "rowspan"],
  th: ["class", "colspan", "rowspan", "scope"],
  ol: ["start", "reversed"],
  sup: ["class"],
  abbr: ["title"],
  time: ["datetime"],
  details: ["open"],
};
const everywhere = ["id", "lang", "dir"];
const elements = new Set(
  "a abbr b bdi bdo blockquote br caption cite code dd del details dfn div dl dt em h2 h3 h4 h5 h6 hr i ins kbd li mark ol p pre q rp rt ruby s samp small span strong sub summary sup table tbody td tfoot th thead time tr u ul var wbr".split(
    " ",
  ),
);

/** Every piece of HTML in some blocks. */
export function htmlOf(blocks: readonly Block[]): string[] {
  return blocks.flatMap((block): string[] => {
    if ("html" in block) return [block.html];
    if (block.kind === "timeline") return block.entries.flatMap((entry) => [entry.whenHtml, entry.html]);
    if (block.kind === "fact-box" || block.kind === "live-entry") return htmlOf(block.blocks);
    return [];
  });
}

/** What stands in the copy's HTML and is not allowed there. */
export function forbidden(copy: Copy): string[] {
  const faults: string[] = [];
  const ids = new Set<string>();
  for (const html of htmlOf(copy.blocks)) {
    const parser = new Parser({
      onopentag(name, given) {
        if (!elements.has(name)) faults.push(`<${name}>`);
        for (const [key, value] of Object.entries(given)) {
          if (![...everywhere, ...(attributes[name] ?? [])].includes(key)) faults.push(`${key} on <${name}>`);
          if (key === "href" && /^\W*(?:javascript|data|vbscript|file):/i.test(value)) faults.push(value);
          if (key === "class" && !/^(?:align-(?:start|end|center)|table-scroll|footnote-(?:ref|back))$/.test(value)) {
            faults.push(`class ${value}`);
          }
          if (key === "id" && ids.has(value)) faults.push(`id ${value} twice`);
          if (key === "id") ids.add(value);
        }
      },
      oncomment: () => faults.push("comment"),
      onprocessinginstruction: (name) => faults.push(name),
    });
    parser.end(html);
    if (/(?![\t\n\r])[\p{Cc}\ue000-\ue00f]/u.test(html)) faults.push("unprintable character");
    if (!html.isWellFormed()) faults.push("half a character");
  }
  for (const photo of photoUses(copy.blocks))
    if (/^(?:https?:)?\/\//.test(photo.record.file)) faults.push(photo.record.file);
  return faults;
}
