import type { Outlet } from "../content/outlet-schema.ts";
import { places } from "../model/addresses.ts";
import type { Language } from "../model/languages.ts";
import { clean } from "./json-ld.ts";
import { type ContactPoint, type NewsMediaOrganization, policyProperties, type WebSite } from "./schema-org.ts";
import type { ViewContext } from "./view-context.ts";

/** The name under which other nodes mean the outlet. */
export function outletId(context: ViewContext): string {
  return `${context.absolute("/")}#outlet`;
}

/** The outlet as stories name it, with the policy pages that it has in the language. */
export function publisher(language: Language, context: ViewContext): NewsMediaOrganization {
  const { outlet, pages } = context.newsroom;
  const policies = policyProperties.flatMap((property) => {
    const slug = outlet.policies?.[property];
    const page = pages.find((each) => each.slug === slug && each.language === language.code);
    return page ? [[property, context.absolute(places.page(language, page.slug))]] : [];
  });
  return clean<NewsMediaOrganization>({
    "@type": "NewsMediaOrganization",
    "@id": outletId(context),
    name: context.localized(outlet.name, language) ?? "",
    url: context.absolute(places.home(language)),
    logo: context.logoUrl,
    sameAs: outlet.sameAs,
    ...Object.fromEntries(policies),
  });
}

/** The outlet with all that outlet.yaml says of it: for its home. */
export function outletData(language: Language, context: ViewContext): NewsMediaOrganization {
  const { outlet } = context.newsroom;
  const contacts = contactPoints(outlet, language, context);
  return clean<NewsMediaOrganization>({
    ...publisher(language, context),
    legalName: context.localized(outlet.publisher, language),
    slogan: context.localized(outlet.tagline, language),
    description: context.localized(outlet.description, language),
    foundingDate: outlet.founded,
    address: outlet.country ? { "@type": "PostalAddress", addressCountry: outlet.country } : undefined,
    contactPoint: contacts.length > 0 ? contacts : undefined,
  });
}

function contactPoints({ contacts = {} }: Outlet, language: Language, context: ViewContext): ContactPoint[] {
  return Object.entries(contacts)
    .filter(([, { email, phone }]) => email !== undefined || phone !== undefined)
    .map(([key, { label, name, email, phone }]) =>
      clean<ContactPoint>({
        "@type": "ContactPoint",
        contactType: context.localized(label, language) ?? key,
        name: context.localized(name, language),
        email,
        telephone: phone,
      }),
    );
}

/** The site in one language, under the name that search engines should show, with its search. */
export function siteData(language: Language, context: ViewContext): WebSite {
  const { outlet } = context.newsroom;
  const home = context.absolute(places.home(language));
  return clean<WebSite>({
    "@type": "WebSite",
    "@id": `${home}#site`,
    url: home,
    name: context.localized(outlet.name, language) ?? "",
    inLanguage: language.code,
    publisher: { "@id": outletId(context) },
    potentialAction: outlet.features.search
      ? {
          "@type": "SearchAction",
          target: {
            "@type": "EntryPoint",
            urlTemplate: `${context.absolute(places.search(language))}?q={search_term_string}`,
          },
          "query-input": "required name=search_term_string",
        }
      : undefined,
  });
}
