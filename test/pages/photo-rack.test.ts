import { expect, test } from "vitest";
import type { Photo } from "../../src/model/story.ts";
import { PhotoRack } from "../../src/pages/photo-rack.ts";

const photo = (change: Partial<Photo> = {}): Photo => ({
  id: "world/boat.jpg",
  reading: {
    sha256: "a".repeat(64),
    width: 3000,
    height: 2000,
    colour: "7",
    format: "jpeg",
    hasAlpha: false,
    xmp: {},
    iim: {},
    exif: {},
    privateData: [],
  },
  rights: { credit: "ANI", creator: [] },
  alt: "A boat",
  focus: [0.5, 0.4],
  scopes: { web: true, feeds: true, offline: true },
  isLeased: false,
  ...change,
});

const sizesOf = (rack: PhotoRack) =>
  [...rack.renditions().keys()].map((path) => /-([^-]+)$/.exec(path)?.[1]).filter((size) => size?.includes("x"));

test("a story's lead photo comes in the shapes that link previews and search engines ask for", () => {
  const rack = new PhotoRack("");
  rack.view(photo(), "lead");
  expect(sizesOf(rack)).toEqual(["1200x630.jpg", "1200x675.jpg", "1200x900.jpg", "1200x1200.jpg"]);
});

test("a photo that stands in the copy or on a card alone costs no crops", () => {
  const rack = new PhotoRack("");
  rack.view(photo(), "inline");
  expect(sizesOf(rack)).toEqual([]);
  expect(rack.renditions().size).toBe(7);
});

test("a photo that leads one story and stands in another's copy is one piece of work", () => {
  const rack = new PhotoRack("");
  rack.view(photo(), "lead");
  rack.view(photo(), "inline");
  expect(new Set([...rack.renditions().values()].map(({ set }) => set)).size).toBe(1);
});

test("a crop is never larger than the part of the photo it shows, and too small a photo gets none", () => {
  const rack = new PhotoRack("");
  const small = photo({ reading: { ...photo().reading, width: 900, height: 700 } });
  expect(rack.crops(small).map(({ width, height }) => [width, height])).toEqual([
    [900, 506],
    [900, 675],
    [700, 700],
  ]);
  const tiny = photo({ reading: { ...photo().reading, width: 500, height: 500 } });
  expect(rack.crops(tiny)).toEqual([]);
});

test("a leased photo's files stand in a folder of their own, whether or not the same photo is free elsewhere", () => {
  const rack = new PhotoRack("/paper");
  const free = rack.view(photo(), "inline");
  const leased = rack.view(photo({ isLeased: true }), "inline");
  expect(free.src).toMatch(/^\/paper\/photos\/kept\/boat-/);
  expect(leased.src).toMatch(/^\/paper\/photos\/leased\/boat-/);
  const paths = [...rack.renditions().keys()];
  expect(paths.filter((path) => path.startsWith("photos/leased/"))).toHaveLength(7);
  expect(paths.filter((path) => path.startsWith("photos/kept/"))).toHaveLength(7);
  expect(leased.renditions.avif[0]?.outputPath).toBe(paths.find((path) => path.startsWith("photos/leased/")));
});
