// Longer than 250 lines: one generator of stories serves ranking, filters, files and segments.
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { Search } from "../../src/search/client/query.ts";
import { type SearchFilesInput, type SearchStory, searchFiles } from "../../src/search/search-files.ts";
import { segmentsOf } from "../../src/search/segments.ts";
import { type SearchedText, storyTerms, termsText } from "../../src/search/story-terms.ts";
import { caseOptions } from "../support/cases.ts";
import { SearchParts, searchAll } from "../support/search-parts.ts";

const zone = "Asia/Kolkata";
const day = 86_400_000;
const dayNumber = (iso: string) => Date.parse(iso) / day;

interface Given extends Partial<SearchedText> {
  id: string;
  date?: string;
  section?: string;
}

function story({ id, date = "2026-11-20", section = "world", ...text }: Given): SearchStory {
  const published = Date.parse(date.length > 10 ? date : `${date}T06:00Z`);
  const searched = { headline: id, labels: [], summary: "", body: "", ...text };
  return {
    id,
    published,
    section,
    record: () => [`${id}/`, searched.headline, Math.floor(published / 60_000), section, searched.summary],
    recordKey: `${id} ${searched.headline} ${published} ${section} ${searched.summary}`,
    termsKey: JSON.stringify(searched),
    terms: () => termsText(storyTerms(searched)),
    text: () => searched.body,
  };
}

function filesOf(stories: readonly SearchStory[], more: Partial<SearchFilesInput> = {}) {
  const memory = new Map<string, string>();
  return searchFiles({
    language: "en",
    stories,
    sections: [
      { key: "world", name: "World" },
      { key: "sport", name: "Sport" },
      { key: "cricket", name: "Cricket", parent: "sport" },
    ],
    zone,
    folder: "search/en/",
    memory: { get: (key) => memory.get(key), set: (key, value) => memory.set(key, value) },
    ...more,
  });
}

const found = (stories: readonly SearchStory[], text: string, more = {}) =>
  searchAll(SearchParts.of(filesOf(stories)), { text, languages: ["en"], ...more });

describe("ranking", () => {
  test("headline before label, label before summary, summary before text", async () => {
    const stories = [
      story({ id: "text", body: "rain" }),
      story({ id: "summary", summary: "rain" }),
      story({ id: "label", labels: ["Rain"] }),
      story({ id: "headline", headline: "Rain" }),
    ];
    expect(await found(stories, "rain")).toEqual(["headline/", "label/", "summary/", "text/"]);
  });

  test("a story with all words, however faint, stands alone before those with one", async () => {
    const stories = [
      story({ id: "both", body: "monsoon and rain", date: "2020-01-01" }),
      story({ id: "one", headline: "Rain rain" }),
    ];
    expect(await found(stories, "monsoon rain")).toEqual(["both/"]);
    expect(await found(stories, "rain nowhere")).toEqual(["one/", "both/"]);
  });

  test("a rare word counts more than a common one, of equals the newer comes first", async () => {
    const stories = [
      story({ id: "rare", body: "okra", date: "2026-11-01" }),
      ...Array.from({ length: 9 }, (_unused, index) =>
        story({ id: `c${index}`, body: "rice", date: `2026-11-1${index}` }),
      ),
    ];
    const order = await found(stories, "okra rice");
    expect(order[0]).toBe("rare/");
    expect(order.slice(1, 3)).toEqual(["c8/", "c7/"]);
  });

  test("today's few stories are weighed by the whole archive, not by themselves", async () => {
    const stories = [
      ...Array.from({ length: 50 }, (_unused, index) => story({ id: `old${index}`, body: "rice", date: "2026-11-10" })),
      story({ id: "today", body: "rice", date: "2026-11-20" }),
    ];
    expect((await found(stories, "rice"))[0]).toBe("today/");
  });

  test("a rarer word that only begins so does not come before the word itself", async () => {
    const stories = [
      ...Array.from({ length: 9 }, (_unused, index) => story({ id: `r${index}`, body: "rain" })),
      story({ id: "begun", body: "rainfed" }),
    ];
    expect((await found(stories, "rain")).at(-1)).toBe("begun/");
  });

  test("the beginning of a word finds it, after the word itself", async () => {
    const stories = [story({ id: "whole", body: "mon" }), story({ id: "begun", body: "monsoon" })];
    expect(await found(stories, "mon")).toEqual(["whole/", "begun/"]);
    expect(await found(stories, "monso")).toEqual(["begun/"]);
    expect(await found(stories, "m")).toEqual([]);
  });
});

describe("filters", () => {
  const stories = [
    story({ id: "a", body: "rain", section: "world", date: "2026-11-18" }),
    story({ id: "b", body: "rain", section: "sport", date: "2026-11-19" }),
    story({ id: "c", body: "rain", section: "cricket", date: "2026-11-20" }),
    // 20 November in Kolkata, 19 November in London.
    story({ id: "d", body: "rain", section: "cricket", date: "2026-11-19T19:00Z" }),
  ];
  test.each<[string, object, string[]]>([
    ["nothing asked", {}, ["c/", "d/", "b/", "a/"]],
    ["a section, and those below it", { section: "sport" }, ["c/", "d/", "b/"]],
    ["a subsection", { section: "cricket" }, ["c/", "d/"]],
    ["a section that nobody knows", { section: "weather" }, []],
    ["from a day of the outlet's calendar", { from: dayNumber("2026-11-20") }, ["c/", "d/"]],
    ["to a day", { to: dayNumber("2026-11-18") }, ["a/"]],
    [
      "one day of one section",
      { section: "sport", from: dayNumber("2026-11-19"), to: dayNumber("2026-11-19") },
      ["b/"],
    ],
  ])("%s", async (_name, more, expected) => {
    expect(await found(stories, "rain", more)).toEqual(expected);
  });

  test("two languages at once", async () => {
    const files = [
      ...filesOf([story({ id: "a", body: "okra" })]),
      ...filesOf([story({ id: "hi/b", body: "okra", date: "2026-11-21" })], { language: "hi", folder: "search/hi/" }),
    ];
    const all = await searchAll(SearchParts.of(files), { text: "okra", languages: ["en", "hi"] });
    expect(new Set(all)).toEqual(new Set(["a/", "hi/b/"]));
  });
});

test("any word of any story finds it, whatever was written and when", async () => {
  const word = fc.oneof(
    fc.string({ unit: "grapheme", minLength: 1, maxLength: 8 }),
    fc.constantFrom(
      "rain",
      "हिन्दी",
      "आज़ादी",
      "کتاب",
      "مَدْرَسَہ",
      "東京都",
      "U.S.",
      "don’t",
      "۱۲",
      "ﷺ",
      "½",
      "constructor",
      "__proto__",
    ),
  );
  const given = fc.record({
    words: fc.array(word, { minLength: 1, maxLength: 12 }),
    place: fc.constantFrom<keyof SearchedText>("headline", "labels", "summary", "body"),
    day: fc.integer({ min: 0, max: 4000 }),
  });
  const { wordsOf } = await import("../../src/search/fold.ts");
  await fc.assert(
    fc.asyncProperty(fc.array(given, { minLength: 1, maxLength: 12 }), async (all) => {
      const stories = all.map(({ words, place, day: number }, index) => {
        const text = words.join(" ");
        return story({
          id: `s${index}`,
          date: new Date(Date.UTC(2015, 0, 1) + number * day).toISOString(),
          headline: "",
          [place]: place === "labels" ? [text] : text,
        });
      });
      const parts = SearchParts.of(filesOf(stories));
      for (const [index, { words }] of all.entries()) {
        for (const { start, end } of wordsOf(words.join(" "))) {
          const text = words.join(" ").slice(start, end);
          expect(await searchAll(parts, { text, languages: ["en"] }), JSON.stringify(text)).toContain(`s${index}/`);
        }
      }
    }),
    caseOptions(30, 1000),
  );
});

describe("files", () => {
  const archive = (count: number) =>
    Array.from({ length: count }, (_unused, index) =>
      story({
        id: `s${index}`,
        headline: `Story ${index}`,
        body: `rain word${index % 97} name${index}`,
        date: new Date(Date.UTC(2024, 0, 1) + index * 6 * 3_600_000).toISOString(),
      }),
    );
  const textsOf = (files: ReturnType<typeof filesOf>) =>
    new Map(files.map((file) => [file.file, "make" in file ? file.make() : file.text]));

  test("are a function of the stories alone, not of their order or of what was built before", () => {
    const stories = archive(300);
    expect(textsOf(filesOf(stories.toReversed()))).toEqual(textsOf(filesOf(stories)));
  });

  test("of one story more on the same day: that day's part, and the catalogue", () => {
    const stories = archive(3000);
    const last = stories.at(-1);
    const before = textsOf(filesOf(stories));
    const added = story({ id: "new", body: "rain", date: new Date((last?.published ?? 0) + 1000).toISOString() });
    const after = textsOf(filesOf([...stories, added]));
    const changed = [...after].filter(([file, text]) => before.get(file) !== text).map(([file]) => file);
    expect(changed.length).toBe(4);
    expect(changed.filter((file) => !/catalog\.js$|parts\/\d{4}-\d\d-\d\d-/.test(file))).toEqual([]);
    expect(after.size).toBeGreaterThan(100);
  });

  test("are not made when nothing changed, and after an edit only those of its part", () => {
    const memory = new Map<string, string>();
    const more = {
      memory: { get: (key: string) => memory.get(key), set: (key: string, value: string) => memory.set(key, value) },
    };
    let asked: string[] = [];
    const counted = (each: SearchStory) => ({
      ...each,
      terms: () => {
        asked.push(each.id);
        return each.terms();
      },
    });
    const stories = archive(2000).map(counted);
    const digests = (files: ReturnType<typeof filesOf>) =>
      new Map(files.map((file) => [file.file, "make" in file ? file.digest : file.text]));
    const before = digests(filesOf(stories, more));
    expect(asked.length).toBe(2000);
    asked = [];
    expect(digests(filesOf(stories, more))).toEqual(before);
    expect(asked).toEqual([]);
    const edited = stories.with(
      3,
      counted(story({ id: "s3", body: "an edit", date: new Date(stories[3]?.published ?? 0).toISOString() })),
    );
    const after = digests(filesOf(edited, more));
    const changed = [...after].filter(([file, digest]) => before.get(file) !== digest).map(([file]) => file);
    expect(changed.filter((file) => !/catalog\.js$|parts\/2024-/.test(file))).toEqual([]);
    expect(asked.length).toBeLessThan(2000);
  });

  test("with the words of stories, for an edition, only where they are asked for", async () => {
    const stories = [story({ id: "a", body: "rain\nand </script>" }), story({ id: "b", body: "okra" })];
    expect(filesOf(stories).filter(({ file }) => /-t\//.test(file))).toEqual([]);
    const parts = SearchParts.of(filesOf(stories, { withTexts: true }));
    const search = await Search.begin(parts, { text: "rain", languages: ["en"] });
    const [result] = await search.next(10);
    expect(await result?.text?.()).toBe("rain\nand </script>");
    expect(
      textsOf(filesOf(stories, { withTexts: true }))
        .values()
        .some((text) => text.includes("</script")),
    ).toBe(false);
  });

  test("a story without any word is there, and hurts nobody", async () => {
    expect(await found([story({ id: "…", headline: "…" })], "rain")).toEqual([]);
    expect(await found([], "rain")).toEqual([]);
  });

  test("a large archive is searched backwards, as far as it takes, and says how far", async () => {
    const years = Array.from({ length: 3 }, (_unused, year) =>
      Array.from({ length: 12_000 }, (_none, index) =>
        story({
          id: `y${year}-${index}`,
          headline: "x",
          body: index === 5 ? "okra" : "rice",
          date: new Date(Date.UTC(2022 + year, 0, 1) + index * 2_600_000).toISOString(),
        }),
      ),
    ).flat();
    const parts = SearchParts.of(filesOf(years));
    const search = await Search.begin(parts, { text: "rice", languages: ["en"] });
    expect((await search.next(10)).length).toBe(10);
    expect(search.searchedBackTo).toBe(2023);
    expect(search.hasOlder).toBe(true);
    const all = await searchAll(parts, { text: "okra", languages: ["en"] });
    expect(all).toEqual(["y2-5/", "y1-5/", "y0-5/"]);
  });
});

describe("segments", () => {
  const keys = (...dates: string[]) =>
    segmentsOf(
      dates.map((date, index) => ({ id: String(index), published: Date.parse(`${date}T06:00Z`) })),
      zone,
    ).map(({ key, docs }) => `${key}: ${docs.length}`);

  test("past years together, then the rest of the newest story's year, its month, its day", () => {
    expect(keys("2020-05-01", "2023-01-01", "2026-02-01", "2026-11-01", "2026-11-20", "2026-11-20")).toEqual([
      "2026-11-20: 2",
      "2026-11: 1",
      "2026: 1",
      "2020-2023: 2",
    ]);
  });

  test("a day is the outlet's, not the machine's", () => {
    const docs = [{ id: "a", published: Date.parse("2026-11-19T19:00Z") }];
    expect(segmentsOf(docs, "Asia/Kolkata").map(({ key }) => key)).toEqual(["2026-11-20"]);
    expect(segmentsOf(docs, "UTC").map(({ key }) => key)).toEqual(["2026-11-19"]);
  });
});
