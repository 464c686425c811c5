// Longer than 250 lines: one table of what a page can't keep away from its server, each entry with its reason.
import { escapeXml } from "../base/xml.ts";
import type { Attribute, Tag } from "./read-tags.ts";
import { rewriteCss } from "./rewrite-css.ts";
import type { AddressBook, RewriteTarget, RewriteWords } from "./rewrite-target.ts";
import { withoutPhotos } from "./structured-photos.ts";

/** What a rule may use while it looks at one element. */
export interface RuleContext {
  html: string;
  target: RewriteTarget;
  book: AddressBook;
  words: RewriteWords;
  edit: Edits;
}

/** Changes to a page by offset; what is taken out takes the changes within it along. */
export class Edits {
  readonly #changes: { start: number; end: number; text: string }[] = [];

  replace(start: number, end: number, text: string): void {
    this.#changes.push({ start, end, text });
  }

  remove(tag: Tag, text = ""): void {
    this.replace(tag.start, tag.end, text);
  }

  /** `name="value"` in place of an attribute as it stood. */
  set(attribute: Attribute, value: string): void {
    this.replace(attribute.start, attribute.end, `${attribute.name}="${escapeXml(value)}"`);
  }

  /** The attribute with the blank before it. */
  drop(html: string, attribute: Attribute): void {
    const start = /\s/.test(html[attribute.start - 1] ?? "") ? attribute.start - 1 : attribute.start;
    this.replace(start, attribute.end, "");
  }

  apply(html: string): string {
    // A longer change that begins at the same place holds the shorter.
    const ordered = this.#changes
      .map((change, index) => ({ ...change, index }))
      .sort((a, b) => a.start - b.start || b.end - a.end || a.index - b.index);
    let result = "";
    let at = 0;
    for (const { start, end, text } of ordered) {
      if (start < at) continue;
      result += html.slice(at, start) + text;
      at = end;
    }
    return result + html.slice(at);
  }
}

/** One thing that does not work away from the server, and what becomes of it. */
export interface RewriteRule {
  name: string;
  /** Names of the elements that it looks at. */
  tags: readonly string[];
  rewrite: (tag: Tag, context: RuleContext) => void;
}

const value = (tag: Tag, name: string) => tag.attributes.get(name)?.value;

/** Inside JSON and templates nothing is an address of a page. */
const runnable = new Set(["", "text/javascript", "application/javascript", "module"]);

const droppedRels = new Set(
  "preload modulepreload prefetch preconnect dns-prefetch prerender manifest search serviceworker".split(" "),
);
const ownRels = new Set(["stylesheet", "icon", "apple-touch-icon", "mask-icon", "shortcut"]);
const feedTypes = /^application\/(?:rss\+xml|atom\+xml|feed\+json|json)$/;

export const rewriteRules: readonly RewriteRule[] = [
  {
    // A page of the edition is opened, by its file's name, for a folder shows a listing; any other on the web, and the link says so,
    // as does one that wants the web's own form of a page that the edition has: `data-on-web`.
    name: "links",
    tags: ["a", "area"],
    rewrite(tag, { html, book, edit, words, target }) {
      const href = tag.attributes.get("href");
      if (!href) return;
      const file = target.drops && book.file(href.value);
      if (file !== undefined && target.drops?.(file)) {
        const whole = tag.parent?.name === "li" ? tag.parent : tag;
        return edit.replace(whole.start, whole.end + (html[whole.end] === "\n" ? 1 : 0), "");
      }
      const toWeb = tag.attributes.get("data-on-web");
      if (toWeb) edit.drop(html, toWeb);
      const found = toWeb ? book.onWeb(href.value) : book.destination(href.value);
      if (found.kind === "same") return;
      edit.set(href, found.href);
      const mark = `<span class="edition-online" aria-hidden="true">${escapeXml(words.online)}</span><span class="edition-spoken"> ${escapeXml(words.spoken)}</span>`;
      if (found.kind === "online" && tag.name === "a") edit.replace(tag.contentEnd, tag.contentEnd, mark);
    },
  },
  {
    // Nothing is fetched ahead from a disk; feeds and manifests are the web's; a style sheet or an icon comes along or goes.
    name: "head links",
    tags: ["link"],
    rewrite(tag, { html, book, edit, target }) {
      const rels = (value(tag, "rel") ?? "").toLowerCase().split(/\s+/);
      const href = tag.attributes.get("href");
      const isFeed = rels.includes("alternate") && feedTypes.test(value(tag, "type") ?? "");
      if (!href || isFeed || rels.some((rel) => droppedRels.has(rel))) return edit.remove(tag);
      const isOwn = rels.some((rel) => ownRels.has(rel));
      const file = book.file(href.value);
      if (isOwn && (file === undefined || !target.has(file))) return edit.remove(tag);
      for (const name of ["integrity", "crossorigin"]) {
        const attribute = tag.attributes.get(name);
        if (attribute) edit.drop(html, attribute);
      }
      // What others call this page (canonical, hreflang) stays the address on the web.
      if (isOwn && file !== undefined) edit.set(href, book.relative(file));
    },
  },
  {
    // Modules, fetch and integrity fail from a disk; classic scripts work.
    name: "scripts",
    tags: ["script"],
    rewrite(tag, { html, book, edit, target }) {
      const type = (value(tag, "type") ?? "").trim().toLowerCase();
      if (!runnable.has(type)) return;
      if (type === "module") return edit.remove(tag);
      const source = tag.attributes.get("src");
      if (!source) return;
      const file = book.file(source.value);
      if (file === undefined || !target.has(file) || target.runs?.(file) === false) return edit.remove(tag);
      edit.set(source, book.relative(file));
      for (const name of ["integrity", "crossorigin", "nomodule"]) {
        const attribute = tag.attributes.get(name);
        if (attribute) edit.drop(html, attribute);
      }
    },
  },
  {
    // What a page tells programs of a photo that is not here is a caption and a credit of nothing.
    name: "structured data",
    tags: ["script"],
    rewrite(tag, { html, book, edit, target: { withholds } }) {
      if (!withholds || (value(tag, "type") ?? "").trim().toLowerCase() !== "application/ld+json") return;
      const isWithheld = (address: string) => {
        const file = book.file(address);
        return file !== undefined && withholds(file);
      };
      const json = html.slice(tag.inside, tag.contentEnd);
      const kept = withoutPhotos(json, isWithheld);
      if (kept !== json) edit.replace(tag.inside, tag.contentEnd, kept);
    },
  },
  {
    // One file of each picture comes along. One whose owner did not let it leave the web is not there, and its place says so.
    name: "pictures",
    tags: ["img"],
    rewrite(tag, context) {
      const { html, edit, target, book, words } = context;
      const picture = tag.parent?.name === "picture" ? tag.parent : undefined;
      const asked = [...sourcesWithin(picture, html), ...addressesOf(tag)];
      const files = [...new Set(asked.map((address) => book.file(address)).filter((file) => file !== undefined))];
      if (files.length === 0) {
        // Another host's picture (an outlet may name hosts) is not fetched by those who are offline.
        if (asked.every((address) => address.startsWith("data:"))) return;
        return edit.remove(picture ?? tag);
      }
      const chosen = target.pictureOf(files);
      if (chosen === undefined) {
        const figure = figureOf(tag);
        const isAlone = figure !== undefined && !hasOtherPicture(figure, tag, html);
        const note = `<p class="edition-note">${escapeXml(words.photoOnline)}</p>`;
        return edit.remove(isAlone ? figure : (picture ?? tag), isAlone ? note : "");
      }
      const source = tag.attributes.get("src");
      if (!source) return;
      edit.set(source, chosen.startsWith("data:") ? chosen : book.relative(chosen));
      for (const name of ["srcset", "sizes"]) {
        const attribute = tag.attributes.get(name);
        if (attribute) edit.drop(html, attribute);
      }
    },
  },
  {
    // A picture's other widths are not there to choose from. (Sound and film keep theirs.)
    name: "sources",
    tags: ["source"],
    rewrite(tag, { edit, book, target }) {
      if (tag.parent?.name === "picture") return edit.remove(tag);
      const source = tag.attributes.get("src");
      const file = source && book.file(source.value);
      if (source && file !== undefined) edit.set(source, target.has(file) ? book.relative(file) : liveOf(source, book));
    },
  },
  {
    name: "sound, film and frames",
    tags: ["video", "audio", "track", "iframe", "embed", "input"],
    rewrite(tag, { html, edit, book, target }) {
      for (const name of ["src", "poster"]) {
        const attribute = tag.attributes.get(name);
        const file = attribute && book.file(attribute.value);
        if (!attribute || file === undefined) continue;
        if (target.has(file)) edit.set(attribute, book.relative(file));
        else if (name === "poster") edit.drop(html, attribute);
        else edit.set(attribute, liveOf(attribute, book));
      }
    },
  },
  {
    // Drawings within a page name their parts by fragment; a file of its own is refused from a disk.
    name: "drawings",
    tags: ["use", "image"],
    rewrite(tag, { edit, book, target }) {
      const href = tag.attributes.get("href") ?? tag.attributes.get("xlink:href");
      if (!href || href.value.startsWith("#") || href.value.startsWith("data:")) return;
      const file = book.file(href.value);
      if (file === undefined || !target.has(file) || tag.name === "use") return edit.remove(tag);
      edit.set(href, book.relative(file));
    },
  },
  {
    name: "forms",
    tags: ["form", "button"],
    rewrite(tag, { edit, book }) {
      const action = tag.attributes.get("action") ?? tag.attributes.get("formaction");
      const found = action && book.destination(action.value);
      if (action && found && found.kind !== "same") edit.set(action, found.href);
    },
  },
  {
    // An address that counts from another folder would undo all the rest.
    name: "base",
    tags: ["base"],
    rewrite(tag, { edit }) {
      edit.remove(tag);
    },
  },
  {
    name: "refresh",
    tags: ["meta"],
    rewrite(tag, { edit, book }) {
      const content = tag.attributes.get("content");
      if (value(tag, "http-equiv")?.toLowerCase() !== "refresh" || !content) return;
      const [, before = "", address = ""] =
        /^(\s*[\d.]+\s*[;,]\s*url\s*=\s*)["']?(.*?)["']?\s*$/is.exec(content.value) ?? [];
      const found = address === "" ? undefined : book.destination(address);
      if (found && found.kind !== "same") edit.set(content, before + found.href);
    },
  },
  {
    name: "styles",
    tags: ["style"],
    rewrite(tag, { html, edit, book, target }) {
      edit.replace(tag.inside, tag.contentEnd, rewriteCss(html.slice(tag.inside, tag.contentEnd), book, target));
    },
  },
];

/** Rules for every element, whatever its name. */
export const attributeRules: readonly ((tag: Tag, context: RuleContext) => void)[] = [
  function inlineStyle(tag, { edit, book, target }) {
    const style = tag.attributes.get("style");
    if (style?.value.includes("url(")) edit.set(style, rewriteCss(style.value, book, target));
  },
  /** Where many pages stand in one file, their anchors must not meet. */
  function anchors(tag, { edit, target: { anchor } }) {
    if (!anchor) return;
    for (const name of ["id", "for", "name", "headers", "aria-labelledby", "aria-describedby", "aria-controls"]) {
      const attribute = tag.attributes.get(name);
      if (!attribute || (name === "name" && tag.name !== "a")) continue;
      const ids = attribute.value.split(/\s+/).filter(Boolean);
      edit.set(attribute, ids.map((id) => anchor.prefix + id).join(" "));
    }
    const href = tag.attributes.get("href");
    if (href?.value.startsWith("#") && href.value.length > 1) edit.set(href, `#${anchor.prefix}${href.value.slice(1)}`);
  },
];

function liveOf(attribute: Attribute, book: AddressBook): string {
  const found = book.destination(attribute.value);
  return found.kind === "online" ? found.href : attribute.value;
}

function addressesOf(tag: Tag): string[] {
  const source = value(tag, "src");
  return [...srcsetAddresses(value(tag, "srcset") ?? ""), ...(source === undefined ? [] : [source])];
}

/** The srcset of each `source` before the picture's `img`: read from the text, for a tag does not know its children. */
function sourcesWithin(picture: Tag | undefined, html: string): string[] {
  if (!picture) return [];
  const inside = html.slice(picture.inside, picture.contentEnd);
  return [...inside.matchAll(/<source\b[^>]*?\ssrcset=(?:"([^"]*)"|'([^']*)')/gi)].flatMap(([, double, single]) =>
    srcsetAddresses((double ?? single ?? "").replaceAll("&amp;", "&")),
  );
}

/** `a.avif 320w, b.avif 640w`, narrowest first as it was written. */
export function srcsetAddresses(srcset: string): string[] {
  return srcset
    .split(/,\s+/)
    .map((each) => each.trim().split(/\s+/)[0] ?? "")
    .filter((address) => address !== "");
}

function figureOf(tag: Tag): Tag | undefined {
  let each = tag.parent;
  while (each && each.name !== "figure") each = each.parent;
  return each;
}

function hasOtherPicture(figure: Tag, tag: Tag, html: string): boolean {
  const around = html.slice(figure.inside, tag.start) + html.slice(tag.end, figure.contentEnd);
  return /<img\b/i.test(around);
}
