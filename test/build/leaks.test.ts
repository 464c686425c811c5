import { expect, test } from "vitest";
import { build } from "../../src/build.ts";
import { cases } from "../support/cases.ts";
import { findLeaks } from "../support/find-leaks.ts";
import {
  expiredMark,
  outputOf,
  type RandomNewsroom,
  randomNewsroom,
  secretLetters,
  secretMark,
} from "../support/random-newsroom.ts";
import { differences, readFolder, SiteFolder } from "../support/site-folder.ts";

// Nothing hidden leaks: newsrooms at random moments, marked words in every key of what is hidden.

const words = [secretMark, secretLetters.hi, secretLetters.ur];
/** Lists that an expired story leaves, while its page, its archive and its search record stay. */
const leftByExpired =
  /^(?:lite\/)?(?:(?:hi|ur|en)\/)?(?:(?:world|sport|cricket)\/)?(?:index\.html|feed\.xml|atom\.xml|feed\.json)$|sitemaps?\/news/;

async function published(newsroom: RandomNewsroom, cache: string): Promise<Map<string, Buffer>> {
  const output = outputOf(newsroom);
  const result = await build({ site: newsroom.site, output, cache, now: newsroom.now });
  expect(
    result.problems.filter((each) => each.severity === "error"),
    newsroom.description,
  ).toEqual([]);
  expect(result.status).toBe(0);
  return readFolder(output);
}

function placesOf({ site, folder }: RandomNewsroom, output: string, shared: SiteFolder) {
  return { site, output: folder.path(output), cache: shared.path("cache") };
}

// In tens, so that a failure names few newsrooms and the runner's patience is not tried.
const count = cases(30, 300);
const first = Number(process.env.BROADSHEET_SEED ?? 1);
/** Every second newsroom is built with other words too, in the long proofs every one. */
const compareEach = cases(2, 1);
const groups = Array.from({ length: Math.ceil(count / 10) }, (_unused, index) => first + index * 10);

test.each(groups)(
  "newsrooms from seed %i: no byte of what is hidden is in any output, nor does any byte depend on it",
  { timeout: 600_000 },
  async (start) => {
    const shared = new SiteFolder();
    try {
      for (let seed = start; seed < Math.min(start + 10, first + count); seed += 1) {
        const one = await randomNewsroom(seed, "a");
        const other = seed % compareEach === 0 ? await randomNewsroom(seed, "b") : undefined;
        try {
          const files = await published(one, shared.path("cache"));
          const where = `seed ${seed}: ${one.description}`;
          const found = await findLeaks(files, { words: [...words, expiredMark], secrets: one.secrets });
          const expired = found.filter((each) => each.toLowerCase().includes(`: ${expiredMark}`));
          expect(
            found.filter((each) => !expired.includes(each)),
            where,
          ).toEqual([]);
          expect(
            expired.filter((each) => leftByExpired.test(each.replace(/( ›|:) .*/, ""))),
            where,
          ).toEqual([]);
          expect(expired.length, where).toBeGreaterThan(1);
          // The same newsroom with other hidden words: whatever is derived from them would differ. Its cache has seen it some
          // days later too, as that of a desk which looks ahead.
          if (!other) continue;
          if (seed % (3 * compareEach) === 0)
            await build({ ...placesOf(other, "ahead", shared), now: other.now + 5 * 86_400_000 });
          await published(other, shared.path("cache"));
          expect(differences(outputOf(one), outputOf(other)), where).toEqual([]);
        } finally {
          one.close();
          other?.close();
        }
      }
    } finally {
      shared.close();
    }
  },
);
