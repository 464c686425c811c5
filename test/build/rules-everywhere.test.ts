import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { build } from "../../src/build.ts";
import { type SiteFolder, smallSite } from "../support/site-folder.ts";

// Rules `everywhere` find what readers must never meet: a build minds them too. Here: marks that turn a line round.

let folder: SiteFolder;
beforeEach(() => {
  folder = smallSite();
});
afterEach(() => folder.close());

const story = { headline: "Harbour", section: "world", published: "2025-05-10T10:00" };
const clean = "A paragraph of the story.\n";
const turned = "A paragraph \u202eof the story.\n";
const options = () => ({
  site: folder.site,
  output: folder.path("out"),
  cache: folder.path("cache"),
  now: Date.UTC(2025, 5, 1),
});
const errors = (problems: readonly { code: string; severity: string }[]) =>
  problems.filter(({ severity }) => severity === "error").map(({ code }) => code);
const page = () => readFileSync(join(folder.path("out"), "2025/05/10/harbour/index.html"), "utf8");

test("what a rule for everywhere finds stops a build, also when it is remembered from the last", async () => {
  folder.writeStory("world/harbour", story, turned);
  for (let run = 0; run < 2; run += 1) {
    const { status, problems } = await build(options());
    expect([status, errors(problems)]).toEqual([1, ["text/bidi-control"]]);
  }
  folder.writeStory("world/harbour", story, clean);
  expect(await build(options())).toMatchObject({ status: 0, problems: [] });
});

test("--hold-back keeps such a story as it was published last", async () => {
  folder.writeStory("world/harbour", story, clean);
  await build(options());
  const before = page();
  folder.writeStory("world/harbour", story, turned);
  folder.writeStory("world/other", { ...story, headline: "Other" });
  const held = await build({ ...options(), holdBack: true });
  expect(held).toMatchObject({ status: 0, figures: { held: ["world/harbour"], stories: 2 } });
  expect(page()).toBe(before);
  // The reading of the form that is kept must not have been given the faults of the file that is not.
  folder.writeStory("world/harbour", story, clean);
  expect((await build(options())).problems).toEqual([]);
});
