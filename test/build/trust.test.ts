import { afterEach, describe, expect, test } from "vitest";
import { build } from "../../src/build.ts";
import { checkSite } from "../../src/check-site.ts";
import { readFolder, type SiteFolder, smallSite } from "../support/site-folder.ts";

const now = Date.parse("2026-06-01T12:00:00+05:30");
const folders: SiteFolder[] = [];
afterEach(() => {
  for (const each of folders.splice(0)) each.close();
});

/** A small site with more said of its outlet. */
function site(outlet: Record<string, unknown> = {}): SiteFolder {
  const folder = smallSite();
  folders.push(folder);
  const known = (readFolder(folder.site).get("_data/outlet.yaml") ?? "").toString();
  const more = Object.entries({ features: { search: false }, ...outlet });
  folder.write("_data/outlet.yaml", known + more.map(([key, value]) => `${key}: ${JSON.stringify(value)}\n`).join(""));
  return folder;
}

async function built(folder: SiteFolder): Promise<(file: string) => string> {
  const options = {
    site: folder.site,
    output: folder.path("out"),
    cache: folder.path("cache"),
    now,
    allowRemoved: true,
  };
  const { status, problems } = await build(options);
  expect([status, problems]).toEqual([0, []]);
  const files = readFolder(folder.path("out"));
  return (file) => files.get(file)?.toString() ?? "";
}

async function checked(folder: SiteFolder): Promise<string[]> {
  const { site: root } = folder;
  const { problems } = await checkSite({ site: root, output: folder.path("none"), cache: folder.path("cache"), now });
  return problems.map(({ code, file, line }) => `${code} ${file}:${line}`);
}

const front = { headline: "A story", section: "world", published: "2026-05-01T09:00" };

describe("a correction stands on the story in every form", () => {
  const forms: Record<string, string> = {
    "the page": "2026/05/01/a/index.html",
    "the lite page": "lite/2026/05/01/a/index.html",
    "the corrections page": "corrections/index.html",
    "the feed of corrections": "corrections/feed.xml",
    "the site's feed": "feed.xml",
  };
  for (const kind of ["correction", "clarification"]) {
    for (const priority of ["high", "low"]) {
      test(`a ${kind} of ${priority} priority`, async () => {
        const folder = site();
        const corrections = [{ kind, priority, date: "2026-05-03", text: "The year was 1999." }];
        folder.writeStory("world/a", { ...front, corrections });
        const page = await built(folder);
        const label = kind === "correction" ? "Correction" : "Clarification";
        for (const [form, file] of Object.entries(forms)) {
          expect(page(file), form).toContain("The year was 1999.");
          expect(page(file), form).toContain(label);
        }
        const story = page(forms["the page"] ?? "");
        expect(story).toContain('"@type":"CorrectionComment","text":"The year was 1999."');
        // High: above the text as well as below it; on paper too, for print hides neither.
        const words = story.replace(/^.*<main[^>]*>/s, "");
        expect(words.match(/The year was 1999\./g)).toHaveLength(priority === "high" ? 2 : 1);
        expect(words.indexOf("The year was 1999.") < words.indexOf("A paragraph of the story.")).toBe(
          priority === "high",
        );
      });
    }
  }
});

describe("a translation whose original was corrected", () => {
  const text = "An earlier version gave the wrong year.";
  function translated(translation: Record<string, unknown> = {}): SiteFolder {
    const folder = site();
    folder.writeStory("world/a", { ...front, corrections: [{ kind: "correction", date: "2026-05-12", text }] });
    folder.writeStory(
      "world/b",
      { ...front, headline: "एक ख़बर", language: "hi", translationOf: "world/a", ...translation },
      "पहला अनुच्छेद।\n",
    );
    return folder;
  }

  test("says so in its own language, with the original's words in theirs, on the full and on the lite page", async () => {
    const page = await built(translated());
    for (const form of ["hi/2026/05/01/b/index.html", "lite/hi/2026/05/01/b/index.html"]) {
      expect(page(form), form).toContain("मूल ख़बर (अंग्रेज़ी) 12 मई 2026 को सुधारी गई।");
      expect(page(form), form).toMatch(new RegExp(`lang="en" dir="ltr">.*Correction.*${text}`));
    }
    expect(page("2026/05/01/a/index.html")).not.toContain('translation-lag"');
  });

  test("is a warning of `check`, at the line that names the original", async () => {
    expect(await checked(translated())).toEqual(["translation/outdated articles/world/b.md:6"]);
  });

  test("says nothing once it has followed", async () => {
    for (const followed of [
      { updated: "2026-05-13", changeNote: "साल" },
      { corrections: [{ kind: "correction", date: "2026-05-12", text: "साल ग़लत था।" }] },
    ]) {
      const folder = translated(followed);
      expect((await built(folder))("hi/2026/05/01/b/index.html")).not.toContain('class="translation-lag"');
      expect(await checked(folder)).toEqual([]);
    }
  });

  test("changes when its original does, in a build that makes only what changed", async () => {
    const folder = translated();
    folder.writeStory("world/a", front);
    expect((await built(folder))("hi/2026/05/01/b/index.html")).not.toContain('class="translation-lag"');
    folder.writeStory("world/a", { ...front, updated: "2026-05-14", changeNote: "Figures for April." });
    const html = (await built(folder))("hi/2026/05/01/b/index.html");
    expect(html).toContain("14 मई 2026 को अपडेट हुई");
    expect(html).toContain("Figures for April.");
  });
});

describe("what kind of piece a story is stands in words", () => {
  test.each([
    [{ type: "opinion", byline: ["A writer"] }, "Opinion"],
    [{ type: "analysis" }, "Analysis"],
    [{ type: "sponsored", sponsor: { name: "A bank" } }, "Paid for by A bank"],
    [{ aiUse: { level: "generated", note: "By a model." } }, "Generated by AI"],
    [{ type: "opinion", byline: ["A writer"], aiUse: { level: "generated" } }, "Opinion · Generated by AI"],
  ])("%o: above the headline and on every card", async (more, label) => {
    const folder = site();
    folder.writeStory("world/a", { ...front, ...more });
    for (const day of [2, 3, 4, 5, 6, 7, 8]) {
      folder.writeStory(`world/n${day}`, { ...front, headline: `News ${day}`, published: `2026-05-0${day}` });
    }
    const page = await built(folder);
    for (const file of ["2026/05/01/a/index.html", "lite/2026/05/01/a/index.html"]) {
      const words = page(file).replace(/^.*<main[^>]*>/s, "");
      expect(words.indexOf(label), file).toBeGreaterThan(-1);
      expect(words.indexOf(label), file).toBeLessThan(words.indexOf("<h1"));
    }
    for (const file of [
      "index.html",
      "world/index.html",
      "world/latest/index.html",
      "archive/2026/05/index.html",
      "lite/world/index.html",
    ]) {
      const at = page(file).indexOf('href="/2026/05/01/a/"') + page(file).indexOf('href="/lite/2026/05/01/a/"') + 1;
      if (at < 0) continue;
      const card = page(file).slice(
        Math.max(page(file).lastIndexOf("<article", at), page(file).lastIndexOf("<li", at)),
        at + 400,
      );
      // The row of opinion says it once, as its heading.
      if (card.includes("card-opinion") && label === "Opinion") continue;
      expect(card, file).toContain(label);
    }
  });

  test("and where a story's copy, or a front's lead, points at it", async () => {
    const folder = site();
    folder.writeStory("world/a", { ...front, headline: "Piece", type: "opinion", topics: ["x"] });
    folder.writeStory("world/b", { ...front, headline: "B" }, ':::related{story="world/a"}\n:::\n');
    const page = await built(folder);
    for (const file of ["2026/05/01/b/index.html", "lite/2026/05/01/b/index.html"]) {
      expect(page(file).replace(/<[^>]+>/g, ""), file).toMatch(/Related\s+Opinion · Piece/);
    }
  });

  test("help by a machine is told near the byline, with a way to the note; none only below", async () => {
    const folder = site();
    folder.writeStory("world/a", { ...front, aiUse: { level: "assisted", note: "It sorted the figures." } });
    folder.writeStory("world/b", { ...front, headline: "B", aiUse: { level: "none" } });
    const page = await built(folder);
    for (const file of ["2026/05/01/a/index.html", "lite/2026/05/01/a/index.html"]) {
      expect(page(file)).toContain('<a href="#ai-use">Made with AI assistance</a>');
      expect(page(file)).toMatch(/id="ai-use">Use of AI<\/h2>\s*<p[^>]*>.*It sorted the figures\./);
    }
    expect(page("2026/05/01/b/index.html")).not.toContain('href="#ai-use"');
    expect(page("2026/05/01/b/index.html")).toContain("No generative AI was used in this story.");
  });
});

describe("a grievance officer", () => {
  const grievance = {
    name: "Officer of the test",
    email: "g@test.example",
    phone: "+911100000000",
    address: "Delhi",
  };

  test("has a page in every language where the outlet is in India, and a link in the footer", async () => {
    const folder = site({ country: "IN", contacts: { grievance, selfRegulation: { name: "A body of publishers" } } });
    folder.writeStory("world/a", front);
    const page = await built(folder);
    for (const [prefix, words] of [
      ["", "within 24 hours"],
      ["hi/", "24 घंटे"],
      ["ur/", "24 گھنٹے"],
    ] as const) {
      const html = page(`${prefix}grievance/index.html`);
      for (const part of [words, "15", ...Object.values(grievance), "A body of publishers"])
        expect(html).toContain(part);
      expect(page(`${prefix}index.html`)).toContain(`href="/${prefix}grievance/"`);
    }
    expect(await checked(folder)).toEqual([]);
  });

  test("the footer names the editor's address and nobody else's", async () => {
    const addressOf = async (contacts: object) => {
      const folder = site({ country: "IN", contacts });
      folder.writeStory("world/a", front);
      const html = (await built(folder))("index.html");
      return /footer-words.*?href="mailto:([^"]*)"/.exec(html)?.[1];
    };
    expect(await addressOf({ grievance })).toBeUndefined();
    expect(await addressOf({ grievance, editor: { email: "editor@test.example" } })).toBe("editor@test.example");
  });

  test("an outlet in India that names none is warned", async () => {
    const folder = site({ country: "IN", contacts: { grievance: { email: "g@test.example" } } });
    folder.writeStory("world/a", front);
    expect(await checked(folder)).toEqual(["outlet/grievance-missing _data/outlet.yaml:1"]);
  });

  test("elsewhere there is no such page; a page of the outlet's own wins", async () => {
    const abroad = site({ country: "NP", contacts: { grievance } });
    abroad.writeStory("world/a", front);
    expect((await built(abroad))("grievance/index.html")).toBe("");
    expect(await checked(abroad)).toEqual([]);
    const own = site({ country: "IN", contacts: { grievance } });
    own.writeStory("world/a", front);
    own.write("_data/pages/en/grievance.md", "---\ntitle: Our own words\n---\n\nWrite to us.\n");
    const page = await built(own);
    expect(page("grievance/index.html")).toContain("Our own words");
    expect(page("hi/grievance/index.html")).toContain("24 घंटे");
  });
});
