import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { KillNight } from "../support/kill-night.ts";
import { plainPhoto, readFolder } from "../support/site-folder.ts";

// A kill goes out while a photo's sidecar, a template or site.config.ts is broken, or the last good site stays whole.

vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

const sidecar = "articles/photos/harbour.jpg.yaml";
const right = "credit: Asha Rao\nalt: Boats in the harbour\n";
const key = `AKIA${"IOSFODNN7EXAMPLQ"}`;

let night: KillNight;
beforeEach(async () => {
  night = new KillNight();
  night.folder.write("articles/photos/harbour.jpg", await plainPhoto(80, 120, 160));
  night.folder.write(sidecar, right);
  night.story("world/one", "One as it was", { photo: "photos/harbour.jpg" });
});
afterEach(() => night.close());

const shows = (words: string) => night.page("2026/05/01/one").includes(words);

describe("a sidecar", () => {
  test.each([
    ["a mistyped key", "crdit: Nobody\nalt: Boats in the harbour\n"],
    ["YAML that can't be read", "credit: &a [*a]\n"],
    ["a key of an access that nobody may read", `${right}caption: The key ${key} opens it\n`],
  ])("with %s counts as git had it last, and its photo keeps its credit", async (_title, text) => {
    night.repository.commit("2026-05-02T10:00+05:30");
    expect((await night.build()).status).toBe(0);
    night.folder.write(sidecar, text);
    night.kill();
    await night.goesOut([sidecar]);
    expect(shows("Asha Rao")).toBe(true);
    expect(shows("Nobody")).toBe(false);
    night.expectNothingOf(key);
  });

  test("whose lease can't be read takes its photo off the page, whatever git remembers", async () => {
    night.repository.commit("2026-05-02T10:00+05:30");
    await night.build();
    expect(shows("<picture")).toBe(true);
    night.folder.write(sidecar, `${right}leases: [{ use: allow, until: never }]\n`);
    night.kill();
    await night.goesOut([sidecar]);
    expect(shows("<picture")).toBe(false);
    expect(shows("One as it was")).toBe(true);
  });

  test("whose kill can't be read does too, in every file", async () => {
    night.repository.commit("2026-05-02T10:00+05:30");
    await night.build();
    night.folder.write(sidecar, `${right}kill: { at: never }\n`);
    night.kill();
    await night.goesOut([sidecar]);
    expect(
      [...readFolder(night.folder.path("out")).keys()].filter((name) => /harbour.*\.(?:avif|jpg)$/.test(name)),
    ).toEqual([]);
  });

  test("counts as far as it can be read where git knows no other form", async () => {
    expect((await night.build()).status).toBe(0);
    night.folder.write(sidecar, `${right}colour: blue\n`);
    night.kill();
    await night.goesOut([sidecar]);
    expect(shows("Asha Rao")).toBe(true);
  });

  test("that holds a secret and that nothing remembers otherwise lets nothing out", async () => {
    await night.build();
    const before = [...readFolder(night.folder.path("out"))];
    night.folder.write(sidecar, `${right}caption: The key ${key} opens it\n`);
    night.kill();
    const { status, problems } = await night.build({ holdBack: true });
    expect(status).toBe(1);
    expect(problems.map(({ code, file, line }) => [code, file, line])).toEqual([["text/secret", sidecar, 3]]);
    expect([...readFolder(night.folder.path("out"))]).toEqual(before);
  });
});

describe("what can't be held", () => {
  test.each([
    ["a layout", "_includes/layouts/story.njk", "{% if %}\n", "site/template"],
    ["a stylesheet", "_includes/css/tokens.css", '@import "nowhere.css";\n', "site/template"],
    ["a config that can't be read", "site.config.ts", "export default {", "site/config"],
    [
      "a config that throws",
      "site.config.ts",
      'export default () => {\n  throw new Error("no filter");\n};\n',
      "site/config",
    ],
  ])("%s is named, and the last good site stays whole", async (_title, file, text, code) => {
    await night.build();
    const before = [...readFolder(night.folder.path("out"))];
    night.folder.write(file, text);
    night.kill();
    const { status, problems } = await night.build({ holdBack: true });
    expect(status).toBe(1);
    expect(problems).toMatchObject([{ code, file }]);
    expect([...readFolder(night.folder.path("out"))]).toEqual(before);
    const staging = join(night.folder.path("cache"), "staging");
    expect(existsSync(staging) ? readdirSync(staging) : []).toEqual([]);
  });
});
