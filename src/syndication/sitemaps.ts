import { dayOf } from "../base/dates.ts";
import type { TextFile } from "../base/text-file.ts";
import { escapeXml } from "../base/xml.ts";
import { places } from "../model/addresses.ts";
import type { Story } from "../model/story.ts";
import type { Addresses } from "./addresses.ts";

// https://www.sitemaps.org/protocol.html: 50,000 addresses a file; split by month, so that old files never change.
const limit = 50_000;
const opening =
  '<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:xhtml="http://www.w3.org/1999/xhtml" xmlns:image="http://www.google.com/schemas/sitemap-image/1.1">\n';

/** The sitemap index, one sitemap a month of stories, and one of the standing pages. */
export function sitemaps(addresses: Addresses): TextFile[] {
  const { newsroom } = addresses;
  const months = Map.groupBy(newsroom.stories, (story) => {
    const { year, month } = dayOf(story.published, newsroom.outlet.timeZone);
    return `${year}-${String(month).padStart(2, "0")}`;
  });
  const files: { file: string; text: string; lastModified?: number }[] = [
    { file: "sitemaps/pages.xml", text: urlset(standingPages(addresses)) },
  ];
  for (const [month, stories] of [...months].sort(([a], [b]) => (a < b ? 1 : -1))) {
    for (let part = 0; part * limit < stories.length; part += 1) {
      const listed = stories.slice(part * limit, (part + 1) * limit);
      files.push({
        file: `sitemaps/${month}${part > 0 ? `-${part + 1}` : ""}.xml`,
        text: urlset(listed.map((story) => storyEntry(story, addresses))),
        lastModified: Math.max(...listed.map((story) => story.updated ?? story.published)),
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

/** `lastmod` is the date that readers see; a typo fix moves it no more than it moves the page's. */
function storyEntry(story: Story, addresses: Addresses): string {
  const alternates = addresses.newsroom.languages
    .map(({ code }) => addresses.newsroom.byId.get(story.translations[code] ?? ""))
    .filter((other) => other !== undefined);
  const links = alternates.length > 0 ? [story, ...alternates].map((each) => alternate(each, addresses)).join("") : "";
  const images = imagesOf(story, addresses)
    .map((url) => `<image:image><image:loc>${escapeXml(url)}</image:loc></image:image>`)
    .join("");
  const modified = addresses.iso(story.updated ?? story.published);
  return `<url><loc>${escapeXml(addresses.absolute(story.path))}</loc><lastmod>${modified}</lastmod>${links}${images}</url>\n`;
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

function alternate(story: Story, addresses: Addresses): string {
  return `<xhtml:link rel="alternate" hreflang="${escapeXml(story.language)}" href="${escapeXml(addresses.absolute(story.path))}"/>`;
}

function standingPages({ newsroom, absolute }: Addresses): string[] {
  const paths = newsroom.languages.flatMap((language) => [
    places.home(language),
    ...[...newsroom.sections.keys()]
      .filter((key) => newsroom.bySection.has(`${language.code} ${key}`))
      .map((key) => places.section(language, key)),
    places.corrections(language),
    places.archive(language),
    ...newsroom.pages.filter((page) => page.language === language.code).map((page) => places.page(language, page.slug)),
  ]);
  return paths.map((path) => `<url><loc>${escapeXml(absolute(path))}</loc></url>\n`);
}
