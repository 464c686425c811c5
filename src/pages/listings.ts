// How a list that only ever grows is cut into pages whose files never change again.

/** One page of a listing. */
export interface ListingPage<Item> {
  /** 1-based from the oldest; undefined: the root, which shows the newest. */
  number?: number;
  /** Newest first. */
  items: Item[];
  /** Number of the page before it in time; absent on the oldest. */
  older?: number;
  /** Number of the page after it in time; `root` where that is not full yet. */
  newer?: number | "root";
}

/**
 * Cuts a list (newest first) into numbered pages from the oldest, each full, and a root. Page 7 stays page 7: a numbered
 * page exists from the day it is full. The root shows what no full page holds yet, and the newest full page with it, so
 * it has between `size` and `2 × size − 1` items; the oldest page is reached from it without a gap.
 */
export function paginate<Item>(items: readonly Item[], size: number): ListingPage<Item>[] {
  const full = Math.floor(items.length / size);
  if (full <= 1 && items.length < 2 * size) return [{ items: [...items] }];
  const oldestFirst = items.toReversed();
  const pages = Array.from({ length: full }, (_unused, index): ListingPage<Item> => {
    const number = index + 1;
    return {
      number,
      items: oldestFirst.slice(index * size, number * size).reverse(),
      ...(number > 1 && { older: number - 1 }),
      newer: number < full ? number + 1 : "root",
    };
  });
  const root: ListingPage<Item> = { items: items.slice(0, items.length - (full - 1) * size), older: full - 1 };
  return [root, ...pages];
}
