import { join } from "node:path";
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

describe("an original outside git", () => {
  beforeEach(() => {
    site.folder.writeYaml("articles/photos/far.jpg.yaml", {
      original: sha256(frames.other),
      alt: "A",
      credit: "Staff",
    });
    site.story("far", "photos/far.jpg");
  });
  const put = (bytes: Buffer, base = "../originals") =>
    site.folder.write(join(base, sha256(frames.other).slice(0, 2), `${sha256(frames.other)}.jpg`), bytes);
  const name = () => {
    site.outlet("photos: { originals: ../originals }");
  };

  test("is a photo like any other", async () => {
    name();
    put(frames.other);
    expect(await site.codes()).toEqual([]);
    expect((await site.build()).status).toBe(0);
    expect(site.renditions().length).toBeGreaterThan(3);
  });

  test("is said to be missing at its use where there is no folder, or no file in it", async () => {
    expect(await site.codes()).toEqual(["photo/original-missing"]);
    name();
    const [found] = await site.problems();
    expect(found).toMatchObject({ code: "photo/original-missing", file: "articles/world/far.md", story: "world/far" });
  });

  test("with other bytes is damaged, and is right again once they are back", async () => {
    name();
    put(frames.killed);
    expect(await site.codes()).toEqual(["photo/original-damaged"]);
    put(frames.other);
    expect(await site.codes()).toEqual([]);
  });

  test("the variable BROADSHEET_ORIGINALS wins over outlet.yaml", async () => {
    name();
    put(frames.other, "../elsewhere");
    expect(await site.codes()).toEqual(["photo/original-missing"]);
    process.env.BROADSHEET_ORIGINALS = site.folder.path("elsewhere");
    try {
      expect(await site.codes()).toEqual([]);
    } finally {
      delete process.env.BROADSHEET_ORIGINALS;
    }
  });
});
