import { generateRssFeed } from "feedsmith";
import type { TextFile } from "../base/text-file.ts";
import { outputFileOf } from "../base/urls.ts";
import { places } from "../model/addresses.ts";
import type { Language } from "../model/languages.ts";
import type { Story } from "../model/story.ts";
import type { Addresses } from "./addresses.ts";

const itemsInFeed = 30;

/** RSS 2.0 of the site and of each section, in each language; newest first, without expired stories and without what somebody paid for. */
export function rssFeeds(addresses: Addresses): TextFile[] {
  const { newsroom } = addresses;
  return newsroom.languages.flatMap((language) => [
    rssFeed(language, undefined, newsroom.byLanguage.get(language.code) ?? [], addresses),
    ...[...newsroom.sections.keys()].flatMap((section) => {
      const stories = newsroom.bySection.get(`${language.code} ${section}`);
      return stories ? [rssFeed(language, section, stories, addresses)] : [];
    }),
  ]);
}

function rssFeed(
  language: Language,
  section: string | undefined,
  stories: readonly Story[],
  addresses: Addresses,
): TextFile {
  const { outlet, sections } = addresses.newsroom;
  const outletName = addresses.localized(outlet.name, language) ?? "";
  const sectionName = section && addresses.localized(sections.get(section)?.record.name, language);
  const title = sectionName ? `${outletName} — ${sectionName}` : outletName;
  const path = places.feed(language, section);
  const home = addresses.absolute(section ? places.section(language, section) : places.home(language));
  const listed = stories
    .filter((story) => !story.isExpired && story.type !== "sponsored" && mayTravel(story, addresses))
    .slice(0, itemsInFeed);
  // The newest change among the items, not the time of the build: a feed without news keeps its bytes.
  const newest = Math.max(0, ...listed.map((story) => story.updated ?? story.published));
  const text = generateRssFeed({
    title,
    link: home,
    description: addresses.localized(outlet.description, language) ?? title,
    language: language.code.toLowerCase(),
    ...(listed.length > 0 && { lastBuildDate: new Date(newest) }),
    ttl: 15,
    atom: { links: [{ href: addresses.absolute(path), rel: "self", type: "application/rss+xml" }] },
    items: listed.map((story) => item(story, language, addresses)),
  });
  return { file: outputFileOf(path), text: text.endsWith("\n") ? text : `${text}\n` };
}

/** An agency may allow no text outside the page. */
function mayTravel(story: Story, { newsroom }: Addresses): boolean {
  return story.agency === undefined || newsroom.agencies[story.agency]?.text !== "none";
}

function item(story: Story, language: Language, addresses: Addresses) {
  const url = addresses.absolute(story.path);
  const photo = story.photo?.scopes.feeds ? story.photo : undefined;
  const jpeg = photo && addresses.jpeg(photo, "lead");
  const section = addresses.localized(addresses.newsroom.sections.get(story.section)?.record.name, language);
  return {
    title: story.headline,
    link: url,
    description: story.description,
    // The id outlives the address.
    guid: { value: `${addresses.absolute("/")}#${story.id}`, isPermaLink: false },
    pubDate: new Date(story.published),
    ...(section && { categories: [{ name: section }] }),
    dc: { creators: addresses.bylineNames(story) },
    ...(photo &&
      jpeg && {
        media: {
          contents: [
            {
              url: jpeg.url,
              type: "image/jpeg",
              medium: "image",
              width: jpeg.width,
              height: jpeg.height,
              ...(photo.caption !== undefined && { description: { value: photo.caption } }),
              credits: [{ value: photo.rights.credit, role: "photographer", scheme: "urn:ebu" }],
              ...(photo.rights.copyright !== undefined && { copyright: { value: photo.rights.copyright } }),
            },
          ],
        },
      }),
  };
}
