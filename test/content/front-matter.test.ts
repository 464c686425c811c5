import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { plainText, splitFrontMatter } from "../../src/content/front-matter.ts";
import { readStory } from "../../src/content/read-story.ts";

const copy = { blocks: [{ kind: "html" as const, html: "<p>x</p>" }], words: 1, excerpt: "x", links: [], anchors: [] };
const story = (text: string, file = "articles/world/case.md") =>
  readStory({
    text,
    file,
    zone: "Asia/Kolkata",
    language: "en",
    engine: "test",
    renderCopy: () => ({ copy, problems: [] }),
  });
const split = (text: string) => splitFrontMatter(plainText(text), "a.md");
const codes = (text: string) => split(text).problems.map((each) => each.code);

describe("fences", () => {
  test.each([
    ["plain", "---\na: 1\n---\nCopy"],
    ["with a byte order mark", "\ufeff---\na: 1\n---\nCopy"],
    ["with carriage returns", "---\r\na: 1\r\n---\r\nCopy"],
    ["with spaces and tabs after them", "---  \na: 1\n---\t\nCopy"],
    ["closed by three dots", "---\na: 1\n...\nCopy"],
    ["after empty lines", "\n\n---\na: 1\n---\nCopy"],
  ])("%s", (_title, text) => {
    expect(split(text)).toMatchObject({ yaml: "a: 1", body: "Copy", problems: [] });
  });

  test.each(["—-", "–--", "———", "—", "––-", "----"])("%s, as a phone writes it, is understood and said", (fence) => {
    expect(split(`${fence}\na: 1\n${fence}\nCopy`)).toMatchObject({ yaml: "a: 1", body: "Copy" });
    expect(codes(`${fence}\na: 1\n${fence}\nCopy`)).toEqual(["yaml/fence", "yaml/fence"]);
  });

  test("lines are counted in the file", () => {
    expect(split("\n---\na: 1\n---\n\nCopy")).toMatchObject({ yamlLine: 3, bodyLine: 5 });
  });

  test("a rule in the copy is no fence", () => {
    expect(split("---\na: 1\n---\nCopy\n\n---\n\nMore").body).toBe("Copy\n\n---\n\nMore");
  });

  test("TOML and JSON are named", () => {
    expect(codes('+++\ntitle = "x"\n+++\n')).toEqual(["yaml/toml"]);
    expect(codes('{\n"title": "x"}\n')).toEqual(["yaml/toml"]);
  });
});

describe("a story", () => {
  const good = "headline: A\nsection: world\npublished: 2025-05-10T09:00\n";

  test("a file name becomes a slug in a way that one can foresee", () => {
    const slug = (name: string) => story(`---\n${good}---\nx`, `articles/${name}.md`).reading.record?.slug;
    expect(slug("world/Union Budget (Live)")).toBe("union-budget-live");
    expect(slug("hi/चाय का सफ़र")).toBe("चाय-का-सफ़र".normalize("NFC"));
    expect(slug("hi/चाय-का-सफ़र".normalize("NFD"))).toBe("चाय-का-सफ़र".normalize("NFC"));
    expect(slug("2025-05-10-it's_here")).toBe("2025-05-10-its_here");
    expect(slug("%e0%a4%9a%e0%a4%be%e0%a4%af")).toBe("चाय");
    expect(slug("ur/کتاب\u200cخانہ")).toBe("کتاب\u200cخانہ");
  });

  test("a fault elsewhere leaves the rest to show; one in status, embargo or kill does not", () => {
    expect(story(`---\n${good}updated: never\nfoo: 1\n---\nx`).reading).toMatchObject({
      record: { frontMatter: { headline: "A" } },
    });
    for (const key of ["status: redy", "embargo: soon", "embargo:", "kill: { reason: x }", "kill:"]) {
      const { reading } = story(`---\n${good}${key}\n---\nx`);
      expect(reading.record, key).toBeUndefined();
      expect(reading.problems.length, key).toBeGreaterThan(0);
    }
  });

  test("empty keys are passed over, a single value stands for a list, a number for a text", () => {
    const { reading } = story(
      `---\n${good}standfirst:\nkicker: ""\ntopics: 2025\nphoto: { file: a.jpg, alt: "", focus: [0.50, .5] }\n---\nx`,
    );
    expect(reading.problems).toEqual([]);
    expect(reading.record?.frontMatter).toMatchObject({
      topics: ["2025"],
      photo: { file: "a.jpg", focus: [0.5, 0.5] },
    });
    expect(reading.record?.frontMatter).not.toHaveProperty("standfirst");
  });

  test("two stories of the same text have the same digest, however their lines end", () => {
    const text = `---\n${good}---\nOne\nTwo\n`;
    expect(story(text).reading.record?.digest).toBe(
      story(`\ufeff${text.replaceAll("\n", "\r\n")}`).reading.record?.digest,
    );
    expect(story(text).reading.record?.digest).not.toBe(story(text.replace("Two", "Three")).reading.record?.digest);
  });

  const fragments = fc.constantFrom(
    "---", "\n", "\n---\n", "headline", ": ", ":", "section: world\n", "published: 2025-05-10\n", "“", "”", '"', "'", "\t", "  ", "- ",
    "[", "]", "{", "}", "|", ">", "#", "&a", "*a", "!x", "%", "@", "`", "\\", "\u00a0", "\ufeff", "\r\n", "—-", "+++", "kill:", "embargo: ",
    "photo:\n", "file: x.jpg", "नदी", "اردو", "null", "~", "2025-02-31", "<<: ", "? ", "…", "__proto__: ", "constructor: ",
  ); // biome-ignore format: a list to scan

  test("any text at all gives a story or a problem, and never throws", () => {
    fc.assert(
      fc.property(
        fc.array(fc.oneof(fragments, fc.string({ unit: "grapheme", maxLength: 8 })), { maxLength: 40 }),
        (parts) => {
          const { reading } = story(parts.join(""));
          if (!reading.record) expect(reading.problems.length).toBeGreaterThan(0);
          for (const each of reading.problems) {
            expect(each.message).not.toMatch(/Invalid input|undefined|\[object/);
            expect(each.line).toBeGreaterThan(0);
          }
        },
      ),
      { numRuns: 400 },
    );
  });

  test("any front matter with one line changed gives a story or a problem that names a line", () => {
    const lines = [
      ...good.trim().split("\n"),
      "photo:",
      "  file: a.jpg",
      "  credit: ANI",
      "topics: [a, b]",
      'standfirst: "One: two"',
    ];
    fc.assert(
      fc.property(fc.nat(lines.length - 1), fc.nat(20), fragments, (line, at, piece) => {
        const changed = lines.map((text, index) =>
          index === line ? text.slice(0, at) + piece + text.slice(at) : text,
        );
        const { reading } = story(`---\n${changed.join("\n")}\n---\nCopy\n`);
        expect(reading.record !== undefined || reading.problems.length > 0).toBe(true);
      }),
      { numRuns: 300 },
    );
  });
});
