// Completes package-lock.json after a change of dependencies.
//
// Why: npm leaves out of the lock file each optional platform package that the registry in use does not hold, and
// `npm ci` then refuses the lock ("Missing: … from lock file"). This writes those entries back, without an integrity
// (nothing was downloaded to hash), with the platform that the package's name states.
//
// Use: npm install --save-exact …; node scripts/complete-lock.mjs; then `npm ci` in a clean copy.
import { readFileSync, writeFileSync } from "node:fs";

const path = new URL("../package-lock.json", import.meta.url);
const lock = JSON.parse(readFileSync(path, "utf8"));
const systems = ["android", "darwin", "freebsd", "linux", "openbsd", "win32"];
const processors = ["arm64", "arm", "ia32", "ppc64", "riscv64", "s390x", "x64"];
let added = 0;

for (const [owner, entry] of Object.entries(lock.packages)) {
  if (owner === "") continue;
  for (const [name, version] of Object.entries(entry.optionalDependencies ?? {})) {
    const key = `node_modules/${name}`;
    const words = name.split(/[/-]/);
    const os = systems.filter((system) => words.includes(system));
    const cpu = processors.filter((processor) => words.includes(processor));
    if (lock.packages[key]?.version || os.length === 0) continue;
    lock.packages[key] = {
      version,
      ...(cpu.length > 0 && { cpu }),
      ...(entry.dev && { dev: true }),
      ...(words.includes("musl") && { libc: ["musl"] }),
      optional: true,
      os,
    };
    added += 1;
    console.log(`added ${name}@${version}`);
  }
}

const sorted = Object.entries(lock.packages).sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
lock.packages = Object.fromEntries(sorted);
writeFileSync(path, `${JSON.stringify(lock, null, 2)}\n`);
console.log(added === 0 ? "package-lock.json is complete" : `${added} entries added to package-lock.json`);
