// Ours and minisign's signatures, each checked by the other. Exit status 1 where they disagree.
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  newKey,
  publicKeyLine,
  readPublicKey,
  readSignature,
  secretKeyText,
  signFile,
  verifyFile,
} from "../src/editions/minisign.ts";

const folder = mkdtempSync(join(tmpdir(), "broadsheet-"));
const path = (name: string) => join(folder, name);
const failed: string[] = [];

function hold(what: string, isRight: boolean): void {
  console.log(`${isRight ? "right" : "WRONG"}  ${what}`);
  if (!isRight) failed.push(what);
}

/** Whether minisign says yes. */
function minisign(...args: string[]): boolean {
  try {
    execFileSync("minisign", args, { cwd: folder, stdio: "ignore" });
    return true;
  } catch {
    return false;
  }
}

try {
  const secret = newKey();
  const line = publicKeyLine(secret);
  writeFileSync(path("list.json"), '{"version":1}\n');
  writeFileSync(
    path("list.json.minisig"),
    await signFile(path("list.json"), { secret, trustedComment: "file:list.json" }),
  );
  hold("minisign accepts our signature", minisign("-Vm", "list.json", "-P", line));
  writeFileSync(path("key"), secretKeyText(secret));
  hold("minisign signs with our key", minisign("-Sm", "list.json", "-s", "key", "-x", "theirs.minisig"));
  const theirs = readSignature(readFileSync(path("theirs.minisig"), "utf8"));
  hold(
    "we accept what minisign signed",
    (await verifyFile(path("list.json"), theirs, readPublicKey(line))) === "right",
  );
  writeFileSync(path("list.json"), '{"version":2}\n');
  hold("minisign refuses a flipped byte", !minisign("-Vm", "list.json", "-P", line));
  hold("we refuse a flipped byte", (await verifyFile(path("list.json"), theirs, readPublicKey(line))) === "stale");
  hold("minisign makes a key", minisign("-G", "-W", "-p", "their.pub", "-s", "their.key"));
  hold("minisign signs with its own", minisign("-Sm", "list.json", "-s", "their.key", "-x", "own.minisig"));
  const own = readSignature(readFileSync(path("own.minisig"), "utf8"));
  const publicKey = readPublicKey(readFileSync(path("their.pub"), "utf8"));
  hold("we accept minisign's own", (await verifyFile(path("list.json"), own, publicKey)) === "right");
} finally {
  rmSync(folder, { recursive: true, force: true });
}
process.exitCode = failed.length > 0 ? 1 : 0;
