import { afterAll, beforeAll, expect, test } from "vitest";
import { openStore } from "../../src/base/store.ts";
import { openSite } from "../../src/build.ts";
import type { Newsroom } from "../../src/model/newsroom.ts";
import type { Addresses } from "../../src/syndication/addresses.ts";
import { hostFiles, hostProblems } from "../../src/syndication/host-files.ts";
import { leavesNews, newsSitemap } from "../../src/syndication/news-sitemap.ts";
import { smallSite } from "../support/site-folder.ts";

const now = Date.UTC(2026, 4, 10, 6, 30);
const folder = smallSite();
const store = openStore(folder.path("cache"));
let newsroom: Newsroom;

const hours = [0, 1, 7, 7, 47, 48, 49];
beforeAll(async () => {
  const aliases = Array.from({ length: 2000 }, (_unused, index) => `/old/${index}/`);
  for (const [index, hour] of hours.entries()) {
    const published = new Date(now - hour * 3_600_000).toISOString();
    const more = index === 0 ? { aliases } : {};
    folder.writeStory(`world/s${index}`, { headline: `Story ${index}`, section: "world", published, ...more });
  }
  const kill = { at: "2026-05-09T09:00", reason: "r" };
  folder.writeStory("world/zz", { headline: "Gone", section: "world", published: "2026-05-01T09:00", kill });
  ({ newsroom } = await openSite({ site: folder.site, now }, store));
}, 60_000);
afterAll(() => {
  store.close();
  folder.close();
});

function addresses(room: Newsroom): Addresses {
  return {
    newsroom: room,
    absolute: (path) => `https://test.example${path}`,
    iso: (moment) => new Date(moment).toISOString(),
    words: (_language, key) => key,
    localized: (value) => (typeof value === "string" ? value : undefined),
    jpeg: () => undefined,
    renditions: () => [],
    bylineNames: () => [],
    authors: () => [],
    categories: () => [],
    feedContent: () => ({ digest: "", html: () => "" }),
  };
}

function redirects(room: Newsroom): string[] {
  const files = hostFiles({
    newsroom: room,
    addresses: addresses(room),
    contentSecurityPolicy: "default-src 'none'",
    immutable: [],
    leased: "/photos/leased/*",
    hasManifest: false,
    hasEditions: false,
  });
  const file = files.find((each) => each.file === "_redirects");
  return file && "text" in file ? file.text.trimEnd().split("\n") : [];
}

test("where there are more redirects than hosts read, the take-downs stand first, and the outlet is told", () => {
  const lines = redirects(newsroom);
  expect(lines).toHaveLength(2000);
  expect(lines[0]).toMatch(/^\/2026\/05\/01\/zz\/ \S+ 410$/);
  expect(lines[1]).toMatch(/^\/lite\/2026\/05\/01\/zz\/ \S+ 410$/);
  expect(hostProblems(newsroom)).toMatchObject([{ code: "site/redirects-cut", severity: "warning", found: "2002" }]);
  const fewer = { ...newsroom, aliases: newsroom.aliases.slice(2) };
  expect(redirects(fewer)).toHaveLength(2000);
  expect(hostProblems(fewer)).toEqual([]);
});

test("the news sitemap changes at each of its moments, and at no other", () => {
  const leaving = newsroom.stories.map(leavesNews).filter((moment) => moment > now);
  const moments = [...new Set(leaving)].sort((a, b) => a - b);
  expect(moments.map((moment) => (moment - now) / 3_600_000)).toEqual([1, 41, 47, 48]);
  const textAt = (at: number) => newsSitemap(addresses({ ...newsroom, now: at }))?.text;
  for (const [index, moment] of moments.entries()) {
    const before = moments[index - 1] ?? now;
    expect(textAt(moment - 1)).toBe(textAt(before));
    expect(textAt(moment)).not.toBe(textAt(moment - 1));
  }
  expect(textAt(moments.at(-1) ?? now)).toBeUndefined();
});

test("the news sitemap names at most a thousand stories, the newest", () => {
  const [first] = newsroom.stories;
  if (!first) throw new Error("there are stories");
  const many = Array.from({ length: 1001 }, (_unused, index) => ({ ...first, headline: `Story ${index}` }));
  const text = newsSitemap(addresses({ ...newsroom, stories: many }))?.text ?? "";
  expect(text.match(/<news:news>/g)).toHaveLength(1000);
  expect(text).not.toContain("Story 1000<");
});
