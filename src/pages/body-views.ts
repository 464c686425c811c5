import { dayOf } from "../base/dates.ts";
import { type Block, photoUses, type TableBlock } from "../content/blocks.ts";
import type { Language } from "../model/languages.ts";
import type { Photo, PhotoNote, Story } from "../model/story.ts";
import { figuresView } from "./figures-view.ts";
import type { LivePlace } from "./live-pages.ts";
import { entryUrl } from "./live-view.ts";
import { noteText, withdrawnTexts } from "./photo-note.ts";
import type { ViewContext } from "./view-context.ts";
import type { BlockView } from "./views-parts.ts";

interface BodyInput {
  blocks: readonly Block[];
  story: Story;
  context: ViewContext;
  language: Language;
  /** Of a live story: which of its pages this is. */
  place?: LivePlace | undefined;
}

/**
 * A story's blocks as views. Photos that may not be shown now leave no trace but the note that the outlet or an editor
 * wants; related stories that are hidden leave none.
 */
export function bodyViews({ blocks, story, context, language, place }: BodyInput): BlockView[] {
  const uses = photoUses(blocks);
  const photos = new Map<object, Photo | undefined>(uses.map((use, index) => [use, story.copyPhotos[index]]));
  const notes = new Map<object, PhotoNote | undefined>(uses.map((use, index) => [use, story.photoNotes?.copy[index]]));
  let lastDay = "";
  let tables = 0;

  /** A table's box can be scrolled by keyboard, so it needs a name: the table's caption, else its number. */
  const nameTables = (html: string): string =>
    html.replace(tableBox, (_whole, box: string, table: string, caption: string | undefined) => {
      tables += 1;
      const number = tables === 1 ? "" : ` ${context.number(tables, language)}`;
      const name = caption?.replace(/<[^>]*>/g, "").trim() || context.words(language, "table") + number;
      return `${box} role="group" aria-label="${name.replaceAll('"', "&quot;")}">${table}`;
    });

  const view = (block: Block): BlockView[] => {
    switch (block.kind) {
      case "html":
        return [{ kind: "html", html: nameTables(ownAddresses(block.html, story, context)) }];
      case "photo": {
        const photo = photos.get(block.photo);
        if (photo) return [{ kind: "photo", photo: context.photo(photo), size: block.size }];
        const note = notes.get(block.photo);
        return note ? [{ kind: "photo-note", text: noteText(note, context, language) }] : [];
      }
      case "gallery": {
        const shown = block.photos.map((use) => photos.get(use)).filter((photo) => photo !== undefined);
        const gone = block.photos.map((use) => notes.get(use));
        return [
          ...(shown.length > 0
            ? [{ kind: "gallery" as const, photos: shown.map((photo) => context.photo(photo)) }]
            : []),
          ...withdrawnTexts(gone, context, language).map((text) => ({ kind: "photo-note" as const, text })),
        ];
      }
      case "pull-quote":
        return [{ ...block, html: ownAddresses(block.html, story, context) }];
      case "fact-box":
        return [
          {
            kind: "fact-box",
            ...(block.title !== undefined && { title: block.title }),
            blocks: block.blocks.flatMap(view),
          },
        ];
      case "key-points":
        return [{ ...block, html: ownAddresses(block.html, story, context) }];
      case "timeline":
        return [
          {
            ...block,
            entries: block.entries.map((entry) => ({ ...entry, html: ownAddresses(entry.html, story, context) })),
          },
        ];
      case "related": {
        const other = context.newsroom.byId.get(block.story);
        if (!other) return [];
        const card = context.card(other);
        return [{ kind: "related", card: block.headline === undefined ? card : { ...card, headline: block.headline } }];
      }
      case "embed":
        return story.links[block.url] === null ? [] : [block];
      case "table":
        return tableView(block);
      case "footnotes":
        return [{ kind: "footnotes", html: ownAddresses(block.html, story, context) }];
      case "live-entry": {
        const day = dayOf(block.at, context.newsroom.outlet.timeZone);
        const dayKey = `${day.year}-${day.month}-${day.day}`;
        const isNewDay = dayKey !== lastDay;
        lastDay = dayKey;
        const other = block.story === undefined ? undefined : context.newsroom.byId.get(block.story);
        const contributor = block.by !== undefined && Object.hasOwn(context.newsroom.contributors, block.by);
        return [
          {
            kind: "live-entry",
            id: block.id,
            at: context.date(block.at, language),
            time: context.moment(block.at, "time", language),
            ...(isNewDay && { day: context.moment(block.at, "weekday", language) }),
            ...(block.headline !== undefined && { headline: block.headline }),
            ...(block.by !== undefined && {
              by: context.byline({ name: block.by, ...(contributor && { contributor: block.by }) }, language),
            }),
            ...(place?.pathOf(block.id) && { url: entryUrl(block.id, place, context) }),
            ...(block.hiddenAs !== undefined && { mark: context.words(language, `hidden-${block.hiddenAs}`) }),
            isPinned: block.isPinned,
            isKey: block.isKey,
            ...(other && { story: context.card(other) }),
            blocks: block.blocks.flatMap(view),
          },
        ];
      }
    }
  };
  return orderEntries(blocks, story).flatMap(view);
}

/** Nothing where its file could not be read, which is an error of its own. */
function tableView({ table, key, caption, credit }: TableBlock): BlockView[] {
  if (!table) return [];
  return [
    {
      kind: "table",
      ...(caption !== undefined && { caption }),
      ...(credit !== undefined && { credit }),
      ...figuresView(table, key),
    },
  ];
}

/** Live entries in the story's order, whatever their order in the file; other blocks keep their place above them. */
function orderEntries(blocks: readonly Block[], story: Story): readonly Block[] {
  if (story.type !== "live") return blocks;
  const entries = blocks.filter((block) => block.kind === "live-entry");
  const sign = story.live?.order === "oldest" ? 1 : -1;
  entries.sort((a, b) => sign * (a.at - b.at));
  const rest = blocks.filter((block) => block.kind !== "live-entry");
  const footnotes = rest.filter((block) => block.kind === "footnotes");
  return [...rest.filter((block) => block.kind !== "footnotes"), ...entries, ...footnotes];
}

// As the markdown reader writes it (`tableOpen`), with the caption where the copy has one.
const tableBox = /(<div class="table-scroll" tabindex="0")>(<table>\s*(?:<caption>(.*?)<\/caption>)?)/gs;

// href="…" and src="…" as our own sanitiser writes them: always double quotes.
const addressAttribute = /(<a\b[^>]*?\shref=")([^"]*)(")/g;
const anchor = /<a\b[^>]*?\shref="([^"]*)"[^>]*>(.*?)<\/a>/gs;

/**
 * Root-relative addresses get the outlet's path prefix, and links to other stories' files their addresses; a link to a
 * story that is not public now becomes its words alone.
 */
function ownAddresses(html: string, story: Story, context: ViewContext): string {
  const hasStoryLinks = Object.keys(story.links).length > 0;
  if (!hasStoryLinks && (context.prefix === "" || !html.includes('href="/'))) return html;
  return withAddresses(html, (href) => story.links[href], context);
}

/** The same for any HTML; `resolve` gives the address that a link means, null for none, undefined for one that stays. */
export function withAddresses(
  html: string,
  resolve: (href: string) => string | null | undefined,
  context: ViewContext,
): string {
  const meant = (href: string) => resolve(href.replaceAll("&amp;", "&"));
  const unlinked = html.replace(anchor, (whole, href: string, words: string) => (meant(href) === null ? words : whole));
  return unlinked.replace(addressAttribute, (whole, before: string, href: string, after: string) => {
    const path = meant(href);
    if (path) {
      const [page = "", anchor] = path.split("#");
      return `${before}${context.url(page)}${anchor ? `#${encodeURIComponent(anchor)}` : ""}${after}`;
    }
    return href.startsWith("/") && !href.startsWith("//") ? before + context.prefix + href + after : whole;
  });
}
