import { escapeXml } from "../base/xml.ts";
import { grievanceSlug, places } from "../model/addresses.ts";
import type { Language } from "../model/languages.ts";
import type { Newsroom } from "../model/newsroom.ts";
import { contactView } from "./other-views.ts";
import type { PageBaseFactory } from "./page-base.ts";
import type { ViewContext } from "./view-context.ts";
import type { TextPageView } from "./views-lists.ts";
import type { LinkView } from "./views-parts.ts";

// What India's IT Rules of 2021 want of a publisher of news in digital media (rules 10 and 11): the name of its grievance
// officer and how to reach them, an acknowledgement within 24 hours, a decision within 15 days, and where a complaint goes next.

/** Whether the page is made for a language: an outlet in India with a grievance contact, and no page of its own. */
export function hasGrievancePage({ outlet, pages }: Newsroom, language: Language): boolean {
  const isOwn = pages.some((page) => page.slug === grievanceSlug && page.language === language.code);
  return outlet.country?.toUpperCase() === "IN" && outlet.contacts?.grievance !== undefined && !isOwn;
}

/** The footer's link to the page that is made; a page of the outlet's own stands there where the outlet lists it. */
export function grievanceLink(language: Language, context: ViewContext): LinkView[] {
  if (!hasGrievancePage(context.newsroom, language)) return [];
  return [{ name: context.words(language, "grievance-heading"), url: context.url(places.grievance(language)) }];
}

/** The grievance officer's page, in the words of the interface and with the contacts of outlet.yaml. */
export function grievanceView(language: Language, context: ViewContext, base: PageBaseFactory): TextPageView {
  const { outlet, languages, pages } = context.newsroom;
  const words = (key: string) => context.words(language, key);
  const html = (key: string) => escapeXml(words(key));
  const heading = words("grievance-heading");
  const { grievance, selfRegulation } = outlet.contacts ?? {};
  const having = languages.filter(
    (each) =>
      hasGrievancePage(context.newsroom, each) ||
      pages.some((page) => page.slug === grievanceSlug && page.language === each.code),
  );
  return {
    ...base.make({
      language,
      path: places.grievance(language),
      title: heading,
      description: words("grievance-description"),
      translations: Object.fromEntries(having.map((each) => [each.code, places.grievance(each)])),
    }),
    layout: "page",
    heading,
    html: [
      `<p>${html("grievance-introduction")}</p>`,
      `<p>${html("grievance-times")}</p>`,
      `<h2>${html("grievance-levels")}</h2>`,
      `<p>${html("grievance-levels-introduction")}</p>`,
      `<ol>${[1, 2, 3].map((level) => `<li>${html(`grievance-level-${level}`)}</li>`).join("")}</ol>`,
    ].join("\n"),
    contacts: [
      ...(grievance ? [{ ...contactView(grievance, language, context), label: words("grievance-officer") }] : []),
      ...(selfRegulation
        ? [{ ...contactView(selfRegulation, language, context), label: words("grievance-body") }]
        : []),
    ],
  };
}
