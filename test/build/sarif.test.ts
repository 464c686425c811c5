import { readFileSync } from "node:fs";
import { join } from "node:path";
import { Ajv2019 } from "ajv/dist/2019.js";
import addFormats from "ajv-formats";
import { afterEach, beforeEach, expect, test } from "vitest";
import { sarifLog } from "../../src/base/sarif.ts";
import { checkSite } from "../../src/check-site.ts";
import { mendFiles } from "../../src/mend-files.ts";
import { sarifSchema } from "../support/sarif-schema.ts";
import { type SiteFolder, smallSite } from "../support/site-folder.ts";

let folder: SiteFolder;
beforeEach(() => {
  folder = smallSite();
});
afterEach(() => folder.close());

interface Region {
  startLine: number;
  startColumn: number;
  endLine: number;
  endColumn: number;
}
interface Result {
  ruleId: string;
  locations?: { physicalLocation: { artifactLocation: { uri: string }; region?: Partial<Region> } }[];
  fixes?: {
    artifactChanges: {
      artifactLocation: { uri: string };
      replacements: { deletedRegion: Region; insertedContent: { text: string } }[];
    }[];
  }[];
}

const front = (more: string) =>
  `---\nheadline: 😀𝒳 नमस्ते\nsection: world\npublished: ${more}\nstandfirst: A line.\n---\n\n`;
const hindi = "articles/world/बाढ़ का पानी.md";
const odd = "articles/world/100% #odd?name;+&.md";

async function logOf(prefix = ""): Promise<{ results: Result[]; log: object }> {
  folder.write("_data/style.yaml", "words:\n  - { find: passed away, use: died, reason: Plain words. }\n");
  folder.write(
    hindi,
    `${front("“2025-05-10T09:00”\nkicker: “😀𝒳 क्षि”")}😀𝒳 क्षि Two men passed away. U\u202eabc 😀 and [x](/old/), [y](/old/).\n`,
  );
  folder.write(odd, `\ufeff${front("2025-05-10T09:00\naliases: [/old/]")}Text passed away.\n`.replaceAll("\n", "\r\n"));
  const places = { site: folder.site, output: folder.path("none"), cache: folder.path("cache") };
  const { problems } = await checkSite({ ...places, now: Date.UTC(2025, 5, 1) });
  const log = sarifLog(problems, { isQuotable: () => true, prefix });
  const { runs } = JSON.parse(JSON.stringify(log)) as { runs: { results: Result[] }[] };
  return { results: runs[0]?.results ?? [], log };
}

test("a log is what the specification says, whatever stands in files and their names", async () => {
  const ajv = new Ajv2019({ allErrors: true });
  addFormats.default(ajv);
  const isRight = ajv.compile(sarifSchema);
  const { log } = await logOf("paper of ours/");
  isRight(JSON.parse(JSON.stringify(log)));
  expect(isRight.errors).toBeNull();
});

test("columns count code units of UTF-16 from the line's beginning, without a BOM", async () => {
  const { results } = await logOf();
  const regions = results
    .filter(({ ruleId }) => ruleId === "text/house-style")
    .map(({ locations }) => locations?.[0]?.physicalLocation.region);
  const column = "😀𝒳 क्षि Two men passed away".indexOf("passed") + 1;
  expect(regions).toEqual([
    { startLine: 9, startColumn: 6 },
    { startLine: 9, startColumn: column },
  ]);
});

test("an address leads to the file, with every letter that an address can't hold encoded", async () => {
  const { results } = await logOf("paper of ours/");
  const uris = new Set(results.map(({ locations }) => locations?.[0]?.physicalLocation.artifactLocation.uri ?? ""));
  const files = [...uris].map((uri) => {
    expect(uri).toMatch(/^[\x21-\x7e]+$/);
    expect(new URL(uri, "file:///root/").search + new URL(uri, "file:///root/").hash).toBe("");
    return decodeURIComponent(uri);
  });
  expect(files).toEqual(expect.arrayContaining([`paper of ours/${hindi}`, `paper of ours/${odd}`]));
});

test("whoever makes the replacements has what check --fix writes, letter for letter", async () => {
  const { results } = await logOf();
  const changes = results.flatMap(({ fixes = [] }) => fixes.flatMap(({ artifactChanges }) => artifactChanges));
  const files = new Set(changes.map(({ artifactLocation }) => decodeURIComponent(artifactLocation.uri)));
  expect([...files].sort()).toEqual([odd, hindi]);
  const replaced = new Map(
    [...files].map((file) => {
      const text = readFileSync(join(folder.site, file), "utf8");
      const bom = text.startsWith("\ufeff") ? "\ufeff" : "";
      const lines = text.slice(bom.length).split(/(?<=\n)/);
      const offset = (line: number, column: number) => lines.slice(0, line - 1).join("").length + column - 1;
      const edits = changes
        .filter(({ artifactLocation }) => decodeURIComponent(artifactLocation.uri) === file)
        .flatMap(({ replacements }) => replacements)
        .sort(
          ({ deletedRegion: a }, { deletedRegion: b }) => b.startLine - a.startLine || b.startColumn - a.startColumn,
        );
      const after = edits.reduce((before, { deletedRegion: at, insertedContent }) => {
        const [start, end] = [offset(at.startLine, at.startColumn), offset(at.endLine, at.endColumn)];
        return before.slice(0, start) + insertedContent.text + before.slice(end);
      }, text.slice(bom.length));
      return [file, bom + after];
    }),
  );
  const places = { site: folder.site, output: folder.path("none"), cache: folder.path("cache") };
  const { problems } = await checkSite({ ...places, now: Date.UTC(2025, 5, 1) });
  mendFiles(folder.site, problems, { isDryRun: false });
  for (const [file, text] of replaced) expect(readFileSync(join(folder.site, file), "utf8"), file).toBe(text);
});
