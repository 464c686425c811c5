import { copyFileSync, mkdirSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { HtmlValidate } from "html-validate/node";
import { DomUtils, parseDocument } from "htmlparser2";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { makeEditions } from "../../src/make-editions.ts";
import { projectFolder } from "../support/demo-site.ts";
import { type SiteFolder, smallSite } from "../support/site-folder.ts";

// Twenty stories with a photo each, as a daily has them: the demo's photos, and its own words.

const articles = join(projectFolder, "articles");
const count = 20;
/** Bytes: what a phone gets by a messenger in a minute on a bad line. */
const most = 1_500_000;

let site: SiteFolder;
let html = "";

beforeAll(async () => {
  site = smallSite();
  const photos = readdirSync(join(articles, "photos")).filter((name) => name.endsWith(".jpg"));
  mkdirSync(join(site.site, "articles/photos"), { recursive: true });
  for (const name of photos)
    for (const file of [name, `${name}.yaml`])
      copyFileSync(join(articles, "photos", file), join(site.site, "articles/photos", file));
  const copies = demoCopies();
  for (let number = 0; number < count; number += 1) {
    const copy = copies[number % copies.length] ?? "";
    const photo = photos[number % photos.length];
    site.writeStory(
      `world/story-${number + 1}`,
      {
        headline: `Story ${number + 1}`,
        section: "world",
        published: `2026-11-22T08:${10 + number}`,
        photo: { file: `photos/${photo}`, ...(number >= photos.length && { credit: `Another / ${number}` }) },
        ...facts[number],
      },
      `${copy}\n\n## A head in the copy\n\n### And below\n\n| a | b |\n|---|---|\n| 1 | 2 |\n`,
    );
  }
  const { status, editions } = await makeEditions({
    site: site.site,
    output: site.path("output"),
    cache: site.path("cache"),
    now: Date.parse("2026-11-22T12:00:00+05:30"),
    kind: "daily",
  });
  expect(status).toBe(0);
  expect(editions[0]?.record.stories).toHaveLength(count);
  html = readFileSync(join(site.site, "editions", "2026-11-22-daily-en.html"), "utf8");
}, 180_000);

afterAll(() => site.close());

/** What a reader must be told before the words. */
const facts: Record<string, unknown>[] = [
  {
    type: "opinion",
    corrections: [{ kind: "correction", date: "2026-11-22T10:00", text: "It was Tuesday.", priority: "high" }],
  },
  { type: "sponsored", sponsor: { name: "Tea & Sons" } },
  { aiUse: { level: "assisted", note: "The table was drafted by a program." }, methodology: "We counted." },
];

/** Paragraphs of the demo's stories, the longest first, without what needs files or other stories. */
function demoCopies(): string[] {
  return readdirSync(articles, { recursive: true, encoding: "utf8" })
    .filter((name) => /^(?:world|science|climate|food|sport)\/[^/]*\.md$/.test(name))
    .sort()
    .map((name) => readFileSync(join(articles, name), "utf8").replace(/^---\n[\s\S]*?\n---\n/, ""))
    .map((copy) =>
      copy
        .split(/\n{2,}/)
        .filter((part) => /^\p{L}/u.test(part) && !/[[\]{}|]/.test(part))
        .join("\n\n"),
    )
    .sort((a, b) => b.length - a.length)
    .slice(0, count);
}

const document = () => parseDocument(html);
const elements = (name: string) => DomUtils.getElementsByTagName(name, document());
const story = (number: number) => {
  const found = elements("article").find((each) => DomUtils.textContent(each).includes(`Story ${number}\n`));
  if (!found) throw new Error(`no story ${number}`);
  return found;
};

describe("An edition in one file", () => {
  test("of twenty stories with a photo each is at most 1.5 MB", () => {
    expect(elements("img")).toHaveLength(count);
    expect(Buffer.byteLength(html)).toBeLessThanOrEqual(most);
  });

  test("asks for nothing, and its policy lets it ask for nothing", () => {
    const policy = elements("meta").find((meta) => meta.attribs["http-equiv"] === "Content-Security-Policy");
    expect(policy?.attribs.content).toMatch(
      /^default-src 'none'; img-src data:; style-src 'sha256-[A-Za-z0-9+/]{43}='$/,
    );
    for (const image of elements("img"))
      expect(image.attribs.src).toMatch(/^data:image\/(?:jpeg|avif|svg\+xml);base64,/);
    for (const name of ["script", "link", "iframe", "source", "form"]) expect(elements(name)).toEqual([]);
    expect(html).not.toMatch(/ (?:srcset|style|on\w+)=/);
  });

  test("has each photo's description and credit", () => {
    for (const figure of elements("figure")) {
      const [image] = DomUtils.getElementsByTagName("img", figure);
      expect(image?.attribs.alt).not.toBe("");
      expect(DomUtils.textContent(figure)).toMatch(/Credit: \S/);
    }
    expect(html).toContain("Credit: Another / 17");
  });

  test("has one head of the first level, a story's at the second, and the copy's below", () => {
    expect(elements("h1")).toHaveLength(1);
    for (const article of elements("article")) {
      const [headline, ...more] = DomUtils.getElementsByTagName("h2", article);
      expect(headline?.attribs.id).toBe(article.attribs["aria-labelledby"]);
      expect(more).toEqual([]);
      const heads = DomUtils.getElementsByTagName("h3", article).map((each) => DomUtils.textContent(each));
      expect(heads).toContain("A head in the copy");
    }
  });

  test("leads from its contents to every story and back", () => {
    const ids = new Set(elements("article").map(({ attribs }) => `#${attribs.id}`));
    const [contents] = elements("nav");
    const targets = DomUtils.getElementsByTagName("a", contents ?? []).map(({ attribs }) => attribs.href);
    expect(new Set(targets)).toEqual(ids);
    for (const article of elements("article")) {
      const links = DomUtils.getElementsByTagName("a", article).map(({ attribs }) => attribs.href);
      expect(links).toContain("#contents");
    }
  });

  test("says what is opinion, what was paid for and by whom, and what a machine did", () => {
    expect(DomUtils.textContent(story(1))).toContain("Opinion");
    expect(DomUtils.textContent(story(2))).toContain("Paid for by Tea & Sons");
    expect(DomUtils.textContent(story(3))).toContain("The table was drafted by a program.");
    const [contents] = elements("nav");
    expect(DomUtils.textContent(contents ?? [])).toMatch(/Opinion · Story 1\s/);
    expect(DomUtils.textContent(contents ?? [])).toMatch(/Sponsored · Story 2\s/);
  });

  test("tells an important correction before the words and below them", () => {
    expect(DomUtils.textContent(story(1)).split("It was Tuesday.")).toHaveLength(3);
  });

  test("is valid HTML", () => {
    const validator = new HtmlValidate({
      extends: ["html-validate:recommended", "html-validate:standard"],
      rules: { "doctype-style": ["error", { style: "lowercase" }] },
    });
    const messages = validator.validateStringSync(html).results.flatMap((result) => result.messages);
    expect(messages.map(({ ruleId, message, selector }) => `${ruleId}: ${message} at ${selector}`)).toEqual([]);
  });
});
