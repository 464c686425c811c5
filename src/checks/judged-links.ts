import { linkedIds } from "../base/linked-ids.ts";
import type { Edit } from "../base/problem.ts";
import { encodePath, pathPrefixOf } from "../base/urls.ts";
import type { StoryRecord } from "../content/site-content.ts";
import { places } from "../model/addresses.ts";
import type { CheckContext } from "./rule.ts";
import { pageAnchors, type SiteLink, siteLinks } from "./site-links.ts";
import { type SiteTargets, type Target, targetsOf } from "./site-targets.ts";

/** A link of the outlet's to itself, with what answers there; undefined: nothing does. */
export interface JudgedLink {
  link: SiteLink;
  target: Target | undefined;
}

/** All links to the outlet itself, as one context has them, looked up once for all rules that ask. */
export interface JudgedLinks {
  links: JudgedLink[];
  targets: SiteTargets;
  /** The anchors of each page of _data/pages, by its path and by its file. */
  pageAnchors: ReadonlyMap<string, ReadonlySet<string>>;
}

const known = new WeakMap<CheckContext, JudgedLinks>();

/** Every link to a page of the outlet's own, and what stands there. */
export function judgedLinks(context: CheckContext): JudgedLinks {
  const before = known.get(context);
  if (before) return before;
  const { content, newsroom } = context;
  const targets = targetsOf(context.whole ?? context);
  const ids = new Set((context.whole ?? context).content.stories.map(({ id }) => id));
  const links = siteLinks(content, (story) => targets.pathOf(story.id)).map((link): JudgedLink => {
    if (link.path === undefined) {
      return { link, target: link.story ? { kind: "story", record: link.story } : { kind: "page", file: "" } };
    }
    // A link to a story's file is resolved by the model, which tells of those that lead nowhere.
    const meant = link.story && link.key === undefined ? linkedIds(link.href, link.story.file) : [];
    const id = meant.find((each) => ids.has(each));
    if (meant.length > 0 && id === undefined) return { link, target: { kind: "page", file: "" } };
    const record = id === undefined ? undefined : targets.recordOf(id);
    return { link, target: record ? { kind: "story", record } : targets.at(link.path) };
  });
  const languages = new Map(newsroom.languages.map((language) => [language.code, language]));
  const pages = content.pages.flatMap((page): (readonly [string, ReadonlySet<string>])[] => {
    const language = languages.get(page.language);
    const anchors = pageAnchors(page.html);
    return [[page.file, anchors], ...(language ? ([[places.page(language, page.slug), anchors]] as const) : [])];
  });
  const judged = { links, targets, pageAnchors: new Map(pages) };
  known.set(context, judged);
  return judged;
}

/** Where a link is written, for a problem, and what would put another address in its place everywhere in the file. */
export interface LinkPlace {
  file: string;
  line: number;
  column: number;
  key?: string;
  story?: string;
  correctedLine?: string;
  fix?: Edit[];
}

/** Finds a link in the file that has it. `to`: the decoded path that should stand there. */
export function placeOfLink(link: SiteLink, context: CheckContext, to?: string): LinkPlace {
  const place = { file: link.file, ...(link.key && { key: link.key }), ...(link.story && { story: link.story.id }) };
  const lines = linesOf(link.file, context);
  const forms = spellings(link.href);
  const find = (from: number, until: number) =>
    lines
      .slice(from, until)
      .flatMap((text, index) =>
        forms.flatMap((written) => findIn(text, written).map((at) => ({ written, at, index: from + index }))),
      )
      .sort((a, b) => a.index - b.index || a.at - b.at);
  // A paragraph's line is that of its beginning. A fix is for the whole file; for a place alone what is near is enough.
  const near = to === undefined ? find(Math.max(0, link.line - 2), link.line + nearby) : [];
  const found = near.length > 0 ? near : find(0, lines.length);
  const [first] = found;
  if (!first) return { ...place, line: link.line, column: 1 };
  const at = { ...place, line: first.index + 1, column: first.at + 1 };
  if (to === undefined) return at;
  const fix = found.map(
    ({ written, at: start, index }): Edit => ({
      line: index + 1,
      column: start + 1,
      found: written,
      text: inStyleOf(written, to, context.content.outlet.url),
    }),
  );
  const text = lines[first.index] ?? "";
  const right = fix.filter(({ line }) => line === at.line).toReversed();
  const correctedLine = right.reduce(
    (line, edit) => line.slice(0, edit.column - 1) + edit.text + line.slice(edit.column - 1 + edit.found.length),
    text,
  );
  return { ...at, correctedLine, fix };
}

/** Lines below a link's own in which it is looked for first. */
const nearby = 60;

// Links come file by file, so that only the last one need be kept.
const lastRead = new WeakMap<CheckContext, { file: string; lines: string[] }>();

function linesOf(file: string, context: CheckContext): string[] {
  const last = lastRead.get(context);
  if (last?.file === file) return last.lines;
  const lines = context.sourceOf(file)?.split("\n") ?? [];
  lastRead.set(context, { file, lines });
  return lines;
}

/** The path `to` as somebody would write it who wrote the address so: whole or from the root, encoded or not, with its end. */
function inStyleOf(written: string, to: string, outletUrl: string): string {
  const isEncoded = /%[\da-f]{2}/i.test(written);
  const path = isEncoded || /[\s()<>"']/.test(to) ? encodePath(to) : to;
  const end = /[?#].*$/s.exec(written)?.[0] ?? "";
  const origin = /^(?:https?:)?\/\/[^/?#]*/i.exec(written)?.[0];
  return `${origin === undefined ? "" : origin + pathPrefixOf(outletUrl)}${path}${end}`;
}

/** An address as the copy may have it, which is kept percent-encoded. */
function spellings(href: string): string[] {
  const forms = [href];
  for (const decode of [decodeURI, decodeURIComponent]) {
    try {
      const form = decode(href);
      forms.push(form, form.normalize("NFD"));
    } catch {
      // a percent sign that encodes nothing stands as it is
    }
  }
  if (href.startsWith("https://")) forms.push(...forms.map((form) => form.slice("https:".length)));
  return [...new Set(forms)];
}

/** Where an address stands as a whole: behind what opens one in markdown, HTML or YAML, and before what closes it. */
function findIn(text: string, written: string): number[] {
  const found: number[] = [];
  for (let at = text.indexOf(written); written !== "" && at !== -1; at = text.indexOf(written, at + 1)) {
    const [before, after] = [text[at - 1] ?? " ", text[at + written.length] ?? " "];
    if (/[\s(<"'[,]/.test(before) && /[\s)>"'\],]/.test(after)) found.push(at);
  }
  return found;
}

/** The anchors that a link to a story may name: those of its copy and entries. */
export function storyAnchors(record: StoryRecord): Set<string> {
  return new Set([...record.copy.anchors, ...(record.entries ?? []).map(({ id }) => id)]);
}
