// Longer than 250 lines: the cache against kills, hangs and damage shares one set-up.
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, onTestFinished, test, vi } from "vitest";
import { sha256 } from "../../src/base/digest.ts";
import { formatProblems } from "../../src/base/format-problems.ts";
import { openStore, type Store } from "../../src/base/store.ts";
import { ensureRenditions, type RenditionJob } from "../../src/photos/ensure-renditions.ts";
import { photoProblem } from "../../src/photos/photo-failure.ts";
import { planRenditions, type RenditionUse } from "../../src/photos/plan-renditions.ts";
import { readPhoto } from "../../src/photos/read-photo.ts";
import { readPhotos } from "../../src/photos/read-photos.ts";
import { jpeg, picture, temporaryFolder, writePhoto } from "./fixtures.ts";

// Processes are started here, which takes its time on a machine that does other things too.
vi.setConfig({ testTimeout: 60_000 });

const workerFile = fileURLToPath(new URL("sleepy-worker.mjs", import.meta.url));

function openCache(cache = temporaryFolder()): { cache: string; store: Store } {
  const store = openStore(cache);
  onTestFinished(() => store.close());
  return { cache, store };
}

async function jobFor(
  name: string,
  width = 400,
  change: Partial<RenditionUse> = {},
  bytes?: Buffer,
): Promise<RenditionJob> {
  const source = writePhoto(bytes ?? (await jpeg(width, 400)), name);
  const { value: reading } = await readPhoto(source);
  if (!reading) throw new Error(name);
  const rights = { credit: "ANI", creator: [] };
  const plan = planRenditions({
    reading,
    rights,
    alt: "A boat",
    focus: [0.5, 0.5],
    placement: "inline",
    stem: name,
    ...change,
  });
  return { id: name, path: source.path, plan };
}

const filesOf = (cache: string) =>
  readdirSync(join(cache, "renditions"), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => entry.name)
    .sort();

describe("the cache of renditions", () => {
  test("a cold build makes all, a warm one nothing, both say the same", async () => {
    const places = openCache();
    const jobs = [await jobFor("a.jpg"), await jobFor("b.jpg", 500)];
    const cold = await ensureRenditions(jobs, places);
    expect(cold).toMatchObject({ made: 6, failures: [] });
    for (const { path, sha256: digest, bytes } of cold.renditions.values()) {
      expect(sha256(readFileSync(path))).toBe(digest);
      expect(readFileSync(path)).toHaveLength(bytes);
    }
    const warm = await ensureRenditions(jobs, places);
    expect(warm).toEqual({ ...cold, made: 0, madeBytes: 0 });
  });

  test("what was made survives the build that made it", async () => {
    const { cache, store } = openCache();
    const job = await jobFor("a.jpg");
    const cold = await ensureRenditions([job], { cache, store });
    const warm = await ensureRenditions([job], openCache(cache));
    expect(warm).toEqual({ ...cold, made: 0, madeBytes: 0 });
  });

  test("a photo used twice with the same words and rights is made once", async () => {
    const job = await jobFor("a.jpg", 700);
    const reading = { ...job.plan.source, sha256: job.plan.sha256, colour: "1" };
    const lead = planRenditions({
      reading,
      rights: { credit: "ANI", creator: [] },
      alt: "A boat",
      focus: [0, 0],
      placement: "lead",
      stem: "a.jpg",
    });
    const { made } = await ensureRenditions([job, job, { ...job, plan: lead }], openCache());
    expect(made).toBe(6); // avif 320, 640, 700; jpeg 640, 700; and the crop for link previews
  });

  test("a changed credit makes that photo's renditions again, and nothing else", async () => {
    const places = openCache();
    const [a, b] = [await jobFor("a.jpg"), await jobFor("b.jpg", 500)];
    await ensureRenditions([a, b], places);
    const credited = await jobFor("a.jpg", 400, { rights: { credit: "PTI", creator: [] } });
    const { made, renditions } = await ensureRenditions([credited, b], places);
    expect(made).toBe(3);
    expect([...renditions.keys()]).not.toContain(a.plan.set.avif[0]?.name);
  });

  test("a flipped byte is noticed, and that file alone made again as it was", async () => {
    const places = openCache();
    const job = await jobFor("a.jpg");
    const { renditions } = await ensureRenditions([job], places);
    const [name, { path, sha256: digest }] = [...renditions][1] ?? expect.fail();
    const bytes = readFileSync(path);
    bytes[40] = (bytes[40] ?? 0) ^ 1;
    writeFileSync(path, bytes);
    utimesSync(path, 1, 1);
    const mended = await ensureRenditions([job], places);
    expect(mended.made).toBe(1);
    expect(mended.renditions.get(name)?.sha256).toBe(digest);
    expect(sha256(readFileSync(path))).toBe(digest);
  });

  test.each(["removed", "shortened", "emptied"])("a file that was %s is made again", async (how) => {
    const places = openCache();
    const job = await jobFor("a.jpg");
    const { path } = [...(await ensureRenditions([job], places)).renditions.values()][0] ?? expect.fail();
    if (how === "removed") rmSync(path);
    else writeFileSync(path, how === "emptied" ? "" : readFileSync(path).subarray(0, 100));
    expect((await ensureRenditions([job], places)).made).toBe(1);
  });

  test("a file that is the same but for its date is kept", async () => {
    const places = openCache();
    const job = await jobFor("a.jpg");
    for (const { path } of (await ensureRenditions([job], places)).renditions.values()) utimesSync(path, 1, 1);
    expect((await ensureRenditions([job], places)).made).toBe(0);
  });

  test("files that a killed build left are not trusted, and replaced by whole ones", async () => {
    const job = await jobFor("a.jpg");
    const { cache, store } = openCache();
    const { renditions } = await ensureRenditions([job], { cache, store });
    const killed = openCache();
    for (const [name, { path }] of renditions) {
      const left = path.replace(cache, killed.cache);
      mkdirSync(dirname(left), { recursive: true });
      writeFileSync(left, readFileSync(path).subarray(0, 200));
      writeFileSync(`${left}.99-00ff.tmp`, name);
    }
    const next = await ensureRenditions([job], killed);
    expect(next.made).toBe(3);
    for (const [name, { path, sha256: digest }] of next.renditions) {
      expect(digest).toBe(renditions.get(name)?.sha256);
      expect(sha256(readFileSync(path))).toBe(digest);
    }
  });

  test("two builds at once end with the same files", async () => {
    const cache = temporaryFolder();
    const jobs = [await jobFor("a.jpg"), await jobFor("b.jpg", 500), await jobFor("c.jpg", 450)];
    const [one, other] = await Promise.all([
      ensureRenditions(jobs, { ...openCache(cache), processes: 2 }),
      ensureRenditions(jobs, { ...openCache(cache), processes: 2 }),
    ]);
    expect(other.renditions).toEqual(one.renditions);
    expect(filesOf(cache)).toEqual([...one.renditions.keys()].sort());
    expect((await ensureRenditions(jobs, openCache(cache))).made).toBe(0);
  });

  test("nothing to do costs nothing", async () => {
    const { cache, store } = openCache();
    expect((await ensureRenditions([], { cache, store })).made).toBe(0);
    expect(existsSync(join(cache, "renditions"))).toBe(false);
  });

  test("progress counts the photos of which something is made", async () => {
    const places = openCache();
    const jobs = [await jobFor("a.jpg"), await jobFor("b.jpg", 500)];
    const seen: string[] = [];
    const onProgress = (done: number, total: number) => void seen.push(`${done}/${total}`);
    await ensureRenditions(jobs, { ...places, onProgress });
    await ensureRenditions(jobs, { ...places, onProgress });
    expect(seen).toEqual(["1/2", "2/2"]);
  });
});

describe("a photo that takes its process down", () => {
  test.each([
    ["hangs", "took longer than 2 s to work on and was given up", "2000 ms"],
    ["dies", "could not be worked on: its process died", "SIGKILL"],
    ["exits", "could not be worked on: its process died", "exit 7"],
  ])("one that %s costs a problem; the others are done", async (how, message, found) => {
    const jobs = [
      await jobFor("a.jpg"),
      await jobFor(`${how}.jpg`, 410),
      await jobFor("c.jpg", 420),
      await jobFor("d.jpg", 430),
    ];
    const seen: number[] = [];
    const { failures } = await ensureRenditions(jobs, {
      ...openCache(),
      workerFile,
      timeLimit: 2000,
      processes: 2,
      onProgress: (done) => void seen.push(done),
    });
    expect(failures).toEqual([{ id: `${how}.jpg`, failure: { code: "photo/failed", message, found } }]);
    expect(seen).toEqual([1, 2, 3, 4]);
    const processes = () => spawnSync("ps", ["-o", "args=", "--ppid", String(process.pid)]).stdout.toString();
    await expect.poll(processes).not.toContain(workerFile);
  });

  test("is told of with its file, and what became of it", async () => {
    const jobs = [await jobFor("hangs.jpg", 410), await jobFor("a.jpg")];
    const { failures } = await ensureRenditions(jobs, { ...openCache(), workerFile, timeLimit: 1000, processes: 2 });
    const problems = failures.map(({ failure }) =>
      photoProblem(failure, "photos/harbour.jpg", { file: "articles/world/river.md", line: 6 }),
    );
    const golden = join(import.meta.dirname, "../checks/photo-failed/golden/problems.txt");
    expect(formatProblems(problems, { colour: false })).toBe(readFileSync(golden, "utf8"));
  });

  test("is not worked on in the build's own process the next time, though it be the only one", async () => {
    const places = openCache();
    const jobs = [await jobFor("hangs.jpg"), await jobFor("b.jpg", 500)];
    const options = { ...places, workerFile, timeLimit: 1500 };
    await ensureRenditions(jobs, options);
    const { failures, made } = await ensureRenditions(jobs.slice(0, 1), options);
    expect([failures.length, made]).toEqual([1, 0]);
  });

  test("one that asks for more memory than it may costs a problem; the others are done", async () => {
    // A progressive JPEG is held whole while it is decoded: six bytes a pixel.
    const hungry = await picture(6000, 5000).jpeg({ progressive: true, chromaSubsampling: "4:4:4" }).toBuffer();
    const jobs = [await jobFor("a.jpg"), await jobFor("hungry.jpg", 0, {}, hungry), await jobFor("c.jpg", 420)];
    const { failures, made } = await ensureRenditions(jobs, { ...openCache(), memoryLimit: 220, processes: 2 });
    expect(failures).toMatchObject([
      {
        id: "hungry.jpg",
        failure: { code: "photo/failed", message: "needs more than 220 MB of memory and was given up" },
      },
    ]);
    expect(made).toBe(6);
  });

  test("a worker that can't be started is a failure of each photo, not a build that waits for ever", async () => {
    const jobs = [await jobFor("a.jpg"), await jobFor("b.jpg", 500)];
    const { failures } = await ensureRenditions(jobs, { ...openCache(), workerFile: "/nowhere/worker.mjs" });
    expect(failures.map(({ failure }) => failure.code)).toEqual(["photo/failed", "photo/failed"]);
  });
});

test("a photo that changed since it was planned is a failure of that photo", async () => {
  const job = await jobFor("a.jpg");
  writeFileSync(job.path, await jpeg(401, 300));
  const { failures, renditions } = await ensureRenditions([job], openCache());
  expect(failures).toMatchObject([{ id: "a.jpg", failure: { code: "photo/changed" } }]);
  expect(renditions.size).toBe(0);
});

describe("reading many photos", () => {
  test("each content is read once, and remembered, good or bad", async () => {
    const { store } = openCache();
    const good = writePhoto(await jpeg());
    const bad = writePhoto(Buffer.from("no picture"));
    const first = await readPhotos([good, bad, { ...good, path: "/same/bytes.jpg" }], { store });
    expect(first.size).toBe(2);
    expect(first.get(good.sha256)?.value?.width).toBe(120);
    expect(first.get(bad.sha256)?.failure?.code).toBe("photo/unreadable");
    rmSync(good.path);
    rmSync(bad.path);
    const onProgress = () => expect.fail("nothing is left to read");
    expect(await readPhotos([good, bad], { store, onProgress })).toEqual(first);
  });

  test("a file that went away is looked for again by the next build", async () => {
    const { store } = openCache();
    const source = writePhoto(await jpeg());
    const bytes = readFileSync(source.path);
    rmSync(source.path);
    expect((await readPhotos([source], { store })).get(source.sha256)?.failure?.code).toBe("photo/file-missing");
    writeFileSync(source.path, bytes);
    expect((await readPhotos([source], { store })).get(source.sha256)?.value?.width).toBe(120);
  });

  test("processes read as this one does", async () => {
    const sources = await Promise.all(
      [...Array(9).keys()].map(async (index) => writePhoto(await jpeg(100 + index, 80))),
    );
    sources.push(writePhoto(Buffer.from("no picture")));
    const many = await readPhotos(sources, { store: openCache().store, processes: 2 });
    expect(many.size).toBe(10);
    for (const source of sources)
      expect(many.get(source.sha256)).toEqual(JSON.parse(JSON.stringify(await readPhoto(source))));
  });
});
