import { execFileSync } from "node:child_process";
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { build } from "../../src/build.ts";
import { projectFolder } from "../../src/engine.ts";
import { differences, plainPhoto, readFolder, type SiteFolder, smallSite } from "../support/site-folder.ts";

const now = Date.UTC(2026, 5, 1, 6, 30);
const story = (headline: string, more: Record<string, unknown> = {}) => ({
  headline,
  section: "world",
  published: "2026-05-01T10:00",
  ...more,
});

let folder: SiteFolder;
beforeEach(() => {
  folder = smallSite();
});
afterEach(() => folder.close());

const options = () => ({ site: folder.site, output: folder.path("out"), cache: folder.path("cache"), now });
const page = (path: string) => readFileSync(join(folder.path("out"), path, "index.html"), "utf8");
const files = () => [...readFolder(folder.path("out")).keys()];
const codes = (result: { problems: readonly { code: string; severity: string }[] }) =>
  result.problems.filter((each) => each.severity === "error").map((each) => each.code);

describe("a build", () => {
  test("that changes nothing makes nothing", async () => {
    folder.writeStory("world/one", story("One"));
    await build(options());
    const { figures } = await build(options());
    expect(figures).toMatchObject({ pagesMade: 0, renditionsMade: 0, removed: 0 });
  });

  test("gives the same bytes whatever the time zone and the folder", async () => {
    folder.write("articles/photos/one.jpg", await plainPhoto(200, 40, 30));
    folder.writeStory("world/one", story("One", { photo: { file: "photos/one.jpg", alt: "A colour", credit: "ANI" } }));
    const run = (zone: string, name: string) =>
      execFileSync(
        process.execPath,
        [
          "scripts/broadsheet.mjs",
          "build",
          "--site",
          folder.site,
          "--output",
          folder.path(name),
          "--cache",
          folder.path(`cache-${name}`),
          "--now",
          "2026-06-01T12:00+05:30",
        ],
        { cwd: projectFolder, env: { ...process.env, TZ: zone, LANG: "hi_IN.UTF-8" }, stdio: "pipe" },
      );
    run("America/New_York", "east");
    run("Asia/Kathmandu", "west/deeper");
    expect(differences(folder.path("east"), folder.path("west/deeper"))).toEqual([]);
  });

  test("with errors in the content writes nothing and leaves the last good site whole", async () => {
    folder.writeStory("world/one", story("One"));
    await build(options());
    const before = readFolder(folder.path("out"));
    folder.writeStory("world/two", { ...story("Two"), section: "nowhere" });
    const result = await build(options());
    expect(result.status).toBe(1);
    expect(codes(result)).toContain("reference/section");
    expect(readFolder(folder.path("out"))).toEqual(before);
  });

  test("refuses an output folder with files that no build made, and touches none of them", async () => {
    folder.writeStory("world/one", story("One"));
    mkdirSync(folder.path("out"));
    writeFileSync(folder.path("out/thesis.txt"), "mine");
    expect(codes(await build(options()))).toEqual(["site/output-not-ours"]);
    expect(readFileSync(folder.path("out/thesis.txt"), "utf8")).toBe("mine");
  });

  test("makes again what somebody deleted from the output", async () => {
    folder.writeStory("world/one", story("One"));
    await build(options());
    rmSync(join(folder.path("out"), "2026/05/01/one/index.html"));
    await build(options());
    expect(page("2026/05/01/one")).toContain("One");
  });

  test("refuses two stories at one address and names both", async () => {
    folder.writeStory("world/one", story("One"));
    folder.writeStory("world/deep/one", story("Another one"));
    const result = await build(options());
    expect(codes(result)).toEqual(["site/duplicate-path"]);
    expect(result.problems.find((each) => each.code === "site/duplicate-path")?.found).toMatch(
      /world\/.*one\.md · .*one\.md/,
    );
  });

  test("names a template that can't be rendered", async () => {
    folder.writeStory("world/one", story("One"));
    folder.write("_includes/components/footer/template.njk", "{% if %}");
    const result = await build(options());
    expect(codes(result)).toEqual(["site/template"]);
  });

  test("refuses a template that is named by a value", async () => {
    folder.writeStory("world/one", story("One"));
    folder.write("_includes/components/footer/template.njk", "{% include params.which %}");
    expect(codes(await build(options()))).toEqual(["site/template"]);
  });
});

test("a story in a folder of its own, as page bundles are, is named by the folder", async () => {
  folder.writeStory("world/first-ferry/index", story("One"));
  folder.writeStory("world/last-ferry/index", story("Two"));
  expect((await build(options())).status).toBe(0);
  expect(files()).toContain("2026/05/01/first-ferry/index.html");
  expect(files()).toContain("2026/05/01/last-ferry/index.html");
});

describe("addresses for ever", () => {
  test("a story that is gone is an error, with what to do", async () => {
    folder.writeStory("world/one", story("One"));
    folder.writeStory("world/two", story("Two"));
    await build(options());
    folder.remove("articles/world/two.md");
    const result = await build(options());
    expect(codes(result)).toEqual(["site/address-lost"]);
    expect((await build({ ...options(), allowRemoved: true })).status).toBe(0);
    expect(files()).not.toContain("2026/05/01/two/index.html");
  });

  test("an alias keeps the old address alive with a link and a canonical", async () => {
    folder.writeStory("world/one", story("One"));
    await build(options());
    folder.remove("articles/world/one.md");
    folder.writeStory("world/first", story("One", { aliases: ["/2026/05/01/one/"] }));
    expect((await build(options())).status).toBe(0);
    expect(page("2026/05/01/one")).toContain('href="/2026/05/01/first/"');
    expect(readFileSync(join(folder.path("out"), "_redirects"), "utf8")).toContain(
      "/2026/05/01/one/ /2026/05/01/first/ 301",
    );
  });

  test("a killed story keeps its address with a notice, and nothing else of it is left", async () => {
    folder.writeStory("world/one", story("Headline to withdraw"), "Words to withdraw.\n");
    await build(options());
    folder.writeStory(
      "world/one",
      story("Headline to withdraw", {
        kill: { at: "2026-05-20", reason: "private reason", notice: "Withdrawn by the editor." },
      }),
      "Words to withdraw.\n",
    );
    expect((await build(options())).status).toBe(0);
    expect(page("2026/05/01/one")).toContain("Withdrawn by the editor.");
    for (const [name, bytes] of readFolder(folder.path("out"))) {
      expect(/to withdraw|private reason/.test(bytes.toString("utf8")), name).toBe(false);
    }
  });
});

describe("--hold-back", () => {
  test("keeps a faulty story as it was published last, leaves a new one out, and lets the rest go", async () => {
    folder.writeStory("world/one", story("One as it was"));
    folder.writeStory("world/two", story("Two"));
    await build(options());
    folder.writeStory("world/one", { ...story("One, broken"), section: "nowhere" });
    folder.writeStory("world/two", story("Two corrected"));
    folder.writeStory("world/three", { ...story("Three"), published: "2026-02-30" });
    const result = await build({ ...options(), holdBack: true });
    expect(result.status).toBe(0);
    expect(result.figures.held).toEqual(["world/one", "world/three"]);
    expect(page("2026/05/01/one")).toContain("One as it was");
    expect(page("")).toContain("One as it was");
    expect(page("2026/05/01/two")).toContain("Two corrected");
    expect(files().some((name) => name.includes("three"))).toBe(false);
  });

  test("hides a story whose fault is in its status, embargo or kill", async () => {
    folder.writeStory("world/one", story("One"));
    folder.writeStory("world/two", story("Two"));
    await build(options());
    folder.writeStory("world/one", story("One", { status: "drafft" }));
    const result = await build({ ...options(), holdBack: true });
    expect(result.status).toBe(0);
    expect(files()).not.toContain("2026/05/01/one/index.html");
    expect(files()).toContain("2026/05/01/two/index.html");
  });
});

describe("--hold-back of a story that was being taken off", () => {
  test.each([
    ["a draft again", { status: "draft", section: "nowhere" }],
    ["under an embargo now", { embargo: "2027-01-01", section: "nowhere" }],
    ["killed, without a headline", { kill: { at: "2026-05-20", reason: "no" }, headline: undefined }],
  ])("hides it: %s", async (_title, more) => {
    folder.writeStory("world/one", story("One as it was"));
    folder.writeStory("world/two", story("Two"));
    await build(options());
    folder.writeStory("world/one", { ...story("One as it was"), ...more });
    expect((await build({ ...options(), holdBack: true })).status).toBe(0);
    for (const [name, bytes] of readFolder(folder.path("out")))
      expect(bytes.includes("One as it was"), name).toBe(false);
  });

  test("leaves the notice of a killed one, whatever else is wrong with it", async () => {
    folder.writeStory("world/one", story("One as it was"));
    await build(options());
    folder.writeStory(
      "world/one",
      story("One as it was", { section: "nowhere", kill: { at: "2026-05-20", reason: "no", notice: "Taken down." } }),
    );
    expect((await build({ ...options(), holdBack: true })).status).toBe(0);
    expect(page("2026/05/01/one")).toContain("Taken down.");
  });
});

describe("a path prefix", () => {
  test("stands before every address of ours, and in no file name", async () => {
    folder.writeYaml("_data/outlet.yaml", {
      name: "The Test",
      url: "https://test.example/paper/",
      timeZone: "Asia/Kolkata",
      languages: ["en"],
    });
    folder.writeStory("world/one", story("One"), "See [home](/) and [two](two.md).\n");
    folder.writeStory("world/two", story("Two", { published: "2026-04-01" }));
    expect((await build(options())).status).toBe(0);
    const html = page("2026/05/01/one");
    expect(html).toContain('href="/paper/2026/04/01/two/"');
    expect([...html.matchAll(/(?:href|src)="(\/[^"]*)"/g)].filter(([, url]) => !url?.startsWith("/paper/"))).toEqual(
      [],
    );
    expect(files()).toContain("2026/05/01/one/index.html");
  });
});
