import { dayLength, type Moment } from "../base/dates.ts";
import { escapeXml } from "../base/xml.ts";
import { lastChange } from "../model/last-change.ts";
import type { Story } from "../model/story.ts";
import type { Addresses } from "./addresses.ts";
import { isListed } from "./sitemaps.ts";

// https://developers.google.com/search/docs/crawling-indexing/sitemaps/news-sitemap
const shownFor = 2 * dayLength;
const limit = 1000;
const opening =
  '<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:news="http://www.google.com/schemas/sitemap-news/0.9">\n';

/** The news of the last two days in every language, as XML; undefined where there is none, for an empty list is not valid. */
export function newsSitemap(addresses: Addresses): { text: string; lastModified: Moment } | undefined {
  const listed = newsOf(addresses);
  if (listed.length === 0) return undefined;
  return {
    text: `${opening}${listed.map((story) => entry(story, addresses)).join("")}</urlset>\n`,
    lastModified: Math.max(...listed.map(lastChange)),
  };
}

/** In plain words: what was first published within two days, newest first, and nobody paid for. */
function newsOf({ newsroom, absolute }: Addresses): Story[] {
  return newsroom.stories.filter((story) => newsRefusal(story, newsroom.now, absolute) === undefined).slice(0, limit);
}

/** Why a public story is not in the news sitemap; undefined: it is, unless a thousand newer ones are. */
export type NewsRefusal = "old" | "sponsored" | "expired" | "elsewhere";

/** Why the news sitemap does not take a story; undefined where it does. */
export function newsRefusal(story: Story, now: Moment, absolute: Addresses["absolute"]): NewsRefusal | undefined {
  if (leavesNews(story) <= now) return "old";
  if (story.type === "sponsored") return "sponsored";
  if (story.isExpired) return "expired";
  return isListed(story, absolute) ? undefined : "elsewhere";
}

/** When time alone takes a story out of the news sitemap. */
export function leavesNews({ published }: Pick<Story, "published">): Moment {
  return published + shownFor;
}

function entry(story: Story, addresses: Addresses): string {
  const { newsroom, localized, absolute, iso } = addresses;
  const language = newsroom.languages.find(({ code }) => code === story.language) ?? newsroom.languages[0];
  const name = language ? (localized(newsroom.outlet.name, language) ?? "") : "";
  const publication = `<news:publication><news:name>${escapeXml(name)}</news:name><news:language>${newsLanguage(story.language)}</news:language></news:publication>`;
  const facts = `<news:publication_date>${iso(story.published)}</news:publication_date><news:title>${escapeXml(story.headline)}</news:title>`;
  return `<url><loc>${escapeXml(absolute(story.path))}</loc><news:news>${publication}${facts}</news:news></url>\n`;
}

/** ISO 639, two or three letters; only Chinese is told apart by script. */
function newsLanguage(code: string): string {
  const { language, script } = new Intl.Locale(code).maximize();
  if (language === "zh") return script === "Hant" ? "zh-tw" : "zh-cn";
  return language;
}
