// The demo's editions, as outside tools see them: unzip, Python, minisign, zimcheck. Exit status 1 where one of them says no.
import { execFileSync } from "node:child_process";
import { closeSync, openSync, readdirSync, readFileSync, writeFileSync, writeSync } from "node:fs";
import { join } from "node:path";
import { newKey, publicKeyLine, secretKeyText } from "../src/editions/minisign.ts";
import { ZipWriter } from "../src/editions/zip-writer.ts";
import { makeDemoEditions } from "../test/support/demo-editions.ts";

const [base = "", cache = ""] = process.argv.slice(2);
const failed: string[] = [];

function hold(what: string, isRight: boolean): void {
  console.log(`${isRight ? "right" : "WRONG"}  ${what}`);
  if (!isRight) failed.push(what);
}

/** Whether a program says yes; what it says otherwise is shown. */
function says(program: string, args: readonly string[], { isExpected = true } = {}): boolean {
  try {
    execFileSync(program, args, { cwd: base, stdio: ["ignore", "pipe", "pipe"] });
    return true;
  } catch (error) {
    if (isExpected) console.log(error);
    return false;
  }
}

const secret = newKey();
const editions = await makeDemoEditions(base, { cache, env: { BROADSHEET_KEY: secretKeyText(secret) } });
const folder = editions.get("en")?.folderOfFiles ?? "";
const files = readdirSync(folder).sort();

const many = join(base, "many.zip");
const file = openSync(many, "w");
const zip = new ZipWriter((bytes) => void writeSync(file, bytes), { modified: Date.UTC(2026, 10, 22) });
for (let index = 0; index < 100_000; index += 1)
  await zip.add(`${index % 100}/${index}.txt`, new TextEncoder().encode(`${index}\n`), { isPacked: true });
await zip.finish();
closeSync(file);
for (const path of [many, ...files.filter((name) => name.endsWith(".zip")).map((name) => join(folder, name))]) {
  hold(`unzip -t ${path === many ? "100,000 files" : path}`, says("unzip", ["-tq", path]));
  hold(
    `python3 -m zipfile -t ${path === many ? "100,000 files" : path}`,
    says("python3", ["-m", "zipfile", "-t", path]),
  );
}

for (const { folder: unpacked, record } of editions.values()) {
  const check = `cd "$0" && sha256sum --quiet -c SHA256SUMS`;
  hold(`${record.id}: every file has its digest`, says("sh", ["-c", check, unpacked]));
}
for (const place of [folder, ...[...editions.values()].map((edition) => edition.folder)]) {
  const sums = join(place, "SHA256SUMS");
  const isAccepted = (isExpected: boolean) =>
    says("minisign", ["-Vm", sums, "-P", publicKeyLine(secret)], { isExpected });
  hold(`minisign accepts ${sums}`, isAccepted(true));
  const bytes = readFileSync(sums);
  const flipped = Buffer.from(bytes);
  flipped[10] = (flipped[10] ?? 0) ^ 1;
  writeFileSync(sums, flipped);
  hold("… and refuses it after one flipped bit", !isAccepted(false));
  writeFileSync(sums, bytes);
}

const zims = files.filter((name) => name.endsWith(".zim"));
hold("each edition has a form for Kiwix", zims.length === editions.size);
for (const name of zims) hold(`zimcheck ${name}`, says("zimcheck", ["-A", join(folder, name)]));
process.exitCode = failed.length > 0 ? 1 : 0;
