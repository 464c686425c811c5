import { execFileSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { formatProblems } from "../../src/base/format-problems.ts";
import { type Problem, ProblemError } from "../../src/base/problem.ts";
import { type ProblemCode, problemCodes } from "../../src/base/problem-codes.ts";
import { dataCodes } from "../../src/base/problem-codes-data.ts";
import { liveCodes } from "../../src/base/problem-codes-live.ts";
import { storyCodes } from "../../src/base/problem-codes-story.ts";
import { openStore } from "../../src/base/store.ts";
import { build } from "../../src/build.ts";
import { checkSite } from "../../src/check-site.ts";
import { readSite } from "../../src/content/read-site.ts";
import { projectFolder } from "../../src/engine.ts";
import { lockOutput } from "../../src/publish/lock.ts";

// Golden cases: a small overlay `in/` over the clean site `_base`, and `golden/problems.txt`, what people are told.
// Each case raises its own code and nothing else. UPDATE=1 writes the goldens anew; read the difference.
// `before/` is the site as it was built, or committed, before. `run` says how, where it is no plain check: `build`, `git` (both
// states are commits, nothing was built), `shallow` (a clone without a past), `busy` (a build, while another process writes there).
// `output/` is what lies in the output folder before, and `during/` is copied over the site once its photos are being read.

const here = import.meta.dirname;
const isUpdate = process.env.UPDATE !== undefined;
const temporary = mkdtempSync(join(tmpdir(), "broadsheet-checks-"));
afterAll(() => rmSync(temporary, { recursive: true, force: true }));

/** Codes that reading the content raises: the rest needs the newsroom too, at a fixed moment. */
const readingCodes: string[] = [
  ...[storyCodes, liveCodes, dataCodes].flatMap((table) => Object.keys(table)),
  "photo/file-missing",
  "photo/lfs-pointer",
  "photo/unsupported",
  "photo/original-missing",
  "photo/original-damaged",
];
/** What no folder of files brings about, by the test that does and holds its golden text: a fault of ours, a process that hangs. */
const elsewhere: Partial<Record<ProblemCode, string>> = {
  "copy/unreadable": "test/content/markdown-unreadable.test.ts",
  "photo/failed": "test/photos/ensure-renditions.test.ts",
};
const codes = (Object.keys(problemCodes) as ProblemCode[]).filter((code) => elsewhere[code] === undefined);
const now = Date.parse("2025-06-01T12:00:00+05:30");

/** The base with a case's overlay; `REMOVE` in it lists what is not there. */
function makeSite(name: string, overlay: string, root: string): void {
  for (const each of existsSync(root) ? readdirSync(root) : [])
    if (each !== ".git") rmSync(join(root, each), { recursive: true });
  cpSync(join(here, "_base"), root, { recursive: true });
  rmSync(join(root, "README.md"));
  if (existsSync(join(here, name, overlay))) cpSync(join(here, name, overlay), root, { recursive: true });
  const removed = join(root, "REMOVE");
  if (!existsSync(removed)) return;
  for (const path of readFileSync(removed, "utf8").trim().split("\n")) rmSync(join(root, path), { recursive: true });
  rmSync(removed);
}

async function problemsOf(name: string, isReading = false): Promise<readonly Problem[]> {
  const folder = (each: string) => join(temporary, name, each);
  const run = existsSync(join(here, name, "run")) ? readFileSync(join(here, name, "run"), "utf8").trim() : "check";
  const hasBefore = existsSync(join(here, name, "before"));
  let [site, cache, output] = [folder("site"), folder("cache"), folder("output")];
  const isGit = run === "git" || run === "shallow";
  if (hasBefore) {
    makeSite(name, "before", site);
    if (isGit) commit(site, "2025-05-12T09:00:00Z");
    else expect((await build({ site, cache, output, now })).status).toBe(0);
  }
  makeSite(name, "in", site);
  if (isGit) commit(site, "2025-05-13T09:00:00Z");
  if (run === "shallow") {
    git(temporary, "clone", "-q", "--depth", "1", `file://${site}`, folder("clone"));
    site = folder("clone");
  }
  if (existsSync(join(here, name, "output"))) cpSync(join(here, name, "output"), output, { recursive: true });
  if (run === "busy") lockByAnother(cache, output);
  const onProgress = (step: string) => {
    const during = join(here, name, "during");
    if (step === "reading the photos" && existsSync(during)) cpSync(during, site, { recursive: true });
  };
  try {
    if (run === "build" || run === "busy") return (await build({ site, cache, output, now, onProgress })).problems;
    if (!isReading) return (await checkSite({ site, output, cache, now, onProgress })).problems;
    const store = openStore(cache);
    try {
      return (await readSite({ root: site, store, project: join(here, "_project") })).problems;
    } finally {
      store.close();
    }
  } catch (error) {
    if (error instanceof ProblemError) return error.problems;
    throw error;
  }
}

/** As another build would that goes on: the process that runs the tests is alive, and is not this one. */
function lockByAnother(cache: string, output: string): void {
  lockOutput(cache, output);
  const folder = join(cache, "journals");
  for (const each of readdirSync(folder)) writeFileSync(join(folder, each), String(process.ppid));
}

function git(folder: string, ...given: string[]): void {
  execFileSync("git", ["-C", folder, "-c", "user.name=Desk", "-c", "user.email=desk@test.example", ...given]);
}

function commit(site: string, date: string): void {
  if (!existsSync(join(site, ".git"))) git(site, "init", "-q");
  git(site, "add", "-A");
  execFileSync(
    "git",
    [
      "-C",
      site,
      "-c",
      "user.name=Desk",
      "-c",
      "user.email=desk@test.example",
      "commit",
      "-q",
      "--allow-empty",
      "-m",
      "An edit",
    ],
    {
      env: { ...process.env, GIT_AUTHOR_DATE: date, GIT_COMMITTER_DATE: date },
    },
  );
}

describe("what people are told of each fault", () => {
  test("the clean site has no problem", async () => {
    expect(await problemsOf("_clean", true)).toEqual([]);
    expect(await problemsOf("_clean-newsroom")).toEqual([]);
  });

  test.each(codes)("%s is raised by its case, and nothing else is", async (code) => {
    const name = code.replace("/", "-");
    const problems = await problemsOf(name, readingCodes.includes(code));
    expect([...new Set(problems.map((each) => each.code))]).toEqual([code]);
    const text = formatProblems(problems, { colour: false })
      .replaceAll(join(temporary, name, "site"), "<site>")
      .replaceAll(join(temporary, name, "output"), "<output>");
    const golden = join(here, name, "golden", "problems.txt");
    if (isUpdate) {
      mkdirSync(join(here, name, "golden"), { recursive: true });
      writeFileSync(golden, text);
    }
    expect(text).toBe(readFileSync(golden, "utf8"));
  });

  test.each(Object.entries(elsewhere))("%s has a test of its own in %s", (code, file) => {
    expect(readFileSync(join(projectFolder, file), "utf8")).toContain(code);
    expect(readFileSync(join(here, code.replace("/", "-"), "golden/problems.txt"), "utf8")).toContain(code);
  });

  test("every case is of a code that exists", () => {
    const names = readdirSync(here, { withFileTypes: true }).filter((entry) => entry.isDirectory());
    const cases = names.map((entry) => entry.name).filter((name) => !name.startsWith("_"));
    expect(cases.filter((name) => !Object.keys(problemCodes).some((code) => code.replace("/", "-") === name))).toEqual(
      [],
    );
  });
});
