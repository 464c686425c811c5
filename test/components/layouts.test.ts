// Longer than 250 lines: every layout in three languages, from fixtures that stand beside their expectations.
import { HtmlValidate } from "html-validate";
import { describe, expect, test } from "vitest";
import type { Layout, PageBase, PageView } from "../../src/pages/views.ts";
import type { FrontView } from "../../src/pages/views-lists.ts";
import type { LitePage, LiteStoryView } from "../../src/pages/views-lite.ts";
import type {
  BlockView,
  CardView,
  CorrectionView,
  DateView,
  LinkView,
  PhotoView,
} from "../../src/pages/views-parts.ts";
import type { StoryView } from "../../src/pages/views-story.ts";
import { environment, strings } from "./environment.ts";

// Every layout as a whole page, in every language of the project, once with all that may be there and once with nothing.

const env = environment();
const validator = new HtmlValidate({
  extends: ["html-validate:recommended", "html-validate:standard"],
  rules: { "long-title": "off", "doctype-style": ["error", { style: "lowercase" }] },
});
const assets = {
  cssHtml: ".skip{color:red}",
  facesHtml: "@font-face{font-family:A;src:local(A)}",
  csp: "default-src 'self'",
  headScriptHtml: "early()",
  fontPreloads: [{ url: "/assets/fonts/text.woff2", type: "font/woff2" }],
  scripts: ["/assets/scripts/reading.js"],
};

const date: DateView = { iso: "2025-05-10T19:30:00+05:30", text: "10 May 2025, 7:30 pm" };
const section: LinkView = { name: "World", url: "/world/" };
const card: CardView = {
  url: "/2025/05/10/a/",
  headline: "A headline",
  type: "news",
  byline: [{ name: "World desk" }],
  published: date,
  time: "7:30 pm",
  isLive: false,
  section,
};
const correction: CorrectionView = { kind: "correction", label: "Correction", date, text: "A wrong year." };

function base(language: string): PageBase {
  return {
    language,
    direction: language === "ur" ? "rtl" : "ltr",
    title: "A page | The Paper",
    description: "What it says.",
    canonical: "https://example.org/",
    alternates: [{ language, url: "https://example.org/" }],
    openGraph: [{ property: "og:title", content: "A page" }],
    robots: "max-image-preview:large",
    feeds: [{ title: "The Paper", url: "/feed.xml", type: "application/rss+xml" }],
    structuredDataHtml: '{"@context":"https://schema.org"}',
    preload: { imagesrcset: "/a.avif 640w", imagesizes: "100vw", type: "image/avif" },
    site: {
      name: "The Paper",
      homeUrl: "/",
      iconUrl: "/assets/icon.svg",
      touchIconUrl: "/assets/icon-180.png",
      languages: [
        { name: "English", url: "/", language: "en", direction: "ltr", isCurrent: language === "en" },
        { name: "اردو", url: "/ur/", language: "ur", direction: "rtl", isCurrent: language === "ur" },
      ],
      sections: [{ ...section, isCurrent: true, children: [{ name: "Diplomacy", url: "/world/diplomacy/" }] }],
      footer: [{ name: "About", url: "/about/" }],
      archiveUrl: "/archive/",
      correctionsUrl: "/corrections/",
      feedsUrl: "/feeds/",
      publisher: "The Paper",
      themeColor: { light: "#ffffff", dark: "#000000" },
    },
    breadcrumbs: [section],
  };
}

function story(language: string, more: Partial<StoryView["story"]>): StoryView {
  return {
    ...base(language),
    layout: "story",
    story: {
      type: "news",
      headline: "A headline",
      section,
      byline: [],
      published: date,
      gallery: [],
      blocks: [{ kind: "html", html: "<p>Copy.</p>" }],
      corrections: [],
      highCorrections: [],
      sources: [],
      topics: [],
      translations: [],
      earlier: [],
      earlierTitle: "Earlier in World",
      share: [],
      ...more,
    },
  };
}

function front(language: string, more: Partial<FrontView>): FrontView {
  return {
    ...base(language),
    breadcrumbs: [],
    layout: "front",
    kind: "home",
    today: "Monday 23 November 2026",
    arrangement: "standard",
    banner: [],
    leadRelated: [],
    second: [],
    opinion: [],
    latest: [],
    blocks: [],
    corrections: [],
    ...more,
  };
}

function lite(language: string): LitePage {
  const { direction, title, description, canonical, robots, site } = base(language);
  const paper = { name: site.name, homeUrl: "/lite/", sections: site.sections, languages: site.languages };
  return { language, direction, title, description, canonical, robots, exitUrl: "/a/", paper };
}

function liteStory(language: string, more: Partial<LiteStoryView["story"]> = {}): LiteStoryView {
  const {
    photo: _photo,
    gallery: _gallery,
    blocks: _blocks,
    earlier: _earlier,
    earlierTitle: _title,
    share: _share,
    ...facts
  } = story(language, {}).story;
  const words = { ...facts, bodyHtml: "<p>Words.</p>", galleryHtml: "", ...more };
  return { ...lite(language), layout: "lite-story", story: words };
}

const liveEntry: BlockView = {
  kind: "live-entry",
  id: "a",
  at: date,
  time: "7:30 pm",
  day: "Saturday 10 May 2025",
  headline: "An update",
  isPinned: false,
  isKey: true,
  blocks: [{ kind: "html", html: "<p>Words.</p>" }],
};
const openLive = { state: "active" as const, label: "Live", start: date, pinned: [], keyEvents: [], olderPages: [] };

const views: Record<Exclude<Layout, "redirect">, (language: string) => PageView[]> = {
  story: (language) => [
    story(language, {}),
    story(language, {
      type: "opinion",
      label: "Opinion",
      byline: [{ name: "A writer", url: "/contributors/a/", role: "Columnist" }],
      corrections: [correction],
      highCorrections: [correction],
      sources: [{ title: "A briefing" }],
      topics: [{ name: "Talks", url: "/topics/talks/" }],
      series: {
        name: "Lines",
        part: 1,
        items: [{ name: "One", url: "/1/", part: 1, isCurrent: true }],
        previous: { name: "Zero", url: "/0/" },
        next: { name: "Two", url: "/2/" },
      },
      share: [{ name: "WhatsApp", url: "https://wa.me/?text=A" }],
      sponsor: { name: "A bank" },
      aiUse: { label: "Made with AI." },
      aiLabel: "Made with AI assistance",
      historyUrl: "/a/history/",
      lag: {
        text: "The original was updated.",
        original: { name: "A", url: "/b/", language: "en", direction: "ltr" },
        items: [{ label: "Correction", text: "A wrong year." }],
      },
      translations: [{ name: "اردو", url: "/ur/a/", language: "ur", direction: "rtl" }],
      earlier: [card],
      live: {
        state: "active",
        label: "Live",
        start: date,
        pinned: [{ url: "#a", headline: "One", time: "7:30 pm" }],
        keyEvents: [{ url: "#a", headline: "One", time: "7:30 pm" }],
        olderPages: [],
      },
    }),
  ],
  live: (language) => [
    {
      ...story(language, {
        type: "live",
        blocks: [liveEntry],
        live: {
          ...openLive,
          updates: { url: "/a/", fragmentUrl: "/a/latest.html", locale: language },
          olderUrl: "/a/page/1/",
          olderPages: [
            {
              day: "Saturday 10 May 2025",
              items: [{ url: "/a/page/1/", from: "7:30 pm", to: "9:10 pm", anchors: ["b", "c"] }],
            },
          ],
        },
      }),
      layout: "live",
    },
  ],
  "live-story": (language) => [
    {
      ...story(language, {
        type: "live",
        blocks: [liveEntry],
        live: { ...openLive, page: { name: "Page 1", url: "/a/" }, newerUrl: "/a/page/2/" },
      }),
      layout: "live-story",
    },
  ],
  "live-latest": (language) => [
    {
      layout: "live-latest",
      language,
      direction: language === "ur" ? "rtl" : "ltr",
      title: "A headline",
      canonical: "https://example.org/a/",
      url: "/a/",
      state: "active",
      label: "Live",
      updated: date,
      blocks: [liveEntry],
    },
  ],
  front: (language) => [
    front(language, {}),
    front(language, { kind: "section", heading: "World", lead: card }),
    ...(["lead-wide", "lead-and-list", "photo", "text"] as const).map((arrangement) =>
      front(language, {
        arrangement,
        lead: card,
        leadRelated: [card],
        second: [card, card],
        latest: [card, card, card],
      }),
    ),
    front(language, {
      banner: [{ headline: "Now", url: "/live/", label: "Live" }],
      lead: { ...card, isBreaking: true, more: [card] },
      leadRelated: [card],
      second: [card, card],
      opinion: [{ ...card, type: "opinion" }],
      feature: { ...card, more: [card, { ...card, label: "Opinion", mustSayLabel: true }] },
      photoOfTheDay: card,
      latest: [card],
      blocks: [
        { section, cards: [card, card] },
        { section: { name: "India", url: "/india/" }, cards: [card] },
      ],
      corrections: [{ headline: "A headline", url: "/a/", label: "Correction", date }],
    }),
  ],
  listing: (language) => [
    { ...base(language), layout: "listing", kind: "topic", heading: "Talks", days: [] },
    {
      ...base(language),
      layout: "listing",
      kind: "contributor",
      kicker: "Contributor",
      heading: "A writer",
      contributor: {
        role: "Columnist",
        bio: "Writes.",
        contacts: [{ label: "Email", text: "a@b.c", url: "mailto:a@b.c" }],
      },
      feedUrl: "/feed.xml",
      days: [{ day: "10 May 2025", iso: "2025-05-10", cards: [card, card] }],
      pagination: {
        current: 2,
        newer: "/3/",
        older: "/1/",
        label: "Page 2",
        pages: [
          { name: "3", url: "/3/" },
          { name: "2", url: "/2/", isCurrent: true },
          "gap",
          { name: "1", url: "/1/" },
        ],
      },
    },
  ],
  archive: (language) => [
    {
      ...base(language),
      layout: "archive",
      heading: "Archive",
      years: [{ year: "2025", months: [{ name: "May", url: "/archive/2025/05/", count: "1" }] }],
    },
  ],
  editions: (language) => [
    {
      ...base(language),
      layout: "editions",
      heading: "Editions to read offline",
      introduction: "The paper as files.",
      series: [
        {
          name: "Daily edition",
          newest: {
            id: "2026-11-22-daily-en",
            date,
            facts: ["Stories: 2"],
            forms: [{ name: "Book", short: "EPUB", use: "For e-readers.", url: "/a.epub", size: "2 MB", type: "a/b" }],
            corrections: [{ headline: "A headline", url: "/a/", text: "Put right." }],
          },
          earlier: [
            { id: "2026-11-21-daily-en", date, facts: [], forms: [], corrections: [], withdrawn: "Withdrawn." },
          ],
        },
      ],
      catalogue: { name: "Catalogue", url: "/editions/opds.xml" },
      checks: [{ text: "Run:", command: "sha256sum -c SHA256SUMS" }],
      proofs: [{ name: "SHA256SUMS", url: "/editions/SHA256SUMS" }],
    },
  ],
  edition: (language) => [
    {
      ...base(language),
      layout: "edition",
      heading: "Daily edition, 22 November 2026",
      introduction: "Made on 22 November 2026.",
      links: [{ name: "Front page", url: "/" }],
      changes: [],
      groups: [{ name: "World", items: [{ headline: "A headline", url: "/a/", published: date, isSummary: true }] }],
    },
  ],
  "lite-edition": (language) => [
    {
      layout: "lite-edition",
      language,
      direction: language === "ur" ? "rtl" : "ltr",
      title: "The Paper — Daily edition",
      policy: "default-src 'none'",
      paper: { name: "The Paper", homeUrl: "https://paper.example/" },
      heading: "Daily edition",
      introduction: "Made on 22 November 2026.",
      changes: [{ name: "Put right", items: [{ ...correction, story: { headline: "A headline", url: "/a/" } }] }],
      groups: [
        {
          name: "World",
          stories: [
            {
              anchor: "s1",
              url: "/a/",
              headline: "A",
              label: "Opinion",
              bodyHtml: '<h2 id="s1-_title">A</h2><p>Text</p>',
            },
            { anchor: "s2", url: "/b/", headline: "B" },
          ],
        },
      ],
      proof: [
        { text: "Save beside it:", lines: ["https://paper.example/editions/SHA256SUMS"] },
        { text: "Then:", lines: ["minisign -Vm SHA256SUMS", "sha256sum -c SHA256SUMS"] },
      ],
    },
  ],
  corrections: (language) => [
    {
      ...base(language),
      layout: "corrections",
      heading: "Corrections",
      introduction: "We correct.",
      policyUrl: "/policy/",
      months: [{ name: "May 2025", items: [{ ...correction, story: { headline: "A headline", url: "/a/" } }] }],
    },
  ],
  page: (language) => [
    {
      ...base(language),
      layout: "page",
      heading: "Contact",
      html: "<p>Write.</p>",
      contacts: [{ label: "The editor", email: "editor@example.org", phone: "+91 11 2345 6789" }],
    },
  ],
  notice: (language) => [
    {
      ...base(language),
      layout: "notice",
      heading: "Gone",
      notice: "Taken down.",
      date,
      replacedBy: { name: "Another", url: "/b/" },
    },
  ],
  "not-found": (language) => [
    {
      ...base(language),
      layout: "not-found",
      heading: "No such page",
      texts: [
        { language: "en", direction: "ltr", heading: "No such page", text: "Sorry.", home: { name: "Home", url: "/" } },
        { language: "ur", direction: "rtl", heading: "نہیں", text: "معذرت۔", home: { name: "صفحۂ اول", url: "/ur/" } },
      ],
      latest: [card],
    },
  ],
  search: (language) => [
    {
      ...base(language),
      layout: "search",
      heading: "Search",
      introduction: "Any word.",
      action: "/search/",
      sections: [{ name: "World", url: "world" }],
      topics: [{ name: "Monsoon", url: "/topics/monsoon/" }],
      languages: [{ name: "English", url: "en", language: "en", direction: "ltr" }],
      settings: '{"language":"en"}',
      archiveUrl: "/archive/",
    },
  ],
  offline: (language) => [
    {
      ...base(language),
      layout: "offline",
      heading: "Read offline",
      introduction: "What is saved.",
      scope: "/",
      locale: "en-IN",
      saves: [{ label: "Save", listUrl: "/offline/en/today.json" }],
    },
  ],
  feeds: (language) => [
    {
      ...base(language),
      layout: "feeds",
      heading: "Feeds",
      introduction: "All of them.",
      opml: { name: "In one file", url: "/feeds.opml" },
      groups: [
        { heading: "Sections", items: [{ ...section, feeds: [{ name: "RSS", url: "/world/feed.xml" }] }] },
        { heading: "Writers", items: [] },
      ],
      note: "There are more.",
    },
  ],
  history: (language) => [
    {
      ...base(language),
      layout: "history",
      heading: "History of this story",
      introduction: "Every version.",
      story: section,
      removedNote: "Some words are gone.",
      versions: [
        {
          label: "Changed",
          date,
          changeNote: "The day was wrong.",
          parts: [
            {
              label: "Headline",
              paragraphs: [
                [
                  { kind: "same", text: "On " },
                  { kind: "deleted", text: "Sunday" },
                  { kind: "inserted", text: "Monday" },
                ],
              ],
            },
          ],
        },
        { label: "First version on record", date, headline: "A headline", parts: [] },
      ],
    },
  ],
  "lite-story": (language) => [
    liteStory(language),
    liteStory(language, {
      aiUse: { label: "Made with AI." },
      aiLabel: "Made with AI assistance",
      historyUrl: "/a/history/",
      lag: {
        text: "The original was corrected.",
        original: { name: "A", url: "/b/", language: "en", direction: "ltr" },
        items: [{ label: "Correction", text: "A wrong year." }, { text: "Figures were added." }],
      },
    }),
  ],
  "lite-notice": (language) => [
    { ...lite(language), layout: "lite-notice", heading: "Withdrawn", notice: "This story was withdrawn.", date },
    {
      ...lite(language),
      layout: "lite-notice",
      heading: "Withdrawn",
      notice: "This story was withdrawn.",
      date,
      replacedBy: { name: "Another", url: "/lite/b/" },
    },
  ],
  "lite-front": (language) => [
    { ...lite(language), layout: "lite-front", archiveUrl: "/archive/", banner: [], groups: [] },
    {
      ...lite(language),
      layout: "lite-front",
      heading: "World",
      archiveUrl: "/archive/",
      banner: [{ headline: "Polling has closed", label: "Breaking", since: date }],
      groups: [
        { items: [{ url: "/lite/a/", headline: "A headline", published: date, isLive: true }] },
        {
          heading: "India",
          url: "/lite/india/",
          items: [{ url: "/lite/b/", headline: "B", label: "Opinion", published: date, isLive: false }],
        },
      ],
    },
  ],
};

async function complaints(html: string): Promise<string[]> {
  const report = await validator.validateString(html);
  return report.results.flatMap((result) =>
    result.messages.map((each) => `${each.line} ${each.ruleId}: ${each.message}`),
  );
}

for (const language of ["en", "hi", "ur"]) {
  describe(`in ${language}`, () => {
    for (const [layout, viewsOf] of Object.entries(views)) {
      test(`${layout}: a valid page with one h1, no style attribute and no script but our own`, async () => {
        for (const view of viewsOf(language)) {
          const html = env.render(`layouts/${layout}.njk`, { view, strings: strings(language), assets });
          expect(await complaints(html)).toEqual([]);
          expect(html.match(/<h1/g)).toHaveLength(1);
          expect(html).toMatch(/^<!doctype html>\n<html lang="\w+" dir="(ltr|rtl)">/);
          expect(html).not.toMatch(
            /\sstyle=|<script(?! src="[^"]*" defer fetchpriority="low">| type="application\/ld\+json">|>early\(\)<\/script>)|undefined|\n\n\n/,
          );
        }
      });
    }

    test("redirect: canonical, refresh and a link, without a style", async () => {
      const view: PageView = {
        layout: "redirect",
        language,
        direction: language === "ur" ? "rtl" : "ltr",
        title: "A headline",
        canonical: "https://example.org/a/",
        url: "/a/",
      };
      const html = env.render("layouts/redirect.njk", { view, strings: strings(language), assets });
      expect(html).toContain('<meta http-equiv="refresh" content="0; url=/a/">');
      expect(html).toContain('<link rel="canonical" href="https://example.org/a/">');
      expect(html).toContain('<a href="/a/">');
      expect(await complaints(html)).toEqual([]);
    });
  });
}

const page = (layout: Layout, view: PageView) =>
  env.render(`layouts/${layout}.njk`, { view, strings: strings("en"), assets });

test("a front dates what is not of today", () => {
  expect(page("front", front("en", { lead: card }))).toContain(`<time class="card-date" datetime="${date.iso}">`);
  expect(page("front", front("en", { lead: { ...card, isToday: true } }))).not.toContain("card-date");
});

test("one or two leftovers of a section are Earlier, three are Latest", () => {
  const latestOf = (latest: CardView[]) => page("front", front("en", { kind: "section", lead: card, latest }));
  expect(latestOf([card, card])).toContain(">Earlier</h2>");
  expect(latestOf([card, card, card])).toContain(">Latest</h2>");
});

test("a gallery that begins with the lead photo shows it once", () => {
  const photo: PhotoView = {
    alt: "A harbour",
    credit: "Asha Rao",
    width: 1200,
    height: 800,
    renditions: { avif: [], jpeg: [] },
    avifSrcset: "",
    jpegSrcset: "",
    src: "/a.jpg",
    colourClass: "colour-1",
    focusClass: "focus-x-5 focus-y-5",
    shape: "landscape",
  };
  const shown = (gallery: PhotoView[]) =>
    page("story", story("en", { type: "gallery", photo, gallery })).match(/<figure/g)?.length;
  expect(shown([photo, { ...photo, alt: "A boat" }])).toBe(2);
  expect(shown([{ ...photo, alt: "A boat" }])).toBe(2);
});

test("no line of a headline ends with its hyphen", () => {
  expect(page("front", front("en", { lead: { ...card, headline: "De-escalation" } }))).toContain("De-\u2060escalation");
});

test("Twitter's tags have a name, all others a property", () => {
  const openGraph = [
    { property: "og:title", content: "A page" },
    { property: "twitter:card", content: "summary" },
  ];
  const html = page("front", { ...front("en", {}), openGraph });
  expect(html).toContain('<meta property="og:title" content="A page">');
  expect(html).toContain('<meta name="twitter:card" content="summary">');
});

test("every language says the same things", () => {
  const keys = (language: string) => Object.keys(strings(language)).sort();
  expect(keys("hi")).toEqual(keys("en"));
  expect(keys("ur")).toEqual(keys("en"));
});

test("a translation fills the same places", () => {
  const places = (words: string) => [...words.matchAll(/\{\w+\}/g)].map((match) => match[0]).sort();
  for (const language of ["hi", "ur"]) {
    for (const [key, words] of Object.entries(strings(language))) {
      expect(places(words), `${language} ${key}`).toEqual(places(strings("en")[key] ?? ""));
    }
  }
});
