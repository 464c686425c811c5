import { existsSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { build } from "../../src/build.ts";
import {
  newKey,
  publicKeyLine,
  readPublicKey,
  readSignature,
  secretKeyText,
  verifyFile,
} from "../../src/editions/minisign.ts";
import { runCommand } from "../support/run-command.ts";
import { type SiteFolder, smallSite } from "../support/site-folder.ts";

// Each test builds a site several times, in processes that others keep busy too.
vi.setConfig({ testTimeout: 120_000 });

const now = Date.UTC(2026, 5, 1, 6, 30);
const signature = "_data/signatures/withdrawn.json.minisig";

let folder: SiteFolder;
beforeEach(() => {
  folder = smallSite();
  folder.writeStory("world/gone", {
    ...story("Gone"),
    kill: { at: "2026-05-31T10:00", reason: "Wrong", notice: "Withdrawn." },
  });
  folder.writeStory("world/kept", story("Kept"));
});
afterEach(() => folder.close());

const story = (headline: string) => ({ headline, section: "world", published: "2026-05-30T09:00" });

function publicKey(line: string): void {
  const outlet = join(folder.site, "_data/outlet.yaml");
  writeFileSync(outlet, `${readFileSync(outlet, "utf8").replace(/^publicKey:.*\n/m, "")}publicKey: ${line}\n`);
}

async function sign(args: readonly string[], env: Record<string, string> = {}) {
  const home = { ...process.env, BROADSHEET_KEY: "", XDG_CONFIG_HOME: folder.path("config"), ...env };
  const { status, stdout, stderr } = await runCommand(["sign", ...args], { folder, now, env: home });
  return { status, text: stdout + stderr };
}

async function built() {
  const result = await build({ site: folder.site, output: folder.path("out"), cache: folder.path("cache"), now });
  expect(result.status).toBe(0);
  return result.problems.map(({ code }) => code);
}

const published = () => existsSync(folder.path("out/withdrawn.json.minisig"));

test("a build publishes the committed signature while it fits, without any key", async () => {
  const made = await sign(["--new-key"]);
  expect(made.status).toBe(0);
  const line = /publicKey: (\S+)/.exec(made.text)?.[1] ?? "";
  publicKey(line);
  expect(statSync(folder.path("config/broadsheet/key")).mode & 0o777).toBe(0o600);
  expect((await sign(["--new-key"])).status).toBe(1);

  expect((await sign([])).status).toBe(0);
  expect(await built()).toEqual([]);
  const text = readFileSync(folder.path("out/withdrawn.json.minisig"), "utf8");
  expect(readSignature(text).trustedComment).toBe(`timestamp:${now / 1000}\tfile:withdrawn.json\thashed`);
  expect(await verifyFile(folder.path("out/withdrawn.json"), readSignature(text), readPublicKey(line))).toBe("right");

  const before = readFileSync(join(folder.site, signature), "utf8");
  expect((await sign(["--now", "2026-07-01T00:00Z"])).text).toContain("still holds");
  expect(readFileSync(join(folder.site, signature), "utf8")).toBe(before);

  // Another take-down: the signature no longer fits, and a reader must never be shown one that fails.
  folder.writeStory("world/kept", { ...story("Kept"), kill: { at: "2026-06-01T10:00", reason: "Wrong" } });
  expect(await built()).toEqual(["site/signature-stale"]);
  expect(published()).toBe(false);
  expect((await sign([])).text).toContain("Signed");
  expect(await built()).toEqual([]);
  expect(published()).toBe(true);
});

test("a signature of another key, or a damaged one, is left out with a warning", async () => {
  const secret = newKey();
  const env = { BROADSHEET_KEY: secretKeyText(secret) };
  expect((await sign([], env)).text).toContain(`publicKey: ${publicKeyLine(secret)}`);
  expect(await built()).toEqual(["site/signature-wrong"]);
  publicKey(publicKeyLine(newKey()));
  expect(await built()).toEqual(["site/signature-wrong"]);
  expect((await sign([], env)).text).toContain("another `publicKey`");
  publicKey(publicKeyLine(secret));
  expect(await built()).toEqual([]);
  folder.write(signature, "no signature");
  expect(await built()).toEqual(["site/signature-wrong"]);
  expect(published()).toBe(false);
});

test("without a key nothing is signed, and a key below the site is refused", async () => {
  expect(await sign([])).toMatchObject({ status: 1, text: expect.stringContaining("there is no key") });
  expect(await sign(["--new-key"], { XDG_CONFIG_HOME: join(folder.site, "config") })).toMatchObject({
    status: 1,
    text: expect.stringContaining("below the site's folder"),
  });
  expect(existsSync(join(folder.site, "config"))).toBe(false);
  expect(await sign([], { BROADSHEET_KEY: "nonsense" })).toMatchObject({ status: 1 });
  expect(existsSync(join(folder.site, signature))).toBe(false);
});

test("any other file is signed beside itself", async () => {
  const secret = newKey();
  writeFileSync(folder.path("SHA256SUMS"), "sums");
  expect((await sign([folder.path("SHA256SUMS")], { BROADSHEET_KEY: secretKeyText(secret) })).status).toBe(0);
  const text = readFileSync(folder.path("SHA256SUMS.minisig"), "utf8");
  expect(await verifyFile(folder.path("SHA256SUMS"), readSignature(text), secret)).toBe("right");
});
