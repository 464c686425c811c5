import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { DomUtils, parseDocument } from "htmlparser2";
import { load } from "js-yaml";
import { describe, expect, test } from "vitest";
import { Search } from "../../src/search/client/query.ts";
import { wordsOf } from "../../src/search/fold.ts";
import { findTerms, shardsFor } from "../../src/search/read-segment.ts";
import { demoPages } from "../support/demo-pages.ts";
import { demo, projectFolder } from "../support/demo-site.ts";
import { demoStories } from "../support/demo-stories.ts";
import { SearchParts, searchAll } from "../support/search-parts.ts";

// The index as it was built, searched by the code that browsers run.

const parts = new SearchParts((file) => {
  const path = join(demo.output, "search", file);
  return existsSync(path) ? readFileSync(path, "utf8") : undefined;
});

const other =
  /\b(related|embed-host|live-day|live-header-time|live-entry-time|live-entry-story|photo-counter|photo-note)\b/;
const inline = /^(a|abbr|b|cite|code|del|em|i|ins|mark|q|s|small|span|strong|sub|sup|u|wbr)$/;

type Page = ReturnType<typeof parseDocument>;

const languageOf = new Map(demoStories().map(({ id, language }) => [id, language]));
const stories = demoPages().flatMap(({ file, address, html, story = "" }) => {
  const language = languageOf.get(story);
  if (language === undefined || file.startsWith("lite/") || !html.includes('class="story-body')) return [];
  return [{ address, language, words: wordsShown(parseDocument(html)) }];
});

/** Words that the interface says between the story's. */
const ofInterface = new Map(
  ["en", "hi", "ur"].map((code) => {
    const texts = load(readFileSync(join(projectFolder, "_data/strings", `${code}.yaml`), "utf8")) as object;
    return [code, new Set(wordsOf(Object.values(texts).join("\n")).map(({ term }) => term))];
  }),
);

/** A story's own words: its headline, standfirst, copy, captions and credits; not those of stories beside it. */
function wordsShown(page: Page): string {
  const wanted = /^(story-header-headline|story-header-standfirst|story-header-kicker|story-body)\b/;
  return DomUtils.getElementsByTagName("*", page, true)
    .filter(({ attribs }) => wanted.test(attribs.class ?? ""))
    .map(textOf)
    .join("\n");
}

function textOf(node: { children: Page["children"] }): string {
  return node.children
    .map((child) => {
      if (!("attribs" in child)) return "data" in child ? child.data : "";
      if (other.test(child.attribs.class ?? "") || child.name === "time") return " ";
      // Numbers of footnotes, and their way back.
      if (child.attribs.href?.startsWith("#")) return " ";
      return inline.test(child.name) ? textOf(child) : ` ${textOf(child)} `;
    })
    .join("");
}

describe.each(["en", "hi", "ur"])("in %s", (language) => {
  const own = stories.filter((story) => story.language === language);

  test("every word that a story shows finds it", async () => {
    expect(own.length).toBeGreaterThan(10);
    const { segments } = await parts.catalog(language);
    const shards = new Map<string, string>();
    const lost: string[] = [];
    for (const { address, words } of own) {
      for (const { term } of wordsOf(words)) {
        if (ofInterface.get(language)?.has(term)) continue;
        const found = await Promise.all(
          segments.map(async (segment) => {
            const [shard = -1] = shardsFor(segment.firsts.split(" "), term);
            const name = `${segment.shards} ${shard}`;
            if (!shards.has(name))
              shards.set(name, shard < 0 ? "" : await parts.shard(language, segment.shards, shard));
            const [{ postings = [] } = {}] = findTerms(shards.get(name) ?? "", term);
            const records = await Promise.all(
              postings.map(async ({ doc }) => {
                const all = await parts.records(language, segment.records, Math.floor(doc / 16));
                return decodeURI(`/${all[doc % 16]?.[0]}`);
              }),
            );
            return records.includes(address);
          }),
        );
        if (!found.includes(true)) lost.push(`${address}: ${term}`);
      }
    }
    expect([...new Set(lost)]).toEqual([]);
  });
});

test("a story is found by words of its text, whatever language the page is in", async () => {
  const found = await searchAll(parts, { text: "हिंदी", languages: ["en", "hi", "ur"] });
  expect(found.length).toBeGreaterThan(0);
  expect(found).toEqual(await searchAll(parts, { text: "हिन्दी", languages: ["en", "hi", "ur"] }));
  const search = await Search.begin(parts, { text: "چاند", languages: ["ur"] });
  const [first] = await search.next(1);
  expect(first?.record[1]).toContain("چاند");
});

test("no part of the index stands in the output that the catalogue does not name", async () => {
  const manifest = JSON.parse(readFileSync(join(demo.output, "build-manifest.json"), "utf8")) as {
    files: { path: string }[];
  };
  for (const language of ["en", "hi", "ur"]) {
    const { segments } = await parts.catalog(language);
    const folders = new Set(segments.flatMap(({ shards, records }) => [shards, records]));
    const strange = manifest.files
      .filter(({ path }) => path.startsWith(`search/${language}/parts/`))
      .filter(({ path }) => !folders.has(path.split("/")[3] ?? ""));
    expect(strange).toEqual([]);
  }
});
