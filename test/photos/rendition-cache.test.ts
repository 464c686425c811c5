import { existsSync, mkdirSync, readFileSync, rmSync, statSync, utimesSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, describe, expect, onTestFinished, test, vi } from "vitest";
import { sha256 } from "../../src/base/digest.ts";
import { openStore, type Store } from "../../src/base/store.ts";
import {
  copyRendition,
  findRendition,
  rememberRendition,
  type TrimInput,
  trimRenditions,
} from "../../src/photos/rendition-cache.ts";
import { renditionPath } from "../../src/photos/rendition-path.ts";
import { temporaryFolder } from "./fixtures.ts";

const day = 24 * 3_600_000;
const start = Date.UTC(2026, 5, 1, 12);
let cache: string;
let store: Store;

beforeEach(() => {
  vi.useFakeTimers({ now: start, toFake: ["Date"] });
  cache = temporaryFolder();
  store = openStore(cache);
});
afterEach(() => {
  store.close();
  vi.useRealTimers();
});

/** A file in the cache as a build makes it, of so many bytes. */
function put(name: string, bytes = 1000): void {
  const data = Buffer.alloc(bytes, name);
  const path = renditionPath(cache, name);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, data);
  const seconds = Date.now() / 1000;
  utimesSync(path, seconds, seconds);
  rememberRendition({ name, sha256: sha256(data), bytes }, { cache, store });
}

const trim = (change: Partial<TrimInput>) =>
  trimRenditions({ cache, store, limit: 2500, used: [], added: 0, user: "/out", ...change });
const isThere = (name: string) => existsSync(renditionPath(cache, name));

describe("the limit", () => {
  test("what no build used for longest goes first", () => {
    put("a.jpg");
    put("b.jpg");
    vi.setSystemTime(start + 3 * day);
    put("c.jpg");
    trim({ used: ["a.jpg", "c.jpg"], limit: 1e6 });
    vi.setSystemTime(start + 5 * day);
    put("d.jpg");
    expect(trim({ used: ["d.jpg"], added: 1000 })).toEqual(["b.jpg", "a.jpg"]);
    expect(["a.jpg", "b.jpg", "c.jpg", "d.jpg"].map(isThere)).toEqual([false, false, true, true]);
    expect(findRendition("b.jpg", { cache, store })).toBeUndefined();
  });

  test("what the present build uses stays, though it alone be above the limit", () => {
    for (const name of ["a.jpg", "b.jpg", "c.jpg"]) put(name);
    expect(trim({ used: ["a.jpg", "b.jpg", "c.jpg"], added: 3000 })).toEqual([]);
    expect(["a.jpg", "b.jpg", "c.jpg"].every(isThere)).toBe(true);
  });

  test("a cache below its limit loses nothing", () => {
    put("a.jpg");
    vi.setSystemTime(start + 400 * day);
    expect(trim({})).toEqual([]);
    expect(isThere("a.jpg")).toBe(true);
  });

  test("files that the store knows nothing of count, and go too", () => {
    const path = renditionPath(cache, "old.jpg");
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, Buffer.alloc(5000));
    utimesSync(path, 1, 1);
    put("a.jpg");
    expect(trim({ used: ["a.jpg"], added: 1000 })).toEqual(["old.jpg"]);
  });

  test("a second build of a day looks at no file while there is room, and does once there is none", () => {
    put("a.jpg");
    trim({ used: ["a.jpg"] });
    const asked = vi.spyOn(store, "get");
    trim({ used: ["a.jpg"] });
    expect(asked).toHaveBeenCalledTimes(2);
    put("b.jpg");
    put("c.jpg");
    expect(trim({ used: ["c.jpg"], added: 2000 })).toEqual(["a.jpg"]);
  });

  test("two sites in one cache mark their own", () => {
    put("a.jpg");
    put("b.jpg");
    vi.setSystemTime(start + 2 * day);
    trim({ used: ["a.jpg"], user: "/one" });
    trim({ used: ["b.jpg"], user: "/other" });
    vi.setSystemTime(start + 3 * day);
    put("c.jpg");
    trim({ used: ["b.jpg", "c.jpg"], user: "/other", limit: 2000 });
    expect(["a.jpg", "b.jpg", "c.jpg"].map(isThere)).toEqual([false, true, true]);
  });
});

test("leftovers of builds that died are swept; what may still be written to is not", () => {
  put("a.jpg");
  const [old, young] = ["a.jpg.4-00ff.tmp", "a.jpg.5-00ff.tmp"].map((name) =>
    join(dirname(renditionPath(cache, "a.jpg")), name),
  );
  if (old === undefined || young === undefined) return expect.fail();
  for (const path of [old, young]) writeFileSync(path, "half");
  const [then, now] = [(start - 3_600_000) / 1000, start / 1000];
  utimesSync(old, then, then);
  utimesSync(young, now, now);
  trim({ used: ["a.jpg"] });
  expect([existsSync(old), existsSync(young), isThere("a.jpg")]).toEqual([false, true, true]);
});

describe("a copy out of the cache", () => {
  const target = () => join(temporaryFolder(), "out.jpg");

  test("is the bytes that were made", () => {
    put("a.jpg");
    const to = target();
    const cached = findRendition("a.jpg", { cache, store }) ?? expect.fail();
    expect(copyRendition(cached, to)).toBe(true);
    expect(sha256(readFileSync(to))).toBe(cached.sha256);
  });

  test("is refused where a byte flipped, though size and time are as they were", () => {
    put("a.jpg");
    const path = renditionPath(cache, "a.jpg");
    const { atime, mtime } = statSync(path);
    const bytes = readFileSync(path);
    bytes[500] = (bytes[500] ?? 0) ^ 1;
    writeFileSync(path, bytes);
    utimesSync(path, atime, mtime);
    const cached = findRendition("a.jpg", { cache, store }) ?? expect.fail();
    const to = target();
    expect(copyRendition(cached, to)).toBe(false);
    expect(existsSync(to)).toBe(false);
  });

  test("is refused where another build cleared the file away in between", () => {
    put("a.jpg");
    const cached = findRendition("a.jpg", { cache, store }) ?? expect.fail();
    rmSync(cached.path);
    expect(copyRendition(cached, target())).toBe(false);
  });
});

test("two stores of one cache may be opened and written at once", () => {
  const other = openStore(cache);
  onTestFinished(() => other.close());
  for (let index = 0; index < 50; index += 1) {
    store.set("files", `a${index}`, "1");
    other.set("files", `b${index}`, "1");
    store.flush();
    other.flush();
  }
  expect([other.get("files", "a49"), store.get("files", "b49")]).toEqual(["1", "1"]);
});
