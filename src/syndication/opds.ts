import type { TextFile } from "../base/text-file.ts";
import { node, textNode, type XmlNode, xmlDocument } from "../base/write-xml.ts";
import { places } from "../model/addresses.ts";
import type { Language } from "../model/languages.ts";
import {
  bookForms,
  type EditionDownload,
  type EditionKind,
  type EditionShelf,
  editionKinds,
  isInCatalogue,
  type PublishedEdition,
} from "../model/published-edition.ts";
import type { Addresses } from "./addresses.ts";

// OPDS 1.2 (https://specs.opds.io/opds-1.2): what reading programs open to see what there is and to fetch it. One acquisition
// feed of all, and by facets one of each language and of each kind in it.

const feedType = "application/atom+xml;profile=opds-catalog;kind=acquisition";
const acquisition = "http://opds-spec.org/acquisition/open-access";
interface Catalogue {
  path: string;
  title: string;
  language: string;
  editions: PublishedEdition[];
  facets: { href: string; title: string; group: string; isActive: boolean; count: number }[];
}

/** The catalogues of the editions that can be fetched, newest first; none where there are none. */
export function opdsFiles(shelf: EditionShelf, addresses: Addresses): TextFile[] {
  const editions = shelf.editions.filter(isInCatalogue);
  if (editions.length === 0) return [];
  const { newsroom, words, localized } = addresses;
  const [first] = newsroom.languages;
  if (!first) return [];
  const title = (language: Language, kind?: EditionKind) => {
    const paper = localized(newsroom.outlet.name, language) ?? "";
    return `${paper} — ${kind === undefined ? words(language, "editions") : kindName(language, kind, addresses)}`;
  };
  const having = newsroom.languages.filter(({ code }) => editions.some(({ language }) => language === code));
  const of = (language?: Language, kind?: EditionKind) =>
    editions.filter(
      (each) => (!language || each.language === language.code) && (kind === undefined || each.kind === kind),
    );
  const facetsOf = (language?: Language, kind?: EditionKind): Catalogue["facets"] => {
    const shown = language ?? first;
    return [
      ...having.map((each) => ({
        href: places.opds(each.code),
        title: each.name,
        group: words(shown, "languages"),
        isActive: each === language,
        count: of(each).length,
      })),
      ...(language ? kindsOf(of(language)) : []).map((each) => ({
        href: places.opds(shown.code, each),
        title: kindName(shown, each, addresses),
        group: words(shown, "editions"),
        isActive: each === kind,
        count: of(language, each).length,
      })),
    ];
  };
  const catalogues: Catalogue[] = [
    { path: places.opds(), title: title(first), language: first.code, editions, facets: facetsOf() },
    ...having.flatMap((language): Catalogue[] => [
      {
        path: places.opds(language.code),
        title: title(language),
        language: language.code,
        editions: of(language),
        facets: facetsOf(language),
      },
      ...kindsOf(of(language)).map((kind) => ({
        path: places.opds(language.code, kind),
        title: title(language, kind),
        language: language.code,
        editions: of(language, kind),
        facets: facetsOf(language, kind),
      })),
    ]),
  ];
  return [
    ...catalogues.map((each) => ({ file: each.path.slice(1), text: catalogueXml(each, addresses) })),
    { file: places.opdsJson.slice(1), text: catalogueJson(title(first), editions, addresses) },
  ];
}

function kindsOf(editions: readonly PublishedEdition[]): EditionKind[] {
  return editionKinds.filter((kind) => editions.some((each) => each.kind === kind));
}

/** A kind's name without what tells one of its editions from another. */
function kindName(language: Language, kind: EditionKind, { words }: Addresses): string {
  return words(language, kind === "section" ? "sections" : kind === "range" ? "editions-ranges" : `edition-${kind}`);
}

function catalogueXml({ path, title, language, editions, facets }: Catalogue, addresses: Addresses): string {
  const { absolute, icon, newsroom, localized } = addresses;
  const [first] = newsroom.languages;
  const publisher = first ? (localized(newsroom.outlet.name, first) ?? "") : "";
  return xmlDocument(
    node(
      "feed",
      {
        xmlns: "http://www.w3.org/2005/Atom",
        "xmlns:dc": "http://purl.org/dc/terms/",
        "xmlns:opds": "http://opds-spec.org/2010/catalog",
        "xmlns:thr": "http://purl.org/syndication/thread/1.0",
        "xml:lang": language,
      },
      node("id", {}, absolute(path)),
      node("title", {}, title),
      node("updated", {}, utc(Math.max(...editions.map(({ until }) => until)))),
      node("author", {}, node("name", {}, publisher), node("uri", {}, absolute("/"))),
      textNode("icon", icon),
      node("link", { rel: "self", type: feedType, href: absolute(path) }),
      node("link", { rel: "start", type: feedType, href: absolute(places.opds()) }),
      ...facets.map(({ href, title: name, group, isActive, count }) =>
        node("link", {
          rel: "http://opds-spec.org/facet",
          type: feedType,
          href: absolute(href),
          title: name,
          "opds:facetGroup": group,
          "opds:activeFacet": isActive ? "true" : undefined,
          "thr:count": count,
        }),
      ),
      ...editions.map((each) => entry(each, publisher, addresses)),
    ),
  );
}

function entry(edition: PublishedEdition, publisher: string, addresses: Addresses): XmlNode {
  const { absolute, words, newsroom } = addresses;
  const language = newsroom.languages.find(({ code }) => code === edition.language);
  const summary = language && words(language, "editions-stories").replace("{count}", String(edition.stories));
  return node(
    "entry",
    { "xml:lang": edition.language },
    node("id", {}, idOf(edition, addresses)),
    node("title", {}, edition.title),
    node("updated", {}, utc(edition.until)),
    node("author", {}, node("name", {}, publisher)),
    node("dc:language", {}, edition.language),
    node("dc:issued", {}, addresses.iso(edition.until).slice(0, 10)),
    node("dc:publisher", {}, publisher),
    textNode("summary", summary),
    ...pictures(edition).flatMap(({ name, type }) => [
      node("link", { rel: "http://opds-spec.org/image", type, href: absolute(places.edition(name)) }),
      node("link", { rel: "http://opds-spec.org/image/thumbnail", type, href: absolute(places.edition(name)) }),
    ]),
    ...books(edition).map(({ name, type, size }) =>
      node("link", { rel: acquisition, type, href: absolute(places.edition(name)), length: size }),
    ),
  );
}

/** OPDS 2.0 (https://drafts.opds.io/opds-2.0): the same as JSON. */
function catalogueJson(title: string, editions: readonly PublishedEdition[], addresses: Addresses): string {
  const { absolute, icon } = addresses;
  const catalogue = {
    metadata: { title, numberOfItems: editions.length },
    links: [{ rel: "self", href: absolute(places.opdsJson), type: "application/opds+json" }],
    publications: editions.map((edition) => ({
      metadata: {
        "@type": "http://schema.org/PublicationIssue",
        title: edition.title,
        identifier: idOf(edition, addresses),
        language: edition.language,
        published: addresses.iso(edition.until),
        modified: addresses.iso(edition.until),
        publisher: title.split(" — ")[0],
      },
      links: books(edition).map(({ name, type, size }) => ({
        rel: acquisition,
        href: absolute(places.edition(name)),
        type,
        size,
      })),
      // The form wants a picture of each; without a cover that is the paper's own.
      images: [
        ...pictures(edition).map(({ name, type }) => ({ href: absolute(places.edition(name)), type })),
        ...(icon === undefined ? [] : [{ href: icon }]),
      ].slice(0, 1),
    })),
  };
  return `${JSON.stringify(catalogue, null, 1)}\n`;
}

function books({ files }: PublishedEdition): EditionDownload[] {
  return bookForms.flatMap((form) => files.filter((file) => file.form === form && !file.type.startsWith("image/")));
}

/** Covers, where an edition has one beside its files. */
function pictures({ files }: PublishedEdition): EditionDownload[] {
  return files.filter(({ type }) => type.startsWith("image/"));
}

/** The address of its record: lasting, and of this edition alone. */
function idOf({ id }: PublishedEdition, { absolute }: Addresses): string {
  return absolute(places.edition(`${id}.json`));
}

function utc(moment: number): string {
  return new Date(moment).toISOString().replace(/\.\d+Z$/, "Z");
}
