import { readFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { expect, test } from "vitest";
import { demoFiles, demoPages } from "../support/demo-pages.ts";
import { demo } from "../support/demo-site.ts";

// What a reader really fetches is measured in a browser (test/browser/loading.test.ts); here every story is weighed.

/** Bytes: what a server sends before it waits for the first answer (ten packets, RFC 6928). */
const firstFlight = 14 * 1024;

test("every story's page, styles and all, is on its way in the first flight: at most 14 KB gzipped", () => {
  const stories = demoPages().filter(({ story, html }) => story !== undefined && html.includes("<article"));
  expect(stories.length).toBeGreaterThan(36);
  const heavy = stories
    .map(({ address, html }) => ({ address, bytes: gzipSync(html).length }))
    .filter(({ bytes }) => bytes > firstFlight)
    .sort((a, b) => b.bytes - a.bytes)
    .map(({ address, bytes }) => `${bytes} ${address}`);
  expect(heavy).toEqual([]);
});

test("only live stories carry the styles of live stories, and no story those of crops", () => {
  const stories = demoPages().filter(({ html }) => html.includes('<article class="story '));
  const live = stories.filter(({ html }) => html.includes('<article class="story story-live"'));
  const withLiveStyles = stories.filter(({ html }) => html.includes(".live-entry-when"));
  expect(live.length).toBeGreaterThan(0);
  expect(withLiveStyles.map(({ address }) => address)).toEqual(live.map(({ address }) => address));
  expect(stories.filter(({ html }) => html.includes(".focus-x-")).map(({ address }) => address)).toEqual([]);
  expect(demoPages().find(({ address }) => address === "/")?.html).toContain(".focus-x-");
});

test("all scripts of a story's page together are at most 10 KB gzipped", () => {
  const stories = demoPages().filter(({ story, html }) => story !== undefined && html.includes("<article"));
  const weights = stories.map(({ address, html }) => {
    const files = [...html.matchAll(/<script src="([^"]+)"/g)].map(([, src = ""]) =>
      readFileSync(join(demo.output, src), "utf8"),
    );
    const inline = [...html.matchAll(/<script>(.*?)<\/script>/gs)].map(([, text = ""]) => text);
    const bytes = [...files, ...inline].reduce((sum, text) => sum + gzipSync(text).length, 0);
    return { address, bytes };
  });
  expect(weights.filter(({ bytes }) => bytes === 0)).toEqual([]);
  expect(weights.filter(({ bytes }) => bytes > 10 * 1024)).toEqual([]);
});

test("no font file is over 200 KB, the weight that Urdu's may have", () => {
  const heavy = demoFiles()
    .filter((file) => file.endsWith(".woff2"))
    .map((file) => ({ file, bytes: readFileSync(join(demo.output, file)).length }))
    .filter(({ bytes }) => bytes > 200 * 1024);
  expect(heavy).toEqual([]);
});
