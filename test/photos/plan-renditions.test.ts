import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Rights } from "../../src/model/rights.ts";
import { cropByFocus } from "../../src/photos/crop.ts";
import { planRenditions, type RenditionUse, renditionsOf, widthsFor } from "../../src/photos/plan-renditions.ts";

const rights: Rights = { credit: "ANI", creator: ["Asha Rao"] };
const use: RenditionUse = {
  reading: { sha256: "a".repeat(64), width: 3000, height: 2000, colour: "7" },
  rights,
  alt: "A boat",
  caption: "A boat on the Yamuna",
  focus: [0.5, 0.5],
  placement: "inline",
  stem: "delhi/Harbour View.jpg",
};
const of = (change: Partial<RenditionUse>) => planRenditions({ ...use, ...change });
const sized = (width: number, height: number) => of({ reading: { ...use.reading, width, height } });
const widths = (width: number, height: number, format: "avif" | "jpeg" = "avif") =>
  sized(width, height).set[format].map((rendition) => rendition.width);
const names = (change: Partial<RenditionUse> = {}) => renditionsOf(of(change).set).map(({ name }) => name);

describe("widths", () => {
  test.each([
    [3000, [320, 640, 960, 1280, 1920], [640, 1280]],
    [1920, [320, 640, 960, 1280, 1920], [640, 1280]],
    [1919, [320, 640, 960, 1280, 1919], [640, 1280]],
    [1000, [320, 640, 960, 1000], [640, 1000]],
    [960, [320, 640, 960], [640, 960]],
    [500, [320, 500], [500]],
    [320, [320], [320]],
    [200, [200], [200]],
    [1, [1], [1]],
  ])("a source of %i px gets the steps it reaches and its own width", (width, avif, jpeg) => {
    expect(widths(width, 1000)).toEqual(avif);
    expect(widths(width, 1000, "jpeg")).toEqual(jpeg);
  });

  test("a picture too tall for the format gets narrower ones", () => {
    expect(widths(1000, 50_000)).toEqual([320, 327]);
    for (const { height } of renditionsOf(sized(700, 60_000).set)) expect(height).toBeLessThanOrEqual(16_384);
  });

  test("nothing is ever enlarged, and every picture gets at least one of each", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 30_000 }), fc.integer({ min: 1, max: 4000 }), (width, height) => {
        const { set } = planRenditions({
          ...use,
          placement: "lead",
          hasCrops: true,
          reading: { ...use.reading, width, height },
        });
        expect(set.avif.length).toBeGreaterThan(0);
        expect(set.jpeg.length).toBeGreaterThan(0);
        for (const rendition of renditionsOf(set)) {
          expect(rendition.width).toBeLessThanOrEqual(rendition.crop?.width ?? width);
          expect(rendition.height).toBeLessThanOrEqual(rendition.crop?.height ?? height);
          expect(rendition.height).toBeGreaterThan(0);
        }
      }),
      { seed: 1 },
    );
  });

  test("steps are reached, never passed", () => {
    expect(widthsFor({ width: 800, height: 600 }, [320, 640, 960])).toEqual([320, 640, 800]);
    expect(widthsFor({ width: 960, height: 600 }, [320, 640, 960])).toEqual([320, 640, 960]);
    expect(widthsFor({ width: 2000, height: 600 }, [320, 640, 960])).toEqual([320, 640, 960]);
  });
});

describe("names", () => {
  test("say stem, digest, width and format", () => {
    const hash = /^harbour-view-([0-9a-f]{16})-320\.avif$/.exec(names()[0] ?? "")?.[1];
    expect(names()).toEqual([
      ...[320, 640, 960, 1280, 1920].map((width) => `harbour-view-${hash}-${width}.avif`),
      ...[640, 1280].map((width) => `harbour-view-${hash}-${width}.jpg`),
    ]);
  });

  test("are the same for the same photo, rights and words wherever it stands", () => {
    const lead = names({ placement: "lead", focus: [0.1, 0.9] });
    expect(lead.slice(0, 7)).toEqual(names());
    expect(lead).toHaveLength(8);
  });

  test.each<[string, Partial<RenditionUse>]>([
    ["another file", { reading: { ...use.reading, sha256: "b".repeat(64) } }],
    ["another credit", { rights: { ...rights, credit: "PTI" } }],
    ["another creator", { rights: { ...rights, creator: ["Asha"] } }],
    ["a licence", { rights: { ...rights, licence: "https://example.org/" } }],
    ["another alt text", { alt: "A ship" }],
    ["another caption", { caption: "A ship" }],
    ["no caption", { caption: undefined }],
  ])("change with %s", (_name, change) => {
    expect(names(change).filter((name) => names().includes(name))).toEqual([]);
  });

  test("do not change with the colour or the agency's key, which no file holds", () => {
    expect(names({ reading: { ...use.reading, colour: "3" }, rights: { ...rights, agency: "ani" } })).toEqual(names());
  });

  test.each([
    ["चाय का सफ़र.jpg", "चाय-का-सफ़र"],
    ["IMG_0001.JPG", "img-0001"],
    ["a.b.c.png", "a-b-c"],
    ["???.jpg", "photo"],
    [".jpg", "photo"],
    ["C:\\wire\\Boat.jpg", "boat"],
  ])("of %s begin with %s", (stem, expected) => {
    expect(names({ stem })[0]?.replace(/-[0-9a-f]{16}-.*$/, "")).toBe(expected.normalize("NFC"));
  });

  test("stay short enough for every file system", () => {
    for (const name of names({ stem: "क्षत्रिय".repeat(60), placement: "lead" })) {
      expect(Buffer.byteLength(name)).toBeLessThan(120);
    }
  });
});

describe("crops of a lead photo", () => {
  test("the picture for link previews is 1200 × 630 around the focus", () => {
    const { social } = of({ placement: "lead", focus: [0.5, 0] }).set;
    expect(social).toMatchObject({
      format: "jpeg",
      width: 1200,
      height: 630,
      crop: { left: 0, top: 0, width: 3000, height: 1575 },
    });
    expect(of({ placement: "lead", focus: [0.5, 1] }).set.social?.crop).toMatchObject({ top: 425, height: 1575 });
    expect(social?.name).toMatch(/^harbour-view-[0-9a-f]{16}-1200x630\.jpg$/);
  });

  test("another focus makes another crop and leaves all else", () => {
    const [one, other] = [names({ placement: "lead", focus: [0, 0] }), names({ placement: "lead", focus: [1, 1] })];
    expect(one.filter((name) => !other.includes(name))).toHaveLength(1);
  });

  test("a small source gets as much as it has; a smaller one none", () => {
    const lead = (width: number, height: number) =>
      of({ placement: "lead", reading: { ...use.reading, width, height } }).set.social;
    expect(lead(800, 600)).toMatchObject({ width: 800, height: 420 });
    expect(lead(500, 400)).toBeUndefined();
    expect(lead(4000, 200)).toBeUndefined();
  });

  test("16:9, 4:3 and 1:1 are made where asked for", () => {
    expect(of({ placement: "lead" }).set.crops).toEqual([]);
    expect(of({ placement: "inline", hasCrops: true }).set.crops).toEqual([]);
    const { crops } = of({ placement: "lead", hasCrops: true }).set;
    expect(crops.map(({ width, height }) => [width, height])).toEqual([
      [1200, 675],
      [1200, 900],
      [1200, 1200],
    ]);
  });

  test("a crop lies within the picture, keeps its shape and is as large as can be", () => {
    const side = fc.integer({ min: 1, max: 9000 });
    const share = fc.double({ min: 0, max: 1, noNaN: true });
    fc.assert(
      fc.property(side, side, share, share, (width, height, x, y) => {
        const crop = cropByFocus({ width, height }, { width: 1200, height: 630 }, [x, y]);
        expect(crop.left).toBeGreaterThanOrEqual(0);
        expect(crop.top).toBeGreaterThanOrEqual(0);
        expect(crop.left + crop.width).toBeLessThanOrEqual(width);
        expect(crop.top + crop.height).toBeLessThanOrEqual(height);
        expect(crop.width === width || crop.height === height).toBe(true);
        expect(crop.width > 0 && crop.height > 0).toBe(true);
      }),
      { seed: 1 },
    );
  });
});
