// Longer than 250 lines: one rule, from every side by which a killed picture may come back.
import sharp from "sharp";
import { afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { sha256 } from "../../src/base/digest.ts";
import { drawFrames, type Frames, KilledSite } from "../support/killed-site.ts";

let frames: Frames;
let site: KilledSite;
beforeAll(async () => {
  frames = await drawFrames();
});
beforeEach(() => {
  site = new KilledSite(frames);
});
afterEach(() => site.folder.close());

describe("the killed photo itself", () => {
  test("is left out with a warning at each use, though its file is deleted; the story stays", async () => {
    await site.kill();
    expect(await site.problems()).toEqual([
      expect.objectContaining({ code: "photo/killed", severity: "warning", file: "articles/world/killed.md", line: 8 }),
    ]);
    const result = await site.build();
    expect(result.status).toBe(0);
    expect(site.renditions()).toEqual([]);
    expect(site.output("2026/05/29/killed/index.html")).not.toBe("");
  });

  test("a kill in one story's front matter takes it out of all, and refuses its bytes under another name", async () => {
    site.folder.write("articles/photos/one.jpg", frames.killed);
    site.folder.write("articles/photos/two.jpg", frames.killed);
    site.story("a", { file: "photos/one.jpg", kill: { at: site.at, reason: site.reason } });
    site.story("b", "photos/one.jpg");
    expect(await site.codes()).toEqual(["photo/killed", "photo/killed"]);
    expect((await site.build()).status).toBe(0);
    expect(site.renditions()).toEqual([]);
    site.story("c", "photos/two.jpg");
    expect(await site.codes()).toEqual(["photo/killed", "photo/killed", "photo/killed-again"]);
  });
});

describe("a kill by hand, which holds a date and a reason", () => {
  const byHand = () => {
    site.folder.writeYaml("articles/photos/killed.jpg.yaml", { kill: { at: site.at, reason: site.reason } });
  };
  const incomplete = async () =>
    (await site.problems()).flatMap(({ code, severity, file }) =>
      code === "photo/kill-incomplete" ? [`${severity} ${file}`] : [],
    );

  test("is a warning while the file is there, and an error once it is gone, for the same bytes would pass", async () => {
    site.folder.write("articles/photos/killed.jpg", frames.killed);
    site.story("killed", "photos/killed.jpg");
    byHand();
    expect(await incomplete()).toEqual(["warning articles/photos/killed.jpg.yaml"]);
    expect((await site.build()).status).toBe(0);
    site.folder.remove("articles/photos/killed.jpg");
    expect(await incomplete()).toEqual(["error articles/photos/killed.jpg.yaml"]);
    expect((await site.build()).status).toBe(1);
    const night = await site.build({ holdBack: true });
    expect(night.status).toBe(0);
    expect(night.problems.map(({ code }) => code)).toContain("photo/kill-incomplete");
    await site.kill({ renditions: ["killed-12ab-640.avif"] });
    expect(await incomplete()).toEqual([]);
  });

  test("is named in withdrawn.json by id and SHA-256, where a story had shown the photo", async () => {
    site.folder.write("articles/photos/killed.jpg", frames.killed);
    site.story("killed", "photos/killed.jpg");
    byHand();
    await site.build();
    expect(JSON.parse(site.output("withdrawn.json"))).toMatchObject({
      photos: [{ id: "photos/killed.jpg", sha256: sha256(frames.killed), files: [] }],
    });
    site.story("killed", "photos/killed.jpg", { published: "2026-05-31T09:00" });
    expect((await site.build({ allowRemoved: true })).status).toBe(0);
    expect(JSON.parse(site.output("withdrawn.json"))).toMatchObject({ photos: [] });
  });

  test("is a warning where the last build had files of the photo that withdrawn.json does not name", async () => {
    site.folder.write("articles/photos/killed.jpg", frames.killed);
    site.story("killed", "photos/killed.jpg");
    await site.build();
    site.folder.writeYaml("articles/photos/killed.jpg.yaml", {
      kill: { at: site.at, reason: site.reason, sha256: sha256(frames.killed) },
    });
    site.folder.remove("articles/world/killed.md");
    const { problems } = await site.build({ allowRemoved: true });
    expect(problems.filter(({ code }) => code === "photo/kill-incomplete")).toEqual([
      expect.objectContaining({ severity: "warning", file: "articles/photos/killed.jpg.yaml" }),
    ]);
  });
});

describe("a kill that can't be understood", () => {
  test.each([
    ["without a reason", "kill: { at: 2026-05-30 }"],
    ["with a date that does not exist", "kill: { at: 2026-02-30, reason: x }"],
    ["with a hash that is none", "kill: { at: 2026-05-30, reason: x, sha256: 12 }"],
    ["empty", "kill:"],
    ["in YAML that is broken", "alt: [\nkill: { at: 2026-05-30, reason: x }"],
  ])("%s is an error, and takes the photo off every page, even where the error is lowered", async (_title, yaml) => {
    site.folder.write("articles/photos/killed.jpg", frames.killed);
    site.folder.write("articles/photos/killed.jpg.yaml", `${yaml}\n`);
    site.story("killed", "photos/killed.jpg");
    expect((await site.build()).status).toBe(1);
    const lowered = [
      "data/missing-key",
      "data/date",
      "data/wrong-value",
      "data/wrong-type",
      "data/empty-key",
      "yaml/invalid",
    ];
    site.outlet(`checks: { ${lowered.map((code) => `${code}: off`).join(", ")} }`);
    const { problems } = await site.build();
    expect(site.renditions(), JSON.stringify(problems)).toEqual([]);
  });
});

describe("the killed photo under another name", () => {
  test("is an error that names the kill, its date and where the reason is, never the reason", async () => {
    await site.kill();
    site.folder.write("articles/photos/back.jpg", frames.killed);
    site.story("killed", "photos/back.jpg");
    const [found, ...others] = await site.problems();
    expect(others).toEqual([]);
    expect(found).toMatchObject({ code: "photo/killed-again", severity: "error", story: "world/killed" });
    const words = JSON.stringify(found);
    for (const word of ["photos/killed.jpg", "30 May 2026", "articles/photos/killed.jpg.yaml"])
      expect(words).toContain(word);
    expect(words).not.toContain(site.reason);
  });

  test("is in no output, even where the outlet lowers the error", async () => {
    await site.kill();
    site.folder.write("articles/photos/back.jpg", frames.killed);
    site.story("killed", "photos/back.jpg");
    site.outlet("checks: { photo/killed-again: off }");
    expect((await site.build()).status).toBe(0);
    expect(site.renditions()).toEqual([]);
  });

  test("is an error in a sidecar of a photo that nothing uses", async () => {
    await site.kill();
    site.folder.remove("articles/world/killed.md");
    site.folder.write("articles/photos/back.jpg", frames.killed);
    site.folder.writeYaml("articles/photos/back.jpg.yaml", { credit: "ANI" });
    expect(await site.problems()).toEqual([
      expect.objectContaining({ code: "photo/killed-again", file: "articles/photos/back.jpg.yaml" }),
    ]);
  });

  test.each([
    ["the same reference", { supplierRef: " ani-2026-0531 ", credit: "ANI" }, ["photo/killed-again"]],
    ["the same reference of nobody known", { supplierRef: "ANI-2026-0531" }, ["photo/killed-again"]],
    ["another agency's that counts alike", { supplierRef: "ANI-2026-0531", credit: "PTI" }, []],
    ["another reference", { supplierRef: "ANI-2026-0532", credit: "ANI" }, []],
  ])("is known by its supplier's reference: %s", async (_title, record, expected) => {
    await site.kill();
    site.folder.writeYaml("articles/photos/killed.jpg.yaml", {
      credit: "ANI",
      kill: {
        at: site.at,
        reason: site.reason,
        sha256: sha256(frames.killed),
        supplierRef: "ANI-2026-0531",
        renditions: ["killed-12ab-640.avif"],
      },
    });
    site.folder.write("articles/photos/other.jpg", frames.other);
    site.story("killed", { file: "photos/other.jpg", ...record });
    expect(await site.codes()).toEqual(expected);
  });
});

describe("a photo that looks like a killed one", () => {
  const use = async (bytes: Buffer, record: Record<string, unknown> = {}) => {
    await site.kill();
    site.folder.write("articles/photos/alike.jpg", bytes);
    site.story("killed", { file: "photos/alike.jpg", ...record });
  };

  test("is an error with the distance: a small copy, its mirror image, the next frame of the burst", async () => {
    for (const bytes of [
      await sharp(frames.killed).resize(640).jpeg({ quality: 50 }).toBuffer(),
      await sharp(frames.killed).flop().jpeg().toBuffer(),
      frames.neighbour,
    ]) {
      await use(bytes);
      const [found] = await site.problems();
      expect(found).toMatchObject({ code: "photo/killed-lookalike", severity: "error", story: "world/killed" });
      expect(found?.found).toMatch(/^\d+ of 288 bits differ$/);
    }
  });

  test("is none of them where it is another scene", async () => {
    await use(frames.other);
    expect(await site.codes()).toEqual([]);
  });

  test("is let through by `notKilled` in its record or in its sidecar", async () => {
    await use(frames.neighbour, { notKilled: "photos/killed.jpg" });
    expect(await site.codes()).toEqual([]);
    await use(frames.neighbour);
    site.folder.writeYaml("articles/photos/alike.jpg.yaml", { notKilled: ["killed.jpg"] });
    expect(await site.codes()).toEqual([]);
  });

  test("a `notKilled` that names no killed photo is a warning, and lets nothing through", async () => {
    await use(frames.neighbour, { notKilled: ["photos/kiled.jpg"] });
    const found = await site.problems();
    expect(found.map(({ code }) => code)).toEqual(["photo/killed-lookalike", "photo/not-killed-unknown"]);
    expect(found[1]).toMatchObject({ severity: "warning", hint: "Did you mean `photos/killed.jpg`?" });
  });

  test("one of a sidecar is told with its line", async () => {
    await use(frames.other);
    site.folder.write("articles/photos/alike.jpg.yaml", "alt: A quay\ncredit: Staff\nnotKilled:\n  - kiled.jpg\n");
    expect(await site.problems()).toMatchObject([
      { code: "photo/not-killed-unknown", file: "articles/photos/alike.jpg.yaml", line: 3, key: "notKilled" },
    ]);
  });

  test("`notKilled` never lets the killed bytes themselves through", async () => {
    await use(frames.killed, { notKilled: ["photos/killed.jpg"] });
    expect(await site.codes()).toEqual(["photo/killed-again"]);
  });
});

describe("with --hold-back", () => {
  test("a kill goes out at once: other copies are left out, look-alikes stay as they were, both are told of", async () => {
    site.folder.write("articles/photos/killed.jpg", frames.killed);
    site.folder.write("articles/photos/copy.jpg", frames.killed);
    site.folder.write("articles/photos/alike.jpg", frames.neighbour);
    site.story("killed", "photos/killed.jpg");
    site.story("copy", "photos/copy.jpg");
    site.story("alike", "photos/alike.jpg");
    expect((await site.build()).status).toBe(0);
    expect(site.renditions().some((name) => name.includes("copy-"))).toBe(true);

    await site.kill();
    expect((await site.build()).status).toBe(1);
    const result = await site.build({ holdBack: true });
    expect(result.status).toBe(0);
    expect(
      result.problems.map(({ code, story: id }) => `${code} ${id}`).filter((each) => each.startsWith("photo/")),
    ).toEqual(["photo/killed-lookalike world/alike", "photo/killed-again world/copy", "photo/killed world/killed"]);
    expect([...new Set(site.renditions().map((name) => name.replace(/^.*\/([a-z]+)-.*$/, "$1")))]).toEqual(["alike"]);
  });

  test("a new story with a look-alike stays out", async () => {
    await site.kill();
    site.folder.write("articles/photos/alike.jpg", frames.neighbour);
    site.story("new", "photos/alike.jpg");
    expect((await site.build({ holdBack: true })).status).toBe(0);
    expect(site.renditions()).toEqual([]);
    expect(site.output("2026/05/29/new/index.html")).toBe("");
  });
});

test("a look-alike that lies in the archive unused is a warning at its sidecar", async () => {
  await site.kill();
  site.folder.write("articles/photos/alike.jpg", frames.neighbour);
  site.folder.writeYaml("articles/photos/alike.jpg.yaml", { credit: "ANI" });
  expect((await site.problems()).map(({ code, severity, file }) => [code, severity, file])).toEqual([
    ["photo/killed-lookalike", "warning", "articles/photos/alike.jpg.yaml"],
    ["photo/killed", "warning", "articles/world/killed.md"],
  ]);
});
