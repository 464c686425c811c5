import { describe, expect, test } from "vitest";
import type { PhotoView } from "../../src/pages/views-parts.ts";
import { palette } from "../../src/photos/palette.ts";
import { colourCss, focusCss } from "../../src/photos/palette-css.ts";
import { photoMetadataForView, socialImage } from "../../src/photos/photo-view.ts";
import { planRenditions, type RenditionUse } from "../../src/photos/plan-renditions.ts";

const use: RenditionUse = {
  reading: { sha256: "a".repeat(64), width: 3000, height: 2000, colour: "7" },
  rights: { credit: "AP Photo/Rafiq", creator: [], licence: "https://example.org/l" },
  alt: "A boat",
  caption: "On the Yamuna",
  focus: [0.26, 0.5],
  placement: "lead",
  stem: "boat.jpg",
};
const view = (change: Partial<RenditionUse> = {}): PhotoView =>
  photoMetadataForView({ plan: planRenditions({ ...use, ...change }), urlPrefix: "/paper/photos/" });
const sized = (width: number, height: number) => view({ reading: { ...use.reading, width, height } });

test("a photo's view holds words, addresses and classes as templates print them", () => {
  const photo = view();
  const hash = /boat-([0-9a-f]{16})-320/.exec(photo.avifSrcset)?.[1];
  expect(photo).toMatchObject({
    alt: "A boat",
    caption: "On the Yamuna",
    credit: "AP Photo/Rafiq",
    licence: "https://example.org/l",
    width: 3000,
    height: 2000,
    src: `/paper/photos/boat-${hash}-640.jpg`,
    jpegSrcset: `/paper/photos/boat-${hash}-640.jpg 640w, /paper/photos/boat-${hash}-1280.jpg 1280w`,
    colourClass: "colour-7",
    focusClass: "focus-x-3 focus-y-5",
    shape: "landscape",
  });
  expect(photo.renditions.avif[0]).toEqual({
    format: "avif",
    width: 320,
    height: 213,
    url: `/paper/photos/boat-${hash}-320.avif`,
    sourceType: "image/avif",
    srcset: `/paper/photos/boat-${hash}-320.avif 320w`,
    filename: `boat-${hash}-320.avif`,
    outputPath: `photos/kept/boat-${hash}-320.avif`,
  });
});

test("without caption and licence the view has no such keys", () => {
  const photo = view({ caption: undefined, rights: { credit: "ANI", creator: [] } });
  expect(Object.keys(photo)).not.toContain("caption");
  expect(Object.keys(photo)).not.toContain("licence");
});

test("a name in another script is encoded, so that no srcset breaks", () => {
  const { avifSrcset } = view({ stem: "चाय, गर्म.jpg" });
  expect(avifSrcset).toMatch(/^[\x21-\x7e]+ 320w(, [\x21-\x7e]+ \d+w)+$/);
});

test("the fallback is the JPEG next above 640 px, else the widest", () => {
  expect(sized(300, 200).src).toMatch(/-300\.jpg$/);
  expect(sized(500, 400).src).toMatch(/-500\.jpg$/);
});

describe("shape", () => {
  test.each([
    [3000, 2000, "landscape"],
    [2000, 3000, "portrait"],
    [1000, 1000, "square"],
    [1040, 1000, "square"],
    [960, 1000, "square"],
  ] as const)("%i × %i is %s", (width, height, shape) => {
    expect(sized(width, height).shape).toBe(shape);
  });
});

test("link previews get the crop, else the widest JPEG", () => {
  const of = (change: Partial<RenditionUse>) =>
    socialImage({ plan: planRenditions({ ...use, ...change }), urlPrefix: "/photos/" });
  expect(of({})).toMatchObject({ width: 1200, height: 630, sourceType: "image/jpeg" });
  expect(of({ placement: "inline" })).toMatchObject({ width: 1280, height: 853 });
});

test("every class that a view can name stands in the stylesheet", () => {
  for (const { id, hex } of palette) expect(colourCss).toContain(`.colour-${id} { background-color: ${hex}; }`);
  for (let tenth = 0; tenth <= 10; tenth++) {
    expect(view({ focus: [tenth / 10, 1 - tenth / 10] }).focusClass).toBe(`focus-x-${tenth} focus-y-${10 - tenth}`);
    expect(focusCss).toContain(`.focus-x-${tenth} {`);
    expect(focusCss).toContain(`.focus-y-${tenth} {`);
  }
});

test("the palette's ids and colours are each their own", () => {
  expect(new Set(palette.map(({ id }) => id)).size).toBe(palette.length);
  expect(new Set(palette.map(({ hex }) => hex)).size).toBe(palette.length);
  for (const { hex } of palette) expect(hex).toMatch(/^#[0-9a-f]{6}$/);
});
