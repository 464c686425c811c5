import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { randomFrom } from "../../scripts/bench/generate-site.ts";
import type { PressedFile, PressFacts, PressOrder } from "../../src/editions/folder-press.ts";
import type { Noted } from "../../src/editions/folder-target.ts";
import { openPress } from "../../src/editions/press-pool.ts";

const facts: PressFacts = {
  live: "https://paper.example",
  cover: "edition/index.html",
  front: "index.html",
  held: Array.from({ length: 60 }, (_unused, number) => `story-${number}/index.html`),
  photos: [
    { id: "boat.jpg", isOffline: true, stem: "photos/kept/boat-1", endings: ["-320.avif", "-640.avif"] },
    { id: "web.jpg", isOffline: false, stem: "photos/kept/web-2", endings: ["-320.avif"] },
  ],
  dropped: [],
  withheld: [],
  pictures: "avif",
  widest: 960,
  hasPolicy: true,
  isPacked: true,
  about: "About",
  words: { en: { online: "↗", spoken: "(web)", photoOnline: "On the web only." } },
  language: "en",
};

function files(): { folder: string; orders: PressOrder[] } {
  const folder = mkdtempSync(join(tmpdir(), "press-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const random = randomFrom(5);
  const css = ".a{color:red}".repeat(100);
  const orders = facts.held.map((page): PressOrder => {
    const from = join(folder, page);
    mkdirSync(dirname(from), { recursive: true });
    const link = `<a href="/story-${Math.floor(random() * 90)}/">x</a>`;
    const photo =
      random() < 0.5 ? '<img src="/photos/kept/boat-1-640.avif">' : '<img src="/photos/kept/web-2-320.avif">';
    const words = "word ".repeat(Math.floor(random() * 4000));
    writeFileSync(
      from,
      `<html lang="en"><head><style>${css}</style></head><body><main>${link}${photo}${words}</main></body></html>`,
    );
    return { page, from };
  });
  const from = join(folder, "a.js");
  writeFileSync(from, "let a;".repeat(500));
  return { folder, orders: [...orders, { path: "paper/a.js", from }] };
}

async function pressed(
  orders: readonly PressOrder[],
  isApart: boolean,
): Promise<{ made: PressedFile[]; noted: Noted }> {
  const press = openPress(facts, { isApart });
  const made: PressedFile[] = [];
  try {
    for await (const file of press.run(orders))
      made.push({ ...file, packed: { ...file.packed, data: new Uint8Array(file.packed.data) } });
    return { made, noted: await press.noted() };
  } finally {
    await press.end();
  }
}

test("pages pressed on a thread are those that are pressed here: the same bytes, in the same order, naming the same", async () => {
  const { orders } = files();
  const [here, apart] = [await pressed(orders, false), await pressed(orders, true)];
  expect(here.made.length).toBe(61);
  expect(apart.made.map(({ path }) => path)).toEqual(here.made.map(({ path }) => path));
  for (const [index, file] of here.made.entries()) expect(apart.made[index], file.path).toEqual(file);
  expect(apart.noted).toEqual(here.noted);
  expect(here.noted.photos).toEqual(["boat.jpg"]);
  expect(here.noted.named).toContain("photos/kept/boat-1-640.avif");
  expect(here.noted.named).not.toContain("photos/kept/web-2-320.avif");
  expect(here.noted.styles.length).toBe(1);
});

test.each([false, true])(
  "a page that is gone is told of by the system's code, and nothing hangs (on a thread: %s)",
  async (isApart) => {
    const { folder, orders } = files();
    rmSync(join(folder, "story-40"), { recursive: true });
    await expect(pressed(orders, isApart)).rejects.toMatchObject({ code: "ENOENT" });
  },
);
