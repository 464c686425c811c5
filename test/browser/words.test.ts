import { afterAll, beforeAll, expect, test } from "vitest";
import { sharedBrowser } from "../support/browser.ts";
import { demoPages } from "../support/demo-pages.ts";
import { demo } from "../support/demo-site.ts";
import { wordsInFrames } from "../support/shown-words.ts";
import { type StaticServer, serveFolder } from "../support/static-server.ts";

// Every page of the demo, opened with scripts and without. A page that has no script reads the same either way, and is not opened.

const ownScript = /<script(?![^>]*application\/ld\+json)[\s>]/;
const pages = demoPages().filter(({ html }) => ownScript.test(html));

let server: StaticServer;
beforeAll(async () => {
  server = await serveFolder(demo.output, { hasHeaders: false });
});
afterAll(() => server.close());

test("there are pages to compare", () => {
  expect(pages.length).toBeGreaterThan(200);
});

test.each([
  ["English", "", /^\/(?!(?:hi|ur)\/)/],
  ["Hindi", "/hi", /^\/hi\//],
  ["Urdu", "/ur", /^\/ur\//],
])(
  "every page in %s says the same with scripts and without, but for search and what is saved, which say without what to do instead",
  async (_name, prefix, isOfLanguage) => {
    const own = pages.filter(({ address }) => isOfLanguage.test(address));
    // What a worker would keep is of no matter here, and takes time.
    const context = await (await sharedBrowser()).newContext({ serviceWorkers: "block" });
    try {
      const page = await context.newPage();
      await page.goto(`${server.origin}/robots.txt`);
      const all = await wordsInFrames(
        page,
        own.map(({ address }) => encodeURI(address)),
      );
      expect(all).toHaveLength(own.length);
      expect(all.filter(({ haveRun: [on, off] }) => !on || off)).toEqual([]);
      expect(all.filter(({ without }) => without.length < 50)).toEqual([]);
      const differing = all.filter(({ withScripts, without }) => withScripts !== without);
      expect(differing.map(({ address }) => address).sort()).toEqual([`${prefix}/offline/`, `${prefix}/search/`]);
      for (const { address, withScripts, without } of differing) {
        if (address.endsWith("/search/")) expect(without.length).toBeGreaterThan(withScripts.length);
      }
    } finally {
      await context.close();
    }
  },
);
