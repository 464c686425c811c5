import { readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { KillNight } from "../support/kill-night.ts";

// A kill goes out while a front, a page or a data file is broken: each keeps what was right of it.

vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

let night: KillNight;
beforeEach(() => {
  night = new KillNight();
});
afterEach(() => night.close());

const text = (file: string) => readFileSync(join(night.folder.site, file), "utf8");

describe("a front", () => {
  const home = "_data/fronts/home.en.yaml";
  const slots = (...more: object[]) =>
    night.folder.writeYaml(home, {
      slots: [{ name: "lead", story: "sport/two", headline: "Two by its slot" }, ...more],
    });

  test.each([
    ["a pin on a story that does not exist", { name: "top", story: "world/never" }],
    ["a mistyped key in a slot", { name: "top", story: "world/one", headlin: "Not this slot" }],
    ["an end that is no date", { name: "top", story: "world/one", headline: "Not this slot", until: "soon" }],
  ])("loses the faulty slot alone: %s", async (_title, slot) => {
    slots();
    expect((await night.build()).status).toBe(0);
    slots(slot);
    night.kill();
    await night.goesOut([home]);
    expect(night.page("")).toContain("Two by its slot");
    expect(night.page("")).toContain("One as it was");
    expect(night.page("")).not.toContain("Not this slot");
  });

  test("is filled as without a file where it can't be read", async () => {
    slots();
    await night.build();
    night.folder.write(home, "slots: [{ name: lead, story: 'sport/two\n");
    night.kill();
    await night.goesOut([home]);
    expect(night.page("")).not.toContain("Two by its slot");
    expect(night.page("")).toContain("Two as it was");
  });

  test("names the killed story, which stays out of it, with --allow-removed too", async () => {
    slots({ name: "top", story: "world/gone", headline: "Sorrowbeck words in a slot" });
    await night.build();
    slots(
      { name: "top", story: "world/gone", headline: "Sorrowbeck words in a slot" },
      { name: "top", story: "no/no" },
    );
    night.kill();
    await night.goesOut([home], { allowRemoved: true });
  });
});

describe("a page", () => {
  const about = "_data/pages/en/about.md";
  const page = (title: string, more = "") =>
    night.folder.write(about, `---\ntitle: ${title}\n${more}---\n\n${title}: copy.\n`);

  test("keeps the form in which it was published last, by the cache or by git", async () => {
    page("About as it was");
    night.repository.commit("2026-05-10T10:00+05:30");
    expect((await night.build()).status).toBe(0);
    page("About broken", "titel: x\n");
    night.kill();
    await night.goesOut([about]);
    expect(night.page("about")).toContain("About as it was: copy.");
    rmSync(night.folder.path("cache"), { recursive: true });
    expect((await night.build({ holdBack: true })).status).toBe(0);
    expect(night.page("about")).toContain("About as it was: copy.");
  });

  test("stays out where it is new, and the footer that names it does without", async () => {
    await night.build();
    page("About broken", "titel: x\n");
    night.folder.write("_data/outlet.yaml", `${text("_data/outlet.yaml")}footer: [about]\n`);
    night.kill();
    await night.goesOut([about]);
    expect(night.has("about/index.html")).toBe(false);
  });
});

describe("a data file", () => {
  const broken = {
    "an unknown key": (file: string) => night.folder.write(file, `nonsens: { a: 1 }\n${text(file)}`),
    "YAML that can't be read": (file: string) => night.folder.write(file, `${text(file)}"x: [\n`),
  };
  const files = ["outlet", "sections", "contributors"].map((name) => `_data/${name}.yaml`);
  const cases = files.flatMap((file) => Object.keys(broken).map((fault) => [file, fault] as const));

  test.each(cases)("%s with %s counts as it was published last", async (file, fault) => {
    night.folder.write("_data/fronts/home.hi.yaml", "slots: []\n");
    await night.build();
    broken[fault as keyof typeof broken](file);
    night.kill();
    await night.goesOut([file]);
    expect(night.page("2026/05/01/one")).toContain("News desk");
    expect(night.page("")).toContain("The Test");
    // What was held is what the next build goes by.
    expect((await night.build({ holdBack: true })).status).toBe(0);
  });

  test("counts as git has it where the cache knows nothing", async () => {
    night.repository.commit("2026-05-10T10:00+05:30");
    await night.build();
    broken["YAML that can't be read"]("_data/outlet.yaml");
    night.repository.commit("2026-05-11T10:00+05:30");
    rmSync(night.folder.path("cache"), { recursive: true });
    night.kill();
    await night.goesOut(["_data/outlet.yaml"]);
  });

  test("is an outlet.yaml that nothing remembers: the build fails as ever", async () => {
    broken["an unknown key"]("_data/outlet.yaml");
    night.kill();
    const result = await night.build({ holdBack: true });
    expect(result.status).toBe(1);
    expect(night.has("index.html")).toBe(false);
  });

  test("never ends an embargo early: an outlet.yaml that moves to a later zone is not held", async () => {
    await night.build();
    night.folder.write("_data/outlet.yaml", `nonsens: 1\n${text("_data/outlet.yaml").replace("Asia/Kolkata", "UTC")}`);
    expect((await night.build({ holdBack: true })).status).toBe(1);
  });

  test("holds the stories that need what only the faulty form says", async () => {
    await night.build();
    night.folder.write("_data/sections.yaml", `${text("_data/sections.yaml")}culture: { name: Culture, colour: x }\n`);
    night.story("culture/new", "Of a new section", { section: "culture" });
    night.kill();
    await night.goesOut(["culture/new", "_data/sections.yaml"]);
    night.expectNothingOf("Of a new section");
  });
});
