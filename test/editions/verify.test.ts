import { spawnSync } from "node:child_process";
import { appendFileSync, mkdirSync, mkdtempSync, renameSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { sha256 } from "../../src/base/digest.ts";
import { writeSums } from "../../src/editions/folder-sums.ts";
import { newKey, publicKeyLine, signBytes } from "../../src/editions/minisign.ts";
import { sumsText } from "../../src/editions/sums.ts";
import { verifyPath } from "../../src/editions/verify.ts";
import { projectFolder } from "../../src/engine.ts";

const key = newKey();
const sign = (sums: string) => signBytes(sums, { secret: key, trustedComment: "timestamp:1\tfile:SHA256SUMS\thashed" });

let base: string;
let folder: string;
beforeEach(async () => {
  base = mkdtempSync(join(tmpdir(), "broadsheet-verify-"));
  folder = join(base, "edition");
  mkdirSync(join(folder, "paper"), { recursive: true });
  const files = { "index.html": "first", "paper/story.html": "a story", "README.txt": "read me" };
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
  const sums = sumsText(Object.entries(files).map(([path, text]) => ({ path, sha256: sha256(text) })));
  writeFileSync(join(folder, "SHA256SUMS"), sums);
  writeFileSync(join(folder, "SHA256SUMS.minisig"), sign(sums));
});
afterEach(() => rmSync(base, { recursive: true, force: true }));

const verify = (path = folder, wanted = key) => verifyPath(path, { isFolder: path === folder, key: wanted });
const nothing = { altered: [], missing: [], unknown: [] };

test("an unpacked edition as it was made is right, and says when it was signed", async () => {
  expect(await verify()).toMatchObject({
    ...nothing,
    signature: "right",
    right: 3,
    comment: expect.stringContaining("timestamp:1"),
  });
});

test("a file that was altered, one that is missing and one that somebody put there are each named", async () => {
  appendFileSync(join(folder, "paper/story.html"), "!");
  rmSync(join(folder, "README.txt"));
  writeFileSync(join(folder, "paper/extra.html"), "more");
  expect(await verify()).toMatchObject({
    signature: "right",
    right: 1,
    altered: ["paper/story.html"],
    missing: ["README.txt"],
    unknown: ["paper/extra.html"],
  });
});

test("a list that was changed after it was signed, or was signed with another key, is wrong", async () => {
  expect((await verify(folder, newKey())).signature).toBe("wrong");
  appendFileSync(join(folder, "SHA256SUMS"), `${sha256("x")}  x\n`);
  expect((await verify()).signature).toBe("wrong");
});

test("without a signature, or without a key, that is told", async () => {
  expect((await verifyPath(folder, { isFolder: true })).signature).toBe("no-key");
  rmSync(join(folder, "SHA256SUMS.minisig"));
  expect((await verify()).signature).toBe("unsigned");
});

test("a zip is checked by the list beside it; one that the list does not name is unknown", async () => {
  const shelf = join(base, "shelf");
  mkdirSync(shelf);
  writeFileSync(join(shelf, "2026-11-22-daily-en.zip"), "zip");
  await writeSums(shelf, sign);
  writeFileSync(join(shelf, "other.zip"), "zip");
  const of = (name: string) => verifyPath(join(shelf, name), { isFolder: false, key });
  expect(await of("2026-11-22-daily-en.zip")).toMatchObject({ ...nothing, signature: "right", right: 1 });
  expect(await of("other.zip")).toMatchObject({ right: 0, unknown: ["other.zip"] });
  writeFileSync(join(shelf, "2026-11-22-daily-en.zip"), "zap");
  expect(await of("2026-11-22-daily-en.zip")).toMatchObject({ right: 0, altered: ["2026-11-22-daily-en.zip"] });
});

test("a list from a stranger makes nobody read what is not below its folder", async () => {
  writeFileSync(join(base, "secret"), "secret");
  const paths = ["../secret", "/etc/hostname", "paper/../../secret", "C:\\secret", "..\\secret"];
  writeFileSync(join(folder, "SHA256SUMS"), sumsText(paths.map((path) => ({ path, sha256: sha256("secret") }))));
  const found = await verify();
  expect(found.right).toBe(0);
  expect(found.missing.sort()).toEqual([...paths].sort());
});

test("a folder that stands where a file should, and a list without a line, prove nothing", async () => {
  rmSync(join(folder, "README.txt"));
  mkdirSync(join(folder, "README.txt"));
  expect((await verify()).missing).toEqual(["README.txt"]);
  writeFileSync(join(folder, "SHA256SUMS"), "not a list\n");
  expect(await verify()).toMatchObject({ right: 0 });
});

test("what stands there only through a link is missing, and the link is not in the list; nothing behind it is read", async () => {
  renameSync(join(folder, "paper"), join(base, "elsewhere"));
  symlinkSync(join(base, "elsewhere"), join(folder, "paper"));
  symlinkSync(folder, join(folder, "round"));
  expect(await verify()).toMatchObject({ right: 2, missing: ["paper/story.html"], unknown: ["paper", "round"] });
});

const run = (...args: string[]) => {
  const command = [join(projectFolder, "scripts/broadsheet.mjs"), "verify", "--cache", join(base, "cache"), ...args];
  return spawnSync(process.execPath, command, { encoding: "utf8" });
};

test("the command answers in words and by its exit status: 0 right, 1 not, 2 wrong use", () => {
  const line = publicKeyLine(key);
  const right = run(folder, "--key", line);
  expect([right.status, right.stdout]).toEqual([0, expect.stringContaining("3 files as listed")]);
  expect(right.stdout).toContain("(1970-01-01T00:00:01Z, file:SHA256SUMS)");
  const json = JSON.parse(run(folder, "--key", line, "--json").stdout) as { status: number; right: number };
  expect(json).toMatchObject({ status: 0, right: 3 });
  const other = run(folder, "--key", publicKeyLine(newKey()));
  expect([other.status, other.stderr]).toEqual([1, expect.stringContaining("WRONG SIGNATURE")]);
  expect(run(folder, "--key", "nonsense").status).toBe(1);
  expect(run(join(base, "nowhere")).status).toBe(2);
  expect(run().status).toBe(2);
  writeFileSync(join(folder, "SHA256SUMS.minisig"), "nonsense");
  expect(run(folder, "--key", line).status).toBe(1);
  rmSync(join(folder, "SHA256SUMS"));
  const none = run(folder, "--key", line);
  expect([none.status, none.stderr]).toEqual([1, expect.stringContaining("no SHA256SUMS")]);
}, 60_000);

test("to whom the key is known, a folder altered and listed anew without a signature is refused; to others it is whole", () => {
  const files = { "index.html": "first", "paper/story.html": "a forgery", "README.txt": "read me" };
  writeFileSync(join(folder, "paper/story.html"), files["paper/story.html"]);
  rmSync(join(folder, "SHA256SUMS.minisig"));
  const sums = Object.entries(files).map(([path, text]) => ({ path, sha256: sha256(text) }));
  writeFileSync(join(folder, "SHA256SUMS"), sumsText(sums));
  const line = publicKeyLine(key);
  const forged = run(folder, "--key", line);
  expect([forged.status, forged.stderr]).toEqual([1, expect.stringContaining("NOT SIGNED")]);
  expect(JSON.parse(run(folder, "--key", line, "--json").stdout)).toMatchObject({ status: 1, signature: "unsigned" });

  const site = join(base, "site");
  const outlet = join(site, "_data/outlet.yaml");
  mkdirSync(join(site, "_data"), { recursive: true });
  writeFileSync(
    outlet,
    `name: Paper\nurl: https://paper.example\ntimeZone: UTC\nlanguages: [{ code: en, name: English, locale: en-GB }]\npublicKey: ${line}\n`,
  );
  const known = run(folder, "--site", site);
  expect([known.status, known.stderr]).toEqual([1, expect.stringContaining("NOT SIGNED")]);
  // A faulty outlet.yaml must not pass for one without a key.
  writeFileSync(
    outlet,
    `name: Paper\nurl: https://paper.example\ntimeZone: UTC\nlanguages: [{ code: en, name: English, locale: en-GB }]\npublickey: ${line}\n`,
  );
  const faulty = run(folder, "--site", site);
  expect([faulty.status, faulty.stderr]).toEqual([1, expect.stringContaining("publickey")]);
  writeFileSync(
    outlet,
    "name: Paper\nurl: https://paper.example\ntimeZone: UTC\nlanguages: [{ code: en, name: English, locale: en-GB }]\n",
  );
  const keyless = run(folder, "--site", site);
  expect([keyless.status, keyless.stdout]).toEqual([0, expect.stringContaining("Not signed")]);
}, 60_000);
