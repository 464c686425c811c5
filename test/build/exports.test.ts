import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import sharp from "sharp";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { formatProblems } from "../../src/base/format-problems.ts";
import type { Problem } from "../../src/base/problem.ts";
import { build } from "../../src/build.ts";
import { plainPhoto, smallSite } from "../support/site-folder.ts";

// What leaves the house for machines: ninjs, the news sitemap, files of well-known names, web app manifests. Longer than 250
// lines: one site, whose stories all of them are about.

/** 10 May 2026, noon in India. */
const now = Date.UTC(2026, 4, 10, 6, 30);
const day = 86_400_000;
const outlet = {
  name: { en: "The Test", hi: "द टेस्ट" },
  url: "https://test.example/paper",
  timeZone: "Asia/Kolkata",
  languages: ["en", "pt-BR", { code: "ur", name: "اردو" }],
  // Nobody has translated the interface into Portuguese.
  checks: { "data/strings-incomplete": "off" },
};
const folder = smallSite();
afterAll(() => folder.close());

let builds = 0;
async function buildSite(
  more: Record<string, unknown>,
  at = now,
): Promise<{ read: (file: string) => string; has: (file: string) => boolean; problems: Problem[]; status: number }> {
  builds += 1;
  const output = folder.path(`out${builds}`);
  folder.writeYaml("_data/outlet.yaml", { ...outlet, ...more });
  const { problems, status } = await build({ site: folder.site, output, cache: folder.path("cache"), now: at });
  return {
    read: (file) => readFileSync(join(output, file), "utf8"),
    has: (file) => existsSync(join(output, file)),
    problems,
    status,
  };
}

const iso = (moment: number) => new Date(moment).toISOString();

beforeAll(async () => {
  folder.writeYaml("_data/agencies.yaml", {
    brief: { name: "Brief", credit: "Brief", text: "summary", terms: "For subscribers." },
    closed: { name: "Closed", credit: "Closed", text: "none" },
  });
  folder.write("articles/photos/open.jpg", await plainPhoto(90, 20, 20, 800, 600));
  folder.write("articles/photos/shut.jpg", await plainPhoto(20, 90, 20, 800, 600));
  const story = (id: string, facts: Record<string, unknown>, copy = `Copy of ${id}.\n`) =>
    folder.writeStory(
      `world/${id}`,
      { headline: `Head ${id}`, section: "world", published: iso(now - 10 * day), ...facts },
      copy,
    );
  story(
    "whole",
    {
      published: iso(now - day),
      dateline: "Kochi",
      topics: ["Rain & sun"],
      byline: "news-desk",
      photo: { file: "photos/open.jpg", alt: "Boats", caption: "Boats <at> rest", credit: "A & B / ANI", creator: "A" },
      corrections: [{ kind: "correction", date: iso(now - 3600_000), text: "It was three." }],
    },
    'Copy of whole.\n\n![Green](../photos/shut.jpg "A field")\n',
  );
  folder.writeYaml("articles/photos/shut.jpg.yaml", { credit: "C", leases: [{ use: "deny", scopes: ["feeds"] }] });
  story("wire", { agency: "brief", standfirst: "In short.", published: iso(now - 2 * day + 1000) });
  story("walled", { agency: "closed", published: iso(now - 2 * day) });
  story("paid", { type: "sponsored", sponsor: { name: "S" }, published: iso(now - day) });
  story("copy", { canonical: "https://other.example/x", published: iso(now - day) });
  story("over", { expires: iso(now - 1000), published: iso(now - day) });
  story("gone", { kill: { at: iso(now - day), reason: "private", notice: "Withdrawn." } });
  story("later", { published: iso(now + day) });
  story("rio", { language: "pt-BR", published: iso(now - 1000), headline: "Chuva & sol" });
  folder.write("assets/icon.svg", '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"/>');
}, 60_000);

/** px, square */
async function icon(name: string, size: number): Promise<void> {
  const square = { create: { width: size, height: size, channels: 3 as const, background: "#123" } };
  folder.write(`assets/${name}`, await sharp(square).png().toBuffer());
}

const pathOf = (id: string, age: number) => {
  const date = new Date(now - age + 5.5 * 3600_000);
  return `${date.toISOString().slice(0, 10).replaceAll("-", "/")}/${id}/`;
};

describe("ninjs", () => {
  test("is made only where the outlet wants it", async () => {
    const site = await buildSite({});
    expect(site.status).toBe(0);
    expect(site.has(`${pathOf("whole", day)}index.html`)).toBe(true);
    expect(site.has(`${pathOf("whole", day)}ninjs.json`)).toBe(false);
  });

  test("tells a story whole, with its corrections, and the pictures that may go out", async () => {
    const site = await buildSite({ features: { ninjs: true } });
    const text = site.read(`${pathOf("whole", day)}ninjs.json`);
    const item = JSON.parse(text);
    expect(item).toMatchObject({
      uri: "https://test.example/paper/#world/whole",
      standard: { name: "ninjs", version: "3.1" },
      pubStatus: "usable",
      representationType: "full",
      firstCreated: "2026-05-09T12:00:00+05:30",
      versionCreated: "2026-05-10T11:00:00+05:30",
      language: "en",
      slugline: "whole",
      located: "Kochi",
      by: "News desk",
      headlines: [{ role: "main", value: "Head whole" }],
      altIds: [
        { role: "id", value: "world/whole" },
        { role: "url", value: `https://test.example/paper/${pathOf("whole", day)}` },
      ],
    });
    expect(item.bodies[0].value).toContain("<p><b>Kochi</b> Copy of whole.</p>");
    expect(item.bodies[0].value).toContain("It was three.");
    expect(item.trustIndicators).toContainEqual({
      role: "https://schema.org/correction",
      title: "It was three.",
      href: `https://test.example/paper/${pathOf("whole", day)}#corrections`,
    });
    expect(item.associations).toHaveLength(1);
    const [photo] = item.associations;
    expect(photo).toMatchObject({ rel: "mainImage", type: "picture", by: "A" });
    expect(photo.infoSources[0]).toEqual({ role: "credit", name: "A & B / ANI" });
    expect(photo.descriptions[0]).toEqual({ role: "caption", contentType: "text/plain", value: "Boats <at> rest" });
    const names = photo.renditions.map(({ name }: { name: string }) => name);
    expect(names).toContain("jpeg-800x600");
    expect(new Set(names).size).toBe(names.length);
    // The page says where its story stands as data; what was paid for has none.
    expect(site.read(`${pathOf("whole", day)}index.html`)).toContain(
      `<link rel="alternate" type="application/json" title="IPTC ninjs" href="/paper/${pathOf("whole", day)}ninjs.json">`,
    );
    expect(site.read(`${pathOf("paid", day)}index.html`)).not.toContain("ninjs.json");
    for (const { href, width, height, contentType } of photo.renditions) {
      expect(href).toMatch(/^https:\/\/test\.example\/paper\/photos\/kept\/open-/);
      expect(site.has(decodeURI(new URL(href).pathname).replace("/paper/", ""))).toBe(true);
      expect(width).toBeGreaterThan(0);
      expect(height).toBeGreaterThan(0);
      expect(contentType).toMatch(/^image\/(jpeg|avif)$/);
    }
    expect(text).not.toContain("shut");
  });

  test("carries an agency's words as far as its terms let it", async () => {
    const site = await buildSite({ features: { ninjs: true } });
    const item = JSON.parse(site.read(`${pathOf("wire", 2 * day - 1000)}ninjs.json`));
    expect(item).toMatchObject({ representationType: "partial", usageTerms: "For subscribers." });
    expect(item.descriptions).toEqual([{ role: "summary", contentType: "text/plain", value: "In short." }]);
    expect(JSON.stringify(item)).not.toContain("Copy of");
    expect(site.has(`${pathOf("walled", 2 * day)}ninjs.json`)).toBe(false);
    expect(site.has(`${pathOf("paid", day)}ninjs.json`)).toBe(false);
  });

  test("says that a story was taken down, and nothing more of it", async () => {
    const site = await buildSite({ features: { ninjs: true } });
    const text = site.read(`${pathOf("gone", 10 * day)}ninjs.json`);
    expect(JSON.parse(text)).toMatchObject({
      uri: "https://test.example/paper/#world/gone",
      pubStatus: "canceled",
      descriptions: [{ role: "notice", value: "Withdrawn." }],
    });
    expect(text).not.toMatch(/Head|Copy|private/);
  });
});

describe("sitemaps", () => {
  const titles = (text: string) => [...text.matchAll(/<news:title>(.*?)<\/news:title>/g)].map(([, title]) => title);

  test("of news hold two days, to the second, and leave out what was paid for, is over, or another paper's", async () => {
    const site = await buildSite({});
    const text = site.read("sitemaps/news.xml");
    expect(titles(text)).toEqual(["Chuva &amp; sol", "Head whole", "Head wire"]);
    expect(text).toContain("<news:name>The Test</news:name><news:language>pt</news:language>");
    expect(text).toContain("<news:publication_date>2026-05-09T12:00:00+05:30</news:publication_date>");
    expect(site.read("sitemap.xml")).toContain("https://test.example/paper/sitemaps/news.xml");
    const second = await buildSite({}, now + 1000);
    expect(titles(second.read("sitemaps/news.xml"))).toEqual(["Chuva &amp; sol", "Head whole"]);
  });

  test("of news are not there, nor in the index, when there was none", async () => {
    const site = await buildSite({}, now + 30 * day);
    expect(site.has("sitemaps/news.xml")).toBe(false);
    expect(site.read("sitemap.xml")).not.toContain("news.xml");
  });

  test("list topics and contributors with the day of their newest story, and no story of another paper", async () => {
    const site = await buildSite({});
    expect(site.read("sitemaps/listings.xml")).toContain(
      "<url><loc>https://test.example/paper/by/news-desk/</loc><lastmod>2026-05-09T12:00:00+05:30</lastmod></url>",
    );
    expect(site.read("sitemaps/listings.xml")).toContain("https://test.example/paper/topics/");
    expect(site.read("sitemaps/2026-05.xml")).not.toContain("/copy/");
  });

  test("send who reads none of a page's languages to the first of them, as the page does", async () => {
    const site = await buildSite({});
    const home = site.read("sitemaps/pages.xml").split("\n")[2];
    expect(home).toContain('hreflang="pt-BR" href="https://test.example/paper/pt-br/"');
    expect(home).toContain('hreflang="x-default" href="https://test.example/paper/"');
  });
});

describe("files of well-known names", () => {
  test("are there only where the outlet has something to say in them", async () => {
    const site = await buildSite({ robots: { aiTraining: "allow" } });
    const names = ["ads.txt", "trust.txt", "humans.txt"].flatMap((name) => [name, `.well-known/${name}`]);
    const all = [...names, ".well-known/security.txt", ".well-known/tdmrep.json"];
    expect(all.filter(site.has)).toEqual([]);
    expect(site.read("robots.txt")).not.toContain("GPTBot");
    expect(site.read("_headers")).not.toContain("TDM-Reservation");
  });

  test("reserve text and data mining under the site's own path, where training is refused", async () => {
    const site = await buildSite({ robots: { tdmPolicy: "https://test.example/terms.json" } });
    expect(JSON.parse(site.read(".well-known/tdmrep.json"))).toEqual([
      { location: "/paper/", "tdm-reservation": 1, "tdm-policy": "https://test.example/terms.json" },
    ]);
    expect(site.read("robots.txt")).toMatch(/User-agent: GPTBot\n(User-agent: .*\n)*Disallow: \/\n/);
    expect(site.read("_headers")).toContain("  TDM-Reservation: 1\n");
  });

  test("let one crawler in where outlet.yaml says so, or refuse some alone", async () => {
    const one = await buildSite({ robots: { aiTraining: { refuse: "all", allow: ["CCBot"], also: ["NewestBot"] } } });
    const robots = one.read("robots.txt");
    expect(robots).toMatch(/User-agent: GPTBot\n(User-agent: .*\n)*User-agent: NewestBot\nDisallow: \/\n/);
    expect(robots).not.toContain("CCBot");
    expect(one.has(".well-known/tdmrep.json")).toBe(true);
    expect(one.read("_headers")).toContain("TDM-Reservation");

    const some = await buildSite({ robots: { aiTraining: { refuse: ["PanguBot"] } } });
    expect(some.read("robots.txt")).toMatch(/^User-agent: PanguBot\nDisallow: \/\n\nUser-agent: \*\nDisallow:\n/);
    expect(some.has(".well-known/tdmrep.json")).toBe(false);
    expect(some.read("_headers")).not.toContain("TDM-Reservation");
  });

  test("are refused with a word of help where a crawler's name is mistyped, or nobody is left to let in", async () => {
    const messages = async (aiTraining: object) =>
      (await buildSite({ robots: { aiTraining } })).problems.map(
        ({ message, expected, hint }) => `${message} ${expected ?? ""} ${hint ?? ""}`,
      );
    expect(await messages({ allow: ["GPTbott"] })).toEqual([expect.stringMatching(/GPTBot/)]);
    expect(await messages({ refuse: ["CCBot"], allow: ["GPTBot"] })).toEqual([expect.stringMatching(/refuse: all/)]);
  });

  test("say what outlet.yaml says, line by line, with their types in the headers", async () => {
    const site = await buildSite({
      adsTxt: ["a.example, 1, DIRECT", "b.example, 2, RESELLER"],
      trustTxt: "member=https://press.example/",
      humansTxt: "The desks.",
      securityTxt: { contact: ["mailto:a@test.example", "https://test.example/report"], expires: "2027-01-01T00:00" },
    });
    expect(site.read("ads.txt")).toBe("a.example, 1, DIRECT\nb.example, 2, RESELLER\n");
    expect(site.read("trust.txt")).toBe("member=https://press.example/\n");
    expect(site.read(".well-known/trust.txt")).toBe(site.read("trust.txt"));
    expect(site.read("humans.txt")).toBe("The desks.\n");
    expect(site.read(".well-known/security.txt")).toBe(
      [
        "Contact: mailto:a@test.example",
        "Contact: https://test.example/report",
        "Expires: 2026-12-31T18:30:00Z",
        "Preferred-Languages: en, pt-BR, ur",
        "Canonical: https://test.example/paper/.well-known/security.txt",
        "",
      ].join("\n"),
    );
    expect(site.read("_headers")).toContain("/paper/ads.txt\n  Content-Type: text/plain; charset=utf-8\n");
    expect(site.problems).toEqual([]);
  });

  test("hold security.txt for half a year where no end is named, and tell of one that is over", async () => {
    const contact = "mailto:a@test.example";
    const open = await buildSite({ securityTxt: { contact } });
    expect(open.read(".well-known/security.txt")).toContain("Expires: 2026-12-01T00:00:00Z\n");
    const over = await buildSite({ securityTxt: { contact, expires: "2026-05-10T12:00" } });
    expect(over.status).toBe(0);
    expect(over.problems.map(({ code, severity }) => [code, severity])).toEqual([
      ["site/security-txt-expired", "warning"],
    ]);
    const never = await buildSite({ securityTxt: { contact, expires: "soon" } });
    expect(never.status).toBe(1);
    expect(formatProblems(never.problems, { colour: false })).toContain("is not a date that exists");
  });
});

describe("web app manifests", () => {
  test("are not there without a picture that a phone can install", async () => {
    await icon("icon-180.png", 180);
    const site = await buildSite({ icon: "icon.svg" });
    expect(site.has("manifest.webmanifest")).toBe(false);
    expect(site.read("index.html")).not.toContain('rel="manifest"');
  });

  test("name the paper, its colours and its icons by their true sizes, in each language", async () => {
    await icon("icon-192.png", 256);
    const site = await buildSite({ icon: "icon.svg", themeColor: { light: "#abc", dark: "#123" } });
    expect(JSON.parse(site.read("ur/manifest.webmanifest"))).toMatchObject({
      name: "The Test",
      lang: "ur",
      dir: "rtl",
      start_url: "/paper/ur/",
      scope: "/paper/",
      display: "standalone",
      theme_color: "#abc",
      icons: [
        { src: "/paper/assets/icon-180.png", sizes: "180x180", type: "image/png" },
        { src: "/paper/assets/icon-192.png", sizes: "256x256", type: "image/png" },
        { src: "/paper/assets/icon.svg", sizes: "any", type: "image/svg+xml" },
      ],
    });
    expect(site.read("ur/index.html")).toContain('<link rel="manifest" href="/paper/ur/manifest.webmanifest">');
    expect(site.has("assets/icon-192.png")).toBe(true);
  });
});
