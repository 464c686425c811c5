import { OwnLinks } from "../base/own-links.ts";
import { lineOf } from "../content/key-lines.ts";
import type { SiteContent, StoryRecord } from "../content/site-content.ts";

/** A link to a page of the outlet's own, where it stands. */
export interface SiteLink {
  /** As the copy has it, percent-encoded. */
  href: string;
  /** The path that it leads to: decoded, NFC, without the path prefix; undefined: the page on which it stands. */
  path?: string;
  /** The part of the page, decoded. */
  anchor?: string;
  file: string;
  /** 1-based; of pages, where only the file is known, 1. */
  line: number;
  /** The front-matter key, where the link stands in one. */
  key?: string;
  /** The story that it stands in. */
  story?: StoryRecord;
}

/** Every link of a site's stories, pages, banners and policies to the outlet itself. `baseOf` gives the address of a story. */
export function siteLinks(content: SiteContent, baseOf: (story: StoryRecord) => string | undefined): SiteLink[] {
  const own = new OwnLinks(content.outlet);
  const links: SiteLink[] = [];
  for (const story of content.stories) {
    const { copy, file, frontMatter, lines } = story;
    if (frontMatter.kill) continue;
    const add = (href: string, place: Omit<SiteLink, "href">) => {
      if (!mayBeOwn(href)) return;
      const base = baseOf(story);
      // Where a story has no certain address, nobody knows where a relative link leads.
      if (base === undefined && !/^(?:[/#]|https?:)/i.test(href)) return;
      const target = own.read(href, base ?? "/");
      if (target) links.push({ href, ...target, ...place });
    };
    for (const link of copy.links) add(link.href, { file: link.file ?? file, line: link.line, story });
    for (const [index, source] of (frontMatter.sources ?? []).entries()) {
      const key = `sources.${index}.url`;
      if (source.url !== undefined) add(source.url, { file, line: lineOf(lines, key), key, story });
    }
    if (frontMatter.canonical !== undefined) {
      add(frontMatter.canonical, { file, line: lineOf(lines, "canonical"), key: "canonical", story });
    }
  }
  for (const page of content.pages) {
    for (const href of new Set([...page.html.matchAll(pageLink)].map(([, each = ""]) => plainHtml(each)))) {
      const target = mayBeOwn(href) ? own.read(href, `/${page.slug}/`) : undefined;
      if (target) links.push({ href, ...target, file: page.file, line: 1 });
    }
  }
  const addData = (href: string | undefined, place: Omit<SiteLink, "href">) => {
    const target = href === undefined || !/^(?:\/|https?:)/i.test(href) ? undefined : own.read(href, "/");
    if (href !== undefined && target) links.push({ href, ...target, ...place });
  };
  for (const { file, lines, breaking } of Object.values(content.fronts)) {
    for (const [index, { link }] of (breaking ?? []).entries()) {
      const key = `breaking.${index}.link`;
      addData(link, { file, line: lineOf(lines, key), key });
    }
  }
  const { policies = {}, footer = [] } = content.outlet;
  const outlet = { file: "_data/outlet.yaml", line: 1 };
  for (const [name, page] of Object.entries(policies)) addData(page, { ...outlet, key: `policies.${name}` });
  for (const [index, page] of footer.entries()) addData(page, { ...outlet, key: `footer.${index}` });
  return links;
}

// As our own sanitiser writes them: always double quotes.
const pageLink = /<a\b[^>]*?\shref="([^"]*)"/g;

/** The ids that a page of _data/pages defines. */
export function pageAnchors(html: string): Set<string> {
  return new Set([...html.matchAll(/\sid="([^"]*)"/g)].map(([, id = ""]) => plainHtml(id)));
}

function plainHtml(text: string): string {
  return text.replaceAll("&quot;", '"').replaceAll("&#39;", "'").replaceAll("&lt;", "<").replaceAll("&amp;", "&");
}

/** Most links lead elsewhere, or to a story's file, which the model resolves: those need no parsing. */
function mayBeOwn(href: string): boolean {
  return !/^(?:mailto|tel|sms|geo|whatsapp):/i.test(href);
}
