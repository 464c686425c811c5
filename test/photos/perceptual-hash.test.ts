import { describe, expect, test } from "vitest";
import { hashBits, hashDistance, lookAlikeLimit } from "../../src/model/look-alike.ts";
import { perceptualHash } from "../../src/photos/perceptual-hash.ts";
import { sharp } from "../../src/photos/sharp.ts";
import { cases } from "../support/cases.ts";
import { drawBursts, type Frame } from "./bursts.ts";
import { readingOf } from "./fixtures.ts";

// The measurement of docs/decisions/0011-perceptual-hash.md: `npm run prove -- test/photos/perceptual-hash.test.ts` draws all
// 200 frames and prints the figures; the ordinary run draws a few.

const seed = Number(process.env.BROADSHEET_SEED ?? 11);
const isProof = process.env.BROADSHEET_PROVE === "1";

async function hashOf(bytes: Buffer): Promise<string> {
  return (await readingOf(bytes)).perceptualHash ?? "";
}

/** Every form in which a copy of a killed picture comes back, and the share of copies that must be known again. */
const copies: Record<string, { least: number; make: (frame: Buffer) => Promise<Buffer> }> = {
  "JPEG at quality 30": { least: 1, make: (frame) => sharp(frame).jpeg({ quality: 30 }).toBuffer() },
  "640 px": { least: 1, make: (frame) => sharp(frame).resize(640).jpeg().toBuffer() },
  "240 px, WebP": { least: 1, make: (frame) => sharp(frame).resize(240).webp({ quality: 50 }).toBuffer() },
  AVIF: { least: 1, make: (frame) => sharp(frame).resize(640).avif({ quality: 50, effort: 0 }).toBuffer() },
  "PNG, 480 px": { least: 1, make: (frame) => sharp(frame).resize(480).png().toBuffer() },
  "brighter by a tenth": { least: 1, make: (frame) => sharp(frame).modulate({ brightness: 1.1 }).jpeg().toBuffer() },
  "darker by a tenth": { least: 1, make: (frame) => sharp(frame).modulate({ brightness: 0.9 }).jpeg().toBuffer() },
  "without colour": { least: 1, make: (frame) => sharp(frame).greyscale().jpeg().toBuffer() },
  sharpened: { least: 1, make: (frame) => sharp(frame).sharpen({ sigma: 1.5 }).jpeg().toBuffer() },
  mirrored: { least: 1, make: (frame) => sharp(frame).flop().jpeg().toBuffer() },
  "2 % cut from one side": { least: 1, make: (frame) => cut(frame, { left: 0.02 }) },
  "1 % cut from each side": { least: 1, make: (frame) => cut(frame, { left: 0.01, right: 0.01, top: 0.01, bottom: 0.01 }) },
  "3 % cut from the foot": { least: 0.95, make: (frame) => cut(frame, { bottom: 0.03 }) },
  "2 % cut from each side": { least: 1, make: (frame) => cut(frame, { left: 0.02, right: 0.02, top: 0.02, bottom: 0.02 }) },
  "3 % cut from each side": { least: 0.85, make: (frame) => cut(frame, { left: 0.03, right: 0.03, top: 0.03, bottom: 0.03 }) },
  "5 % cut from each side": { least: 0, make: (frame) => cut(frame, { left: 0.05, right: 0.05, top: 0.05, bottom: 0.05 }) },
}; // biome-ignore format: a table

async function cut(
  frame: Buffer,
  { left = 0, right = 0, top = 0, bottom = 0 }: { left?: number; right?: number; top?: number; bottom?: number },
): Promise<Buffer> {
  const { width, height } = await sharp(frame).metadata();
  return await sharp(frame)
    .extract({
      left: Math.round(width * left),
      top: Math.round(height * top),
      width: Math.round(width * (1 - left - right)),
      height: Math.round(height * (1 - top - bottom)),
    })
    .jpeg()
    .toBuffer();
}

const share = (part: number, whole: number) => `${part} of ${whole} (${((100 * part) / whole).toFixed(2)} %)`;

describe("which pictures look alike", { timeout: 600_000 }, () => {
  let frames: Frame[] = [];
  const hashes = new Map<Frame, string>();

  test("frames of bursts: other scenes are told apart, other moments of the same scene mostly are not", async () => {
    frames = await drawBursts(cases(5, 20), cases(4, 10), seed);
    for (const frame of frames) hashes.set(frame, await hashOf(frame.jpeg));
    const other: number[] = [];
    const same: number[] = [];
    for (const [index, one] of frames.entries()) {
      for (const two of frames.slice(index + 1)) {
        const distance = hashDistance(hashes.get(one) ?? "", hashes.get(two) ?? "");
        (one.burst === two.burst ? same : other).push(distance);
      }
    }
    const alike = (distances: number[]) => distances.filter((distance) => distance <= lookAlikeLimit).length;
    if (isProof) {
      console.log(`${frames.length} frames; limit ${lookAlikeLimit} of ${hashBits} bits`);
      console.log(`frames of other bursts taken for alike: ${share(alike(other), other.length)}`);
      console.log(`  the nearest: ${other.sort((a, b) => a - b).slice(0, 5)} bits`);
      console.log(`other frames of the same burst taken for alike: ${share(alike(same), same.length)}`);
      for (const limit of [48, 64, 72, 80, 88, 96, 104]) {
        const within = (distances: number[]) => distances.filter((distance) => distance <= limit).length;
        console.log(
          `  at ${limit} bits: other bursts ${share(within(other), other.length)}, same ${share(within(same), same.length)}`,
        );
      }
    }
    expect(alike(other)).toBe(0);
    expect(alike(same)).toBeGreaterThan(0);
  });

  test.each(Object.entries(copies))("a copy is known again: %s", async (name, { least, make }) => {
    const sample = frames.filter(({ number }) => number < cases(1, 3));
    expect(sample.length).toBeGreaterThan(0);
    const distances: number[] = [];
    for (const frame of sample) {
      distances.push(hashDistance(hashes.get(frame) ?? "", await hashOf(await make(frame.jpeg))));
    }
    const known = distances.filter((distance) => distance <= lookAlikeLimit).length;
    if (isProof) console.log(`${name}: ${share(known, distances.length)}, at most ${Math.max(...distances)} bits`);
    expect(known / distances.length).toBeGreaterThanOrEqual(least);
  });

  test.each([2, 3, 4, 5, 6, 7, 8])(
    "a picture stored in orientation %i is the picture as it is seen",
    async (orientation) => {
      const [frame] = frames;
      if (!frame) throw new Error("no frame was drawn");
      const stored = await sharp(frame.jpeg).keepExif().withMetadata({ orientation }).jpeg().toBuffer();
      const seen = await sharp(stored).autoOrient().jpeg().toBuffer();
      expect((await sharp(stored).metadata()).orientation).toBe(orientation);
      expect((await sharp(seen).metadata()).orientation ?? 1).toBe(1);
      expect(hashDistance(await hashOf(stored), await hashOf(seen))).toBeLessThan(24);
      // Turned or stood on its head it is another picture; in the mirror it is the same.
      const distance = hashDistance(await hashOf(stored), hashes.get(frame) ?? "");
      if (orientation === 2) expect(distance).toBeLessThan(24);
      else expect(distance).toBeGreaterThan(lookAlikeLimit);
    },
  );
});

describe("the hash", () => {
  test("a picture of one colour has none: all of them would look alike", async () => {
    for (const background of ["#000", "#c33", "#fff"]) {
      const plain = sharp({ create: { width: 300, height: 200, channels: 3, background } });
      expect((await readingOf(await plain.jpeg().toBuffer())).perceptualHash).toBeUndefined();
    }
  });

  test("is 288 bits in hexadecimal, and no distance is told of anything else", () => {
    const hash = perceptualHash(Uint8Array.from({ length: 32 * 32 * 3 }, (_, at) => (at * 7919) % 251)) ?? "";
    expect(hash).toMatch(/^[0-9a-f]{72}$/);
    expect(hashDistance(hash, hash)).toBe(0);
    expect(hashDistance(hash, hash.toUpperCase())).toBe(0);
    expect(hashDistance(hash, hash.slice(1))).toBe(Number.POSITIVE_INFINITY);
    expect(hashDistance(hash, "x".repeat(72))).toBe(Number.POSITIVE_INFINITY);
    const changed = `${hash.slice(0, -1)}${(Number.parseInt(hash.slice(-1), 16) ^ 0b0101).toString(16)}`;
    expect(hashDistance(hash, changed)).toBe(2);
  });
});
