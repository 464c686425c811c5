import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, onTestFinished, test, vi } from "vitest";
import { main } from "../../scripts/main.ts";
import type { Inspection } from "../../scripts/photos/inspect-photo.ts";
import { build } from "../../src/build.ts";
import { type SiteFolder, smallSite } from "../support/site-folder.ts";
import { grainyJpeg, jpegWithExif, jpegWithIim, jpegWithXmp, utf8Marker, xmpPacket } from "./fixtures.ts";

const now = "2026-05-24T20:00Z";

function site(): SiteFolder {
  const folder = smallSite();
  onTestFinished(() => folder.close());
  return folder;
}

/** The command as a person gives it. */
async function run(folder: SiteFolder, ...args: string[]): Promise<{ status: number; text: string }> {
  const lines: string[] = [];
  const keep = (text: string) => void lines.push(text);
  const spies = [
    vi.spyOn(console, "log").mockImplementation(keep),
    vi.spyOn(console, "error").mockImplementation(keep),
  ];
  const places = ["--site", folder.site, "--cache", folder.path("cache"), "--output", folder.path("out"), "--now", now];
  try {
    return { status: await main(["photos", "inspect", ...args, ...places]), text: lines.join("\n") };
  } finally {
    for (const spy of spies) spy.mockRestore();
  }
}

async function inspected(folder: SiteFolder, name: string): Promise<Inspection & { sheet?: string }> {
  const { status, text } = await run(folder, name, "--json");
  expect(status).toBe(0);
  return JSON.parse(text);
}

const story = { headline: "Boats stay in", section: "world", published: "2026-05-20T10:00", standfirst: "A line." };

/** XMP and IIM that disagree, a serial number, a sidecar, three uses of which one has a credit of its own. */
async function messySite(): Promise<SiteFolder> {
  const folder = site();
  let bytes = await grainyJpeg(1400, 900);
  bytes = jpegWithIim(
    bytes,
    utf8Marker,
    ["2:80", "Asha Rao"],
    ["2:110", "An agency whose credit line is longer than IIM takes"],
    ["2:103", "REF-1"],
  );
  bytes = jpegWithXmp(bytes, xmpPacket('<rdf:Description photoshop:Credit="REUTERS" photoshop:Source="X90015"/>'));
  bytes = jpegWithExif(bytes, { exif: { 42033: "SERIAL" }, gps: { 0: "2", 1: "N" } });
  folder.write("articles/photos/boats.jpg", bytes);
  folder.writeYaml("articles/photos/boats.jpg.yaml", {
    alt: "Four boats",
    copyright: "© Somebody",
    focus: [0.25, 0.5],
  });
  folder.writeStory("world/one", { ...story, photo: { file: "photos/boats.jpg", caption: "At the quay." } });
  folder.writeStory(
    "world/two",
    { ...story, headline: "Two" },
    "A paragraph.\n\n![](photos/boats.jpg)\n\n[Photo : PTI]\n",
  );
  folder.writeStory("world/three", {
    ...story,
    headline: "Three",
    photo: { file: "photos/boats.jpg", credit: "Asha Rao/AFP" },
  });
  return folder;
}

describe("inspect", () => {
  test("says what is embedded, what wins by itself and in each story, and what will be printed", async () => {
    const { uses, reading, sidecar } = await inspected(await messySite(), "photos/boats.jpg");
    expect(reading.privateData).toEqual(["gps", "serialNumber"]);
    expect(reading.xmp.credit).toBe("REUTERS");
    expect(reading.iim.supplierRef).toBe("REF-1");
    expect(sidecar?.copyright).toBe("© Somebody");
    const printed = uses.map(({ place, key, rights }) => [
      place,
      key,
      rights.rights?.credit,
      rights.origins.credit,
      rights.rights?.agency,
    ]);
    expect(printed).toEqual(
      [
        [undefined, undefined, "REUTERS", "xmp", "reuters"],
        ["articles/world/one.md:8", "photo", "REUTERS", "xmp", "reuters"],
        ["articles/world/three.md:8", "photo", "Asha Rao/AFP", "frontMatter", "afp"],
        ["articles/world/two.md:10", undefined, "PTI", "copy", "pti"],
      ].map(([place, ...rest]) => [
        place === undefined ? place : expect.stringMatching(String(place).replace(/\d+$/, "\\d+")),
        ...rest,
      ]),
    );
    expect(uses[1]?.photo).toMatchObject({ alt: "Four boats", caption: "At the quay.", focus: [0.25, 0.5] });
  });

  test("says what the files will carry, and what IIM clips", async () => {
    const folder = await messySite();
    const long = "An agency whose credit line is longer than IIM takes";
    folder.writeYaml("articles/photos/boats.jpg.yaml", { alt: "Four boats", credit: long });
    const { uses } = await inspected(folder, "photos/boats.jpg");
    expect(uses[0].carried?.xmp).toMatchObject({ credit: long, creator: ["Asha Rao"], alt: "Four boats" });
    expect(uses[0].carried?.iim.credit).toBe(long.slice(0, 32));
    const { text } = await run(folder, "photos/boats.jpg");
    expect(text).toMatch(/IIM credit +An agency whose credit line is l +\(clipped/);
    expect(text).toMatch(/credit +XMP +REUTERS\n +IIM +An agency/);
  });

  test("leaves alone what the photo lacks by itself where its stories say it", async () => {
    const folder = await messySite();
    folder.remove("articles/photos/boats.jpg.yaml");
    folder.remove("articles/world/two.md");
    for (const name of ["one", "three"]) {
      folder.writeStory(`world/${name}`, {
        ...story,
        headline: name,
        photo: { file: "photos/boats.jpg", alt: "Boats" },
      });
    }
    expect((await run(folder, "photos/boats.jpg")).text).not.toContain("photo/alt-missing");
    folder.writeStory("world/three", { ...story, headline: "Three", photo: { file: "photos/boats.jpg" } });
    expect((await run(folder, "photos/boats.jpg")).text).toMatch(/world\/three\.md:\d+ +error +photo\/alt-missing/);
  });

  test("knows which renditions stand in the cache and in the output", async () => {
    const folder = await messySite();
    const before = await inspected(folder, "photos/boats.jpg");
    expect(before.uses[1]?.renditions.some(({ bytes }) => bytes !== undefined)).toBe(false);
    const result = await build({
      site: folder.site,
      output: folder.path("out"),
      cache: folder.path("cache"),
      now: Date.parse("2026-05-24T20:00:00Z"),
    });
    expect(result.status).toBe(0);
    const after = await inspected(folder, "articles/photos/boats.jpg");
    // What the command plans is what the build made: by name.
    for (const { name, bytes, isInOutput } of after.uses.slice(1).flatMap(({ renditions }) => renditions)) {
      expect({ name, isMade: bytes !== undefined, isInOutput }).toEqual({ name, isMade: true, isInOutput: true });
    }
  });

  test("draws the crops, by default beside the other contact sheets", async () => {
    const folder = await messySite();
    const { sheet = "" } = await inspected(folder, "photos/boats.jpg");
    expect(sheet).toBe(folder.path("cache/contact-sheets/photos-boats-jpg.png"));
    expect(readFileSync(sheet).subarray(1, 4).toString()).toBe("PNG");
  });

  test("says why a photo is not shown: its lease, its agency's terms, its kill", async () => {
    const folder = await messySite();
    const sidecar = (more: object) =>
      folder.writeYaml("articles/photos/boats.jpg.yaml", { alt: "Four boats", credit: "ANI", ...more });
    sidecar({ leases: [{ use: "allow", until: "2026-05-21" }] });
    expect((await inspected(folder, "photos/boats.jpg")).uses[1]?.problems.map(({ code }) => code)).toContain(
      "photo/lease-over",
    );
    sidecar({ leases: [{ use: "deny", scopes: ["feeds"] }] });
    expect((await inspected(folder, "photos/boats.jpg")).uses[1]?.photo?.scopes).toEqual({
      web: true,
      feeds: false,
      offline: false,
    });
    sidecar({ kill: { at: "2026-05-22T10:00", reason: "a secret", supplierRef: "REF-1" } });
    const { text } = await run(folder, "photos/boats.jpg");
    expect(text).toMatch(/killed +on 22 May 2026/);
    expect(text).toMatch(/printed +nothing/);
    folder.remove("articles/photos/boats.jpg");
    const gone = await run(folder, "photos/boats.jpg");
    expect(gone).toMatchObject({ status: 0, text: expect.stringContaining("its file is gone") });
    expect(gone.text).not.toContain("a secret");
  });

  test("reads a file from anywhere, with the agency that its credit names", async () => {
    const folder = site();
    const path = folder.path("elsewhere/नाव.jpg");
    mkdirSync(folder.path("elsewhere"));
    writeFileSync(path, jpegWithIim(await grainyJpeg(80, 60), utf8Marker, ["2:110", "फोटो: एएनआई"]));
    const { uses, id } = await inspected(folder, path);
    expect(id).toBe("नाव.jpg");
    expect(uses).toHaveLength(1);
    expect(uses[0].rights.rights).toMatchObject({ credit: "फोटो: एएनआई", agency: "ani" });
  });

  test("shows marks that would move a terminal's cursor, and never obeys them", async () => {
    const folder = site();
    const path = join(folder.base, "x.jpg");
    writeFileSync(path, jpegWithIim(await grainyJpeg(80, 60), utf8Marker, ["2:110", "A\u001b[2JB\u202eC"]));
    const { text } = await run(folder, path);
    expect([...text].filter((mark) => mark === "\u001b" || mark === "\u202e")).toEqual([]);
    expect(text).toContain("U+001B");
  });

  test.each([
    [[], 2, "Which photo?"],
    [["photos/boast.jpg"], 2, "did you mean photos/boats.jpg?"],
    [["articles/photos"], 2, "is a folder"],
    [["a", "b"], 2, "One photo at a time"],
    [["photos/boats.jpg", "--sheet", "x.jpg"], 2, "ends in .png"],
    [["photos/cut.jpg"], 1, "photo/unreadable"],
  ])("answers %j with status %i", async (args, status, words) => {
    const folder = await messySite();
    folder.write("articles/photos/cut.jpg", (await grainyJpeg(400, 300)).subarray(0, 4000));
    expect(await run(folder, ...args)).toEqual({ status, text: expect.stringContaining(words) });
  });
});
