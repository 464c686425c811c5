import { digestOf } from "../base/digest.ts";
import type { TextFile } from "../base/text-file.ts";
import { encodePath, outputFileOf } from "../base/urls.ts";
import { places } from "../model/addresses.ts";
import type { Language } from "../model/languages.ts";
import { lastChange } from "../model/last-change.ts";
import { hasNinjs, mayCarry } from "../model/may-carry.ts";
import type { Notice, Story } from "../model/story.ts";
import type { Addresses } from "./addresses.ts";
import { itemId } from "./feed.ts";
import { listed, type NinjsItem, optional } from "./ninjs-item.ts";
import { pictures } from "./ninjs-pictures.ts";

// IPTC ninjs 3.1: one news item as JSON, for partners' systems. https://iptc.org/std/ninjs/

const standard = {
  name: "ninjs",
  version: "3.1",
  schema: "http://www.iptc.org/std/ninjs/ninjs-schema_3.1.json#",
};

// Of http://cv.iptc.org/newscodes/genre/, the types that mean the same there.
const genres: Partial<Record<Story["type"], string>> = {
  analysis: "Analysis",
  background: "Background",
  obituary: "Obituary",
  opinion: "Opinion",
  review: "Review",
};

/**
 * Each story as ninjs, at the story's address + `ninjs.json`. In plain words: what somebody paid for is nobody's news, and
 * an agency's words go as far as agencies.yaml lets them. Where a story was taken down, its address says `canceled`.
 */
export function ninjsFiles(addresses: Addresses): TextFile[] {
  const { newsroom } = addresses;
  if (!newsroom.outlet.features.ninjs) return [];
  const stories = newsroom.stories.filter((story) => hasNinjs(story, newsroom));
  return [
    ...stories.map((story) => storyFile(story, addresses)),
    ...newsroom.notices.map((notice) => ({
      file: outputFileOf(places.ninjs(notice.path)),
      text: serialised(canceled(notice, addresses)),
    })),
  ];
}

function serialised(item: NinjsItem): string {
  return `${JSON.stringify(item, undefined, 2)}\n`;
}

/** The body is rendered only when the file is made. */
function storyFile(story: Story, addresses: Addresses): TextFile {
  const carriage = mayCarry(story, addresses.newsroom);
  const facts = storyItem(story, addresses);
  const file = outputFileOf(places.ninjs(story.path));
  if (carriage !== "full") return { file, text: serialised({ ...facts, representationType: "partial" }) };
  const content = addresses.feedContent(story, "full");
  return {
    file,
    digest: digestOf(JSON.stringify(facts), content.digest),
    make: () =>
      serialised({
        ...facts,
        representationType: "full",
        bodies: [{ role: "main", contentType: "text/html", value: content.html(), wordCount: story.words }],
      }),
  };
}

/** All but the body. */
function storyItem(story: Story, addresses: Addresses): NinjsItem {
  const { newsroom, absolute, iso, localized } = addresses;
  const language = languageOf(story.language, addresses);
  const page = absolute(story.path);
  const agency = story.agency === undefined ? undefined : newsroom.agencies[story.agency];
  const agencyName = agency && (localized(agency.name, language) ?? agency.credit);
  const publisher = publisherName(language, addresses);
  const changed = lastChange(story);
  const writers = addresses.authors(story);
  const genre = genres[story.type];
  return {
    uri: itemId(story, addresses),
    standard,
    type: story.gallery.length > 0 || story.photo || story.copyPhotos.some(Boolean) ? "composite" : "text",
    pubStatus: "usable",
    version: iso(changed),
    firstCreated: iso(story.published),
    versionCreated: iso(changed),
    language: story.language,
    title: story.headline,
    slugline: story.slug,
    headlines: [
      { role: "main", value: story.headline },
      ...optional(story.shortHeadline, (value) => ({ role: "short", value })),
      ...optional(story.kicker, (value) => ({ role: "kicker", value })),
    ],
    ...(story.description !== "" && {
      descriptions: [{ role: "summary", contentType: "text/plain", value: story.description }],
    }),
    ...(writers.length > 0 && { by: writers.map(({ name }) => name).join(", ") }),
    ...(story.dateline !== undefined && { located: story.dateline }),
    copyrightHolder: agencyName ?? publisher,
    copyrightNotice: `© ${iso(story.published).slice(0, 4)} ${agencyName ?? publisher}`,
    ...(agency?.terms !== undefined && { usageTerms: agency.terms }),
    infoSources: [
      ...optional(agencyName, (name) => ({ role: "supplier", name, literal: story.agency ?? "" })),
      { role: "publisher", name: publisher, uri: absolute("/") },
    ],
    subjects: [
      {
        name: localized(newsroom.sections.get(story.section)?.record.name, language) ?? story.section,
        rel: "section",
        uri: absolute(places.section(language, story.section)),
        literal: story.section,
      },
      ...story.topics.map((slug) => ({
        name: newsroom.topics.nameOf(slug, story.language),
        rel: "about",
        uri: absolute(places.topic(language, slug)),
        literal: slug,
      })),
    ],
    genres: [
      {
        name: genre ?? story.type,
        literal: story.type,
        ...(genre !== undefined && { uri: `http://cv.iptc.org/newscodes/genre/${genre}` }),
      },
    ],
    altIds: [
      { role: "id", value: story.id },
      { role: "url", value: page },
    ],
    renditions: [{ name: "web", href: page, contentType: "text/html", title: story.headline }],
    ...listed("trustIndicators", trustIndicators(story, language, addresses)),
    ...listed("associations", pictures(story, addresses)),
  };
}

/** What the outlet promises, and what it mended in this story; roles by schema.org's addresses of the same meaning. */
function trustIndicators(
  story: Story,
  language: Language,
  { newsroom, absolute }: Addresses,
): NonNullable<NinjsItem["trustIndicators"]> {
  const { outlet, pages } = newsroom;
  const policies = Object.entries(outlet.policies ?? {}).flatMap(([property, slug]) => {
    const page = pages.find((each) => each.slug === slug && each.language === language.code);
    const role = `https://schema.org/${encodePath(property)}`;
    return page ? [{ role, title: page.title, href: absolute(places.page(language, slug)) }] : [];
  });
  const corrections = story.corrections.map(({ text }) => ({
    role: "https://schema.org/correction",
    title: text,
    href: `${absolute(story.path)}#corrections`,
  }));
  return [...policies, ...corrections];
}

/** Holds nothing of the story but what its notice says. */
function canceled(notice: Notice, addresses: Addresses): NinjsItem {
  const { absolute, iso } = addresses;
  const at = iso(notice.at);
  return {
    uri: itemId(notice, addresses),
    standard,
    type: "text",
    pubStatus: "canceled",
    representationType: "partial",
    version: at,
    versionCreated: at,
    language: notice.language,
    ...listed(
      "descriptions",
      optional(notice.notice, (value) => ({ role: "notice", contentType: "text/plain", value })),
    ),
    altIds: [
      { role: "id", value: notice.id },
      { role: "url", value: absolute(notice.path) },
    ],
  };
}

function languageOf(code: string, { newsroom }: Addresses): Language {
  const language = newsroom.languages.find((each) => each.code === code) ?? newsroom.languages[0];
  if (!language) throw new Error("an outlet has at least one language");
  return language;
}

function publisherName(language: Language, { newsroom, localized }: Addresses): string {
  const { outlet } = newsroom;
  return localized(outlet.publisher, language) ?? localized(outlet.name, language) ?? "";
}
