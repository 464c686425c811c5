import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { paginate } from "../../src/pages/listings.ts";
import { caseOptions } from "../support/cases.ts";

const newestFirst = (count: number) => Array.from({ length: count }, (_unused, index) => count - index);

describe("a listing", () => {
  test("of few is one page without numbers", () => {
    expect(paginate(newestFirst(9), 5)).toEqual([{ items: newestFirst(9) }]);
  });

  test("keeps what a numbered page holds, however many come after", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 200 }),
        fc.integer({ min: 1, max: 80 }),
        fc.integer({ min: 1, max: 12 }),
        (count, more, size) => {
          const pageOf = (total: number, number: number) =>
            paginate(newestFirst(total), size).find((page) => page.number === number);
          for (const page of paginate(newestFirst(count), size)) {
            if (page.number === undefined) continue;
            expect(pageOf(count + more, page.number)?.items).toEqual(page.items);
            expect(page.items).toHaveLength(size);
          }
        },
      ),
      caseOptions(100, 5000),
    );
  });

  test("read from the root by its older links shows everything once, in order", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 300 }), fc.integer({ min: 1, max: 12 }), (count, size) => {
        const pages = paginate(newestFirst(count), size);
        const read: number[] = [];
        for (
          let page = pages[0];
          page;
          page = page.older ? pages.find(({ number }) => number === page?.older) : undefined
        )
          read.push(...page.items);
        expect(read).toEqual(newestFirst(count));
      }),
      caseOptions(100, 5000),
    );
  });

  test("leads from each numbered page to the newer one, and from the newest to the root", () => {
    const pages = paginate(newestFirst(23), 5);
    expect(pages.map(({ number, newer, older }) => [number, newer, older])).toEqual([
      [undefined, undefined, 3],
      [1, 2, undefined],
      [2, 3, 1],
      [3, 4, 2],
      [4, "root", 3],
    ]);
  });
});
