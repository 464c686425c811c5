import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { build } from "../../src/build.ts";
import { sharp } from "../../src/photos/sharp.ts";
import { headersFor, parseHeaderRules } from "../support/host-headers.ts";
import { plainPhoto, readFolder, type SiteFolder, smallSite } from "../support/site-folder.ts";

const now = Date.UTC(2026, 5, 1, 6, 30);
const story = (more: Record<string, unknown> = {}) => ({
  headline: "The boats",
  section: "world",
  published: "2026-05-01T10:00",
  ...more,
});

let folder: SiteFolder;
beforeEach(() => {
  folder = smallSite();
});
afterEach(() => folder.close());

const run = () => build({ site: folder.site, output: folder.path("out"), cache: folder.path("cache"), now });
const files = () => [...readFolder(folder.path("out")).keys()];
const text = (path: string) => readFileSync(join(folder.path("out"), path), "utf8");
const page = () => text("2026/05/01/boats/index.html");
interface ImageData {
  contentUrl: string;
  url: string;
  width: number;
  height: number;
  creditText: string;
  caption?: string;
  representativeOfPage?: boolean;
}
const images = (): ImageData[] => {
  const data = /<script type="application\/ld\+json">([\s\S]*?)<\/script>/.exec(page())?.[1] ?? "";
  return JSON.parse(data)["@graph"][0].image;
};

const chart =
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 300 200"><rect width="300" height="200" fill="#fff"/><text x="20" y="90" font-size="40" font-family="sans-serif">Rain बारिश</text></svg>';

test("a story's lead is told to search engines in three shapes, each a file that is there", async () => {
  folder.write("articles/world/harbour.jpg", await plainPhoto(40, 90, 160, 2000, 1500));
  folder.write("articles/world/quay.jpg", await plainPhoto(140, 90, 60, 2000, 1500));
  folder.writeStory(
    "world/boats",
    story({ photo: { file: "harbour.jpg", alt: "Boats", credit: "ANI", caption: "At dawn" } }),
    'A paragraph.\n\n![A quay](quay.jpg "The quay")\n\n[Photo : PTI]\n',
  );
  expect((await run()).status).toBe(0);
  const found = images();
  expect(found.map(({ width, height }) => [width, height])).toEqual([
    [1200, 675],
    [1200, 900],
    [1200, 1200],
    [1280, 960],
  ]);
  expect(found.map(({ creditText }) => creditText)).toEqual(["ANI", "ANI", "ANI", "PTI"]);
  expect(found.map(({ representativeOfPage }) => representativeOfPage ?? false)).toEqual([true, false, false, false]);
  for (const { contentUrl, url, width, height } of found) {
    expect(url).toBe(contentUrl);
    const bytes = readFolder(folder.path("out")).get(new URL(url).pathname.slice(1)) ?? Buffer.alloc(0);
    expect(await sharp(bytes).metadata()).toMatchObject({ width, height, format: "jpeg" });
  }
  expect(files().filter((name) => /quay.*x\d+\.jpg$/.test(name))).toEqual([]);
});

test("a leased photo's files may be kept for five minutes, others' for ever, and no address has two rules", async () => {
  folder.write("articles/world/harbour.jpg", await plainPhoto(40, 90, 160));
  folder.write("articles/world/quay.jpg", await plainPhoto(140, 90, 60));
  folder.writeYaml("articles/world/harbour.jpg.yaml", { leases: [{ use: "allow", until: "2026-07-01T00:00" }] });
  folder.writeStory(
    "world/boats",
    story({
      photo: { file: "harbour.jpg", alt: "Boats", credit: "ANI" },
      gallery: [{ file: "quay.jpg", alt: "A quay", credit: "PTI" }],
    }),
  );
  expect((await run()).status).toBe(0);
  const rules = parseHeaderRules(text("_headers"));
  const lifeOf = (file: string) => headersFor(rules, `/${file}`).get("cache-control");
  const photos = files().filter((name) => name.startsWith("photos/"));
  const leased = photos.filter((name) => name.includes("harbour"));
  const kept = photos.filter((name) => name.includes("quay"));
  expect([leased.length > 0, kept.length > 0]).toEqual([true, true]);
  for (const name of leased) expect([name, lifeOf(name)]).toEqual([name, "public, max-age=300, must-revalidate"]);
  for (const name of kept) expect([name, lifeOf(name)]).toEqual([name, "public, max-age=31536000, immutable"]);
  for (const name of leased.filter((each) => /-\d+\.(avif|jpg)$/.test(each))) expect(page()).toContain(`/${name}`);
});

test("a drawing is shown as the SVG that it is, and goes to feeds and search engines as a JPEG", async () => {
  folder.write("articles/world/rain.svg", chart);
  folder.writeYaml("articles/world/rain.svg.yaml", {
    alt: "Rain by month",
    credit: "The graphics desk",
    rights: "illustration",
  });
  folder.writeStory("world/boats", story({ photo: "rain.svg" }));
  const result = await run();
  expect(result.problems).toEqual([]);
  const photos = files().filter((name) => name.startsWith("photos/"));
  expect(photos.filter((name) => /\/rain-[0-9a-f]{16}(\.svg|-1280\.jpg)$/.test(name))).toHaveLength(2);
  const svg = photos.find((name) => name.endsWith(".svg")) ?? "";
  const jpeg = photos.find((name) => name.endsWith("-1280.jpg")) ?? "";
  expect(page()).toMatch(
    new RegExp(`<img class="photo-image" src="/${svg}" width="640" height="427" alt="Rain by month"`),
  );
  // It is asked for early as what is shown, never as the JPEG or AVIF that stands in for it elsewhere.
  expect(page()).toMatch(/rel="preload" as="image" href="[^"]*\.svg" type="image\/svg\+xml"/);
  expect(page()).not.toContain("imagesrcset");
  expect(text(svg)).toContain("<title>Rain by month</title>");
  expect(text(svg)).toContain("<photoshop:Credit>The graphics desk</photoshop:Credit>");
  expect(images().map(({ url }) => new URL(url).pathname)).toEqual([`/${jpeg}`]);
  expect(text("feed.xml")).toContain(`https://test.example/${jpeg}`);
  const pixels = await sharp(readFolder(folder.path("out")).get(jpeg)).stats();
  expect(Math.min(...pixels.channels.map(({ min }) => min))).toBeLessThan(80);
});

test("two pictures of a gallery with one alt text and credit are both shown, one picture once", async () => {
  folder.write("articles/world/one.jpg", await plainPhoto(40, 90, 160));
  folder.write("articles/world/two.jpg", await plainPhoto(200, 40, 30));
  const photo = (file: string) => ({ file, alt: "Boats", credit: "ANI" });
  const shown = async (gallery: string[]) => {
    folder.writeStory("world/boats", story({ type: "gallery", photo: photo("one.jpg"), gallery: gallery.map(photo) }));
    expect((await run()).status).toBe(0);
    return [page(), text("lite/2026/05/01/boats/index.html")].map((html) =>
      [...html.matchAll(/(?:src|href)="\/photos\/kept\/(one|two)-[0-9a-f]{16}-96\.jpg"/g)].map(([, name]) => name),
    );
  };
  expect(await shown(["two.jpg"])).toEqual([
    ["one", "two"],
    ["one", "two"],
  ]);
  expect(await shown(["one.jpg", "two.jpg"])).toEqual([
    ["one", "two"],
    ["one", "two"],
  ]);
});

test("a drawing that could run something goes out without it, and its editor is told", async () => {
  folder.write("articles/world/rain.svg", chart.replace("<rect", "<script>alert(1)</script><rect"));
  folder.writeStory("world/boats", story({ photo: { file: "rain.svg", alt: "Rain", credit: "The graphics desk" } }));
  const result = await run();
  expect(result.status).toBe(0);
  expect(result.problems).toMatchObject([
    { code: "photo/drawing-cleaned", file: "articles/world/boats.md", found: "`script`" },
  ]);
  for (const bytes of readFolder(folder.path("out")).values()) expect(bytes.includes("alert(1)")).toBe(false);
});

test.each([
  [
    "a drawing without a size",
    "rain.svg",
    '<svg xmlns="http://www.w3.org/2000/svg"><rect width="9" height="9"/></svg>',
    "photo/drawing-unreadable",
  ],
  ["a drawing that calls itself a photo", "rain.jpg", chart, "photo/unsupported"],
])("%s is refused", async (_what, name, content, code) => {
  folder.write(`articles/world/${name}`, content);
  folder.writeStory("world/boats", story({ photo: { file: name, alt: "Rain", credit: "The graphics desk" } }));
  const result = await run();
  expect(result.status).toBe(1);
  expect(result.problems.map((each) => each.code)).toEqual([code]);
});

test("a photo that calls itself a drawing is refused", async () => {
  folder.write("articles/world/rain.svg", await plainPhoto(40, 90, 160));
  folder.writeStory("world/boats", story({ photo: { file: "rain.svg", alt: "Rain", credit: "The graphics desk" } }));
  const result = await run();
  expect(result.problems).toMatchObject([{ code: "photo/unsupported", found: "JPEG" }]);
});

test("the same bytes under a drawing's name and a photo's are a drawing once, and one fault", async () => {
  folder.write("articles/world/rain.svg", chart);
  folder.writeStory("world/boats", story({ photo: { file: "rain.svg", alt: "Rain", credit: "The graphics desk" } }));
  expect((await run()).status).toBe(0);
  folder.write("articles/world/again.jpg", chart);
  folder.writeStory("world/other", story({ photo: { file: "again.jpg", alt: "Rain", credit: "The graphics desk" } }));
  expect((await run()).problems.map((each) => each.code)).toContain("photo/unsupported");
  folder.remove("articles/world/other.md");
  expect((await run()).status).toBe(0);
});

test("a photo's words are printed, and travel in its files, in the language of the story that uses it", async () => {
  folder.write("articles/world/harbour.jpg", await plainPhoto(40, 90, 160));
  folder.writeYaml("articles/world/harbour.jpg.yaml", {
    alt: { en: "Boats in a harbour", hi: "बंदरगाह में नावें", ur: "بندرگاہ میں کشتیاں" },
    caption: { en: "At dawn", hi: "भोर में" },
    credit: "ANI",
  });
  for (const language of ["en", "hi", "ur"]) {
    folder.writeStory(`world/${language}`, story({ photo: "harbour.jpg", language }));
  }
  expect((await run()).status).toBe(0);
  const shown = (path: string) => {
    const html = text(path);
    const [, src = ""] = /<img class="photo-image[^"]*" src="\/([^"]+)"/.exec(html) ?? [];
    const packet = readFolder(folder.path("out")).get(src)?.toString("utf8") ?? "";
    return { html, packet };
  };
  const hindi = shown("hi/2026/05/01/hi/index.html");
  expect(hindi.html).toContain('alt="बंदरगाह में नावें"');
  expect(hindi.html).toContain("भोर में");
  expect(hindi.packet).toContain(
    '<dc:description><rdf:Alt><rdf:li xml:lang="x-default">भोर में</rdf:li><rdf:li xml:lang="hi">भोर में</rdf:li>',
  );
  expect(hindi.packet).toContain('<rdf:li xml:lang="hi">बंदरगाह में नावें</rdf:li>');
  // Without words in its language, the first that the sidecar gives, and their language told.
  const urdu = shown("ur/2026/05/01/ur/index.html");
  expect(urdu.html).toContain('alt="بندرگاہ میں کشتیاں"');
  expect(urdu.packet).toContain('<rdf:li xml:lang="en">At dawn</rdf:li>');
  expect(shown("2026/05/01/en/index.html").html).toContain('alt="Boats in a harbour"');
});

test("the sitemap names each picture that a story shows once, leased ones too, and none that it may not show", async () => {
  for (const [index, name] of ["lead", "inline", "leased", "over"].entries()) {
    folder.write(`articles/world/${name}.jpg`, await plainPhoto(40 * index, 90, 160));
    folder.writeYaml(`articles/world/${name}.jpg.yaml`, {
      alt: name,
      credit: "ANI",
      ...(name === "leased" && { leases: [{ use: "allow", until: "2026-07-01T00:00" }] }),
      ...(name === "over" && { leases: [{ use: "allow", until: "2026-05-15T00:00" }] }),
    });
  }
  folder.writeStory(
    "world/boats",
    story({ photo: "lead.jpg", gallery: ["lead.jpg", "leased.jpg", "over.jpg"] }),
    "Words.\n\n![inline](inline.jpg)\n",
  );
  expect((await run()).status).toBe(0);
  const urls = [
    ...text("sitemaps/2026-05.xml").matchAll(/<image:image><image:loc>([^<]+)<\/image:loc><\/image:image>/g),
  ];
  const paths = urls.map(([, url = ""]) => new URL(url).pathname.slice(1));
  expect(paths.map((path) => path.replace(/-[0-9a-f]{16}-/, "-"))).toEqual([
    "photos/kept/lead-96.jpg",
    "photos/leased/leased-96.jpg",
    "photos/kept/inline-96.jpg",
  ]);
  for (const path of paths) expect(files()).toContain(path);
});
