import { digestOf, stableJson } from "../base/digest.ts";
import { escapeXml } from "../base/xml.ts";
import type { Language } from "../model/languages.ts";
import type { Photo, Story } from "../model/story.ts";
import { bodyViews } from "./body-views.ts";
import { noteText, withdrawnTexts } from "./photo-note.ts";
import { type PlainStyle, plainBody, plainPhoto } from "./plain-body.ts";
import { bodyReferences } from "./story-view.ts";
import { translationLagView } from "./translation-lag-view.ts";
import type { ViewContext } from "./view-context.ts";
import type { BlockView, PhotoView } from "./views-parts.ts";

/** Entries of a live story in a feed; the page has them all. */
const liveEntries = 30;

/**
 * What a feed holds of a story: as HTML that needs no style, with absolute addresses and only the photos whose rights let
 * them into feeds. All that the story's page says of the story itself is in it: label, corrections, credits, sources,
 * use of AI. The digest is found without opening the body, and changes whenever the content would.
 */
export function feedContent(
  story: Story,
  extent: "full" | "summary",
  context: ViewContext,
): { digest: string; html: () => string } {
  const language = context.language(story.language);
  if (extent === "summary") {
    const html = summaryHtml(story, language, context);
    return { digest: digestOf(html), html: () => html };
  }
  const shown = withFeedPhotos(story);
  const around = surroundings(shown, language, context);
  const references = {
    around,
    ...bodyReferences(shown, context),
    live: story.live,
    address: context.absolute(story.path),
  };
  return {
    digest: digestOf(JSON.stringify(references), stringsDigest(language, context)),
    html: () => fullHtml(shown, around, language, context),
  };
}

// The strings of a language are one object for the whole build.
const stringsDigests = new WeakMap<object, string>();

function stringsDigest(language: Language, context: ViewContext): string {
  const strings = context.strings(language);
  let digest = stringsDigests.get(strings);
  if (digest === undefined) {
    digest = digestOf(stableJson(strings));
    stringsDigests.set(strings, digest);
  }
  return digest;
}

function summaryHtml(story: Story, language: Language, context: ViewContext): string {
  const name = context.localized(context.newsroom.outlet.name, language) ?? "";
  const link = `<p><a href="${escapeXml(context.absolute(story.path))}">${escapeXml(
    context.words(language, "feeds-read", { name }),
  )}</a></p>`;
  const summary = story.description === "" ? "" : `<p>${escapeXml(story.description)}</p>\n`;
  return inDirection(summary + link, language);
}

/** The story with the photos that may go into feeds, and no others. */
function withFeedPhotos(story: Story): Story {
  const allowed = (photo: Photo | undefined) => (photo?.scopes.feeds ? photo : undefined);
  const { photo, ...rest } = story;
  const lead = allowed(photo);
  return {
    ...rest,
    ...(lead && { photo: lead }),
    gallery: story.gallery.filter((each) => each.scopes.feeds),
    copyPhotos: story.copyPhotos.map(allowed),
  };
}

interface Surroundings {
  /** Paragraphs of plain text above the copy, in order; HTML. */
  above: string[];
  lead?: PhotoView;
  gallery: PhotoView[];
  below: string[];
}

/** All but the copy: small, and made for the digest as well. */
function surroundings(story: Story, language: Language, context: ViewContext): Surroundings {
  const words = (key: string) => context.words(language, key);
  const corrections = story.corrections.map((each) => ({
    isHigh: each.priority === "high",
    html: `<p><b>${escapeXml(words(each.kind))}, ${escapeXml(context.moment(each.date, "date", language))}:</b> ${escapeXml(each.text)}</p>`,
  }));
  const labels = [
    context.typeLabel(story, language),
    story.aiUse?.level === "assisted" ? words("ai-label-assisted") : undefined,
    story.live && words(`live-${story.live.state}`),
  ].filter((label) => label !== undefined);
  const lag = story.lag && translationLagView(story.lag, language, context);
  const lead = story.photo;
  // A photo that the gallery begins with, or that stands in the copy, is shown there.
  const isElsewhere = [...story.gallery, ...story.copyPhotos].some((photo) => photo && photo.id === lead?.id);
  const gone = story.photoNotes;
  return {
    above: [
      ...corrections.filter(({ isHigh }) => isHigh).map(({ html }) => html),
      ...(labels.length > 0 ? [`<p><b>${escapeXml([...new Set(labels)].join(" · "))}</b></p>`] : []),
      ...(lag
        ? [
            `<p><i>${escapeXml(lag.text)}</i> <a href="${escapeXml(absolute(lag.original.url, context))}">${escapeXml(words("translation-original"))}</a></p>`,
          ]
        : []),
      ...paragraph(story.standfirst, "b"),
      ...paragraph(gone?.lead && noteText(gone.lead, context, language), "i"),
    ],
    ...(lead && !isElsewhere && { lead: context.photo(lead, "lead") }),
    gallery: story.gallery.map((photo) => context.photo(photo)),
    below: [
      ...withdrawnTexts(gone?.gallery ?? [], context, language).flatMap((text) => paragraph(text, "i")),
      ...(story.type === "opinion" ? paragraph(words("opinion-note"), "i") : []),
      ...(story.changeNote === undefined
        ? []
        : [`<p><b>${escapeXml(words("change-note"))}</b> ${escapeXml(story.changeNote)}</p>`]),
      ...corrections.map(({ html }) => html),
      ...(story.methodology === undefined
        ? []
        : [...paragraph(words("methodology"), "b"), `<p>${escapeXml(story.methodology)}</p>`]),
      ...(story.sources.length > 0 ? [...paragraph(words("sources"), "b"), sourceList(story.sources)] : []),
      ...(story.aiUse
        ? paragraph([words(`ai-${story.aiUse.level}`), story.aiUse.note].filter(Boolean).join(" "), "i")
        : []),
    ],
  };
}

function sourceList(sources: Story["sources"]): string {
  const items = sources.map(({ title, url }) =>
    url === undefined ? escapeXml(title) : `<a href="${escapeXml(url)}">${escapeXml(title)}</a>`,
  );
  return `<ul>${items.map((item) => `<li>${item}</li>`).join("")}</ul>`;
}

function fullHtml(story: Story, around: Surroundings, language: Language, context: ViewContext): string {
  const style: PlainStyle = {
    strings: context.strings(language),
    photos: "image",
    url: (url) => absolute(url, context),
  };
  const views = newestEntries(bodyViews({ blocks: context.blocksOf(story), story, context, language }), story);
  const page = context.absolute(story.path);
  const rest = views.isCut
    ? `\n<p><a href="${escapeXml(page)}">${escapeXml(context.words(language, "feeds-live"))}</a></p>`
    : "";
  const html = wholeHtml(around, plainBody(views.shown, { ...style, dateline: story.dateline }) + rest, style);
  return inDirection(absoluteLinks(html, page), language);
}

function wholeHtml(around: Surroundings, body: string, style: PlainStyle): string {
  const parts = [
    ...around.above,
    ...(around.lead ? [plainPhoto(around.lead, style)] : []),
    body,
    ...around.gallery.map((photo) => plainPhoto(photo, style)),
    ...around.below,
  ];
  return parts.filter((part) => part !== "").join("\n");
}

/** A live story of hundreds of entries would be sent again with each of them: its newest stand in a feed. */
function newestEntries(views: readonly BlockView[], story: Story): { shown: BlockView[]; isCut: boolean } {
  const entries = views.filter((view) => view.kind === "live-entry");
  const kept = new Set<BlockView>(
    story.live?.order === "oldest" ? entries.slice(-liveEntries) : entries.slice(0, liveEntries),
  );
  return {
    shown: views.filter((view) => view.kind !== "live-entry" || kept.has(view)),
    isCut: entries.length > kept.size,
  };
}

function paragraph(text: string | undefined, name: "b" | "i"): string[] {
  return text === undefined || text === "" ? [] : [`<p><${name}>${escapeXml(text)}</${name}></p>`];
}

/** Programs show a feed in their own language's direction. */
function inDirection(html: string, { code, direction }: Language): string {
  return direction === "rtl" ? `<div lang="${escapeXml(code)}" dir="rtl">\n${html}\n</div>` : html;
}

function absolute(url: string, context: ViewContext): string {
  return new URL(url, context.absolute("/")).href;
}

const linkAttribute = /(<a\b[^>]*?\shref=")([^"]*)(")/g;

/** Anchors and whatever else is relative leads to the story's page: a feed has no page of its own to be relative to. */
function absoluteLinks(html: string, page: string): string {
  return html.replace(linkAttribute, (whole, before: string, href: string, after: string) => {
    if (/^[a-z][a-z\d+.-]*:/i.test(href)) return whole;
    const target = href.replaceAll("&amp;", "&").replaceAll("&quot;", '"').replaceAll("&#39;", "'");
    return before + escapeXml(URL.canParse(target, page) ? new URL(target, page).href : page) + after;
  });
}
