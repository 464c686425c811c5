import { expect, test } from "vitest";
import { build } from "../../src/build.ts";
import { differences, plainPhoto, readFolder, type SiteFolder, smallSite } from "../support/site-folder.ts";

const now = Date.UTC(2026, 5, 1, 6, 30);
const moment = (shift: number) => new Date(now + shift).toISOString();
const day = 86_400_000;

async function siteWith(socialCards: "photo" | "all" | "none"): Promise<SiteFolder> {
  const folder = smallSite();
  const outlet = { name: { en: "The Test", ta: "சோதனை" }, tagline: "Corrected in public", photos: { socialCards } };
  folder.writeYaml("_data/outlet.yaml", {
    ...outlet,
    url: "https://test.example/paper",
    timeZone: "Asia/Kolkata",
    languages: [
      { code: "en", name: "English", locale: "en-IN" },
      { code: "ta", name: "தமிழ்", locale: "ta-IN" },
    ],
  });
  folder.write("articles/boat.jpg", await plainPhoto(20, 90, 160, 900, 600));
  folder.write("articles/leased.jpg", await plainPhoto(90, 20, 160, 900, 600));
  folder.writeStory("rain", story({ headline: "Rains return", photo: photo("boat.jpg") }));
  folder.writeStory("text-only", story({ headline: "No photo here", type: "opinion", published: moment(-2 * day) }));
  const leases = [{ use: "allow", until: moment(day) }];
  folder.writeStory("borrowed", story({ headline: "A borrowed photo", photo: { ...photo("leased.jpg"), leases } }));
  folder.writeStory("hidden", story({ headline: "Not yet", photo: photo("boat.jpg"), status: "draft" }));
  return folder;
}

const photo = (file: string) => ({ file, alt: "A boat", credit: "ANI" });

function story(change: Record<string, unknown>): Record<string, unknown> {
  return { section: "world", byline: ["news-desk"], published: moment(-day), ...change };
}

async function built(folder: SiteFolder, output: string, at = now) {
  const options = { site: folder.site, output: folder.path(output), cache: folder.path("cache"), now: at };
  const { status, problems, figures } = await build(options);
  expect(status).toBe(0);
  const files = readFolder(folder.path(output));
  const page = (slug: string) => {
    const found = [...files].find(([name]) => name.endsWith(`/${slug}/index.html`) && !name.startsWith("lite/"));
    return (found ?? expect.fail(`no page ${slug}`))[1].toString();
  };
  return { files, page, problems, figures, cards: [...files.keys()].filter((name) => name.endsWith("-card.jpg")) };
}

/** What link previews read, by name. */
function openGraph(html: string): Record<string, string> {
  const tags = html.matchAll(/<meta (?:property|name)="((?:og|twitter):[^"]+)" content="([^"]*)"/g);
  return Object.fromEntries([...tags].map(([, name, content]) => [name ?? "", content ?? ""]));
}

test("a story with a photo is shared with its card, other pages with the outlet's, and hidden stories have none", async () => {
  const folder = await siteWith("photo");
  try {
    const { page, files, cards } = await built(folder, "out");
    const tags = openGraph(page("rain"));
    expect(tags["og:image"]).toMatch(/^https:\/\/test\.example\/paper\/photos\/kept\/rain-[0-9a-f]{16}-card\.jpg$/);
    expect(tags).toMatchObject({
      "og:image:width": "1200",
      "og:image:height": "630",
      "og:image:alt": "A boat",
      "twitter:card": "summary_large_image",
    });
    expect(files.has(new URL(tags["og:image"] ?? "").pathname.slice("/paper/".length))).toBe(true);
    expect(openGraph(page("borrowed"))["og:image"]).toContain("/photos/leased/borrowed-");
    expect(openGraph(page("text-only"))).not.toHaveProperty("og:image");
    const home = openGraph(files.get("index.html")?.toString() ?? "");
    expect(home["og:image"]).toMatch(/\/photos\/kept\/en-[0-9a-f]{16}-card\.jpg$/);
    expect(home["og:image:alt"]).toBe("The Test — Corrected in public");
    expect(cards.map((name) => name.replace(/-[0-9a-f]{16}-/, "-")).sort()).toEqual([
      "photos/kept/en-card.jpg",
      "photos/kept/rain-card.jpg",
      "photos/leased/borrowed-card.jpg",
    ]);
  } finally {
    folder.close();
  }
});

test("all: a story without a photo has a card too; none: nobody has", async () => {
  const folder = await siteWith("all");
  try {
    const { page } = await built(folder, "out");
    expect(openGraph(page("text-only"))).toMatchObject({ "og:image:alt": "No photo here" });
    const none = await siteWith("none");
    const without = await built(none, "out");
    none.close();
    expect(without.cards).toEqual([]);
    expect(openGraph(without.page("rain"))["og:image"]).toMatch(/-900x473\.jpg$|-\d+x\d+\.jpg$/);
  } finally {
    folder.close();
  }
});

test("another headline makes that story's card again, and no other", async () => {
  const folder = await siteWith("all");
  try {
    const before = await built(folder, "out");
    folder.writeStory("rain", story({ headline: "Rains leave", photo: photo("boat.jpg") }));
    const after = await built(folder, "out");
    const kept = after.cards.filter((name) => before.cards.includes(name));
    expect(before.cards.length - kept.length).toBe(1);
    expect(after.cards.filter((name) => !before.cards.includes(name))).toHaveLength(1);
    expect(after.figures.renditionsMade).toBe(1);
    await built(folder, "clean");
    expect(differences(folder.path("out"), folder.path("clean"))).toEqual([]);
  } finally {
    folder.close();
  }
});

test("a front without a card is shared with the photo that it shows: its slot's, where that is another", async () => {
  const folder = await siteWith("none");
  try {
    folder.write("articles/slot.jpg", await plainPhoto(200, 90, 20, 900, 600));
    folder.writeYaml("articles/slot.jpg.yaml", { alt: "A crane", credit: "Staff" });
    folder.writeYaml("_data/fronts/home.en.yaml", { slots: [{ name: "lead", story: "rain", photo: "slot.jpg" }] });
    const { files } = await built(folder, "out");
    const tags = openGraph(files.get("index.html")?.toString() ?? "");
    expect(tags["og:image:alt"]).toBe("A crane");
    expect(tags["og:image"]).toContain("/photos/kept/slot-");
  } finally {
    folder.close();
  }
});

test("a card leaves with its photo's lease; the story's next one has no photo", async () => {
  const folder = await siteWith("all");
  try {
    await built(folder, "out");
    const { cards, page } = await built(folder, "out", now + 2 * day);
    expect(cards.filter((name) => name.startsWith("photos/leased/"))).toEqual([]);
    expect(openGraph(page("borrowed"))["og:image"]).toContain("/photos/kept/borrowed-");
  } finally {
    folder.close();
  }
});

test("letters of one headline or one credit that our fonts lack are told with file and line, the first five causes", async () => {
  const folder = await siteWith("photo");
  try {
    folder.writeStory("odd", story({ headline: "Rains return 漢", photo: photo("boat.jpg") }));
    for (const name of ["one", "two"]) {
      folder.writeStory(name, story({ headline: `Story ${name}`, photo: { ...photo("boat.jpg"), credit: "漢/ANI" } }));
    }
    const { problems } = await built(folder, "out");
    const [language, ...warnings] = problems.filter(({ code }) => code === "photo/card-letters");
    expect(language?.message).toBe(
      "One page goes without a card for link previews, of the language ta: our fonts can't set it.",
    );
    expect(warnings).toMatchObject([
      {
        message: "One page goes without a card for link previews, for its headline: our fonts lack letters of it.",
        file: "articles/odd.md",
        key: "headline",
        found: "漢",
      },
      {
        message:
          "2 pages go without a card for link previews, for the credit of the photo boat.jpg: our fonts lack letters of it.",
        story: "two",
        key: "photo",
      },
    ]);
    for (const { line } of warnings) expect(line).toBeGreaterThan(1);

    for (let each = 0; each < 6; each++) {
      folder.writeStory(`many-${each}`, story({ headline: `漢 ${each}`, photo: photo("boat.jpg") }));
    }
    const more = (await built(folder, "out")).problems.filter(({ code }) => code === "photo/card-letters");
    expect(more).toHaveLength(6);
    expect(more.map(({ message }) => message)).toContainEqual(
      expect.stringMatching(/^\d more pages go without a card for link previews, for \d other such causes\.$/),
    );
  } finally {
    folder.close();
  }
});

test("a language whose script our fonts lack goes without cards, with one warning", async () => {
  const folder = await siteWith("all");
  try {
    folder.writeStory("mazhai", story({ headline: "மழை", language: "ta", photo: photo("boat.jpg") }));
    const { page, problems, cards } = await built(folder, "out");
    const warnings = problems.filter(({ code }) => code === "photo/card-letters");
    expect(warnings).toHaveLength(1);
    expect(warnings[0]?.message).toContain("of the language ta");
    expect(warnings[0]?.message).toMatch(/^\d pages go without/);
    expect(cards.filter((name) => name.includes("mazhai"))).toEqual([]);
    expect(openGraph(page("mazhai"))["og:image"]).toMatch(/\.jpg$/);
  } finally {
    folder.close();
  }
});
