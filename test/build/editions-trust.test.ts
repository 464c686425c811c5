import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { openPromise } from "yauzl";
import { build } from "../../src/build.ts";
import { newKey, publicKeyLine, secretKeyText } from "../../src/editions/minisign.ts";
import { runCommand } from "../support/run-command.ts";
import { type SiteFolder, smallSite } from "../support/site-folder.ts";

// What readers can know of an edition, and what editors are told of it.

vi.setConfig({ testTimeout: 240_000 });

const now = Date.parse("2026-11-22T12:00:00+05:30");
const id = "2026-11-22-daily-en";

let folder: SiteFolder;
let editions: string;
beforeEach(() => {
  folder = smallSite();
  editions = join(folder.site, "editions");
  folder.writeStory("one", { headline: "One", section: "world", published: "2026-11-22T11:00:00+05:30" });
});
afterEach(() => folder.close());

/** Without whatever key the user of this machine has. */
const run = (...args: string[]) => runWith({}, ...args);
const runWith = (env: Record<string, string>, ...args: string[]) =>
  runCommand(["editions", ...args], {
    folder,
    now,
    env: { ...process.env, BROADSHEET_KEY: "", XDG_CONFIG_HOME: folder.path("config"), ...env },
  });

function publicKey(line: string): void {
  const outlet = join(folder.site, "_data/outlet.yaml");
  writeFileSync(outlet, `${readFileSync(outlet, "utf8").replace(/^publicKey:.*\n/m, "")}publicKey: ${line}\n`);
}

/** What a zip holds, by path. */
async function unzipped(file: string): Promise<Map<string, Buffer>> {
  const zip = await openPromise(join(editions, file));
  const found = new Map<string, Buffer>();
  for await (const entry of zip.eachEntry()) {
    const parts: Buffer[] = [];
    for await (const part of await zip.openReadStreamPromise(entry)) parts.push(part as Buffer);
    found.set(entry.fileName, Buffer.concat(parts));
  }
  zip.close();
  return found;
}

test("a key that is none, lies below the site, or is not the one of outlet.yaml: a sentence, 1, and nothing is made", async () => {
  const { site } = folder;
  const mine = { BROADSHEET_KEY: secretKeyText(newKey()) };
  publicKey(publicKeyLine(newKey()));
  folder.write("config/broadsheet/key", secretKeyText(newKey()));
  for (const [env, words] of [
    [{ BROADSHEET_KEY: "garbage" }, "no minisign secret key"],
    [{ XDG_CONFIG_HOME: join(site, "config") }, "below the site's folder"],
    [mine, "another `publicKey`"],
  ] as const) {
    for (const args of [["--language", "en"], ["--prune"]]) {
      const { status, stderr } = await runWith(env, ...args);
      expect([status, stderr]).toEqual([1, expect.stringContaining(words)]);
      expect(stderr).not.toMatch(/fault of Broadsheet|^ {4}at /m);
    }
  }
  expect(existsSync(editions)).toBe(false);
});

test("what readers can't tell is told: no key in outlet.yaml, a key's file that others may read, a signature that went", async () => {
  const secret = newKey();
  const args = ["--language", "en", "--forms", "zip"];
  const key = folder.path("config/broadsheet/key");
  mkdirSync(dirname(key), { recursive: true });
  writeFileSync(key, secretKeyText(secret), { mode: 0o644 });
  const open = await run(...args);
  expect([open.status, open.stderr]).toEqual([0, expect.stringContaining(`publicKey: ${publicKeyLine(secret)}`)]);
  expect(open.stderr).toContain(`chmod 600 ${key}`);

  publicKey(publicKeyLine(secret));
  chmodSync(key, 0o600);
  const quiet = await run(...args);
  expect([quiet.status, quiet.stderr]).toEqual([0, expect.not.stringMatching(/publicKey|chmod|deleted/)]);
  const signature = join(editions, "SHA256SUMS.minisig");
  expect(existsSync(signature)).toBe(true);

  const none = { XDG_CONFIG_HOME: folder.path("none") };
  const keyless = await runWith(none, ...args);
  expect(keyless.stderr).toContain("SHA256SUMS.minisig was deleted");
  expect(existsSync(signature)).toBe(false);
  expect((await runWith(none, ...args)).stderr).not.toContain("deleted");
});

test("what an edition says of its own proof is there: key and lists where it is signed, no word of them where it is not", async () => {
  const secret = newKey();
  const line = publicKeyLine(secret);
  publicKey(line);
  const env = { BROADSHEET_KEY: secretKeyText(secret) };
  expect((await runWith(env, "--language", "en")).status).toBe(0);
  const said = async () => {
    const single = readFileSync(join(editions, `${id}.html`), "utf8");
    const book = (await unzipped(`${id}.epub`)).get("EPUB/edition.xhtml")?.toString() ?? "";
    const readme = (await unzipped(`${id}.zip`)).get("README.txt")?.toString() ?? "";
    return { single, book, readme };
  };
  const signed = await said();
  for (const text of Object.values(signed)) {
    expect(text).toContain(`minisign -Vm SHA256SUMS -P ${line}`);
    expect(text.split(line).length, "the key by itself, too").toBe(3);
    expect(text).toMatch(/https:\/\/test\.example\/editions\/(?:<|$)/m);
  }
  for (const text of [signed.single, signed.book]) {
    expect(text).toMatch(/https:\/\/test\.example\/editions\/SHA256SUMS$/m);
    expect(text).toMatch(/^https:\/\/test\.example\/editions\/SHA256SUMS\.minisig</m);
    expect(text).toContain("--ignore-missing");
  }
  // All that it names is published at that address.
  await build({ site: folder.site, output: folder.path("out"), cache: folder.path("cache"), now });
  const page = readFileSync(folder.path("out/editions/index.html"), "utf8");
  expect(page).toContain(line);
  expect(existsSync(folder.path("out/editions/SHA256SUMS.minisig"))).toBe(true);

  expect((await run("--language", "en")).status).toBe(0);
  for (const text of Object.values(await said())) {
    expect(text).toContain("sha256sum -c");
    expect(text).not.toMatch(/minisig/);
    expect(text).not.toContain(line);
  }
});
