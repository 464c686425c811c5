import sharp from "sharp";
import { expect, test } from "vitest";
import { build } from "../../src/build.ts";
import { cases } from "../support/cases.ts";
import { differences, plainPhoto, readFolder, smallSite } from "../support/site-folder.ts";

// Longer than 250 lines: one site full of secrets, asked in every way whether it keeps them.

const now = Date.UTC(2026, 5, 1, 6, 30);
const moment = (shift: number) => new Date(now + shift).toISOString();
const day = 86_400_000;

/** Every way in which a story may be hidden, as front matter. */
const hiddenWays: Record<string, Record<string, unknown>> = {
  draft: { status: "draft" },
  withheld: { status: "withheld" },
  embargoed: { embargo: moment(1000) },
  scheduled: { published: moment(day) },
  neverPublic: { kill: { at: moment(-2 * day), reason: "markreason" }, published: moment(-day) },
};

/** The paper's own card for link previews, one a language: name and colours, no photo. */
const papersCard = /^photos\/kept\/(en|hi|ur)-[0-9a-f]+-card\.jpg$/;

/** A word that stands nowhere else, one for each field, so that a leak says where it came from. */
function marked(way: string, field: string): string {
  return `mark${way}${field}q`.toLowerCase();
}

function hiddenStory(way: string): Record<string, unknown> {
  const mark = (field: string) => marked(way, field);
  return {
    headline: mark("headline"),
    shortHeadline: mark("short"),
    kicker: mark("kicker"),
    standfirst: mark("standfirst"),
    section: "world",
    topics: [mark("topic")],
    byline: [{ name: `Desk ${mark("byline")}`, role: mark("role"), location: mark("location") }],
    dateline: mark("dateline"),
    published: moment(-day),
    changeNote: mark("change"),
    updated: moment(-1000),
    photo: { file: `photos/${way}.jpg`, alt: mark("alt"), caption: mark("caption"), credit: mark("credit") },
    gallery: [{ file: `photos/${way}-more.jpg`, alt: mark("galleryalt"), credit: mark("gallerycredit") }],
    corrections: [{ kind: "correction", date: moment(-1000), text: mark("correction") }],
    sources: [{ title: mark("source") }],
    methodology: mark("methodology"),
    series: { name: mark("series") },
    aliases: [`/${mark("alias")}/`],
    edNote: mark("ednote"),
    ...hiddenWays[way],
  };
}

/** The places in an output where a marked word stands: in a path, in bytes, or in the metadata of a picture. */
async function leaks(output: string): Promise<string[]> {
  const found: string[] = [];
  for (const [name, bytes] of readFolder(output)) {
    const texts = [decodeURIComponent(name), bytes.toString("latin1"), bytes.toString("utf8")];
    if (/\.(jpg|avif)$/.test(name)) texts.push((await sharp(bytes).metadata()).xmp?.toString("utf8") ?? "");
    for (const text of texts)
      for (const match of text.matchAll(/mark[a-z]+q|markreason/gi)) found.push(`${name}: ${match[0]}`);
  }
  return [...new Set(found)];
}

async function siteWithSecrets() {
  const folder = smallSite();
  folder.writeStory(
    "world/public",
    { headline: "A public story", section: "world", published: moment(-2 * day) },
    `See [another](hidden-draft.md).\n\n:::related{story="world/hidden-embargoed"}\n:::\n`,
  );
  folder.writeStory("world/apart", { headline: "A story apart", section: "sport", published: moment(-3 * day) });
  for (const [index, way] of Object.keys(hiddenWays).entries()) {
    folder.write(`articles/photos/${way}.jpg`, await plainPhoto(10 * index, 90, 120));
    folder.write(`articles/photos/${way}-more.jpg`, await plainPhoto(10 * index, 200, 120));
    folder.writeStory(
      `world/hidden-${way}`,
      hiddenStory(way),
      `A first paragraph with ${marked(way, "body")}.\n\n> ${marked(way, "quote")}\n`,
    );
  }
  // Killed before it was ever public: not even a list of what was withdrawn may name it.
  folder.write("articles/photos/markkilledfileq.jpg", await plainPhoto(90, 10, 120));
  folder.writeYaml("articles/photos/markkilledfileq.jpg.yaml", {
    alt: marked("killed", "alt"),
    credit: marked("killed", "credit"),
    supplierRef: marked("killed", "reference"),
    kill: {
      at: moment(-day),
      reason: "markreason",
      notice: marked("killed", "notice"),
      supplierRef: marked("killed", "reference"),
      renditions: [],
    },
  });
  folder.writeStory(
    "world/hidden-user",
    { ...hiddenStory("draft"), photo: "photos/markkilledfileq.jpg", gallery: [] },
    "![markkilledinlineq](photos/markkilledfileq.jpg)\n",
  );
  folder.writeYaml("_data/fronts/home.en.yaml", {
    slots: [{ name: "lead", story: "world/hidden-embargoed", headline: marked("embargoed", "pin") }],
  });
  return folder;
}

test("no byte of a hidden story or of its photos is in any output", { timeout: 60_000 }, async () => {
  const folder = await siteWithSecrets();
  try {
    const result = await build({ site: folder.site, output: folder.path("out"), cache: folder.path("cache"), now });
    expect(result.problems.filter((each) => each.severity === "error")).toEqual([]);
    expect(await leaks(folder.path("out"))).toEqual([]);
    const names = [...readFolder(folder.path("out")).keys()];
    expect(names.filter((name) => /hidden|photos\//.test(name) && !papersCard.test(name))).toEqual([]);
  } finally {
    folder.close();
  }
});

test("the search for leaks finds a planted one in a page, a path, a feed and a picture's metadata", {
  timeout: 60_000,
}, async () => {
  const folder = await siteWithSecrets();
  try {
    // The same newsroom a second later, when the embargo is over: its words are public, so that the search must find them.
    const result = await build({
      site: folder.site,
      output: folder.path("out"),
      cache: folder.path("cache"),
      now: now + 1000,
    });
    expect(result.status).toBe(0);
    const found = await leaks(folder.path("out"));
    expect(found.every((each) => /embargoed/.test(each))).toBe(true);
    for (const place of ["index.html", "feed.xml", ".avif", ".jpg", "topics/", "search/en/parts/", "lite/"]) {
      expect(
        found.some((each) => each.includes(place)),
        place,
      ).toBe(true);
    }
    // A note among editors, and private reasons, never.
    expect(found.filter((each) => /ednote|reason/.test(each))).toEqual([]);
  } finally {
    folder.close();
  }
});

test("one second before and after the moment differ by the story, its photos and the lists that hold it", {
  timeout: 60_000,
}, async () => {
  const folder = await siteWithSecrets();
  try {
    const options = { site: folder.site, cache: folder.path("cache") };
    await build({ ...options, output: folder.path("before"), now: now + 999 });
    await build({ ...options, output: folder.path("after"), now: now + 1000 });
    const changed = differences(folder.path("before"), folder.path("after"));
    const lists =
      /^(lite\/)?(search\/|index\.html|world\/|archive\/|corrections\/|topics\/|feed\.xml|atom\.xml|feed\.json|feeds\.opml|feeds\/|sitemap|_redirects|_headers|build-manifest\.json|404\.html|photos\/|2026\/05\/31\/hidden-embargoed\/|markembargoedaliasq\/)/;
    // The public story names the embargoed one as related: its page gains the link, and nothing else changes.
    expect(changed.filter((name) => !lists.test(name))).toEqual([
      "2026/05/30/public/index.html",
      "lite/2026/05/30/public/index.html",
    ]);
    expect(changed).toContain("2026/05/31/hidden-embargoed/index.html");
    expect(changed).not.toContain("2026/05/29/apart/index.html");
  } finally {
    folder.close();
  }
});

test("a withdrawn photo leaves the page, its renditions and the feeds, and the story stays", {
  timeout: 60_000,
}, async () => {
  const folder = smallSite();
  try {
    folder.write("articles/photos/one.jpg", await plainPhoto(200, 40, 30));
    folder.writeStory(
      "world/with-photo",
      {
        headline: "A story with a photo",
        section: "world",
        published: moment(-day),
        photo: { file: "photos/one.jpg", alt: "markaltq", credit: "markcreditq" },
      },
      'Words.\n\n![markinlineq](photos/one.jpg "markcaptionq")\n\n[Photo : ANI]\n',
    );
    const options = { site: folder.site, output: folder.path("out"), cache: folder.path("cache"), now };
    await build(options);
    expect((await leaks(folder.path("out"))).length).toBeGreaterThan(3);
    // Its words can be looked for, until it is withdrawn.
    for (const word of ["markaltq", "markcaptionq", "markinlineq"])
      expect(
        (await leaks(folder.path("out"))).some((each) => new RegExp(`search/.*${word}`).test(each)),
        word,
      ).toBe(true);
    folder.writeYaml("articles/photos/one.jpg.yaml", { kill: { at: moment(0), reason: "markreason" } });
    const result = await build(options);
    expect(result.status).toBe(0);
    expect(await leaks(folder.path("out"))).toEqual([]);
    const names = [...readFolder(folder.path("out")).keys()];
    expect(names.filter((name) => name.startsWith("photos/") && !papersCard.test(name))).toEqual([]);
    expect(names).toContain("2026/05/31/with-photo/index.html");
  } finally {
    folder.close();
  }
});

test("random newsrooms at random moments leak nothing", { timeout: 600_000 }, async () => {
  const ways = Object.keys(hiddenWays);
  for (let seed = 1; seed <= cases(6, 300); seed += 1) {
    const folder = smallSite();
    try {
      const random = () => Math.abs(Math.sin(seed * 7.13 + counter++ * 1.7));
      let counter = 0;
      folder.writeStory("world/open", { headline: "Open", section: "world", published: moment(-3 * day) });
      for (let index = 0; index < 6; index += 1) {
        const way = ways[Math.floor(random() * ways.length)] ?? "draft";
        const story = {
          ...hiddenStory(way),
          language: ["en", "hi", "ur"][Math.floor(random() * 3)],
          section: ["world", "cricket"][Math.floor(random() * 2)],
          type: ["news", "opinion", "gallery", "live"][Math.floor(random() * 4)],
        };
        if (story.type === "live") Object.assign(story, { live: { start: moment(-day) } });
        folder.writeStory(
          `world/hidden-${way}-${index}`,
          {
            ...story,
            photo: undefined,
            gallery: undefined,
            aliases: undefined,
            translationOf: random() < 0.3 ? "world/open" : undefined,
          },
          `${marked(way, "body")}\n`,
        );
      }
      const at = now - Math.floor(random() * 12) * 3_600_000;
      const result = await build({
        site: folder.site,
        output: folder.path("out"),
        cache: folder.path("cache"),
        now: at,
      });
      expect(
        result.problems.filter((each) => each.severity === "error"),
        `seed ${seed}`,
      ).toEqual([]);
      expect(await leaks(folder.path("out")), `seed ${seed}`).toEqual([]);
    } finally {
      folder.close();
    }
  }
});
