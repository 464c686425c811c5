import { rmSync } from "node:fs";
import { join } from "node:path";
import sharp from "sharp";
import { afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { sha256 } from "../../src/base/digest.ts";
import type { Problem } from "../../src/base/problem.ts";
import { openStore } from "../../src/base/store.ts";
import { build, openSite } from "../../src/build.ts";
import { withdrawnSchema } from "../../src/syndication/withdrawn.ts";
import { drawBursts } from "../photos/bursts.ts";
import { readingOf } from "../photos/fixtures.ts";
import { readFolder, type SiteFolder, smallSite } from "../support/site-folder.ts";

const now = Date.UTC(2026, 5, 1, 6, 30);
const at = "2026-05-30T09:00:00+05:30";
const reason = "markreasonq";

let killed: Buffer;
let neighbour: Buffer;
let other: Buffer;
let folder: SiteFolder;

beforeAll(async () => {
  const [first, second, , third] = (await drawBursts(2, 2, 5)).map(({ jpeg }) => jpeg);
  if (!first || !second || !third) throw new Error("not enough frames were drawn");
  [killed, neighbour, other] = [first, second, third];
});
beforeEach(() => {
  folder = smallSite();
  folder.writeYaml("_data/agencies.yaml", {
    ani: { name: "ANI", credit: "ANI", text: "full" },
    pti: { name: "PTI", credit: "PTI", text: "full" },
  });
});
afterEach(() => folder.close());

function story(id: string, photo: Record<string, unknown> | string, more: Record<string, unknown> = {}): void {
  folder.writeStory(`world/${id}`, {
    headline: `Story ${id}`,
    section: "world",
    published: "2026-05-29T09:00",
    photo: typeof photo === "string" ? { file: photo, alt: "A picture", credit: "Staff" } : { alt: "A", credit: "Staff", ...photo },
    ...more,
  }); // biome-ignore format: short
}

/** What is said of photos, as `code: file story`. */
async function problems(): Promise<Problem[]> {
  const store = openStore(folder.path("cache"));
  try {
    const opened = await openSite({ site: folder.site, now }, store);
    return opened.problems.filter(({ code }) => code.startsWith("photo/"));
  } finally {
    store.close();
  }
}

const codes = async () => (await problems()).map(({ code }) => code);
const options = () => ({ site: folder.site, output: folder.path("out"), cache: folder.path("cache"), now });

/** Kills photos/killed.jpg by a sidecar, as `npm run photos kill` leaves it: the file is gone. */
async function kill(more: Record<string, unknown> = {}): Promise<void> {
  story("killed", "photos/killed.jpg");
  const { perceptualHash } = await readingOf(killed);
  folder.writeYaml("articles/photos/killed.jpg.yaml", {
    kill: { at, reason, sha256: sha256(killed), perceptualHash, ...more },
  });
}

/** Renditions in the output, but for the paper's own card, which shows no photo. */
function renditions(): string[] {
  return [...readFolder(folder.path("out")).keys()].filter(
    (name) => /^photos\//.test(name) && !/\/(en|hi|ur)-[0-9a-f]+-card\.jpg$/.test(name),
  );
}

describe("the killed photo itself", () => {
  test("is left out with a warning at each use, though its file is deleted; the story stays", async () => {
    await kill();
    expect(await problems()).toEqual([
      expect.objectContaining({ code: "photo/killed", severity: "warning", file: "articles/world/killed.md", line: 6 }),
    ]);
    const result = await build(options());
    expect(result.status).toBe(0);
    expect(renditions()).toEqual([]);
    expect([...readFolder(folder.path("out")).keys()]).toContain("2026/05/29/killed/index.html");
  });

  test("a kill in one story's front matter takes it out of all, and refuses its bytes under another name", async () => {
    folder.write("articles/photos/one.jpg", killed);
    folder.write("articles/photos/two.jpg", killed);
    story("a", { file: "photos/one.jpg", kill: { at, reason } });
    story("b", "photos/one.jpg");
    expect(await codes()).toEqual(["photo/killed", "photo/killed"]);
    expect((await build(options())).status).toBe(0);
    expect(renditions()).toEqual([]);
    story("c", "photos/two.jpg");
    expect(await codes()).toEqual(["photo/killed", "photo/killed", "photo/killed-again"]);
  });
});

describe("the killed photo under another name", () => {
  test("is an error that names the kill, its date and where the reason is, never the reason", async () => {
    await kill();
    folder.write("articles/photos/back.jpg", killed);
    story("killed", "photos/back.jpg");
    const [found, ...others] = await problems();
    expect(others).toEqual([]);
    expect(found).toMatchObject({ code: "photo/killed-again", severity: "error", story: "world/killed" });
    const words = JSON.stringify(found);
    for (const word of ["photos/killed.jpg", "30 May 2026", "articles/photos/killed.jpg.yaml"]) expect(words).toContain(word);
    expect(words).not.toContain(reason);
  }); // biome-ignore format: one line

  test("is in no output, even where the outlet lowers the error", async () => {
    await kill();
    folder.write("articles/photos/back.jpg", killed);
    story("killed", "photos/back.jpg");
    const outlet = "name: T\nurl: https://t.example\ntimeZone: Asia/Kolkata\nlanguages: [en]\n";
    folder.write("_data/outlet.yaml", `${outlet}checks: { photo/killed-again: off }\n`);
    expect((await build(options())).status).toBe(0);
    expect(renditions()).toEqual([]);
  });

  test("is an error in a sidecar of a photo that nothing uses", async () => {
    await kill();
    folder.remove("articles/world/killed.md");
    folder.write("articles/photos/back.jpg", killed);
    folder.writeYaml("articles/photos/back.jpg.yaml", { credit: "ANI" });
    expect(await problems()).toEqual([
      expect.objectContaining({ code: "photo/killed-again", file: "articles/photos/back.jpg.yaml" }),
    ]);
  });

  test.each([
    ["the same reference", { supplierRef: " ani-2026-0531 ", credit: "ANI" }, ["photo/killed-again"]],
    ["the same reference of nobody known", { supplierRef: "ANI-2026-0531" }, ["photo/killed-again"]],
    ["another agency's that counts alike", { supplierRef: "ANI-2026-0531", credit: "PTI" }, []],
    ["another reference", { supplierRef: "ANI-2026-0532", credit: "ANI" }, []],
  ])("is known by its supplier's reference: %s", async (_title, record, expected) => {
    await kill();
    folder.writeYaml("articles/photos/killed.jpg.yaml", {
      credit: "ANI",
      kill: { at, reason, supplierRef: "ANI-2026-0531" },
    });
    folder.write("articles/photos/other.jpg", other);
    story("killed", { file: "photos/other.jpg", ...record });
    expect(await codes()).toEqual(expected);
  });
});

describe("a photo that looks like a killed one", () => {
  const use = async (bytes: Buffer, record: Record<string, unknown> = {}) => {
    await kill();
    folder.write("articles/photos/alike.jpg", bytes);
    story("killed", { file: "photos/alike.jpg", ...record });
  };

  test("is an error with the distance: a small copy, its mirror image, the next frame of the burst", async () => {
    for (const bytes of [
      await sharp(killed).resize(640).jpeg({ quality: 50 }).toBuffer(),
      await sharp(killed).flop().jpeg().toBuffer(),
      neighbour,
    ]) {
      await use(bytes);
      const [found] = await problems();
      expect(found).toMatchObject({ code: "photo/killed-lookalike", severity: "error", story: "world/killed" });
      expect(found?.found).toMatch(/^\d+ of 288 bits differ$/);
    }
  });

  test("is none of them where it is another scene", async () => {
    await use(other);
    expect(await codes()).toEqual([]);
  });

  test("is let through by `notKilled` in its record or in its sidecar", async () => {
    await use(neighbour, { notKilled: "photos/killed.jpg" });
    expect(await codes()).toEqual([]);
    await use(neighbour);
    folder.writeYaml("articles/photos/alike.jpg.yaml", { notKilled: ["killed.jpg"] });
    expect(await codes()).toEqual([]);
  });

  test("a `notKilled` that names no killed photo is a warning, and lets nothing through", async () => {
    await use(neighbour, { notKilled: ["photos/kiled.jpg"] });
    const found = await problems();
    expect(found.map(({ code }) => code)).toEqual(["photo/killed-lookalike", "photo/not-killed-unknown"]);
    expect(found[1]).toMatchObject({ severity: "warning", hint: "Did you mean `photos/killed.jpg`?" });
  });

  test("`notKilled` never lets the killed bytes themselves through", async () => {
    await use(killed, { notKilled: ["photos/killed.jpg"] });
    expect(await codes()).toEqual(["photo/killed-again"]);
  });
});

describe("withdrawn.json", () => {
  const withdrawn = () => {
    const text = readFolder(folder.path("out")).get("withdrawn.json")?.toString("utf8") ?? "";
    return { text, value: withdrawnSchema.parse(JSON.parse(text)) };
  };

  test("stands there with nothing in it where nothing was killed", async () => {
    await build(options());
    expect(withdrawn().value).toEqual({ version: 1, site: "https://test.example/", stories: [], photos: [] });
  });

  test("names killed stories and photos that were public, with the addresses of their files, and no reason", async () => {
    await kill({ renditions: ["photos/kept/killed-12ab-640.avif", "killed-12ab-1280.jpg"], notice: "Withdrawn by the agency." });
    story("gone", "photos/killed.jpg", { kill: { at, reason, notice: "We were wrong.", replacedBy: "world/killed" } });
    expect((await build(options())).status).toBe(0);
    const { text, value } = withdrawn();
    expect(value.stories).toEqual([
      {
        id: "world/gone",
        url: "https://test.example/2026/05/29/gone/",
        at,
        notice: "We were wrong.",
        replacedBy: "https://test.example/2026/05/29/killed/",
      },
    ]);
    expect(value.photos).toEqual([
      {
        id: "photos/killed.jpg",
        at,
        notice: "Withdrawn by the agency.",
        sha256: sha256(killed),
        files: [
          "https://test.example/photos/kept/killed-12ab-1280.jpg",
          "https://test.example/photos/leased/killed-12ab-1280.jpg",
          "https://test.example/photos/kept/killed-12ab-640.avif",
        ],
      },
    ]);
    expect(text).not.toContain(reason);
  }); // biome-ignore format: one line

  test("comes from the content alone: neither the clock nor the order of reading changes a byte", async () => {
    await kill({ renditions: ["killed-12ab-640.avif"] });
    folder.writeYaml("articles/photos/a.jpg.yaml", { kill: { at, reason, renditions: ["a-1.jpg"] } });
    await build(options());
    const before = withdrawn().text;
    rmSync(folder.path("cache"), { recursive: true, force: true });
    await build({ ...options(), output: folder.path("later"), now: now + 400 * 86_400_000 });
    expect(readFolder(folder.path("later")).get("withdrawn.json")?.toString("utf8")).toBe(before);
  });

  test("holds nothing of photos and stories that were never public", async () => {
    folder.writeYaml("articles/photos/secretq.jpg.yaml", {
      kill: { at, reason, notice: "secretq", sha256: sha256("secretq") },
    });
    story("secretq", "photos/secretq.jpg", { published: "2026-05-31T09:00", kill: { at, reason, notice: "secretq" } });
    await build(options());
    const { text } = withdrawn();
    expect(text).not.toContain("secretq");
    expect(text).not.toContain(sha256("secretq"));
  });

  test("may be read by any partner's page, and is never kept long", async () => {
    await build(options());
    const headers = readFolder(folder.path("out")).get("_headers")?.toString("utf8") ?? "";
    expect(headers).toMatch(
      /^\/withdrawn\.json\*\n {2}Access-Control-Allow-Origin: \*\n {2}Cache-Control: public, max-age=60, must-revalidate$/m,
    );
  });
});

describe("an original outside git", () => {
  beforeEach(() => {
    folder.writeYaml("articles/photos/far.jpg.yaml", { original: sha256(other), alt: "A", credit: "Staff" });
    story("far", "photos/far.jpg");
  });
  const put = (bytes: Buffer, base = "../originals") =>
    folder.write(join(base, sha256(other).slice(0, 2), `${sha256(other)}.jpg`), bytes);
  const name = () => {
    const outlet = "name: T\nurl: https://t.example\ntimeZone: Asia/Kolkata\nlanguages: [en]\n";
    folder.write("_data/outlet.yaml", `${outlet}photos: { originals: ../originals }\n`);
  };

  test("is a photo like any other", async () => {
    name();
    put(other);
    expect(await codes()).toEqual([]);
    expect((await build(options())).status).toBe(0);
    expect(renditions().length).toBeGreaterThan(3);
  }); // biome-ignore format: one line

  test("is said to be missing at its use where there is no folder, or no file in it", async () => {
    expect(await codes()).toEqual(["photo/original-missing"]);
    name();
    const [found] = await problems();
    expect(found).toMatchObject({ code: "photo/original-missing", file: "articles/world/far.md", story: "world/far" });
  });

  test("with other bytes is damaged, and is right again once they are back", async () => {
    name();
    put(killed);
    expect(await codes()).toEqual(["photo/original-damaged"]);
    put(other);
    expect(await codes()).toEqual([]);
  });

  test("the variable BROADSHEET_ORIGINALS wins over outlet.yaml", async () => {
    name();
    put(other, "../elsewhere");
    expect(await codes()).toEqual(["photo/original-missing"]);
    process.env.BROADSHEET_ORIGINALS = folder.path("elsewhere");
    try {
      expect(await codes()).toEqual([]);
    } finally {
      delete process.env.BROADSHEET_ORIGINALS;
    }
  });
});

describe("with --hold-back", () => {
  test("a kill goes out at once: other copies are left out, look-alikes stay as they were, both are told of", async () => {
    folder.write("articles/photos/killed.jpg", killed);
    folder.write("articles/photos/copy.jpg", killed);
    folder.write("articles/photos/alike.jpg", neighbour);
    story("killed", "photos/killed.jpg");
    story("copy", "photos/copy.jpg");
    story("alike", "photos/alike.jpg");
    expect((await build(options())).status).toBe(0);
    expect(renditions().some((name) => name.includes("copy-"))).toBe(true);

    await kill();
    expect((await build(options())).status).toBe(1);
    const result = await build({ ...options(), holdBack: true });
    expect(result.status).toBe(0);
    expect(result.problems.map(({ code, story: id }) => `${code} ${id}`).filter((each) => each.startsWith("photo/"))).toEqual([
      "photo/killed-lookalike world/alike",
      "photo/killed-again world/copy",
      "photo/killed world/killed",
    ]); // biome-ignore format: a list
    expect([...new Set(renditions().map((name) => name.replace(/^.*\/([a-z]+)-.*$/, "$1")))]).toEqual(["alike"]);
  });

  test("a new story with a look-alike stays out", async () => {
    await kill();
    folder.write("articles/photos/alike.jpg", neighbour);
    story("new", "photos/alike.jpg");
    expect((await build({ ...options(), holdBack: true })).status).toBe(0);
    expect(renditions()).toEqual([]);
    expect([...readFolder(folder.path("out")).keys()]).not.toContain("2026/05/29/new/index.html");
  });
});

test("a look-alike that lies in the archive unused is a warning at its sidecar", async () => {
  await kill();
  folder.write("articles/photos/alike.jpg", neighbour);
  folder.writeYaml("articles/photos/alike.jpg.yaml", { credit: "ANI" });
  expect((await problems()).map(({ code, severity, file }) => [code, severity, file])).toEqual([
    ["photo/killed-lookalike", "warning", "articles/photos/alike.jpg.yaml"],
    ["photo/killed", "warning", "articles/world/killed.md"],
  ]);
});
