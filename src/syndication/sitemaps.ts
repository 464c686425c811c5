import { dayOf } from "../base/dates.ts";
import type { TextFile } from "../base/text-file.ts";
import { escapeXml } from "../base/xml.ts";
import { places } from "../model/addresses.ts";
import { hasFeedsPage } from "../model/feed-lists.ts";
import type { Language } from "../model/languages.ts";
import { lastChange } from "../model/last-change.ts";
import { entriesPerPage, lastOlderPage, pagePath } from "../model/live-paging.ts";
import { type EditionShelf, hasEditionsPage } from "../model/published-edition.ts";
import type { Story } from "../model/story.ts";
import type { Addresses } from "./addresses.ts";
import { newsSitemap } from "./news-sitemap.ts";

// https://www.sitemaps.org/protocol.html: 50,000 addresses a file; split by month, so that old files never change.
const limit = 50_000;
const opening =
  '<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:xhtml="http://www.w3.org/1999/xhtml" xmlns:image="http://www.google.com/schemas/sitemap-image/1.1">\n';

interface Sitemap {
  file: string;
  text: string;
  lastModified?: number;
}

/** The sitemap index, the news of two days, one sitemap a month of stories, one of the standing pages and one of listings. */
export function sitemaps(addresses: Addresses, editions: EditionShelf): TextFile[] {
  const { newsroom, absolute } = addresses;
  const stories = newsroom.stories.filter((story) => isListed(story, absolute));
  const months = Map.groupBy(stories, (story) => {
    const { year, month } = dayOf(story.published, newsroom.outlet.timeZone);
    return `${year}-${String(month).padStart(2, "0")}`;
  });
  const news = newsSitemap(addresses);
  const files: Sitemap[] = [
    ...(news ? [{ file: "sitemaps/news.xml", ...news }] : []),
    { file: "sitemaps/pages.xml", text: urlset(standingPages(addresses, editions)) },
    ...listingSitemaps(addresses),
  ];
  for (const [month, stories] of [...months].sort(([a], [b]) => (a < b ? 1 : -1))) {
    for (let part = 0; part * limit < stories.length; part += 1) {
      const listed = stories.slice(part * limit, (part + 1) * limit);
      files.push({
        file: `sitemaps/${month}${part > 0 ? `-${part + 1}` : ""}.xml`,
        text: urlset(listed.flatMap((story) => [storyEntry(story, addresses), ...olderPages(story, addresses)])),
        lastModified: Math.max(...listed.map(lastChange)),
      });
    }
  }
  const index = files
    .map(({ file, lastModified }) => {
      const modified = lastModified === undefined ? "" : `<lastmod>${addresses.iso(lastModified)}</lastmod>`;
      return `<sitemap><loc>${escapeXml(addresses.absolute(`/${file}`))}</loc>${modified}</sitemap>\n`;
    })
    .join("");
  return [
    ...files.map(({ file, text }) => ({ file, text })),
    {
      file: "sitemap.xml",
      text: `<?xml version="1.0" encoding="UTF-8"?>\n<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n${index}</sitemapindex>\n`,
    },
  ];
}

function urlset(entries: readonly string[]): string {
  return `${opening}${entries.join("")}</urlset>\n`;
}

/** A story whose original stands elsewhere is that paper's to list. */
export function isListed(story: Story, absolute: Addresses["absolute"]): boolean {
  return story.canonical === undefined || story.canonical === absolute(story.path);
}

/** `lastmod` is a date that readers see, of the story or its newest correction or entry; a typo fix moves none of them. */
function storyEntry(story: Story, addresses: Addresses): string {
  const forms = addresses.newsroom.languages.flatMap(({ code }) => {
    const other = code === story.language ? story : addresses.newsroom.byId.get(story.translations[code] ?? "");
    return other ? [{ language: code, path: other.path }] : [];
  });
  const links = alternates(forms, addresses);
  const images = imagesOf(story, addresses)
    .map((url) => `<image:image><image:loc>${escapeXml(url)}</image:loc></image:image>`)
    .join("");
  const modified = addresses.iso(lastChange(story));
  return `<url><loc>${escapeXml(addresses.absolute(story.path))}</loc><lastmod>${modified}</lastmod>${links}${images}</url>\n`;
}

/** The pages of a live story with entries that its own address no longer shows. */
function olderPages(story: Story, { absolute, iso }: Addresses): string[] {
  if (story.type !== "live") return [];
  const entries = story.entries ?? [];
  return Array.from({ length: lastOlderPage(entries.length) }, (_unused, index) => {
    const newest = entries[(index + 1) * entriesPerPage - 1] ?? entries.at(-1);
    const address = escapeXml(absolute(pagePath(story.path, index + 1)));
    return `<url><loc>${address}</loc><lastmod>${iso(newest?.at ?? story.published)}</lastmod></url>\n`;
  });
}

// https://developers.google.com/search/docs/crawling-indexing/sitemaps/image-sitemaps: so many for one address.
const imageLimit = 1000;

/**
 * Addresses of the pictures that the page shows now, each once: leased ones too, for what may be seen may be found. Only
 * the address: Google reads caption, title and licence from the page's data, and no longer from here.
 */
function imagesOf(story: Story, addresses: Addresses): string[] {
  const photos = [story.photo, ...story.gallery, ...story.copyPhotos].filter((photo) => photo !== undefined);
  const urls = photos.map((photo) => addresses.jpeg(photo, photo === story.photo ? "lead" : "inline")?.url);
  return [...new Set(urls.filter((url) => url !== undefined))].slice(0, imageLimit);
}

interface Form {
  /** BCP 47. */
  language: string;
  path: string;
}

/** A page in its languages, in the outlet's order; who reads none of them is sent to the first, as on the page itself. */
function alternates(forms: readonly Form[], { absolute }: Addresses): string {
  const [first] = forms;
  if (!first || forms.length < 2) return "";
  return [...forms, { language: "x-default", path: first.path }]
    .map(
      ({ language, path }) =>
        `<xhtml:link rel="alternate" hreflang="${escapeXml(language)}" href="${escapeXml(absolute(path))}"/>`,
    )
    .join("");
}

function standingPages(addresses: Addresses, editions: EditionShelf): string[] {
  const { newsroom, absolute } = addresses;
  const { languages, pages, sections, bySection } = newsroom;
  /** One page in every language that has it. */
  const each = (pathOf: (language: Language) => string, isThere: (language: Language) => boolean = () => true) => {
    const forms = languages.filter(isThere).map((language) => ({ language: language.code, path: pathOf(language) }));
    const links = alternates(forms, addresses);
    return forms.map(({ path }) => `<url><loc>${escapeXml(absolute(path))}</loc>${links}</url>\n`);
  };
  return [
    ...each(places.home),
    ...each(places.editions, (language) => hasEditionsPage(editions, language, newsroom)),
    ...[...sections.keys()].flatMap((key) =>
      each(
        (language) => places.section(language, key),
        ({ code }) => bySection.has(`${code} ${key}`),
      ),
    ),
    ...each(places.corrections),
    ...each(places.archive),
    ...each(places.feeds, (language) => hasFeedsPage(language, newsroom)),
    ...[...new Set(pages.map(({ slug }) => slug))].flatMap((slug) =>
      each(
        (language) => places.page(language, slug),
        ({ code }) => pages.some((page) => page.slug === slug && page.language === code),
      ),
    ),
  ];
}

/** Topics and contributors: the first page of each, which changes with its newest story. */
function listingSitemaps({ newsroom, absolute, iso }: Addresses): Sitemap[] {
  const newest = new Map<string, number>();
  for (const story of newsroom.stories) {
    const language = newsroom.languages.find(({ code }) => code === story.language);
    if (!language) continue;
    const paths = [
      ...story.topics.map((slug) => places.topic(language, slug)),
      ...story.byline.flatMap(({ contributor }) =>
        contributor === undefined ? [] : [places.contributor(language, contributor)],
      ),
    ];
    // Newest first: the first story that names a listing is its newest.
    for (const path of paths) if (!newest.has(path)) newest.set(path, story.published);
  }
  const entries = [...newest].sort(([a], [b]) => (a < b ? -1 : 1));
  return Array.from({ length: Math.ceil(entries.length / limit) }, (_unused, part) => {
    const listed = entries.slice(part * limit, (part + 1) * limit);
    return {
      file: `sitemaps/listings${part > 0 ? `-${part + 1}` : ""}.xml`,
      text: urlset(
        listed.map(
          ([path, moment]) => `<url><loc>${escapeXml(absolute(path))}</loc><lastmod>${iso(moment)}</lastmod></url>\n`,
        ),
      ),
      lastModified: Math.max(...listed.map(([, moment]) => moment)),
    };
  });
}
