import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { z } from "zod";
import { walkFiles } from "../../src/base/files.ts";
import { encodePath } from "../../src/base/urls.ts";
import { normaliseCopy } from "../../src/content/copy-normalise.ts";
import { text } from "../../src/content/schema-parts.ts";
import { styleSchema } from "../../src/content/style-schema.ts";
import { readYaml } from "../../src/content/yaml-read.ts";
import { projectFolder } from "../../src/engine.ts";
import { cases } from "../support/cases.ts";
import { type Kind, kinds, longestReading, readCase, shrunk } from "../support/fuzz-readers.ts";
import { anyCsv, anyStory, anyYamlMap, mutated } from "../support/fuzz-texts.ts";
import { pieces } from "../support/fuzz-words.ts";
import { Random } from "../support/random.ts";

// Whatever stands in a file, reading it ends: soon, with problems that have a place, and with HTML that can do no harm.

const demo = (folder: string, ending: RegExp) =>
  walkFiles(join(projectFolder, folder))
    .filter((name) => ending.test(name))
    .map((name) => readFileSync(join(projectFolder, folder, name), "utf8"));

const stories = demo("articles", /\.md$/);
const dataFiles = [...demo("_data", /\.yaml$/), ...demo("articles", /\.ya?ml$/)];
const tables = demo("articles", /\.csv$/);
const style = styleSchema.parse(
  readYaml({ text: readFileSync(join(projectFolder, "_data/style.yaml"), "utf8"), file: "", firstLine: 1 }).value,
);

/** Six of ten are stories: what people write all day. */
function caseAt(number: number): { kind: Kind; text: string } {
  const random = new Random(number);
  const kind = random.chance(0.6) ? "story" : random.pick(kinds);
  if (kind === "story")
    return { kind, text: random.chance(0.6) ? mutated(random.pick(stories), stories, random) : anyStory(random) };
  if (kind === "entry")
    return {
      kind,
      text: random.chance()
        ? mutated(
            `---\nat: 2026-11-01T10:00\nheadline: It begins\n---\n\n${random.pick(stories).slice(-900)}`,
            stories,
            random,
          )
        : anyStory(random),
    };
  if (kind === "csv")
    return {
      kind,
      text: tables.length > 0 && random.chance() ? mutated(random.pick(tables), tables, random) : anyCsv(random),
    };
  return { kind, text: random.chance() ? mutated(random.pick(dataFiles), dataFiles, random) : anyYamlMap(random) };
}

const seed = Number(process.env.BROADSHEET_SEED ?? 20261122);

test("any file at all is read in less than a second, and what is wrong with it has a place", () => {
  const slowest = { number: 0, duration: 0, kind: "", size: 0 };
  for (let index = 0; index < cases(5000, 100_000); index += 1) {
    const number = (seed * 100_003 + index) % 2 ** 31;
    const { kind, text } = caseAt(number);
    const { faults, duration } = readCase(kind, text, style);
    if (duration > slowest.duration)
      Object.assign(slowest, { number, duration: Math.round(duration), kind, size: text.length });
    if (faults.length > 0) {
      const short = shrunk(kind, text, style);
      expect.fail(`case ${number}, ${kind}: ${faults.join("\n")}\n${JSON.stringify(short).slice(0, 3000)}`);
    }
  }
  console.log(
    `slowest of all: case ${slowest.number}, ${slowest.kind}, ${slowest.size} characters, ${slowest.duration} ms`,
  );
  expect(slowest.duration).toBeLessThan(longestReading);
}, 600_000);

test("half a character in a key becomes one that can be written", () => {
  const schema = z.object({ a: text });
  const { value } = readYaml({ text: 'a: "boat \\ud83d"', file: "", firstLine: 1 });
  expect(schema.parse(value)).toEqual({ a: "boat \ufffd" });
  expect(encodePath("/boat-\ud83d/")).toBe("/boat-%EF%BF%BD/");
});

test("marks as Windows numbers them, from old exports, are the marks that were meant, and none stays unseen", () => {
  const copy = "He said \u0091yes\u0092 \u0096 then left\u0085 \u0081";
  expect(normaliseCopy(copy)).toBe("He said ‘yes’ – then left… ");
  const story = `---\nheadline: A\nsection: world\npublished: 2026-11-01\n---\n\n${copy} <p title="${copy}">b</p>\n\n\`${copy}\`\n`;
  expect(readCase("story", story, style).faults).toEqual([]);
});

describe("ten thousand of one mark", () => {
  test.each(pieces.map((piece) => [JSON.stringify(piece), piece]))(
    "%s are read in less than a second, in the copy and in keys",
    (_, piece) => {
      const right = "section: world\npublished: 2026-11-01\n";
      const many = piece.repeat(10_000);
      const value = JSON.stringify(many.slice(0, 60_000));
      for (const text of [
        `---\nheadline: A\n${right}---\n\na ${many}x\n`,
        `---\nheadline: ${value}\nphoto: { file: a.jpg, caption: ${value} }\n${right}---\n\nA\n`,
        `---\nheadline: A\n${right}kicker: ${many.slice(0, 60_000).replaceAll("\n", " ")}\n---\n\nA\n`,
      ])
        expect(readCase("story", text, style).faults).toEqual([]);
    },
  );
});
