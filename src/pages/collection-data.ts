import { places } from "../model/addresses.ts";
import type { Language } from "../model/languages.ts";
import type { Story } from "../model/story.ts";
import { contributorData } from "./author-data.ts";
import { clean } from "./json-ld.ts";
import type { ListingSubject } from "./listing-view.ts";
import { outletData, publisher, siteData } from "./outlet-data.ts";
import { type BreadcrumbList, type CollectionPage, graph, type ItemList } from "./schema-org.ts";
import type { ViewContext } from "./view-context.ts";
import type { LinkView } from "./views-parts.ts";

/** Stories that a front names in its data: as many as stand on its first screens. */
const namedOnFronts = 20;

/** A home front, with the outlet and the site, or a section's. */
export function frontData(
  language: Language,
  section: string | undefined,
  name: string,
  stories: readonly Story[],
  context: ViewContext,
): object {
  const path = section === undefined ? places.home(language) : places.section(language, section);
  const page = collection("CollectionPage", path, name, language, context);
  const mainEntity = itemList(stories.slice(0, namedOnFronts), context);
  if (section === undefined) {
    return graph(outletData(language, context), siteData(language, context), clean({ ...page, mainEntity }));
  }
  return graph(
    publisher(language, context),
    clean({ ...page, mainEntity }),
    breadcrumbList(context.sectionLine(section, language), language, context),
  );
}

/** One page of a listing; the first of a contributor's is who they are. */
export function listingData(
  subject: ListingSubject,
  path: string,
  stories: readonly Story[],
  context: ViewContext,
): object {
  const { language, heading, description, contributor, kind } = subject;
  const list = itemList(stories, context);
  const trail = breadcrumbList(subject.breadcrumbs ?? [], language, context);
  if (contributor !== undefined && path === subject.path) {
    const page = collection("ProfilePage", path, heading, language, context);
    return graph(clean({ ...page, mainEntity: contributorData(contributor, language, context), hasPart: list }), trail);
  }
  const page = collection("CollectionPage", path, heading, language, context);
  return graph(
    clean({
      ...page,
      description,
      about: kind === "topic" ? { "@type": "Thing" as const, name: heading } : undefined,
      mainEntity: list,
    }),
    trail,
  );
}

function collection(
  type: CollectionPage["@type"],
  path: string,
  name: string,
  language: Language,
  context: ViewContext,
): Omit<CollectionPage, "mainEntity"> {
  const url = context.absolute(path);
  return { "@type": type, "@id": url, url, name, inLanguage: language.code };
}

function itemList(stories: readonly Story[], context: ViewContext): ItemList {
  return {
    "@type": "ItemList",
    itemListElement: stories.map((story, index) => ({
      "@type": "ListItem",
      position: index + 1,
      url: context.absolute(story.path),
    })),
  };
}

/** From home to what the page stands under; none where that is home alone. */
export function breadcrumbList(
  line: readonly LinkView[],
  language: Language,
  context: ViewContext,
): BreadcrumbList | undefined {
  if (line.length === 0) return undefined;
  const home = { name: context.words(language, "home"), url: context.url(places.home(language)) };
  return {
    "@type": "BreadcrumbList",
    itemListElement: [home, ...line].map(({ name, url }, index) => ({
      "@type": "ListItem",
      position: index + 1,
      name,
      item: new URL(url, context.absolute("/")).href,
    })),
  };
}
