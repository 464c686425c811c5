// Longer than 250 lines: every form in which a file may lie hidden, each planted and found.
import { execFileSync } from "node:child_process";
import { randomBytes } from "node:crypto";
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { buffer } from "node:stream/consumers";
import { brotliCompressSync, gzipSync } from "node:zlib";
import { assert, integer, property, tuple } from "fast-check";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { ZipFile } from "yazl";
import { sha256 } from "../../src/base/digest.ts";
import { defaultSearchLimits, findTraces, sampleOf, type TraceTarget } from "../../src/publish/find-traces.ts";
import { Base64Finder } from "../../src/publish/find-traces-base64.ts";
import { caseOptions } from "../support/cases.ts";

// A rendition of a killed photo, planted in all the ways in which a copy of a paper may hold it.

const name = "harbour-3f2a9c0d1e4b5a67-640.jpg";
const picture = randomBytes(20_000);
const target: TraceTarget = {
  digests: new Map([[sha256(picture), name]]),
  names: [name],
  ids: ["photos/नाव की फ़ोटो.jpg", "a.jpg"],
  samples: [{ bytes: sampleOf(picture) ?? Buffer.alloc(0), what: name }],
};

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "broadsheet-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function put(path: string, data: string | Buffer): void {
  mkdirSync(dirname(join(folder, path)), { recursive: true });
  writeFileSync(join(folder, path), data);
}

async function zipOf(files: Record<string, Buffer | string>, options = {}): Promise<Buffer> {
  const zip = new ZipFile();
  for (const [path, data] of Object.entries(files)) zip.addBuffer(Buffer.from(data), path, options);
  zip.end();
  return await buffer(zip.outputStream);
}

async function search(limits = defaultSearchLimits, hasMentions = true) {
  const result = await findTraces([{ folder, name: "out", hasMentions }], target, limits);
  return { ...result, lines: result.found.map(({ place, kind, what }) => `${place}: ${kind} of ${what}`) };
}

describe("a planted file is found", () => {
  const file = (place: string) => `${place}: file of ${name}`;

  test("as it is, under any name, and in hidden folders", async () => {
    put("x/.well-known/thing.bin", picture);
    expect((await search()).lines).toContain(file("out/x/.well-known/thing.bin"));
  });

  test("in a zip, in an EPUB, in a zip within a zip, and in what is compressed for the host", async () => {
    put("editions/x.zip", await zipOf({ "photos/a.jpg": picture }));
    put("book.epub", await zipOf({ mimetype: "application/epub+zip", "OEBPS/b.jpg": picture }));
    put("outer.bin", await zipOf({ "inner.zip": await zipOf({ "c.jpg": picture }), "d.txt": "nothing" }));
    put("page.svg.gz", gzipSync(picture));
    put("archive.zip.gz", gzipSync(await zipOf({ "e.jpg": picture })));
    put("f.br", brotliCompressSync(picture));
    const { lines, searched, unopened } = await search();
    expect(lines.filter((line) => line.includes(": file of"))).toEqual([
      file("out/archive.zip.gz › unpacked › e.jpg"),
      file("out/book.epub › OEBPS/b.jpg"),
      file("out/editions/x.zip › photos/a.jpg"),
      file("out/f.br › unpacked"),
      file("out/outer.bin › inner.zip › c.jpg"),
      file("out/page.svg.gz › unpacked"),
    ]);
    expect(searched).toMatchObject({ files: 6, archives: 5 });
    expect(unopened).toEqual([]);
  });

  test.each([
    ["ustar", ["--format=ustar"]],
    ["pax", ["--format=pax"]],
    ["GNU's", ["--format=gnu"]],
    ["the old", ["--format=v7"]],
  ])("in a tar of %s form, plain and compressed, under a long name and behind a file of odd length", async (_, options) => {
    const own = mkdtempSync(join(tmpdir(), "broadsheet-tar-"));
    const long = `${"deploy/".repeat(options[0] === "--format=v7" ? 2 : 20)}नाव.jpg`;
    try {
      mkdirSync(dirname(join(own, "src", long)), { recursive: true });
      writeFileSync(join(own, "src/a.txt"), "x".repeat(700));
      writeFileSync(join(own, "src", long), picture);
      const tar = execFileSync("tar", [...options, "-C", join(own, "src"), "-cf", "-", "a.txt", "deploy"], { maxBuffer: 1e7 });
      put("site.tar", tar);
      put("site.tgz", gzipSync(tar));
      put("site.tar.gz", gzipSync(tar));
      put("twice.tar", Buffer.concat([execFileSync("tar", ["-C", join(own, "src"), "-cf", "-", "a.txt"]), tar]));
    } finally {
      rmSync(own, { recursive: true });
    }
    const { lines, unopened } = await search();
    expect(lines.filter((line) => line.includes(": file of"))).toEqual([
      file(`out/site.tar › ${long}`),
      file(`out/site.tar.gz › unpacked › ${long}`),
      file(`out/site.tgz › unpacked › ${long}`),
      file(`out/twice.tar › ${long}`),
    ]);
    expect(unopened).toEqual([]);
  }); // biome-ignore format: one command a line

  test("up to where a tar is cut short, which is said", async () => {
    const own = mkdtempSync(join(tmpdir(), "broadsheet-tar-"));
    writeFileSync(join(own, "a.jpg"), picture);
    writeFileSync(join(own, "b.jpg"), randomBytes(20_000));
    const tar = execFileSync("tar", ["-C", own, "-cf", "-", "a.jpg", "b.jpg"], { maxBuffer: 1e7 });
    rmSync(own, { recursive: true });
    put("cut.tar", tar.subarray(0, 30_000));
    const { lines, unopened } = await search();
    expect(lines).toContain(file("out/cut.tar › a.jpg"));
    expect(unopened.map(({ place, why }) => `${place}: ${why}`)).toContain("out/cut.tar › b.jpg: it is cut short");
  });

  test("in base64: data: URIs, JSON, either alphabet, escaped, in lines, in a picture within a page", async () => {
    const base64 = picture.toString("base64");
    put("a.html", `<p>Words</p><img src="data:image/jpeg;base64,${base64}">`);
    put("b.json", JSON.stringify({ photo: base64, more: [1] }));
    put("c.json", `{"photo":"${base64.replaceAll("/", "\\/")}"}`);
    put("d.txt", picture.toString("base64url"));
    put("e.eml", `Content-Transfer-Encoding: base64\r\n\r\n${base64.replace(/.{76}/g, "$&\r\n")}\r\n--boundary--\r\n`);
    put("f.css", `a{background:url(data:image/jpeg;base64,${encodeURIComponent(base64).replaceAll("%3D", "=")})}`);
    const drawing = `<svg xmlns="http://www.w3.org/2000/svg"><image href="data:image/jpeg;base64,${base64}"/></svg>`;
    put("g.html", `<img src="data:image/svg+xml;base64,${Buffer.from(drawing).toString("base64")}">`);
    put("h.json", JSON.stringify({ lines: base64.replace(/.{64}/g, "$&\n") }));
    const { lines } = await search();
    expect(lines).toEqual([
      `out/a.html: base64 of ${name}`,
      `out/b.json: base64 of ${name}`,
      `out/c.json: base64 of ${name}`,
      `out/d.txt: base64 of ${name}`,
      `out/e.eml: base64 of ${name}`,
      `out/f.css: base64 of ${name}`,
      `out/g.html › base64: base64 of ${name}`,
      `out/h.json: base64 of ${name}`,
    ]);
  });

  test("raw within a file that is no archive", async () => {
    put("paper.pdf", Buffer.concat([Buffer.from("%PDF-1.7\nstream\n"), picture, Buffer.from("\nendstream")]));
    expect((await search(defaultSearchLimits, false)).lines).toEqual([`out/paper.pdf: bytes of ${name}`]);
  });

  test("by its name, its id and its SHA-256, however they are written", async () => {
    const id = "photos/नाव की फ़ोटो.jpg";
    put("a.html", `<img srcset="/photos/${name} 640w">`);
    put("b.xml", `<loc>https://x.example/photos/${encodeURIComponent(id)}</loc>`);
    put(
      "c.json",
      JSON.stringify(id).replace(/[^ -~]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`),
    );
    put("d.txt", `articles/${id.normalize("NFD")}`);
    put("e.txt", `sum ${sha256(picture).toUpperCase()}`);
    put("f.txt", "articles/a.jpg");
    put(`photos/${name}`, "another picture");
    expect((await search()).found.map(({ place, kind }) => `${place}: ${kind}`)).toEqual([
      "out/a.html: name",
      "out/b.xml: name",
      "out/c.json: name",
      "out/d.txt: name",
      "out/e.txt: digest",
      "out/f.txt: name",
      `out/photos/${name}: name`,
    ]);
  });

  test("wherever the pieces of a stream end", () => {
    const text = `word ${picture.subarray(0, 900).toString("base64").replaceAll("/", "\\/")}" other words`;
    const cuts = tuple(integer({ min: 1, max: 40 }), integer({ min: 0, max: 1300 }));
    assert(
      property(cuts, ([size, first]) => {
        const whole = Buffer.from(text);
        const found: string[] = [];
        const finder = new Base64Finder(({ sha256: digest }) => found.push(digest));
        finder.push(whole.subarray(0, first));
        for (let at = first; at < whole.length; at += size) finder.push(whole.subarray(at, at + size));
        finder.end();
        expect(found).toEqual([sha256(picture.subarray(0, 900))]);
      }),
      caseOptions(200, 5_000),
    );
  });
});

describe("nothing else is taken for it", () => {
  test("names that only hold its name, and digests that only hold its digits", async () => {
    put("a.html", `sofa.jpg /assets/a.jpg a.jpg2 ${"0".repeat(8)}3f2a9c0d1e4b5a67 photos/नाव की फ़ोटो.jpgs`);
    put("b.bin", randomBytes(300_000));
    expect((await search()).lines).toEqual([]);
  });

  test("mentions in withdrawn.json, which are told apart", async () => {
    put("withdrawn.json", JSON.stringify({ files: [name], sha256: sha256(picture) }));
    put("x.zip", await zipOf({ "site/withdrawn.json": JSON.stringify({ files: [name] }) }));
    const { found, expected } = await search();
    expect(found).toEqual([]);
    expect(expected.map(({ place }) => place)).toEqual([
      "out/withdrawn.json",
      "out/withdrawn.json",
      "out/x.zip › site/withdrawn.json",
    ]);
  });

  test("mentions in a cache, which may remember what was taken down, but not its picture", async () => {
    put("store", `${name} ${sha256(picture)}`);
    expect((await search(defaultSearchLimits, false)).lines).toEqual([]);
    put("copy", picture);
    expect((await search(defaultSearchLimits, false)).lines).toContain(`out/copy: file of ${name}`);
  });
});

describe("what can't be looked through is said, and stops nothing", () => {
  test("damaged and encrypted archives, formats that are not opened, links in circles", async () => {
    const whole = await zipOf({ "a.jpg": picture }, { compress: false });
    put("cut.zip", whole.subarray(0, whole.length - 60));
    put("not.zip", "no archive at all");
    put("flipped.zip", damaged(await zipOf({ "a.txt": "words ".repeat(4000), "b.jpg": picture })));
    put("cut.gz", gzipSync(picture).subarray(0, 5000));
    put("old.rar", "Rar!\x1a\x07 and more");
    put("z/last.jpg", picture);
    symlinkSync(folder, join(folder, "z", "up"));
    const { unopened, lines } = await search();
    expect(unopened.map(({ place }) => place)).toEqual([
      "out/cut.gz",
      "out/cut.zip",
      "out/flipped.zip › a.txt",
      "out/not.zip",
      "out/old.rar",
    ]);
    expect(lines).toContain(`out/z/last.jpg: file of ${name}`);
    expect(lines).toContain(`out/flipped.zip › b.jpg: file of ${name}`);
    expect(lines).toContain(`out/cut.zip: bytes of ${name}`);
  });

  test("an archive that unpacks to more than is allowed, or lies too deep", async () => {
    put("bomb.zip", await zipOf({ "zeros.bin": Buffer.alloc(3_000_000), "more.bin": Buffer.alloc(3_000_000) }));
    put("deep.zip", await zipOf({ "1.zip": await zipOf({ "2.zip": await zipOf({ "a.txt": "x" }) }) }));
    const { unopened } = await search({ depth: 2, unpacked: 4_000_000 });
    expect(unopened).toEqual([
      { place: "out/bomb.zip › more.bin", why: "it unpacks to more than 4,000,000 bytes" },
      { place: "out/deep.zip › 1.zip › 2.zip › a.txt", why: "it lies more than 2 archives deep" },
    ]);
  });
});

/** A zip with a byte of its first entry's deflated data turned. */
function damaged(zip: Buffer): Buffer {
  const copy = Buffer.from(zip);
  copy.fill(0xff, 40, 52);
  return copy;
}
