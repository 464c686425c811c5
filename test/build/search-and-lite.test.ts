import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { build } from "../../src/build.ts";
import { cases } from "../support/cases.ts";
import { SearchParts, searchAll } from "../support/search-parts.ts";
import { differences, readFolder, type SiteFolder, smallSite } from "../support/site-folder.ts";

const now = Date.UTC(2026, 5, 1, 6, 30);
const published = (index: number) => new Date(now - (index + 1) * 5_400_000).toISOString();

async function built(folder: SiteFolder, output = "out", more = {}) {
  const options = {
    site: folder.site,
    output: folder.path(output),
    cache: folder.path("cache"),
    now,
    allowRemoved: true,
    ...more,
  };
  const { status } = await build(options);
  expect(status).toBe(0);
  return readFolder(folder.path(output));
}

function changeOutlet(folder: SiteFolder, change: (text: string) => string): void {
  folder.write("_data/outlet.yaml", change(readFileSync(`${folder.site}/_data/outlet.yaml`, "utf8")));
}

test("one line each switches search and the light pages off, and leaves no file, link or script of them", async () => {
  const folder = smallSite();
  try {
    folder.writeStory("world/one", { headline: "One", section: "world", published: published(0) });
    const before = [...(await built(folder)).keys()];
    expect(before.some((name) => name.startsWith("lite/"))).toBe(true);
    expect(before.some((name) => name.startsWith("search/"))).toBe(true);
    changeOutlet(folder, (text) => `${text}features:\n  lite: false\n  search: false\n`);
    const after = await built(folder);
    after.delete("build-manifest.json");
    const left = [...after].filter(
      ([name, bytes]) => /(^|\/)(lite|search)\//.test(name) || /"\/(lite|search)\/|search-page/.test(bytes.toString()),
    );
    expect(left.map(([name]) => name)).toEqual([]);
  } finally {
    folder.close();
  }
});

test("the light address of a story that moved leads to its new one, that of a killed one to a notice", async () => {
  const folder = smallSite();
  try {
    const story = { section: "world", published: published(0) };
    folder.writeStory("world/one", { headline: "One", ...story, aliases: ["/old/one/"] });
    folder.writeStory("world/two", { headline: "Two", ...story });
    expect((await built(folder)).get("lite/2026/06/01/two/index.html")?.toString()).toContain("Two");
    folder.writeStory("world/two", { headline: "Two", ...story, kill: { at: published(0), reason: "r" } });
    const files = await built(folder);
    expect(files.get("lite/old/one/index.html")?.toString()).toContain('content="0; url=/lite/2026/06/01/one/"');
    const notice = files.get("lite/2026/06/01/two/index.html")?.toString() ?? "";
    expect(notice).toContain("noindex");
    expect(notice).toContain('href="/2026/06/01/two/"');
    expect(notice).not.toContain("Two");
    const lines = files.get("_redirects")?.toString().split("\n");
    expect(lines).toContain("/lite/old/one/ /lite/2026/06/01/one/ 301");
    expect(lines).toContain("/lite/2026/06/01/two/ /lite/2026/06/01/two/ 410");
    changeOutlet(folder, (text) => `${text}features:\n  lite: false\n`);
    const without = await built(folder);
    expect([...without.keys()].filter((name) => name.startsWith("lite/"))).toEqual([]);
    expect(without.get("_redirects")?.toString()).not.toContain("/lite/");
  } finally {
    folder.close();
  }
});

test("below a path of the host, light pages and results link below it", async () => {
  const folder = smallSite();
  try {
    changeOutlet(folder, (text) => text.replace("https://test.example", "https://host.example/paper"));
    folder.writeStory("world/one", { headline: "Okra", section: "world", published: published(0) });
    const files = await built(folder);
    const page = files.get("lite/2026/06/01/one/index.html")?.toString() ?? "";
    const links = [...page.matchAll(/href="([^"]*)"/g)].map(([, url = ""]) => url);
    expect(links.length).toBeGreaterThan(4);
    expect(links.filter((url) => !/^(#|(https:\/\/host\.example)?\/paper\/)/.test(url))).toEqual([]);
    // The script puts its own site's address before these.
    const parts = new SearchParts((file) => files.get(`search/${file}`)?.toString());
    expect(await searchAll(parts, { text: "okra", languages: ["en"] })).toEqual(["2026/06/01/one/"]);
  } finally {
    folder.close();
  }
});

test("hostile words are words, in light pages and in the index", async () => {
  const folder = smallSite();
  try {
    const hostile = `<script>alert(1)</script> "quoted" & \u2028 'x'`;
    folder.writeStory(
      "world/hostile",
      {
        headline: hostile,
        standfirst: hostile,
        kicker: hostile,
        section: "world",
        published: published(0),
        corrections: [{ kind: "correction", date: published(0), text: hostile, priority: "high" }],
        sources: [{ title: hostile }],
        methodology: hostile,
      },
      "A word.\n",
    );
    const files = await built(folder);
    const page = files.get("lite/2026/06/01/hostile/index.html")?.toString() ?? "";
    expect(page).not.toContain("<script");
    expect(page.match(/&lt;script&gt;alert/g)?.length).toBeGreaterThan(5);
    for (const [name, bytes] of files)
      if (name.startsWith("search/en/") && name.endsWith(".js")) expect(bytes.toString(), name).not.toContain("<");
    const parts = new SearchParts((file) => files.get(`search/${file}`)?.toString());
    expect(await searchAll(parts, { text: "alert", languages: ["en"] })).toEqual(["2026/06/01/hostile/"]);
  } finally {
    folder.close();
  }
});

test("a story more changes its day's part of the index and the catalogue, and no other light story", {
  timeout: 60_000,
}, async () => {
  const folder = smallSite();
  try {
    for (let index = 0; index < 40; index += 1) {
      const date = new Date(now - (index + 1) * 86_400_000 * 20).toISOString();
      folder.writeStory(`world/s${index}`, { headline: `Story ${index}`, section: "world", published: date });
    }
    folder.writeStory("world/today", { headline: "Today", section: "sport", published: published(1) });
    await built(folder, "before");
    folder.writeStory("world/new", { headline: "New", section: "sport", published: published(0) });
    await built(folder, "after");
    const changed = differences(folder.path("before"), folder.path("after"));
    const ofIndex = changed.filter((name) => name.startsWith("search/en/"));
    expect(ofIndex.filter((name) => !/catalog\.js$|parts\/2026-06-01-/.test(name))).toEqual([]);
    const stories = changed.filter((name) => /^lite\/\d{4}\//.test(name));
    expect(stories).toEqual(["lite/2026/06/01/new/index.html"]);
  } finally {
    folder.close();
  }
});

test("after any edits the index is that of a clean build", { timeout: 300_000 }, async () => {
  for (let seed = 1; seed <= cases(2, 40); seed += 1) {
    const folder = smallSite();
    try {
      let state = seed;
      const random = (below: number) => {
        state = (state * 48_271) % 2_147_483_647;
        return state % below;
      };
      const write = () => {
        const number = random(8);
        const headline = ["rain", "river", "okra", "हिन्दी"][random(4)] ?? "";
        folder.writeStory(
          `world/s${number}`,
          {
            headline,
            section: "world",
            published: published(number * 40),
            status: random(4) === 0 ? "draft" : "ready",
          },
          `${headline} number${random(100)}\n`,
        );
      };
      for (let step = 0; step < 4; step += 1) {
        write();
        write();
        await built(folder);
      }
      await built(folder, "clean", { cache: folder.path("other-cache") });
      expect(
        differences(folder.path("out"), folder.path("clean")).filter((name) => /^(search|lite)\//.test(name)),
        `seed ${seed}`,
      ).toEqual([]);
    } finally {
      folder.close();
    }
  }
});
