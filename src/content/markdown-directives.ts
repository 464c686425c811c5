import type { Token } from "markdown-it";
import { bothMoments, parseMoment } from "../base/dates.ts";
import type { Block, LiveEntryBlock, PhotoUse } from "./blocks.ts";
import { anchorFrom, defineAnchor } from "./copy-anchors.ts";
import { type CopyContext, fileLine, type Piece, recordLink, report } from "./copy-context.ts";
import { type DirectiveValues, directiveValues, reportInvalid, reportMissing } from "./copy-directive-values.ts";
import type { DirectiveName } from "./copy-directives.ts";
import { embedBlock } from "./copy-embeds.ts";
import { escapeText } from "./copy-escape.ts";
import { photoDirective } from "./copy-photo-directive.ts";
import { type Assembly, assemble, assembleFlow } from "./markdown-assemble.ts";
import { spanOf } from "./markdown-directive-rule.ts";
import type { DirectiveSpan } from "./markdown-directive-scan.ts";
import { settle } from "./markdown-settle.ts";
import { timelineBlock } from "./markdown-timeline.ts";

interface Directive {
  span: DirectiveSpan;
  name: DirectiveName;
  values: DirectiveValues;
  /** A leaf's body, as typed. */
  text: string;
  /** The body of one that holds copy. */
  tokens: readonly Token[];
  assembly: Assembly;
  context: CopyContext;
}

/** What a directive becomes: its block, and next to it whatever does not belong inside. */
export function directivePieces(open: Token, tokens: readonly Token[], assembly: Assembly): Piece[] {
  const span = spanOf.get(open);
  if (!span?.name) return [];
  const { context } = assembly;
  const values = directiveValues(span, span.name, context);
  return makers[span.name]({ span, name: span.name, values, text: open.content.trim(), tokens, assembly, context });
}

const makers: Record<DirectiveName, (directive: Directive) => Piece[]> = {
  "pull-quote": (directive) => {
    const { html, lifted } = assembleFlow(directive.tokens, directive.assembly);
    if (isEmpty(html, directive)) return lifted;
    const quote = /^<blockquote>\n((?:(?!<\/?blockquote>)[\s\S])*)<\/blockquote>\s*$/.exec(html)?.[1] ?? html;
    return [{ kind: "block", block: { kind: "pull-quote", html: quote, ...textOf(directive, "by") } }, ...lifted];
  },
  "fact-box": (directive) => {
    const blocks = blocksOf(directive);
    if (blocks.length === 0 && isEmpty("", directive)) return [];
    return [{ kind: "block", block: { kind: "fact-box", ...textOf(directive, "title"), blocks } }];
  },
  "key-points": (directive) => {
    const { html, lifted } = assembleFlow(directive.tokens, directive.assembly);
    if (isEmpty(html, directive)) return lifted;
    return [{ kind: "block", block: { kind: "key-points", ...textOf(directive, "title"), html } }, ...lifted];
  },
  timeline: (directive) => {
    const { entries, lifted } = timelineBlock(
      directive.tokens,
      directive.assembly,
      fileLine(directive.context, directive.span.line),
    );
    if (entries.length === 0 && isEmpty("", directive)) return lifted;
    return [{ kind: "block", block: { kind: "timeline", ...textOf(directive, "title"), entries } }, ...lifted];
  },
  gallery,
  related,
  photo: ({ span, values, text, context }) => photoDirective(span, values, text, context),
  embed,
  table,
  "live-entry": liveEntry,
};

function gallery(directive: Directive): Piece[] {
  const photos: PhotoUse[] = [];
  const rest: Piece[] = [];
  for (const block of blocksOf(directive)) {
    if (block.kind === "photo") photos.push(block.photo);
    else if (block.kind === "gallery") photos.push(...block.photos);
    else
      rest.push(
        block.kind === "html" ? { kind: "html", html: block.html } : { kind: "block", block, standsForPhoto: true },
      );
  }
  if (rest.some((piece) => piece.kind === "html")) {
    reportContent(directive, "A gallery holds photos only; its text was printed after it.");
  }
  if (photos.length === 0) return isEmpty(rest.length > 0 ? "x" : "", directive) ? [] : rest;
  return [{ kind: "block", block: { kind: "gallery", photos } }, ...rest];
}

function related(directive: Directive): Piece[] {
  const { span, values, text, context } = directive;
  const story =
    values
      .get("story")
      ?.value.normalize("NFC")
      .replace(/^\/?(?:articles\/)?|\.md$/g, "") ?? "";
  if (story === "") {
    reportMissing(span, "related", "story", context);
    return textPieces(text);
  }
  const headline = values.get("headline")?.value || oneLine(text);
  const line = fileLine(context, span.line);
  return [{ kind: "block", block: { kind: "related", story, ...(headline ? { headline } : {}), line } }];
}

function embed(directive: Directive): Piece[] {
  const { span, values, text, context } = directive;
  const words = oneLine(text);
  const given = values.get("url");
  const bodyIsAddress = !given && /^<?https?:\/\/\S+$/i.test(words);
  const url = given?.value ?? (bodyIsAddress ? words.replace(/^<|>$/g, "") : "");
  if (url === "") {
    reportMissing(span, "embed", "url", context);
    return textPieces(text);
  }
  const block = embedBlock(url, values.get("title")?.value || (bodyIsAddress ? "" : words));
  if (!block) {
    reportInvalid(
      span,
      { name: "url", value: url, offset: given?.offset ?? 0, expected: "a web address: https://…" },
      context,
    );
    return textPieces(text);
  }
  recordLink(context, block.url, fileLine(context, span.line));
  return [{ kind: "block", block }];
}

/** The file itself is read by `readTables`, so that a new figure needs no change of the copy. */
function table(directive: Directive): Piece[] {
  const { span, values, text, context } = directive;
  const file = values.get("file")?.value.normalize("NFC");
  if (!file) {
    reportMissing(span, "table", "file", context);
    return textPieces(text);
  }
  const caption = values.get("caption")?.value.normalize("NFC") || oneLine(text);
  const words = { ...textOf(directive, "credit"), ...textOf(directive, "key") };
  const line = fileLine(context, span.line);
  return [{ kind: "block", block: { kind: "table", file, ...(caption ? { caption } : {}), ...words, line } }];
}

function liveEntry(directive: Directive): Piece[] {
  const { span, values, context, assembly, tokens } = directive;
  const given = values.get("at");
  const written = given?.value.replace(/[\s\u00a0]+/g, " ") ?? "";
  const both = bothMoments(written, context.zone);
  const at = parseMoment(written, context.zone);
  if (!given || at === undefined || both.length > 0) {
    if (!given) reportMissing(span, "live-entry", "at", context);
    else {
      const expected =
        both.length > 0
          ? `${both.join(" or ")}: this hour comes twice that night`
          : "a date and time that exist: 2025-05-10T19:30";
      reportInvalid(span, { name: "at", value: given.value, offset: given.offset, expected }, context);
    }
    return assemble(tokens, assembly);
  }
  const story = values
    .get("story")
    ?.value.normalize("NFC")
    .replace(/^\/?(?:articles\/)?|\.md$/g, "");
  const block: LiveEntryBlock = {
    kind: "live-entry",
    id: entryId(directive, at),
    at,
    ...textOf(directive, "headline"),
    ...textOf(directive, "by"),
    isPinned: flag(directive, "pin"),
    isKey: flag(directive, "key"),
    ...(story ? { story } : {}),
    blocks: blocksOf(directive),
  };
  return [{ kind: "block", block }];
}

/** `live-20250510T140000Z` in lower case: from the moment, in UTC, so that it stays when the text or the zone changes. */
function entryId({ span, values, context }: Directive, at: number): string {
  const wish = values.get("id")?.value;
  if (wish) return defineAnchor(context.anchors, anchorFrom(wish));
  const id = `live-${new Date(at)
    .toISOString()
    .replace(/\.\d+|[:-]/g, "")
    .toLowerCase()}`;
  if (context.anchors.taken.has(id)) {
    report(context, {
      code: "copy/live-entry-same-time",
      line: fileLine(context, span.line),
      message: "An entry above has the same time, and neither has an id of its own.",
      hint: 'Add id="…" to the later one.',
    });
  }
  return defineAnchor(context.anchors, id);
}

function flag({ span, values, context }: Directive, name: string): boolean {
  const given = values.get(name);
  if (!given) return false;
  if (/^(?:|true|yes|1|on)$/i.test(given.value)) return true;
  if (!/^(?:false|no|0|off)$/i.test(given.value)) {
    reportInvalid(span, { name, value: given.value, offset: given.offset, expected: "true or false" }, context);
  }
  return false;
}

function textOf<Key extends string>({ values }: Directive, key: Key): { [Name in Key]?: string } {
  const value = values.get(key)?.value.normalize("NFC");
  const result: { [Name in Key]?: string } = {};
  if (value) result[key] = value;
  return result;
}

function blocksOf({ tokens, assembly, context }: Directive): Block[] {
  return settle(assemble(tokens, assembly), assembly.lead, context);
}

function isEmpty(html: string, directive: Directive): boolean {
  if (html.trim() !== "") return false;
  reportContent(directive, `:::${directive.name} holds nothing; it was left out.`);
  return true;
}

function reportContent({ span, context }: Directive, message: string): void {
  report(context, { code: "copy/directive-content", line: fileLine(context, span.line), message });
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, " ").trim();
}

/** A leaf's body, where the leaf can't be made: nothing that somebody wrote is lost. */
function textPieces(text: string): Piece[] {
  return text.trim() === "" ? [] : [{ kind: "html", html: `<p>${escapeText(oneLine(text))}</p>\n` }];
}
