import { places } from "../model/addresses.ts";
import type { Language } from "../model/languages.ts";
import type { BylineEntry, Story } from "../model/story.ts";
import { clean } from "./json-ld.ts";
import { outletId, publisher } from "./outlet-data.ts";
import type { Organization, Person } from "./schema-org.ts";
import type { ViewContext } from "./view-context.ts";

/** Who wrote a story; the agency that the text came from; where nobody is named, the outlet. */
export function authors(story: Story, language: Language, context: ViewContext): (Person | Organization)[] {
  const writers = story.byline.map((entry) => writer(entry, language, context));
  const agency = story.agency === undefined ? undefined : context.newsroom.agencies[story.agency];
  if (agency) {
    const name = context.localized(agency.name, language) ?? agency.credit;
    writers.push({ "@type": "Organization", name });
  }
  return writers.length > 0 ? writers : [publisher(language, context)];
}

/** Who wrote one entry of a live story: a key of contributors.yaml, or a name. */
export function writerNamed(by: string, language: Language, context: ViewContext): Person | Organization {
  const isContributor = Object.hasOwn(context.newsroom.contributors, by);
  return writer({ name: by, ...(isContributor && { contributor: by }) }, language, context);
}

function writer(entry: BylineEntry, language: Language, context: ViewContext): Person | Organization {
  const { name, role } = context.byline(entry, language);
  const { contributor } = entry;
  const facts = contributor === undefined ? { name } : { name, ...whereFound(contributor, language, context) };
  return isDesk(contributor, context)
    ? clean<Organization>({ "@type": "Organization", ...facts })
    : clean<Person>({ "@type": "Person", ...facts, jobTitle: role });
}

/** A contributor as their own page tells of them. */
export function contributorData(key: string, language: Language, context: ViewContext): Person | Organization {
  const record = context.newsroom.contributors[key];
  const photo = context.newsroom.contributorPhotos.get(key);
  const outlet = { "@id": outletId(context) };
  const facts = {
    name: context.localized(record?.name, language) ?? key,
    ...whereFound(key, language, context),
    description: context.localized(record?.bio, language),
    image: photo && new URL(context.photo(photo).src, context.absolute("/")).href,
    email: record?.contacts?.email,
  };
  return isDesk(key, context)
    ? clean<Organization>({ "@type": "Organization", ...facts, parentOrganization: outlet })
    : clean<Person>({
        "@type": "Person",
        ...facts,
        jobTitle: context.localized(record?.role, language),
        worksFor: outlet,
      });
}

/** Their page here and their places elsewhere; a name for them that is the same on every page of the language. */
function whereFound(key: string, language: Language, context: ViewContext) {
  const page = context.absolute(places.contributor(language, key));
  const { url, mastodon, x } = context.newsroom.contributors[key]?.contacts ?? {};
  const elsewhere = [url, mastodon, x && `https://x.com/${x.replace(/^@/, "")}`].filter((each) => each !== undefined);
  return { "@id": `${page}#contributor`, url: page, sameAs: elsewhere.length > 0 ? elsewhere : undefined };
}

/** As contributors.yaml says by `kind`, else a desk, bureau or team by the last word of its key; everybody else is a person. */
function isDesk(contributor: string | undefined, { newsroom }: ViewContext): boolean {
  if (contributor === undefined) return false;
  const kind = newsroom.contributors[contributor]?.kind;
  if (kind !== undefined) return kind === "organization";
  return /(^|-)(agency|bureau|desk|editors|newsroom|staff|team)$/.test(contributor);
}
