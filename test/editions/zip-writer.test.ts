import { closeSync, mkdtempSync, openSync, rmSync, writeSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { fromBufferPromise, openPromise } from "yauzl";
import { sha256 } from "../../src/base/digest.ts";
import { ZipWriter } from "../../src/editions/zip-writer.ts";
import { cases } from "../support/cases.ts";

const modified = Date.UTC(2026, 10, 22, 6, 30, 44);

async function archive(files: [string, Uint8Array, boolean?][], at = modified): Promise<Buffer> {
  const parts: Uint8Array[] = [];
  const zip = new ZipWriter((bytes) => void parts.push(bytes), { modified: at });
  for (const [name, bytes, isPacked = false] of files) await zip.add(name, bytes, { isPacked });
  const length = await zip.finish();
  const whole = Buffer.concat(parts);
  expect(whole.length).toBe(length);
  return whole;
}

const bytesOf = (text: string) => new TextEncoder().encode(text);

test("what goes in comes out, with names of any script, empty files and files that don't shrink", async () => {
  // Digests: nothing in them repeats.
  const noise = Buffer.concat(Array.from({ length: 100 }, (_, index) => Buffer.from(sha256(String(index)), "hex")));
  const files: [string, Uint8Array, boolean?][] = [
    ["index.html", bytesOf("<p>".repeat(2000))],
    ["hi/चाय.html", bytesOf("चाय ".repeat(500))],
    ["empty.txt", new Uint8Array()],
    ["noise.bin", noise],
    ["photos/a.jpg", bytesOf("a".repeat(3000)), true],
  ];
  const opened = await fromBufferPromise(await archive(files), { lazyEntries: true });
  const found: unknown[] = [];
  for await (const entry of opened.eachEntry()) {
    const stream = await opened.openReadStreamPromise(entry);
    const chunks: Buffer[] = [];
    for await (const chunk of stream) chunks.push(chunk);
    found.push([
      entry.fileName,
      Buffer.concat(chunks).toString("latin1"),
      entry.compressionMethod,
      entry.getLastModDate({ timezone: "UTC" }).toISOString(),
    ]);
  }
  const methods = [8, 8, 0, 0, 0];
  expect(found).toEqual(
    files.map(([name, bytes], index) => [
      name,
      Buffer.from(bytes).toString("latin1"),
      methods[index],
      "2026-11-22T06:30:44.000Z",
    ]),
  );
});

test("equal files at one moment give these bytes, on any machine", async () => {
  const bytes = await archive([
    ["index.html", bytesOf("<p>The south-west monsoon set in over Kerala. ".repeat(50))],
    ["a/b.txt", bytesOf("x")],
  ]);
  expect(sha256(bytes)).toMatchInlineSnapshot(`"58e1878a5f5ca0ff001a50f5b91367154b0868d60337573245a54ddaa4198510"`);
});

test.each(["", "/a", "../a", "a/../../b", "a\\b", "C:/a", "a/.."])(
  "no entry leaves the folder that it is unpacked into: %o",
  async (name) => {
    await expect(archive([[name, bytesOf("x")]])).rejects.toThrow("not a path");
  },
);

test("past 65,535 files the directory is Zip64, and every file is found", async () => {
  const count = cases(66_000, 100_000);
  const bytes = await archive(
    Array.from({ length: count }, (_, index) => [`${index % 100}/${index}.txt`, bytesOf(String(index)), true]),
  );
  const opened = await fromBufferPromise(bytes, { lazyEntries: true });
  expect(opened.entryCount).toBe(count);
  let last = "";
  for await (const entry of opened.eachEntry()) last = entry.fileName;
  expect(last).toBe(`${(count - 1) % 100}/${count - 1}.txt`);
});

test("a moment before 1980, which DOS does not know, is 1980", async () => {
  const opened = await fromBufferPromise(await archive([["a", bytesOf("x")]], 0), { lazyEntries: true });
  for await (const entry of opened.eachEntry())
    expect(entry.getLastModDate({ timezone: "UTC" }).getUTCFullYear()).toBe(1980);
});

test("past 4 GB offsets are Zip64, and the last file is read right", async () => {
  const folder = mkdtempSync(join(tmpdir(), "broadsheet-zip-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const path = join(folder, "large.zip");
  const file = openSync(path, "w");
  let offset = 0;
  // The blocks are nothing but zeros, so that only their headers need be written: the file has holes.
  const sink = (bytes: Uint8Array) => {
    writeSync(file, bytes.length > 1e6 ? bytes.subarray(0, 1000) : bytes, 0, undefined, offset);
    offset += bytes.length;
  };
  const zip = new ZipWriter(sink, { modified });
  const block = new Uint8Array(512 * 1024 * 1024);
  for (let index = 0; index < 9; index += 1) await zip.add(`block-${index}.bin`, block, { isPacked: true });
  await zip.add("last.txt", bytesOf("the last"));
  const length = await zip.finish();
  closeSync(file);
  expect(length).toBeGreaterThan(2 ** 32);
  const opened = await openPromise(path, { lazyEntries: true, autoClose: false });
  for await (const entry of opened.eachEntry()) {
    if (entry.fileName !== "last.txt") continue;
    const chunks: Buffer[] = [];
    for await (const chunk of await opened.openReadStreamPromise(entry)) chunks.push(chunk);
    expect(Buffer.concat(chunks).toString()).toBe("the last");
  }
  opened.close();
});
