import { expect, test } from "vitest";
import { sha256 } from "../../src/base/digest.ts";
import { makeRenditions } from "../../src/photos/make-renditions.ts";
import { planRenditions, renditionsOf } from "../../src/photos/plan-renditions.ts";
import { readIim } from "../../src/photos/read-iim.ts";
import { readPhoto } from "../../src/photos/read-photo.ts";
import { readXmp } from "../../src/photos/read-xmp.ts";
import { sharp } from "../../src/photos/sharp.ts";
import { writePhoto } from "./fixtures.ts";

const chart = (content: string) =>
  `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 600 300">${content}<text x="20" y="160" font-size="80" font-family="serif">Rain बारिश بارش</text></svg>`;

async function make(source: string) {
  const bytes = Buffer.from(source);
  const file = writePhoto(bytes, "rain.svg");
  const { value: reading } = await readPhoto(file);
  if (!reading) throw new Error("unreadable");
  const plan = planRenditions({
    reading,
    rights: { credit: "The graphics desk", creator: ["A Cartographer"], licence: "https://example.org/l" },
    alt: "Rain by month",
    focus: [0.5, 0.5],
    placement: "lead",
    hasCrops: true,
    stem: "rain.svg",
  });
  const files = new Map<string, Buffer>();
  const made = await makeRenditions({
    path: file.path,
    plan,
    onMade: ({ format }, each) => void files.set(format, each),
  });
  expect(made.failure).toBeUndefined();
  expect(plan.sha256).toBe(sha256(bytes));
  return {
    names: renditionsOf(plan.set).map(({ name }) => name.replace(/[0-9a-f]{16}/, "#")),
    svg: files.get("svg"),
    jpeg: files.get("jpeg"),
  };
}

/** 0–255: the darkest pixel of a part, whose own file is measured, for `stats()` knows no pipeline. */
async function darkest(file: Buffer | undefined, part: { left: number; top: number; width: number; height: number }) {
  const { channels } = await sharp(await sharp(file).extract(part).png().toBuffer()).stats();
  return Math.min(...channels.map(({ min }) => min));
}

test("a drawing becomes itself and one JPEG, never a crop", async () => {
  const { names, jpeg } = await make(chart(""));
  expect(names).toEqual(["rain-#.svg", "rain-#-1280.jpg"]);
  expect(await sharp(jpeg).metadata()).toMatchObject({ width: 1280, height: 640, format: "jpeg" });
});

test("both carry the rights record", async () => {
  const { svg, jpeg } = await make(chart(""));
  expect(svg?.toString("utf8")).toContain("<photoshop:Credit>The graphics desk</photoshop:Credit>");
  const { xmp } = await sharp(jpeg).metadata();
  expect(readXmp(xmp ?? Buffer.alloc(0)).claim).toMatchObject({
    credit: "The graphics desk",
    creator: ["A Cartographer"],
  });
  expect(readIim(jpeg ?? Buffer.alloc(0)).claim).toMatchObject({ credit: "The graphics desk" });
});

test("letters of every script of ours are drawn with our own fonts, the same each time, on white", async () => {
  const [one, other] = [await make(chart("")), await make(chart(""))];
  expect(one.jpeg && other.jpeg && one.jpeg.equals(other.jpeg)).toBe(true);
  // Latin, Devanagari and Nastaliq, from left to right: ink in each third of the line.
  for (const left of [50, 400, 800]) {
    expect(await darkest(one.jpeg, { left, top: 180, width: 250, height: 260 })).toBeLessThan(90);
  }
  expect(await darkest(one.jpeg, { left: 0, top: 0, width: 40, height: 40 })).toBeGreaterThan(250);
});

test("the loader of SVG is closed again once the drawing is made, and for all that is not cleaned", async () => {
  await make(chart(""));
  await expect(
    sharp(Buffer.from(chart("")))
      .png()
      .toBuffer(),
  ).rejects.toThrow();
});

test("nothing that was left out of the drawing is in its JPEG", async () => {
  const bitmap = await sharp({ create: { width: 60, height: 60, channels: 3, background: "#f00" } })
    .png()
    .toBuffer();
  const red = writePhoto(bitmap, "red.png").path;
  const { jpeg } = await make(chart(`<image width="600" height="300" href="file://${red}"/>`));
  const { channels } = await sharp(jpeg).stats();
  expect(Math.abs((channels[0]?.mean ?? 0) - (channels[1]?.mean ?? 0))).toBeLessThan(2);
});
