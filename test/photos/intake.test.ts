// Longer than 250 lines: one command, and every kind of file that a wire's folder may hold.

import { spawn } from "node:child_process";
import { existsSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { load } from "js-yaml";
import { describe, expect, onTestFinished, test, vi } from "vitest";
import { main } from "../../scripts/main.ts";
import { PhotoShelf } from "../../scripts/photos/take-in.ts";
import { type TakenWire, takeWire, type WireOrder } from "../../scripts/photos/take-wire.ts";
import { readWireFolder } from "../../scripts/photos/wire-folder.ts";
import { sha256 } from "../../src/base/digest.ts";
import { walkFiles } from "../../src/base/files.ts";
import { openStore } from "../../src/base/store.ts";
import { readSite } from "../../src/content/read-site.ts";
import { projectFolder } from "../../src/engine.ts";
import { sharp } from "../../src/photos/sharp.ts";
import { cases } from "../support/cases.ts";
import { type SiteFolder, smallSite } from "../support/site-folder.ts";
import {
  grainyJpeg,
  jpeg,
  jpegWithExif,
  jpegWithIim,
  jpegWithXmp,
  readingOf,
  utf8Marker,
  xmpPacket,
} from "./fixtures.ts";

const now = Date.parse("2026-05-24T20:00:00Z");

/** A site, a wire's folder beside it, and the two put together. */
class Desk {
  readonly folder: SiteFolder = smallSite();
  readonly wire = join(this.folder.base, "wire");

  constructor() {
    onTestFinished(() => this.folder.close());
  }

  send(name: string, bytes: Uint8Array): void {
    const path = join(this.wire, name);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, bytes);
  }

  take(order: Partial<WireOrder> = {}): Promise<TakenWire> {
    return takeWire({
      from: this.wire,
      site: this.folder.site,
      cache: this.folder.path("cache"),
      allowsUncredited: false,
      isDryRun: false,
      now,
      onProgress: () => {},
      ...order,
    });
  }

  /** The command as a person gives it; its exit status and what it prints. */
  async command(...args: string[]): Promise<{ status: number; text: string }> {
    const lines: string[] = [];
    const keep = (text: string) => void lines.push(text);
    const spies = [
      vi.spyOn(console, "log").mockImplementation(keep),
      vi.spyOn(console, "error").mockImplementation(keep),
    ];
    vi.spyOn(process.stderr, "write").mockReturnValue(true);
    const options = ["--site", this.folder.site, "--cache", this.folder.path("cache"), "--now", "2026-05-24T20:00Z"];
    try {
      return { status: await main(["photos", "intake", ...args, ...options]), text: lines.join("\n") };
    } finally {
      for (const spy of spies) spy.mockRestore();
      vi.restoreAllMocks();
    }
  }

  /** Files under articles/. */
  files(): string[] {
    return walkFiles(join(this.folder.site, "articles"));
  }

  sidecar(id: string): unknown {
    return load(readFileSync(join(this.folder.site, "articles", `${id}.yaml`), "utf8"));
  }
}

let seed = 0;

/** A picture like no other. */
async function frame(): Promise<Buffer> {
  seed += 1;
  return grainyJpeg(60 + seed, 48);
}

const credited = async (credit = "ANI") => jpegWithIim(await frame(), utf8Marker, ["2:110", credit]);

const outcomes = ({ entries }: TakenWire) =>
  Object.fromEntries(entries.map(({ file, outcome }) => [file.name, outcome]));
const codes = ({ entries }: TakenWire) =>
  Object.fromEntries(entries.flatMap(({ file, problem }) => (problem ? [[file.name, problem.code]] : [])));

describe("what a picture carries becomes its sidecar", () => {
  test("XMP, IIM in two character sets, EXIF and captions, credits mapped to agencies", async () => {
    const desk = new Desk();
    const latin = (text: string) => Buffer.from(text, "latin1");
    desk.send(
      "xmp.jpg",
      jpegWithXmp(
        await frame(),
        xmpPacket(`<rdf:Description photoshop:Credit="REUTERS" photoshop:Source="X90015" photoshop:TransmissionReference="GDN"
          xmpRights:WebStatement="https://example.com/terms" Iptc4xmpCore:AltTextAccessibility="Four boats at a quay">
          <dc:creator><rdf:Seq><rdf:li>Asha Rao</rdf:li><rdf:li>B. Sen</rdf:li></rdf:Seq></dc:creator>
          <dc:description><rdf:Alt><rdf:li xml:lang="x-default">Boats stay in, May 24, 2026. REUTERS/Asha Rao</rdf:li></rdf:Alt></dc:description>
          </rdf:Description>`),
      ),
    );
    desk.send(
      "latin.jpg",
      jpegWithIim(
        await frame(),
        ["2:80", latin("José Peña")],
        ["2:110", latin("José Peña/AFP")],
        ["2:116", latin("© AFP")],
      ),
    );
    desk.send("hindi.jpg", jpegWithIim(await frame(), utf8Marker, ["2:120", "नावें किनारे पर रहीं। फोटो: एएनआई"]));
    desk.send("urdu.jpg", jpegWithIim(await frame(), utf8Marker, ["2:120", "کشتیاں کنارے پر رہیں۔ تصویر: اے این آئی"]));
    desk.send(
      "pti.jpg",
      jpegWithIim(await frame(), utf8Marker, ["2:120", "Boats stay in. (PTI Photo/Asha Rao) (PTI05_24_2026_000012B)"]),
    );
    desk.send("post.jpg", jpegWithIim(await frame(), utf8Marker, ["2:120", "A still from a video. X/@example"]));
    desk.send("handout.jpg", jpegWithIim(await frame(), utf8Marker, ["2:110", "Handout via REUTERS"]));
    await desk.take();

    const sidecar = (name: string) => desk.sidecar(`photos/2026/05/${name}`);
    expect(sidecar("xmp.jpg")).toEqual({
      alt: "Four boats at a quay",
      caption: "Boats stay in, May 24, 2026.",
      credit: "REUTERS",
      creator: ["Asha Rao", "B. Sen"],
      source: "X90015",
      supplierRef: "GDN",
      agency: "reuters",
      licence: "https://example.com/terms",
    });
    expect(sidecar("latin.jpg")).toEqual({
      credit: "José Peña/AFP",
      creator: "José Peña",
      copyright: "© AFP",
      agency: "afp",
    });
    expect(sidecar("hindi.jpg")).toEqual({ caption: "नावें किनारे पर रहीं।", credit: "एएनआई", agency: "ani" });
    expect(sidecar("urdu.jpg")).toEqual({ caption: "کشتیاں کنارے پر رہیں۔", credit: "اے این آئی", agency: "ani" });
    expect(sidecar("pti.jpg")).toEqual({
      caption: "Boats stay in.",
      credit: "PTI Photo/Asha Rao",
      creator: "Asha Rao",
      supplierRef: "PTI05_24_2026_000012B",
      agency: "pti",
    });
    expect(sidecar("post.jpg")).toEqual({ caption: "A still from a video.", credit: "X/@example", rights: "social" });
    expect(sidecar("handout.jpg")).toEqual({ credit: "Handout via REUTERS", agency: "reuters", rights: "handout" });
  });

  test("where the file has no alt text, a comment asks the editor for it", async () => {
    const desk = new Desk();
    desk.send("a.jpg", await credited());
    await desk.take();
    const text = readFileSync(join(desk.folder.site, "articles/photos/2026/05/a.jpg.yaml"), "utf8");
    expect(text.split("\n")[0]).toBe("# alt: what the photo shows");
  });

  test("the site reads what was taken in without a problem", async () => {
    const desk = new Desk();
    desk.send("नाव 🚤.jpg", await credited('A: "b" #c\u202e'));
    desk.send("CON.jpg", await credited("- not a list"));
    await desk.take();
    const store = openStore(desk.folder.path("cache"));
    const content = await readSite({ root: desk.folder.site, store, project: projectFolder });
    store.close();
    expect(content.problems.filter(({ file = "" }) => file.startsWith("articles/photos"))).toEqual([]);
    expect([...content.photos.values()].map(({ sidecar }) => sidecar?.credit)).toEqual(["- not a list", 'A: "b" #c']);
  });

  test("private data is counted, and never written", async () => {
    const desk = new Desk();
    const exif = {
      exif: { 42033: "SERIAL-77", 42032: "Owner Name" },
      gps: { 0: "2", 1: "N" },
      thumbnail: await jpeg(16, 12),
    };
    desk.send("a.jpg", jpegWithExif(await credited(), exif));
    const { text } = await desk.command(desk.wire);
    expect(text).toMatch(/with private data +1 +place where it was taken 1, camera's owner 1/);
    const written = desk.files().filter((file) => file.endsWith(".yaml"));
    for (const file of written) {
      expect(readFileSync(join(desk.folder.site, "articles", file), "utf8")).not.toMatch(/SERIAL|Owner Name/);
    }
  });
});

describe("what is refused", () => {
  test("files that are no picture that can be read are each named, and the rest goes in", async () => {
    const desk = new Desk();
    const iso = (brand: string) =>
      Buffer.concat([Buffer.from([0, 0, 0, 24]), Buffer.from(`ftyp${brand}\0\0\0\0${brand}mif1`)]);
    desk.send("good.jpg", await credited());
    desk.send("shot.HEIC", iso("heic"));
    desk.send("clip.mp4", iso("isom"));
    desk.send("DSC1.NEF", Buffer.from("II*\0\0\0\0\0"));
    desk.send("story.pdf", Buffer.from("%PDF-1.7"));
    desk.send("zero.jpg", Buffer.alloc(0));
    desk.send("cut.jpg", (await grainyJpeg(400, 300)).subarray(0, 4000));
    desk.send("captions.txt", Buffer.from("a note"));
    const taken = await desk.take();
    expect(codes(taken)).toEqual({
      "shot.HEIC": "photo/unsupported",
      "clip.mp4": "photo/unsupported",
      "DSC1.NEF": "photo/unsupported",
      "story.pdf": "photo/unsupported",
      "zero.jpg": "photo/unreadable",
      "cut.jpg": "photo/unreadable",
      "captions.txt": "photo/unreadable",
    });
    expect(desk.files()).toEqual(["photos/2026/05/good.jpg", "photos/2026/05/good.jpg.yaml"]);
    expect(taken.entries.find(({ file }) => file.name === "captions.txt")?.problem?.severity).toBe("warning");
  });

  test("hidden files and what systems leave behind are passed over", async () => {
    const desk = new Desk();
    for (const name of [".DS_Store", "__MACOSX/a.jpg", "Thumbs.db", ".hidden/b.jpg"]) desk.send(name, await credited());
    desk.send("a.jpg", await credited());
    expect(outcomes(await desk.take())).toEqual({ "a.jpg": "taken" });
  });

  test("links to folders are followed, each real folder once and by its shortest path", async () => {
    const desk = new Desk();
    desk.send("day/one/a.jpg", await credited());
    mkdirSync(join(desk.folder.base, "disk"), { recursive: true });
    writeFileSync(join(desk.folder.base, "disk/b.jpg"), await credited());
    symlinkSync(".", join(desk.wire, "loop"));
    symlinkSync("../..", join(desk.wire, "day/one/up"));
    symlinkSync("day/one", join(desk.wire, "also-one"));
    symlinkSync(join(desk.folder.base, "disk"), join(desk.wire, "disk"));
    symlinkSync("itself", join(desk.wire, "itself"));
    const names = readWireFolder(desk.wire, () => {}).map(({ name }) => name);
    expect(names).toEqual(["also-one/a.jpg", "disk/b.jpg", "itself"]);
  });

  test("a picture that names nobody stays out, unless it is asked for or its sender is known", async () => {
    const desk = new Desk();
    desk.send("a.jpg", await frame());
    expect(codes(await desk.take())).toEqual({ "a.jpg": "photo/credit-missing" });
    expect(desk.files()).toEqual([]);
    await desk.take({ agency: "ani", folder: "sent" });
    expect(desk.sidecar("sent/a.jpg")).toEqual({ credit: "ANI", agency: "ani" });
    desk.send("b.jpg", await frame());
    await desk.take({ allowsUncredited: true, folder: "loose" });
    const text = readFileSync(join(desk.folder.site, "articles/loose/b.jpg.yaml"), "utf8");
    expect(text).toBe("# alt: what the photo shows\n# credit: whose photo it is\n");
  });

  test("who sent the folder does not outdo what a picture says itself", async () => {
    const desk = new Desk();
    desk.send("a.jpg", await credited("Asha Rao/AFP"));
    await desk.take({ agency: "ani" });
    expect(desk.sidecar("photos/2026/05/a.jpg")).toMatchObject({ credit: "Asha Rao/AFP", agency: "afp" });
  });

  test("a killed photo is known by its bytes, its supplier's reference and its looks", async () => {
    const desk = new Desk();
    const scene = (size: number) =>
      sharp(join(projectFolder, "articles/photos/harbour-morning.jpg")).resize(size).jpeg().toBuffer();
    const bytes = await credited();
    desk.send("same-bytes.jpg", bytes);
    desk.send("same-ref.jpg", jpegWithIim(await frame(), utf8Marker, ["2:103", "REF-1"], ["2:110", "ANI"]));
    desk.send("same-look.jpg", jpegWithIim(await scene(700), utf8Marker, ["2:110", "ANI"]));
    desk.send("other.jpg", await credited());
    desk.folder.write("articles/photos/looks.jpg", await scene(900));
    const kill = { at: "2026-05-20T10:00", reason: "a secret" };
    desk.folder.writeYaml("articles/photos/bytes.jpg.yaml", {
      credit: "ANI",
      kill: { ...kill, sha256: sha256(bytes) },
    });
    desk.folder.writeYaml("articles/photos/ref.jpg.yaml", { credit: "ANI", kill: { ...kill, supplierRef: "REF-1" } });
    desk.folder.writeYaml("articles/photos/looks.jpg.yaml", { credit: "ANI", kill });
    const taken = await desk.take();
    expect(codes(taken)).toEqual({
      "same-bytes.jpg": "photo/killed-again",
      "same-ref.jpg": "photo/killed-again",
      "same-look.jpg": "photo/killed-lookalike",
    });
    expect(outcomes(taken)["other.jpg"]).toBe("taken");
    expect(JSON.stringify(taken.entries.map(({ problem }) => problem))).not.toContain("a secret");
  });
});

describe("nothing is taken twice, and nothing is written over", () => {
  test("the same bytes in the site or in the folder are told with the id of the one there", async () => {
    const desk = new Desk();
    const [one, other] = [await credited(), await credited()];
    desk.folder.write("articles/world/there.jpg", one);
    desk.send("a.jpg", one);
    desk.send("b.jpg", other);
    desk.send("deep/folder/c.jpg", other);
    const { entries } = await desk.take();
    expect(entries.map(({ file, outcome, id }) => [file.name, outcome, id])).toEqual([
      ["a.jpg", "duplicate", "world/there.jpg"],
      ["b.jpg", "taken", "photos/2026/05/b.jpg"],
      ["deep/folder/c.jpg", "duplicate", "photos/2026/05/b.jpg"],
    ]);
  });

  test("pictures of one name in several folders, in other letters, and a name that is taken", async () => {
    const desk = new Desk();
    for (const name of ["a/IMG.jpg", "b/img.JPG", "c/Img.jpeg"]) desk.send(name, await credited());
    const there = await credited();
    desk.folder.write("articles/photos/2026/05/IMG.jpg", there);
    await desk.take();
    const folder = join(desk.folder.site, "articles/photos/2026/05");
    expect(readdirSync(folder).filter((name) => name.endsWith("jpg"))).toEqual([
      "IMG.jpg",
      "img-2.jpg",
      "img-3.jpg",
      "img-4.jpg",
    ]);
    expect(readFileSync(join(folder, "IMG.jpg")).equals(there)).toBe(true);
  });

  test("sixty pictures, and the second run takes none", async () => {
    const desk = new Desk();
    for (let index = 0; index < 60; index += 1) desk.send(`day ${index % 3}/IMG ${index}.jpg`, await credited());
    expect((await desk.command(desk.wire)).status).toBe(0);
    const before = desk.files();
    expect(before).toHaveLength(120);
    const { status, text } = await desk.command(desk.wire, "--json");
    expect(status).toBe(0);
    expect(JSON.parse(text).figures).toMatchObject({ taken: 0, duplicates: 60, refused: 0 });
    expect(desk.files()).toEqual(before);
  });

  test("a picture that looks like one that is there goes in, and is told", async () => {
    const desk = new Desk();
    const scene = (size: number) =>
      sharp(join(projectFolder, "articles/photos/harbour-morning.jpg")).resize(size).jpeg().toBuffer();
    desk.folder.write("articles/photos/large.jpg", await scene(900));
    desk.folder.writeYaml("articles/photos/large.jpg.yaml", { credit: "ANI" });
    desk.send("small.jpg", jpegWithIim(await scene(640), utf8Marker, ["2:110", "ANI"]));
    const { entries } = await desk.take();
    expect(entries[0]).toMatchObject({ outcome: "taken", lookAlikes: ["photos/large.jpg"] });
  });

  test("a dry run leaves the site as it is, and draws the sheet", async () => {
    const desk = new Desk();
    desk.send("a.jpg", await credited());
    const sheet = desk.folder.path("sheet.html");
    const { text } = await desk.command(desk.wire, "--dry-run", "--sheet", sheet);
    expect(text).toContain("would be taken in  1");
    expect(existsSync(join(desk.folder.site, "articles"))).toBe(false);
    expect(existsSync(sheet)).toBe(true);
  });
});

describe("a name that somebody takes while the picture is on its way", () => {
  const begin = async () => {
    const desk = new Desk();
    const bytes = await credited();
    desk.send("a.jpg", bytes);
    const [file] = readWireFolder(desk.wire, () => {});
    if (!file) throw new Error("the folder is empty");
    const shelf = new PhotoShelf({ site: desk.folder.site, folder: "in", isDryRun: false });
    const put = async () =>
      shelf.put({ ...file, sha256: sha256(bytes) }, await readingOf(bytes), {
        record: { credit: "ANI" },
        missing: [],
        disagreements: [],
      });
    return { desk, put };
  };

  test("of the sidecar: the picture does not go there either", async () => {
    const { desk, put } = await begin();
    desk.folder.write("articles/in/a.jpg.yaml", "credit: Somebody\n");
    await expect(put()).rejects.toMatchObject({ code: "EEXIST" });
    expect(readdirSync(join(desk.folder.site, "articles/in"))).toEqual(["a.jpg.yaml"]);
  });

  test("of the picture: it stays as it is, and gets no sidecar of ours", async () => {
    const { desk, put } = await begin();
    const theirs = await frame();
    desk.folder.write("articles/in/a.jpg", theirs);
    await expect(put()).rejects.toMatchObject({ code: "EEXIST" });
    expect(readdirSync(join(desk.folder.site, "articles/in"))).toEqual(["a.jpg"]);
    expect(readFileSync(join(desk.folder.site, "articles/in/a.jpg")).equals(theirs)).toBe(true);
  });
});

describe("an interrupted run", () => {
  test("that left a sidecar without its picture is completed under the same name", async () => {
    const desk = new Desk();
    desk.send("a.jpg", await credited());
    await desk.take();
    desk.folder.remove("articles/photos/2026/05/a.jpg");
    await desk.take();
    expect(desk.files()).toEqual(["photos/2026/05/a.jpg", "photos/2026/05/a.jpg.yaml"]);
  });

  test("killed at any moment leaves no picture without its sidecar and no half file; the next run takes the rest", async () => {
    for (let round = 0; round < cases(3, 40); round += 1) {
      const desk = new Desk();
      const sent = new Set<string>();
      for (let index = 0; index < 40; index += 1) {
        const bytes = await credited();
        sent.add(sha256(bytes));
        desk.send(`${index}.jpg`, bytes);
      }
      const args = ["photos", "intake", desk.wire, "--site", desk.folder.site, "--cache", desk.folder.path("cache")];
      const child = spawn(process.execPath, [join(projectFolder, "scripts/broadsheet.mjs"), ...args], {
        stdio: "ignore",
      });
      const ended = new Promise((resolve) => child.on("exit", resolve));
      const isBegun = () => desk.files().length > round * 12;
      while (!isBegun() && child.exitCode === null) await new Promise((resolve) => setTimeout(resolve, 2));
      child.kill("SIGKILL");
      await ended;
      for (const file of desk.files().filter((name) => name.endsWith(".jpg"))) {
        expect(desk.files()).toContain(`${file}.yaml`);
        expect(sent).toContain(sha256(readFileSync(join(desk.folder.site, "articles", file))));
      }
      await desk.take({ now: Date.now() });
      const pictures = desk.files().filter((name) => name.endsWith(".jpg"));
      expect(pictures).toHaveLength(40);
      const folder = join(desk.folder.site, "articles", dirname(pictures[0] ?? ""));
      expect(readdirSync(folder).filter((name) => name.endsWith(".intake"))).toEqual([]);
      expect(desk.files()).toHaveLength(80);
    }
  });
});

test("with a folder of originals only sidecars go into the site, which finds the pictures by them", async () => {
  const desk = new Desk();
  const bytes = await credited();
  desk.send("a.jpg", bytes);
  const originals = desk.folder.path("originals");
  desk.folder.write(
    "_data/outlet.yaml",
    `${readFileSync(join(desk.folder.site, "_data/outlet.yaml"), "utf8")}photos: { originals: ../originals }\n`,
  );
  await desk.take();
  expect(desk.files()).toEqual(["photos/2026/05/a.jpg.yaml"]);
  const digest = sha256(bytes);
  expect(walkFiles(originals)).toEqual([`${digest.slice(0, 2)}/${digest}.jpg`]);
  expect(desk.sidecar("photos/2026/05/a.jpg")).toEqual({ credit: "ANI", agency: "ani", original: digest });
  expect(outcomes(await desk.take())).toEqual({ "a.jpg": "duplicate" });
  const store = openStore(desk.folder.path("cache"));
  const content = await readSite({ root: desk.folder.site, store, project: projectFolder });
  store.close();
  expect(content.photos.get("photos/2026/05/a.jpg")?.sha256).toBe(digest);
});

describe("the command", () => {
  test("says no by its exit status where a picture was refused", async () => {
    const desk = new Desk();
    desk.send("a.jpg", await frame());
    expect(await desk.command(desk.wire)).toMatchObject({
      status: 1,
      text: expect.stringContaining("photo/credit-missing"),
    });
  });

  test("tells of a picture whose own fields disagree, in the summary and on the sheet", async () => {
    const desk = new Desk();
    const packet = xmpPacket('<rdf:Description photoshop:Credit="ANI"/>');
    desk.send("two.jpg", jpegWithXmp(jpegWithIim(await frame(), utf8Marker, ["2:110", "PTI"]), packet));
    const { text } = await desk.command(desk.wire);
    expect(text).toContain(
      "Their own fields disagree; the first was taken\n  photos/2026/05/two.jpg  credit: XMP ANI, IIM PTI",
    );
    const sheet = readFileSync(desk.folder.path("cache/contact-sheets/2026-05-24-wire.html"), "utf8");
    expect(sheet).toContain("its fields disagree on credit: XMP ANI, IIM PTI");
  });

  test("says nothing where the sender alone is another than the picture names", async () => {
    const desk = new Desk();
    desk.send("one.jpg", await credited("PTI"));
    expect((await desk.command(desk.wire, "--agency", "ani")).text).not.toContain("disagree");
  });

  test.each([
    [[], "Which folder?"],
    [["/nowhere/at/all"], "There is no folder"],
    [["WIRE", "--to", "../out"], "--to wants a folder below articles/"],
    [["WIRE", "--to", "a/.hidden"], "--to wants a folder below articles/"],
    [["WIRE", "--agency", "rueters"], 'did you mean "reuters"?'],
    [["WIRE", "WIRE"], "One folder at a time"],
    [["SITE/articles"], "is in the site already"],
  ])("refuses wrong use: %j", async (args, words) => {
    const desk = new Desk();
    desk.send("a.jpg", await credited());
    desk.folder.write("articles/x.jpg", await frame());
    const given = args.map((each) => each.replace("WIRE", desk.wire).replace("SITE", desk.folder.site));
    const { status, text } = await desk.command(...given);
    expect({ status, text }).toEqual({ status: 2, text: expect.stringContaining(words) });
  });

  test.each([
    ["npm_config_dry_run", "true", "--dry-run"],
    ["npm_config_agency", "ani", "--agency"],
  ])("takes nothing in where npm kept an option for itself: %s", async (variable, value, option) => {
    const desk = new Desk();
    desk.send("a.jpg", await credited());
    vi.stubEnv("npm_lifecycle_event", "photos");
    vi.stubEnv(variable, value);
    onTestFinished(() => void vi.unstubAllEnvs());
    const { status, text } = await desk.command(desk.wire);
    expect({ status, text }).toEqual({ status: 2, text: expect.stringContaining(`npm kept ${option} for itself`) });
    expect(desk.files()).toEqual([]);
  });

  test("its contact sheet needs nothing else, runs nothing, and says of each picture what becomes of it", async () => {
    const desk = new Desk();
    desk.send(
      "<img src=x onerror=alert(1)>.jpg",
      jpegWithIim(await frame(), utf8Marker, ["2:110", '"><script>x</script>']),
    );
    desk.send("उर्दू.jpg", await credited("تصویر/ANI"));
    desk.send("no-credit.jpg", await frame());
    desk.send("notes.txt", Buffer.from("x"));
    await desk.command(desk.wire);
    const html = readFileSync(desk.folder.path("cache/contact-sheets/2026-05-24-wire.html"), "utf8");
    expect(html).not.toMatch(/<script|<img src=x| style=|https?:\/\/|src="(?!data:image\/jpeg;base64,)/);
    expect(html.match(/<img /g)).toHaveLength(3);
    for (const words of ["&lt;script&gt;", "تصویر/ANI", "उर्दू.jpg", "alt text missing", "names nobody", "notes.txt"]) {
      expect(html).toContain(words);
    }
    const style = /<style>([\s\S]*)<\/style>/.exec(html)?.[1] ?? "";
    const { hash } = await import("node:crypto");
    expect(html).toContain(`style-src 'sha256-${hash("sha256", style, "base64")}'`);
  });
});
