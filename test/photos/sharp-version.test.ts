import sharp from "sharp";
import { expect, test } from "vitest";
import { engineVersion } from "../../src/photos/sharp-version.ts";

test("the engine's version is what sharp says of itself, though sharp is not loaded for it", () => {
  const { sharp: own, vips, aom } = sharp.versions;
  expect(engineVersion).toBe(`sharp ${own}, vips ${vips}, aom ${aom}`);
});
