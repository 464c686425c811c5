import { places } from "../model/addresses.ts";
import type { Language } from "../model/languages.ts";
import type { Notice, Story } from "../model/story.ts";
import { type PlainStyle, plainBody, plainPhoto } from "./plain-body.ts";
import type { ViewContext } from "./view-context.ts";
import type { FrontView } from "./views-lists.ts";
import type { LiteFrontView, LiteGroup, LiteItem, LiteNoticeView, LitePage, LiteStoryView } from "./views-lite.ts";
import type { CardView } from "./views-parts.ts";
import type { NoticeView, StoryView } from "./views-story.ts";

// The light pages: the story and nothing else, in one request, for a bad line, an old phone or a reader in a hurry. Each is
// made from its full page's view, so that no fact, label or credit can differ.

type LiveView = NonNullable<StoryView["story"]["live"]>;

/** Stories on a section's light page; a home shows what its front shows. */
export const liteSectionItems = 40;

/** A story's light page, from the full view. Light views (without a body) give what a digest needs. */
export function liteStoryView(
  full: StoryView,
  story: Story,
  context: ViewContext,
): LiteStoryView & { references?: object } {
  const language = context.language(story.language);
  const style = liteStyle(language, context);
  const { earlier: _earlier, earlierTitle: _title, share: _share, blocks, photo, gallery, ...facts } = full.story;
  const isShownTwice = story.type === "gallery" && beginsWithLead(story);
  return {
    layout: "lite-story",
    ...litePage({ full, path: story.path, language, context }),
    story: {
      ...facts,
      section: { ...facts.section, url: context.toLite(facts.section.url) },
      translations: facts.translations.map((link) => ({ ...link, url: context.toLite(link.url) })),
      ...(facts.live && { live: liteLive(facts.live, context) }),
      ...(facts.series && {
        series: {
          ...facts.series,
          items: facts.series.items.map((item) => ({ ...item, url: context.toLite(item.url) })),
        },
      }),
      ...(photo && !isShownTwice && { photoHtml: plainPhoto(photo, style) }),
      bodyHtml: plainBody(blocks, { ...style, dateline: facts.dateline }),
      galleryHtml: gallery.map((each) => plainPhoto(each, style)).join("\n"),
    },
    ...("references" in full ? { references: full.references as object } : {}),
  };
}

/** What stands around a live story's entries, with every way to its other pages leading to light ones. */
function liteLive(live: LiveView, context: ViewContext): LiveView {
  const { page, olderUrl, newerUrl, updates, ...rest } = live;
  const toLite = <Link extends { url: string }>(link: Link): Link => ({ ...link, url: context.toLite(link.url) });
  return {
    ...rest,
    pinned: live.pinned.map(toLite),
    keyEvents: live.keyEvents.map(toLite),
    olderPages: live.olderPages.map(({ day, items }) => ({ day, items: items.map(toLite) })),
    ...(page && { page: toLite(page) }),
    ...(olderUrl !== undefined && { olderUrl: context.toLite(olderUrl) }),
    ...(newerUrl !== undefined && { newerUrl: context.toLite(newerUrl) }),
    ...(updates && { updates: toLite(updates) }),
  };
}

/** One file with another credit is another picture, and each is shown with its own. */
function beginsWithLead({ photo, gallery: [first] }: Story): boolean {
  return photo !== undefined && first?.id === photo.id && first.rights.credit === photo.rights.credit;
}

/** The light home or a section's: headlines with times, in the front's order. */
export function liteFrontView(
  full: FrontView,
  { language, section, context }: { language: Language; section?: string; context: ViewContext },
): LiteFrontView {
  const path = section === undefined ? places.home(language) : places.section(language, section);
  const shown = new Set<string>();
  const items = (cards: readonly (CardView | undefined)[]): LiteItem[] =>
    cards.flatMap((card) => {
      if (!card || shown.has(card.url)) return [];
      shown.add(card.url);
      return [liteItem(card, context)];
    });
  const words = (key: string) => context.words(language, key);
  const top: LiteGroup = {
    items: items([
      full.lead,
      ...full.leadRelated,
      ...full.second.flatMap(withPackage),
      ...(full.feature ? withPackage(full.feature) : []),
    ]),
  };
  const groups = [top, { heading: words("opinion"), items: items(full.opinion) }];
  if (section === undefined) {
    groups.push({ heading: words("latest"), items: items(full.latest) });
    for (const block of full.blocks) {
      groups.push({
        heading: block.section.name,
        url: context.toLite(block.section.url),
        items: items(block.cards),
      });
    }
  } else {
    const listed = (context.newsroom.bySection.get(`${language.code} ${section}`) ?? []).filter(
      (each) => !each.isExpired,
    );
    const rest = items(listed.slice(0, liteSectionItems).map((each) => context.card(each)));
    groups.push({ heading: words("latest"), items: rest.slice(0, Math.max(0, liteSectionItems - top.items.length)) });
  }
  return {
    layout: "lite-front",
    ...litePage({ full, path, language, context }),
    ...(full.heading !== undefined && { heading: full.heading }),
    banner: full.banner.map(({ url, ...item }) => ({
      ...item,
      ...(url !== undefined && { url: item.isStory ? context.toLite(url) : url }),
    })),
    groups: groups.filter((group) => group.items.length > 0),
    archiveUrl: full.site.archiveUrl,
  };
}

function withPackage(card: CardView): CardView[] {
  return [card, ...(card.more ?? [])];
}

/** The notice at the light address of a story that was taken down. */
export function liteNoticeView(full: NoticeView, notice: Notice, context: ViewContext): LiteNoticeView {
  const { heading, notice: text, date, replacedBy } = full;
  return {
    layout: "lite-notice",
    ...litePage({ full, path: notice.path, language: context.language(notice.language), context }),
    heading,
    notice: text,
    date,
    ...(replacedBy && { replacedBy: { ...replacedBy, url: context.toLite(replacedBy.url) } }),
  };
}

function liteItem(card: CardView, context: ViewContext): LiteItem {
  return {
    url: context.toLite(card.url),
    headline: card.headline,
    ...(card.label !== undefined && { label: card.label }),
    ...(card.sponsor !== undefined && { sponsor: card.sponsor }),
    ...(card.standfirst !== undefined && { standfirst: card.standfirst }),
    published: card.published,
    isLive: card.isLive,
  };
}

function litePage(input: {
  full: StoryView | FrontView | NoticeView;
  path: string;
  language: Language;
  context: ViewContext;
}): LitePage {
  const { full, path, language, context } = input;
  return {
    language: full.language,
    direction: full.direction,
    title: full.title,
    description: full.description,
    canonical: full.canonical,
    robots: full.robots,
    exitUrl: context.url(path),
    paper: {
      name: full.site.name,
      homeUrl: context.toLite(context.url(places.home(language))),
      ...(full.site.searchUrl !== undefined && { searchUrl: full.site.searchUrl }),
      sections: full.site.sections.map(({ name, url }) => ({ name, url: context.toLite(url) })),
      languages: full.site.languages.map((link) => ({ ...link, url: context.toLite(link.url) })),
    },
  };
}

function liteStyle(language: Language, context: ViewContext): PlainStyle {
  return { strings: context.strings(language), photos: "link", url: (url) => context.toLite(url) };
}
