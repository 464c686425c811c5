import { mkdirSync, renameSync, rmSync } from "node:fs";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { KillNight } from "../support/kill-night.ts";

// A kill goes out while another story was renamed or deleted without a trace: that one stays where it was.

vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

let night: KillNight;
beforeEach(async () => {
  night = new KillNight();
  night.repository.commit("2026-05-10T10:00+05:30");
  expect((await night.build()).status).toBe(0);
});
afterEach(() => night.close());

const path = (id: string) => join(night.folder.site, "articles", `${id}.md`);
function move(from: string, to: string): void {
  mkdirSync(dirname(path(to)), { recursive: true });
  renameSync(path(from), path(to));
}
const address = "2026/05/01/one";

describe.each([
  ["with the cache of the last build", () => {}],
  ["by git alone", () => rmSync(night.folder.path("cache"), { recursive: true })],
  [
    "by git alone, without the output",
    () => ["cache", "out"].map((name) => rmSync(night.folder.path(name), { recursive: true })),
  ],
])("%s", (_title, forget) => {
  test("a renamed story stays at its old address", async () => {
    move("world/one", "world/first");
    night.kill();
    night.repository.commit("2026-05-11T10:00+05:30");
    forget();
    await night.goesOut(["world/one"]);
    expect(night.page(address)).toContain("One as it was in the copy.");
    expect(night.has("2026/05/01/first/index.html")).toBe(false);
    expect((await night.build({ holdBack: true })).status).toBe(0);
    expect(night.page(address)).toContain("One as it was in the copy.");
  });

  test("a deleted story stays at its address", async () => {
    rmSync(path("world/one"));
    night.kill();
    night.repository.commit("2026-05-11T10:00+05:30");
    forget();
    await night.goesOut(["world/one"]);
    expect(night.page(address)).toContain("One as it was in the copy.");
  });

  test("a story that was killed and then deleted does not come back", async () => {
    night.story("world/one", "One as it was", { kill: { at: "2026-05-11", reason: "no" } });
    night.repository.commit("2026-05-11T10:00+05:30");
    rmSync(path("world/one"));
    night.repository.commit("2026-05-12T10:00+05:30");
    forget();
    expect((await night.build({ holdBack: true })).status).toBe(0);
    night.expectNothingOf("One as it was");
  });

  test("a story that was renamed and killed does not come back", async () => {
    move("world/one", "world/first");
    night.repository.commit("2026-05-11T10:00+05:30");
    night.story("world/first", "One as it was", { kill: { at: "2026-05-11", reason: "no" } });
    rmSync(path("sport/two"));
    night.repository.commit("2026-05-12T10:00+05:30");
    forget();
    expect((await night.build({ holdBack: true })).status).toBe(0);
    night.expectNothingOf("One as it was");
    expect(night.page("2026/05/01/two")).toContain("Two as it was in the copy.");
  });
});

test.each([
  ["a draft", { status: "draft" }],
  ["under an embargo", { embargo: "2027-01-01" }],
  ["killed with another fault", { section: "nowhere", kill: { at: "2026-05-11", reason: "no" } }],
  ["withheld with another fault", { section: "nowhere", status: "withheld" }],
])("a story that was renamed and is %s now does not come back", async (_title, more) => {
  rmSync(path("world/one"));
  night.story("world/first", "One as it was", more);
  night.kill();
  night.repository.commit("2026-05-11T10:00+05:30");
  const result = await night.build({ holdBack: true });
  expect(result.status, JSON.stringify(result.problems)).toBe(0);
  night.expectNothingOf("One as it was");
  expect(night.page("2026/05/01/gone")).toContain("Taken down.");
});

test("a story whose date gave it another address stays as it was", async () => {
  night.story("world/one", "One with another date", { published: "2026-05-03T10:00" });
  night.kill();
  await night.goesOut(["world/one"]);
  expect(night.page(address)).toContain("One as it was in the copy.");
});

test("without git the last build's form counts, and a lost id too", async () => {
  rmSync(join(night.folder.site, ".git"), { recursive: true });
  night.story("world/one", "One under another id", { id: "world/other" });
  rmSync(path("sport/two"));
  night.kill();
  await night.goesOut(["sport/two", "world/one"]);
  expect(night.page(address)).toContain("One as it was in the copy.");
  expect(night.page("2026/05/01/two")).toContain("Two as it was in the copy.");
});

test("a story that names the deleted one, and the front's pin on it, are held with it", async () => {
  night.folder.writeYaml("_data/fronts/home.en.yaml", { slots: [{ name: "lead", story: "world/one" }] });
  expect((await night.build()).status).toBe(0);
  rmSync(path("world/one"));
  night.kill();
  await night.goesOut(["_data/fronts/home.en.yaml", "world/one"]);
  expect(night.page(address)).toContain("One as it was in the copy.");
});
