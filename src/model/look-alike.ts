/** How many frequencies a perceptual hash keeps in either direction, from 0: 17 × 17 without the mean are 288 bits. */
export const hashFrequencies = 17;

/** Bits of a perceptual hash. */
export const hashBits = hashFrequencies * hashFrequencies - 1;

/**
 * Two pictures at most so many bits apart (of 288) look alike. Chosen by measurement: docs/decisions/0011-perceptual-hash.md.
 */
export const lookAlikeLimit = 80;

/** A perceptual hash ready to be compared, and the one that its mirror image would have. */
export interface ParsedHash {
  words: Uint32Array;
  mirrored: Uint32Array;
}

const wordBits = 32;

/** Bits that change sign in the mirror: every odd horizontal frequency. The first bit is (u 1, v 0), for the mean is left out. */
const mirrorMask = Uint32Array.from({ length: hashBits / wordBits }, (_, word) => {
  let mask = 0;
  for (let bit = 0; bit < wordBits; bit += 1) {
    const frequency = (word * wordBits + bit + 1) % hashFrequencies;
    if (frequency % 2 === 1) mask |= 1 << (wordBits - 1 - bit);
  }
  return mask;
});

/** A hash from its hexadecimal form; undefined for what is none. */
export function parseHash(hash: string): ParsedHash | undefined {
  if (hash.length !== hashBits / 4 || !/^[0-9a-f]+$/i.test(hash)) return undefined;
  const words = Uint32Array.from(mirrorMask, (_, word) => Number.parseInt(hash.slice(word * 8, word * 8 + 8), 16));
  return { words, mirrored: words.map((bits, word) => bits ^ (mirrorMask[word] ?? 0)) };
}

/** In how many bits two pictures differ, or one from the other's mirror image, whichever are fewer. */
export function parsedDistance(one: ParsedHash, other: ParsedHash): number {
  return Math.min(distance(one.words, other.words), distance(one.words, other.mirrored));
}

/** In how many of 288 bits two hexadecimal hashes differ, mirror images included; infinite where one of them is none. */
export function hashDistance(one: string, other: string): number {
  const [a, b] = [parseHash(one), parseHash(other)];
  return a && b ? parsedDistance(a, b) : Number.POSITIVE_INFINITY;
}

function distance(one: Uint32Array, other: Uint32Array): number {
  let bits = 0;
  for (let word = 0; word < one.length; word += 1) bits += ones((one[word] ?? 0) ^ (other[word] ?? 0));
  return bits;
}

/** Set bits of 32 (Hacker's Delight, 5-1). */
function ones(word: number): number {
  let bits = word - ((word >>> 1) & 0x55555555);
  bits = (bits & 0x33333333) + ((bits >>> 2) & 0x33333333);
  return Math.imul((bits + (bits >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}
