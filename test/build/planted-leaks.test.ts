// Longer than 250 lines: one table of every kind of output, with a leak for each.
import { createHash } from "node:crypto";
import { brotliCompressSync, deflateSync, gzipSync, zstdCompressSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { ZipFile } from "yazl";
import { digestOf, sha256 } from "../../src/base/digest.ts";
import { build } from "../../src/build.ts";
import { sharp } from "../../src/photos/sharp.ts";
import { searchFiles } from "../../src/search/search-files.ts";
import { storyTerms, termsText } from "../../src/search/story-terms.ts";
import { jpegWithExif, jpegWithIim, jpegWithXmp, utf8Marker, withSegments, xmpPacket } from "../photos/fixtures.ts";
import { findLeaks } from "../support/find-leaks.ts";
import { secretLetters, secretMark } from "../support/random-newsroom.ts";
import { plainPhoto, readFolder, type SiteFolder, smallSite } from "../support/site-folder.ts";

// The proof that the leak tests can fail: in each kind of output a leak is planted, as that kind would hold it, and found.

const now = Date.UTC(2026, 5, 1, 6, 30);
const secrets = ["world/the-minister-resigns"];
const search = { words: [secretMark, secretLetters.hi, secretLetters.ur], secrets };

let folder: SiteFolder;
let files: Map<string, Buffer>;
let jpeg: Buffer;

beforeAll(async () => {
  folder = smallSite({ features: { ninjs: true }, url: "https://test.example/paper" });
  folder.write("articles/photos/one.jpg", await plainPhoto(200, 40, 30));
  folder.writeStory("world/open", {
    headline: "An open story",
    section: "world",
    published: new Date(now - 3_600_000).toISOString(),
    topics: ["Rivers"],
    photo: { file: "photos/one.jpg", alt: "A red square", credit: "ANI" },
  });
  folder.writeStory("world/gone", {
    headline: "A story that was wrong",
    section: "world",
    published: new Date(now - 7_200_000).toISOString(),
    kill: { at: new Date(now - 3_600_000).toISOString(), reason: "private", notice: "It was wrong." },
  });
  const output = folder.path("out");
  const { status } = await build({ site: folder.site, output, cache: folder.path("cache"), now });
  expect(status).toBe(0);
  files = readFolder(output);
  jpeg = await plainPhoto(9, 90, 200);
}, 60_000);
afterAll(() => folder.close());

/** Something in place of the mark's first letter, as the kind of file would write it. */
const spelt = (said: string, letter: string) => said.replace("q", letter);
const before = (bytes: Buffer, place: string, text: string) => {
  const whole = bytes.toString("utf8");
  expect(whole).toContain(place);
  return Buffer.from(whole.replace(place, `${text}${place}`));
};
const inMarkup = (bytes: Buffer, said: string) => before(bytes, "</", spelt(said, "&#x71;"));
const inJson = (bytes: Buffer, said: string) => before(bytes, "{", `["${spelt(said, "\\u0071")}",`);
const inAddress = (bytes: Buffer, said: string) => before(bytes, "</loc>", spelt(said, "%71"));
const inLines = (bytes: Buffer, said: string) => Buffer.concat([bytes, Buffer.from(`\n/${spelt(said, "%71")}/ 410\n`)]);
const xmp = (said: string) =>
  xmpPacket(`<rdf:Description rdf:about="" photoshop:Headline="${spelt(said, "&#113;")}"/>`);

/** A file of the search index whose story says something. */
function searchFile(part: RegExp, said: string): Buffer {
  const terms = storyTerms({ headline: "Open", labels: [], summary: "", body: `first ${said} last` });
  const made = searchFiles({
    language: "en",
    stories: [
      {
        id: "world/open",
        published: now,
        section: said,
        record: () => ["/open/", "Open", 1, "world", said],
        recordKey: "record",
        termsKey: "terms",
        terms: () => termsText(terms),
        text: () => said,
      },
    ],
    sections: [],
    zone: "UTC",
    folder: "search/en/",
    memory: { get: () => undefined, set: () => undefined },
    withTexts: true,
  });
  const found = made.find(({ file }) => part.test(file));
  if (!found) throw new Error(`no search file is ${part}`);
  return Buffer.from("make" in found ? found.make() : found.text);
}

async function zip(name: string, content: Buffer): Promise<Buffer> {
  const archive = new ZipFile();
  archive.addBuffer(content, name);
  archive.end();
  const parts: Buffer[] = [];
  for await (const part of archive.outputStream) parts.push(Buffer.from(part));
  return Buffer.concat(parts);
}

/** A packed text in a PNG, which no search of its bytes would find. */
async function pngWith(said: string): Promise<Buffer> {
  const png = await sharp({ create: { width: 8, height: 8, channels: 3, background: "#888" } })
    .png()
    .toBuffer();
  const data = Buffer.concat([Buffer.from("Title\0\0", "latin1"), deflateSync(Buffer.from(said))]);
  const chunk = Buffer.concat([Buffer.alloc(4), Buffer.from("zTXt"), data, Buffer.alloc(4)]);
  chunk.writeUInt32BE(data.length, 0);
  chunk.writeUInt32BE(crc(chunk.subarray(4, 8 + data.length)), 8 + data.length);
  const headerEnd = 8 + 25;
  return Buffer.concat([png.subarray(0, headerEnd), chunk, png.subarray(headerEnd)]);
}

/** CRC-32 as PNG has it. */
function crc(bytes: Buffer): number {
  let sum = 0xffffffff;
  for (const byte of bytes) {
    sum ^= byte;
    for (let bit = 0; bit < 8; bit += 1) sum = (sum >>> 1) ^ (sum & 1 ? 0xedb88320 : 0);
  }
  return (sum ^ 0xffffffff) >>> 0;
}

type Plant = (bytes: Buffer, said: string) => Buffer | Promise<Buffer>;
/** A pattern: a file that the site has. A name: one that this site lacks, or that somebody put there. */
const kinds: readonly [kind: string, file: RegExp | string, plant: Plant][] = [
  ["a page", /^2026\/06\/01\/open\/index\.html$/, inMarkup],
  [
    "a page's head",
    /^index\.html$/,
    (bytes, said) => before(bytes, "</head>", `<meta content="${spelt(said, "&#113;")}">`),
  ],
  ["a light page", /^lite\/.*open\/index\.html$/, inMarkup],
  ["a notice", /^2026\/06\/01\/gone\/index\.html$/, inMarkup],
  ["a redirect or 404", /^404\.html$/, inMarkup],
  ["RSS", /^feed\.xml$/, (bytes, said) => before(bytes, "</channel>", `<x><![CDATA[<b>${said}</b>]]></x>`)],
  ["Atom", /^atom\.xml$/, inMarkup],
  ["JSON Feed", /^feed\.json$/, inJson],
  ["ninjs", /^2026\/06\/01\/open\/ninjs\.json$/, inJson],
  ["OPML", /^feeds\.opml$/, inMarkup],
  ["a sitemap", /^sitemaps\/(?!news).*\.xml$/, inAddress],
  ["the news sitemap", /^sitemaps\/news.*\.xml$/, inMarkup],
  ["a search shard", /^search\/en\/parts\/.*\/0\.js$/, (_bytes, said) => searchFile(/parts\/[^/]*\/0\.js$/, said)],
  ["search records", /^search\/en\/parts\/.*-r\/0\.js$/, (_bytes, said) => searchFile(/-r\/0\.js$/, said)],
  ["search's facts", /^search\/en\/parts\/.*\/facts\.js$/, (_bytes, said) => searchFile(/facts\.js$/, said)],
  ["an edition's search texts", "search/en/parts/a-t/0.js", (_bytes, said) => searchFile(/-t\/0\.js$/, said)],
  ["the search catalogue", /^search\/en\/catalog\.js$/, (bytes, said) => before(bytes, "{", `["${said}"],`)],
  ["a social card's metadata", /-card\.jpg$/, (bytes, said) => jpegWithXmp(bytes, xmp(said))],
  ["a rendition's XMP", /^photos\/.*\.jpg$/, (bytes, said) => jpegWithXmp(bytes, xmp(said))],
  ["a rendition's IIM", /^photos\/.*\.jpg$/, (bytes, said) => jpegWithIim(bytes, utf8Marker, ["2:120", said])],
  ["a rendition's EXIF", /^photos\/.*\.jpg$/, (bytes, said) => jpegWithExif(bytes, { main: { 270: said } })],
  [
    "EXIF as Windows writes it",
    /^photos\/.*\.jpg$/,
    (bytes, said) => jpegWithExif(bytes, { main: { 40091: Buffer.from(`\0${said}`, "utf16le") } }),
  ],
  [
    "a JPEG's comment",
    /^photos\/.*\.jpg$/,
    (bytes, said) => withSegments(bytes, { marker: 0xfe, payload: Buffer.from(said) }),
  ],
  [
    "an AVIF's metadata",
    /^photos\/.*\.avif$/,
    (bytes, said) => sharp(bytes).withXmp(xmp(said)).avif({ effort: 0 }).toBuffer(),
  ],
  ["a PNG's packed text", "assets/logo.png", (_bytes, said) => pngWith(said)],
  ["a drawing", "photos/map.svg", (_bytes, said) => Buffer.from(`<svg><title>${spelt(said, "&#113;")}</title></svg>`)],
  ["a CSV table", "tables/rain.csv", (_bytes, said) => Buffer.from(`Place,Rain\r\n"${said}",2\r\n`)],
  ["a CSV table in UTF-16", "tables/rain.csv", (_bytes, said) => Buffer.from(`\ufeffPlace\n${said}\n`, "utf16le")],
  ["the build manifest", /^build-manifest\.json$/, (bytes, said) => before(bytes, '"size"', `"story":"${said}",`)],
  ["withdrawn.json", /^withdrawn\.json$/, inJson],
  ["robots.txt", /^robots\.txt$/, inLines],
  ["_redirects", /^_redirects$/, inLines],
  ["_headers", /^_headers$/, inLines],
  ["a web app manifest", "manifest.webmanifest", (_bytes, said) => inJson(Buffer.from("{}"), said)],
  ["a stylesheet", "assets/site.css", (_bytes, said) => Buffer.from(`.a::after{content:"${spelt(said, "\\71 ")}"}`)],
  ["a script", "assets/site.js", (_bytes, said) => Buffer.from(`tell("${spelt(said, "\\x71")}")`)],
  ["a zip edition", "editions/day.zip", async (_bytes, said) => zip("a/index.html", Buffer.from(`<p>${said}</p>`))],
  ["a name within a zip", "editions/day.zip", async (_bytes, said) => zip(`stories/${said}.html`, Buffer.from("."))],
  ["an EPUB", "editions/day.epub", async (_bytes, said) => zip("OEBPS/a.xhtml", Buffer.from(`<p>${said}</p>`))],
  [
    "a picture within a zip",
    "editions/day.zip",
    async (_bytes, said) => zip("p.jpg", jpegWithExif(jpeg, { main: { 315: said } })),
  ],
  [
    "a zip within a zip",
    "editions/all.zip",
    async (_bytes, said) => zip("day.zip", await zip("a.txt", Buffer.from(said))),
  ],
  [
    "a single-file edition's picture",
    "editions/day.html",
    async (_bytes, said) =>
      Buffer.from(`<img src="data:image/jpeg;base64,${jpegWithXmp(jpeg, xmp(said)).toString("base64")}">`),
  ],
  [
    "a single-file edition's packed picture",
    "editions/day.html",
    async (_bytes, said) =>
      Buffer.from(`<img src="data:image/png;base64,${(await pngWith(said)).toString("base64")}">`),
  ],
  [
    "a drawing in a page",
    "editions/day.html",
    (_bytes, said) =>
      Buffer.from(`<img src="data:image/svg+xml,${encodeURIComponent(`<svg><desc>${said} पानी</desc></svg>`)}">`),
  ],
  ["gzip", "feed.xml.gz", (_bytes, said) => gzipSync(`<rss>${said}</rss>`)],
  ["Brotli", "index.html.br", (_bytes, said) => brotliCompressSync(`<p>${said}</p>`)],
  ["Zstandard", "index.html.zst", (_bytes, said) => zstdCompressSync(`<p>${said}</p>`)],
];

describe("the search for leaks", () => {
  test("finds nothing where nothing leaks", async () => {
    expect(files.size).toBeGreaterThan(40);
    expect(await findLeaks(files, search)).toEqual([]);
  });

  test.each(kinds)("finds a word and a digest in %s", async (_kind, file, plant) => {
    const name = typeof file === "string" ? file : [...files.keys()].find((each) => file.test(each));
    if (name === undefined) throw new Error(`no file is ${file}`);
    const clean = files.get(name) ?? Buffer.from("");
    for (const [said, told] of [
      [`${secretMark}word`, /qzmarkword/],
      [sha256(secrets[0] ?? ""), /a digest of world\/the-minister-resigns/],
    ] as const) {
      const found = await findLeaks([[name, await plant(clean, said)]], search);
      expect(found, said).not.toEqual([]);
      for (const each of found) {
        expect(each.startsWith(name), each).toBe(true);
        expect(each).toMatch(told);
      }
    }
  });

  const hash = (length: number) => sha256(secrets[0] ?? "").slice(0, length);
  test.each([
    ["a word", "photos/Qzmarkharbour-640.avif"],
    ["a word, encoded", "2026/%71zmark/index.html"],
    ["a word of another script", `topics/${secretLetters.hi.normalize("NFD")}/index.html`],
    ["the beginning of a digest", `photos/rain-${hash(10)}-640.avif`],
    ["our own digest", `photos/${digestOf(secrets[0] ?? "").slice(0, 16)}.jpg`],
  ])("finds %s in a file's name", async (_what, name) => {
    const found = await findLeaks([[name, Buffer.from("")]], search);
    expect(found).toHaveLength(1);
    expect(found[0]).toContain("in the file's name");
  });

  const digestsIn = (kind: string) =>
    (["hex", "base64", "base64url"] as const).map(
      (as) =>
        [
          kind,
          as,
          createHash(kind)
            .update(secrets[0] ?? "")
            .digest()
            .toString(as),
        ] as const,
    );
  test.each(["sha256", "sha1", "md5", "sha512"].flatMap(digestsIn))("knows %s in %s", async (_kind, _as, digest) => {
    for (const text of [`"${digest}"`, `x-${digest.slice(0, 12)}.js`, `integrity="sha256-${digest}"`])
      expect(await findLeaks([["index.html", Buffer.from(text)]], search), text).toHaveLength(1);
  });

  test.each([
    ["small letters and capitals", "QZMARK"],
    ["soft hyphens and joiners", "qz\u00ad\u200bma&shy;rk"],
    ["entities of entities", "&amp;#113;zmark"],
    ["escapes of JSON in a page", "&quot;\\u0071zmark&quot;"],
    ["addresses in addresses", "?to=%252F%2571zmark"],
    ["quoted-printable", "=71=7Amark"],
    ["base64 of another script", Buffer.from(`पानी ${secretLetters.hi}`).toString("base64")],
    ["Hindi in entities", [...secretLetters.hi].map((letter) => `&#${letter.codePointAt(0)};`).join("")],
    ["Urdu in escapes", [...secretLetters.ur].map((each) => `\\u0${each.charCodeAt(0).toString(16)}`).join("")],
    ["UTF-16, big end first", Buffer.from("qzmark", "utf16le").swap16().toString("latin1")],
  ])("reads %s", async (_how, text) => {
    expect(await findLeaks([["index.html", Buffer.from(text, "utf8")]], search)).toHaveLength(1);
  });
});
