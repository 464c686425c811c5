import { expect, test } from "vitest";
import type { LiveEntry } from "../../src/model/live-entries.ts";
import type { Story } from "../../src/model/story.ts";
import { livePages } from "../../src/pages/live-pages.ts";

const entry = (number: number): LiveEntry => ({
  id: `e${number}`,
  digest: String(number),
  at: number,
  photos: 0,
  headline: `Entry ${number}`,
  ...(number % 7 === 0 && { isKey: true as const }),
});

/** The pages of a live story once it has so many entries. */
function pagesAt(count: number) {
  const entries = Array.from({ length: count }, (_unused, index) => entry(index + 1));
  const story = { type: "live", path: "/a/", entries, copyPhotos: [], digest: "", published: 0 } as Partial<Story>;
  const pages = livePages(story as Story);
  if (!pages) throw new Error("A live story has pages.");
  return pages;
}

test("an address that was once given for an entry answers for ever, however many entries come", () => {
  const given = new Set<string>();
  const lost: string[] = [];
  for (let count = 1; count <= 120; count += 1) {
    const pages = pagesAt(count);
    const answering = new Set<string>();
    for (const { story, place } of pages) {
      for (const { id } of story.entries ?? []) answering.add(`${story.path}#${id}`);
      for (const { anchors } of place.olderPages) for (const id of anchors) answering.add(`${place.path}#${id}`);
      for (const { id } of place.marked) answering.add(`${place.path}#${id}`);
    }
    for (const address of given) if (!answering.has(address)) lost.push(`${address} with ${count} entries`);
    const [root] = pages;
    for (const { id } of root.story.entries ?? []) given.add(`${root.place.pathOf(id) || "/a/"}#${id}`);
  }
  expect(lost).toEqual([]);
  expect(given.size).toBeGreaterThan(120);
});

test("a full page stays as it is, and the address shows the newest", () => {
  const [, before] = pagesAt(31);
  const [root, after, , , last] = pagesAt(58);
  expect(after?.story.entries).toEqual(before?.story.entries);
  expect(root.story.entries?.map(({ id }) => id).at(-1)).toBe("e58");
  expect(root.story.entries).toHaveLength(15);
  expect(last?.story.entries).toHaveLength(13);
  expect([after?.place.isShownAtAddress, last?.place.isShownAtAddress]).toEqual([false, true]);
  // Every entry that is not shown is on a page that the address links to.
  expect(root.place.olderPages.map(({ path }) => path)).toEqual(["/a/page/3/", "/a/page/2/", "/a/page/1/"]);
});

test("a story of a thousand entries links to its forty newest pages and its first", () => {
  const [root] = pagesAt(1000);
  expect(root.place.olderPages).toHaveLength(41);
  expect(root.place.olderPages.at(-1)).toMatchObject({ path: "/a/page/1/", from: 1, to: 15 });
});
