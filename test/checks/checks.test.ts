import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { formatProblems } from "../../src/base/format-problems.ts";
import { type Problem, ProblemError } from "../../src/base/problem.ts";
import { dataCodes } from "../../src/base/problem-codes-data.ts";
import { liveCodes } from "../../src/base/problem-codes-live.ts";
import { storyCodes } from "../../src/base/problem-codes-story.ts";
import { openStore } from "../../src/base/store.ts";
import { checkSite } from "../../src/check-site.ts";
import { rules, storyRules } from "../../src/checks/rules.ts";
import { readSite } from "../../src/content/read-site.ts";

// Golden cases: a small overlay `in/` over the clean site `_base`, and `golden/problems.txt`, what people are told.
// Each case raises its own code and nothing else. UPDATE=1 writes the goldens anew; read the difference.

const here = import.meta.dirname;
const isUpdate = process.env.UPDATE !== undefined;
const temporary = mkdtempSync(join(tmpdir(), "broadsheet-checks-"));
afterAll(() => rmSync(temporary, { recursive: true, force: true }));

/** Codes of other tables that reading the content raises. */
const borrowed = [
  "photo/file-missing",
  "photo/lfs-pointer",
  "photo/unsupported",
  "photo/original-missing",
  "photo/original-damaged",
];
/** Codes of editorial rules: these need the newsroom too, at a fixed moment. */
const ruleCodes = [...new Set<string>([...rules, ...storyRules].map(({ code }) => code))];
/** What a front's file asks for and can't have: the newsroom says so. */
const frontCodes = ["front/pin-hidden", "front/pin-twice", "front/pin-too-many", "front/banner-hidden"];
const codes = [
  ...Object.keys(storyCodes),
  ...Object.keys(liveCodes),
  ...Object.keys(dataCodes),
  ...borrowed,
  ...ruleCodes,
  ...frontCodes,
];
const now = Date.parse("2025-06-01T12:00:00+05:30");

async function problemsOf(name: string, isOfRule = false): Promise<Problem[]> {
  const root = join(temporary, name, "site");
  cpSync(join(here, "_base"), root, { recursive: true });
  rmSync(join(root, "README.md"));
  const overlay = join(here, name, "in");
  if (existsSync(overlay)) cpSync(overlay, root, { recursive: true });
  const removed = join(root, "REMOVE");
  if (existsSync(removed)) {
    for (const path of readFileSync(removed, "utf8").trim().split("\n")) rmSync(join(root, path), { recursive: true });
    rmSync(removed);
  }
  if (isOfRule) {
    const [cache, output] = [join(temporary, name, "cache"), join(temporary, name, "none")];
    return (await checkSite({ site: root, output, cache, now })).problems;
  }
  const store = openStore(join(temporary, name, "cache"));
  try {
    return (await readSite({ root, store, project: join(here, "_project") })).problems;
  } catch (error) {
    if (error instanceof ProblemError) return [...error.problems];
    throw error;
  } finally {
    store.close();
  }
}

describe("what people are told of each fault", () => {
  test("the clean site has no problem", async () => {
    expect(await problemsOf("_clean")).toEqual([]);
    expect(await problemsOf("_clean-newsroom", true)).toEqual([]);
  });

  test.each(codes)("%s is raised by its case, and nothing else is", async (code) => {
    const name = code.replace("/", "-");
    const problems = await problemsOf(name, [...ruleCodes, ...frontCodes].includes(code));
    expect([...new Set(problems.map((each) => each.code))]).toEqual([code]);
    const text = formatProblems(problems, { colour: false }).replaceAll(join(temporary, name, "site"), "<site>");
    const golden = join(here, name, "golden", "problems.txt");
    if (isUpdate) {
      mkdirSync(join(here, name, "golden"), { recursive: true });
      writeFileSync(golden, text);
    }
    expect(text).toBe(readFileSync(golden, "utf8"));
  });

  test("every case is of a code that exists", () => {
    const names = readdirSync(here, { withFileTypes: true }).filter((entry) => entry.isDirectory());
    const cases = names.map((entry) => entry.name).filter((name) => !name.startsWith("_"));
    expect(cases.filter((name) => !codes.includes(name.replace("-", "/")))).toEqual([]);
  });
});
