import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { sha256 } from "../../src/base/digest.ts";
import { SharedTexts } from "../../src/publish/shared-texts.ts";
import { stageWriter } from "../../src/publish/stage-writer.ts";

const folder = mkdtempSync(join(tmpdir(), "broadsheet-stage-test-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe.each([
  ["a few files, written at once", 20],
  ["many files, written by a thread", 1_200],
])("%s", (_name, count) => {
  const pages = Array.from({ length: count }, (_unused, index) => ({
    file: `2026/${(index % 12) + 1}/दिल्ली-${index}/index.html`,
    text: `<p>“${index}” — ${"ख़बर ".repeat(index % 50)}</p>\n`,
  }));

  test("come out as they went in, each with its digest and size", async () => {
    const root = join(folder, `good-${count}`);
    const writer = stageWriter({ root, files: count, shared: new SharedTexts().data() });
    for (const { file, text } of pages) writer.write(file, text);
    const made = await writer.end();
    expect(made.size).toBe(count);
    for (const { file, text } of pages) {
      expect(readFileSync(join(root, file), "utf8")).toBe(text);
      expect(made.get(file)).toEqual({ sha256: sha256(text), size: Buffer.byteLength(text) });
    }
  });

  test("hold the texts that stood in them as marks", async () => {
    const root = join(folder, `shared-${count}`);
    const texts = new SharedTexts();
    const styles = ["p{content:“a”}", "h1{}", ""].map((text) => ({ text, mark: texts.markOf(text) }));
    expect(texts.markOf("h1{}")).toBe(styles[1]?.mark);
    const writer = stageWriter({ root, files: count, shared: texts.data() });
    const page = (parts: readonly string[]) => `— ${parts.join("*/ /*")} हिन्दी`;
    writer.write("all.html", page(styles.map(({ mark }) => mark)));
    writer.write("none.html", page([]));
    await writer.end();
    expect(readFileSync(join(root, "all.html"), "utf8")).toBe(page(styles.map(({ text }) => text)));
    expect(readFileSync(join(root, "none.html"), "utf8")).toBe(page([]));
  });

  test("tell what the file system said", async () => {
    const root = join(folder, `bad-${count}`);
    writeFileSync(root, "a file where the folder should be");
    await expect(
      (async () => {
        const writer = stageWriter({ root, files: count, shared: new SharedTexts().data() });
        for (const { file, text } of pages) writer.write(file, text);
        await writer.end();
      })(),
    ).rejects.toThrow(/EEXIST|ENOTDIR/);
  });
});
