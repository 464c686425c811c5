import { defineAnchor } from "./copy-anchors.ts";
import type { CopyContext } from "./copy-context.ts";
import { readLink } from "./copy-links.ts";
import { ownMark } from "./copy-normalise.ts";
import type { ElementNode } from "./sanitise-tree.ts";

// The allow-list of attributes. What is not named here never comes out: no style, no on…, no class of the writer's.

const whole = /^\d{1,4}$/;
const alignment = /^align-(?:start|end|center)$/;
const plainId = /^\p{L}[\p{L}\p{M}\p{N}_-]{0,80}$/u;
const dateTime = /^\d{4}(?:-\d{2}(?:-\d{2}(?:T\d{2}:\d{2}(?::\d{2})?(?:Z|[+-]\d{2}:\d{2})?)?)?)?$/;

/** The attributes with which an element may be printed; `lineOf` gives the line in the file of an offset. */
export function allowedAttributes(
  node: ElementNode,
  lineOf: (offset: number) => number,
  context: CopyContext,
): Record<string, string> {
  const given = node.attributes;
  const kept: Record<string, string> = {};
  const keep = (name: string, pattern: RegExp) => {
    const value = given[name]?.trim();
    if (value !== undefined && pattern.test(value)) kept[name] = value;
  };
  if (given["data-own"] === ownMark) return ownAttributes(given);

  keep("lang", /^[a-z]{2,3}(?:-[a-z\d]{2,8}){0,3}$/i);
  keep("dir", /^(?:ltr|rtl|auto)$/);
  switch (node.name) {
    case "a": {
      const link = given.href === undefined ? undefined : readLink(given.href, lineOf(node.offset), context);
      if (link) Object.assign(kept, link);
      break;
    }
    case "abbr":
      keep("title", /\S/);
      break;
    case "time":
      keep("datetime", dateTime);
      break;
    case "ol":
      keep("start", /^-?\d{1,6}$/);
      if (given.reversed !== undefined) kept.reversed = "";
      break;
    case "td":
    case "th": {
      keep("colspan", whole);
      keep("rowspan", whole);
      if (kept.colspan === "1" || kept.colspan === "0") delete kept.colspan;
      if (kept.rowspan === "1" || kept.rowspan === "0") delete kept.rowspan;
      const align = cellAlignment(given);
      if (align) kept.class = align;
      if (node.name === "th") keep("scope", /^(?:col|row|colgroup|rowgroup)$/);
      break;
    }
    case "details":
      if (given.open !== undefined) kept.open = "";
      break;
    default:
  }
  const id = (given.id ?? (node.name === "a" || node.name === "span" ? given.name : undefined))
    ?.normalize("NFC")
    .trim();
  if (id !== undefined && plainId.test(id) && !context.anchors.taken.has(id))
    kept.id = defineAnchor(context.anchors, id);
  return kept;
}

/** Our own renderer's, through a second reading: the same list, taken at their word. */
function ownAttributes(given: Record<string, string>): Record<string, string> {
  const kept: Record<string, string> = {};
  for (const name of ["href", "id", "class", "rel", "role", "aria-label", "scope", "start"]) {
    const value = given[name];
    if (value === undefined || (name === "class" && !alignment.test(value) && !/^footnote-(?:ref|back)$/.test(value)))
      continue;
    if (name === "href" && !/^(?:#|\/|https?:|mailto:|tel:|sms:|geo:|whatsapp:|[^:]*(?:[/?#]|$))/i.test(value))
      continue;
    kept[name] = value;
  }
  return kept;
}

function cellAlignment(given: Record<string, string>): string | undefined {
  if (alignment.test(given.class ?? "")) return given.class;
  const side = /text-align\s*:\s*(left|right|center|start|end)/i.exec(given.style ?? "")?.[1] ?? given.align;
  switch (side?.toLowerCase()) {
    case "left":
    case "start":
      return "align-start";
    case "right":
    case "end":
      return "align-end";
    case "center":
      return "align-center";
    default:
      return undefined;
  }
}
