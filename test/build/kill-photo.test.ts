// Longer than 250 lines: one command, walked from every side over one small site.
import { execFile } from "node:child_process";
import { copyFileSync, existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { buffer } from "node:stream/consumers";
import { promisify } from "node:util";
import sharp from "sharp";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { parse } from "yaml";
import { ZipFile } from "yazl";
import { walkFiles } from "../../src/base/files.ts";
import { build } from "../../src/build.ts";
import { projectFolder } from "../../src/engine.ts";
import { type KillPhotoResult, killPhoto } from "../../src/kill-photo.ts";
import { runCommand } from "../support/run-command.ts";
import { type SiteFolder, smallSite } from "../support/site-folder.ts";

// Each test builds a site several times, in processes that others keep busy too.
vi.setConfig({ testTimeout: 120_000 });

const now = Date.UTC(2026, 5, 1, 6, 30);
const boats = "photos/world/boats at dawn.jpg";
const hindi = "चित्र/नाव की फ़ोटो.jpg";

let folder: SiteFolder;
beforeEach(async () => {
  folder = smallSite({ features: { ninjs: true } });
  folder.write(`articles/${boats}`, await noise(1));
  folder.write(`articles/${hindi}`, await noise(2));
  folder.write("articles/world/kept.jpg", await noise(3));
  folder.writeStory(
    "world/boats",
    story("Boats", { photo: photo(boats) }),
    `![Boats again](${encodeURI(`../${boats}`)})\n\n[Photo: ANI]\n`,
  );
  folder.writeStory("world/hindi", { ...story("नाव", { photo: photo(hindi) }), language: "hi" });
  folder.writeStory("world/kept", story("Kept", { photo: photo("kept.jpg") }));
});
afterEach(() => folder.close());

const story = (headline: string, more: Record<string, unknown> = {}) => ({
  headline,
  section: "world",
  published: "2026-05-30T09:00",
  ...more,
});
const photo = (file: string) => ({ file, alt: "What it shows", credit: "ANI" });

/** A picture that no other looks like, large enough for renditions of several widths. */
async function noise(seed: number): Promise<Buffer> {
  let state = seed * 7919;
  const cells = Uint8Array.from({ length: 12 * 8 * 3 }, () => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return state >> 16;
  });
  return await sharp(cells, { raw: { width: 12, height: 8, channels: 3 } })
    .resize(720, 480)
    .jpeg()
    .toBuffer();
}

const folders = () => ({ site: folder.site, output: folder.path("out"), cache: folder.path("cache"), now });

async function built(): Promise<void> {
  const { status, problems } = await build(folders());
  expect(problems.filter(({ severity }) => severity === "error")).toEqual([]);
  expect(status).toBe(0);
}

async function kill(query: string, more: Partial<Parameters<typeof killPhoto>[0]> = {}): Promise<KillPhotoResult> {
  const result = await killPhoto({
    ...folders(),
    query,
    from: folder.site,
    kill: { reason: "The agency asked" },
    isBuilding: true,
    allowRemoved: false,
    onProgress: () => {},
    ...more,
  });
  if ("refusal" in result) throw new Error(result.refusal);
  return result;
}

const sidecarOf = (id: string) =>
  parse(readFileSync(join(folder.site, `articles/${id}.yaml`), "utf8")) as { kill: Record<string, unknown> };
const madeOf = (stem: string) => walkFiles(folder.path("out")).filter((file) => basename(file).startsWith(`${stem}-`));

describe("a kill", () => {
  test("finds the photo by its path, and nothing is left of it; its id and its sidecar mean the same photo", async () => {
    await built();
    const result = await kill(`articles/${boats}`);
    expect(result.photos.map(({ id, outcome }) => `${id} ${outcome}`)).toEqual([`${boats} written`]);
    expect(result.before.found.length).toBeGreaterThan(5);
    expect(result.after.found).toEqual([]);
    expect(result.after.unopened).toEqual([]);
    expect(madeOf("boats-at-dawn")).toEqual([]);
    expect(madeOf("kept").length).toBeGreaterThan(2);
    expect(existsSync(folder.path("out/2026/05/30/boats/index.html"))).toBe(true);
    for (const query of [boats, `articles/${boats}.yaml`, join(folder.site, "articles", boats)]) {
      const again = await kill(query, { isBuilding: false });
      expect(again.photos.map(({ id, outcome }) => `${id} ${outcome}`)).toEqual([`${boats} stood`]);
    }
  });

  test("finds it by the name and by the address of a rendition, and of a Hindi name in another Unicode form", async () => {
    await built();
    const rendition = madeOf("boats-at-dawn").find((file) => file.endsWith(".avif")) ?? "";
    const first = await kill(`https://test.example/${encodeURI(rendition)}?x=1`);
    expect(first.photos.map(({ id }) => id)).toEqual([boats]);
    const again = await kill(basename(rendition));
    expect(again.photos).toEqual([{ id: boats, sidecar: `articles/${boats}.yaml`, outcome: "stood" }]);
    const second = await kill(hindi.normalize("NFD"));
    expect(second.photos.map(({ id }) => id)).toEqual([hindi]);
    expect(second.after.found).toEqual([]);
  });

  test("writes down what finds the picture again, and what is to be purged", async () => {
    await built();
    const names = madeOf("boats-at-dawn").map((file) => basename(file));
    const { purge: groups } = await kill(boats, {
      kill: { reason: "Court order", notice: "Withdrawn.", supplierRef: "ANI-77" },
      at: "2026-06-01T12:15",
    });
    const purge = groups.flatMap(({ addresses }) => addresses);
    expect(groups.map(({ name }) => name)).toEqual(["files", "pages", "feeds and lists"]);
    expect(groups[1]?.addresses.every((address) => address.endsWith("/"))).toBe(true);
    expect(purge.at(-1)).toBe("https://test.example/withdrawn.json");
    const { kill: written } = sidecarOf(boats);
    expect(written).toMatchObject({
      at: "2026-06-01T12:15:00+05:30",
      reason: "Court order",
      notice: "Withdrawn.",
      supplierRef: "ANI-77",
      sha256: expect.stringMatching(/^[0-9a-f]{64}$/),
      perceptualHash: expect.stringMatching(/^[0-9a-f]+$/),
    });
    expect(written.renditions).toEqual(expect.arrayContaining(names));
    expect(purge).toContain("https://test.example/2026/05/30/boats/");
    expect(purge).toContain("https://test.example/feed.xml");
    for (const name of names)
      expect(purge.filter((address) => address.endsWith(`/${encodeURIComponent(name)}`))).toHaveLength(1);
  });

  test("keeps a sidecar's comments and keys to the byte", async () => {
    const text =
      "# From the wire, 30 May\r\ncredit:   'ANI'   # as they write it\r\ncaption: >\r\n  Boats\r\n  at dawn\r\n";
    folder.write(`articles/${boats}.yaml`, text);
    await built();
    await kill(boats);
    const now = readFileSync(join(folder.site, `articles/${boats}.yaml`), "utf8");
    expect(now.startsWith(`${text}kill:\r\n`)).toBe(true);
  });

  test.each([
    ["in flow style", "{ credit: ANI } # short\n", { credit: "ANI" }],
    ["that is no YAML", "credit: 'ANI\n\tcaption: x: y\n", {}],
    [
      "killed by hand",
      "credit: ANI\nkill: # by hand\n  at: 2026-05-31T10:00\n  reason: Told by phone\n",
      { credit: "ANI" },
    ],
  ])("stands after a sidecar %s, and loses no word of it", async (_, text, rest) => {
    await built();
    folder.write(`articles/${boats}.yaml`, text);
    const { after } = await kill(boats);
    const now = readFileSync(join(folder.site, `articles/${boats}.yaml`), "utf8");
    for (const word of text.match(/\w{3,}/g) ?? []) expect(now).toContain(word);
    const { kill: written, ...others } = parse(now) as Record<string, unknown>;
    expect(others).toEqual(rest);
    expect(written).toMatchObject({
      reason: /by hand/.test(text) ? "Told by phone" : "The agency asked",
      sha256: expect.any(String),
    });
    expect(after.found).toEqual([]);
  });

  test("takes down a copy of the same bytes under another name, and says so", async () => {
    copyFileSync(join(folder.site, "articles", boats), join(folder.site, "articles/world/copy.jpg"));
    folder.writeStory("world/copy", story("Copy", { photo: photo("copy.jpg") }));
    await built();
    const { photos, doubts, after } = await kill(boats);
    expect(photos.map(({ id }) => id)).toEqual([boats, "world/copy.jpg"]);
    expect(doubts.join(" ")).toContain("world/copy.jpg");
    expect(after.found).toEqual([]);
  });

  test("names a copy that was never public nowhere in public", async () => {
    copyFileSync(join(folder.site, "articles", boats), join(folder.site, "articles/world/secret-name.jpg"));
    folder.write("articles/world/secret-name.jpg.yaml", "credit: ANI\n");
    await built();
    const { photos } = await kill(boats);
    expect(photos.map(({ id }) => id)).toEqual([boats, "world/secret-name.jpg"]);
    const withdrawn = readFileSync(folder.path("out/withdrawn.json"), "utf8");
    expect(withdrawn).toContain("boats-at-dawn");
    expect(withdrawn).not.toContain("secret-name");
  });

  test("is not stopped by another story's fault, nor by one in outlet.yaml", async () => {
    await built();
    folder.write("articles/world/broken.md", "---\nheadline: [\nsection: world\n---\n\nText.\n");
    const outlet = join(folder.site, "_data/outlet.yaml");
    writeFileSync(outlet, `${readFileSync(outlet, "utf8")}\nnonsense: 1\n`);
    const first = await kill(boats);
    expect(first.isBuilt).toBe(true);
    expect(first.after.found).toEqual([]);

    // An outlet that moves to another zone can't be held.
    writeFileSync(outlet, readFileSync(outlet, "utf8").replace(/timeZone: .*/, "timeZone: UTC"));
    const second = await kill(hindi);
    expect(second.isBuilt).toBe(false);
    expect(second.problems.map(({ code }) => code)).toContain("data/unknown-key");
    // The files are gone; pages that could not be made anew still name them, and that is not called gone.
    expect(madeOf("नाव-की-फ़ोटो".normalize("NFC"))).toEqual([]);
    expect(second.after.found.length).toBeGreaterThan(0);
    expect([...new Set(second.after.found.map(({ kind }) => kind))]).toEqual(["name"]);
  });

  test("of a photo that the site does not have changes nothing", async () => {
    const result = await killPhoto({
      ...folders(),
      query: "photos/world/boats at down.jpg",
      from: folder.site,
      kill: { reason: "x" },
      isBuilding: true,
      allowRemoved: false,
      onProgress: () => {},
    });
    expect(result).toEqual({ refusal: expect.stringContaining(`Did you mean ${boats}?`) });
    expect(existsSync(folder.path("out"))).toBe(false);
  });
});

describe("the command", () => {
  const run = (...args: string[]) => runCommand(["photos", "kill", ...args], { folder, now });

  test("reports an edition from before with status 1, and 0 once it is gone", async () => {
    await built();
    const zip = new ZipFile();
    const planted = madeOf("boats-at-dawn")[0] ?? "";
    zip.addFile(folder.path(`out/${planted}`), "photos/a.jpg");
    zip.end();
    folder.write("editions/x.zip", await buffer(zip.outputStream));
    const first = await run(boats, "--reason", "The agency asked");
    expect(first.stdout).toContain("editions/x.zip › photos/a.jpg: the file itself");
    const lines = first.stdout.trimEnd().split("\n");
    expect(lines[0]).toMatch(/^NOT PROVEN GONE/);
    expect(lines.at(-1)).toBe(lines[0]);
    const [found, purge] = ["Before:", "To purge"].map((start) => lines.findIndex((line) => line.startsWith(start)));
    expect(found).toBeLessThan(purge ?? -1);
    expect(first.status).toBe(1);

    // Output and cache have forgotten the files by now; the sidecar has not.
    rmSync(folder.path("cache"), { recursive: true });
    const again = await run(boats, "--reason", "The agency asked");
    expect(again.stdout).toContain("editions/x.zip › photos/a.jpg: the file itself");
    expect(again.status).toBe(1);

    rmSync(join(folder.site, "editions"), { recursive: true });
    const second = await run(boats, "--reason", "The agency asked", "--json");
    expect(JSON.parse(second.stdout)).toMatchObject({ isGone: true, after: { found: [] } });
    expect(second.status).toBe(0);
  });

  test("wants a photo and a reason", async () => {
    expect(await run(boats)).toMatchObject({ status: 2, stderr: expect.stringContaining("--reason") });
    expect(await run("--reason", "x")).toMatchObject({ status: 2 });
    expect(await run("no such.jpg", "--reason", "x")).toMatchObject({
      status: 2,
      stderr: expect.stringContaining("no such.jpg"),
    });
  });

  test("is told from what npm keeps for itself", async () => {
    const script = join(projectFolder, "scripts/broadsheet.mjs");
    const env = { ...process.env, npm_lifecycle_event: "photos", npm_config_reason: "true" };
    const failed = await promisify(execFile)(process.execPath, [script, "photos", "kill", "x", "y"], { env }).catch(
      (error: { code: number; stderr: string }) => error,
    );
    expect(failed).toMatchObject({ code: 2, stderr: expect.stringContaining("npm run photos -- …") });
  });
});
