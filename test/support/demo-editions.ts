import { execFile } from "node:child_process";
import { cpSync, createWriteStream, mkdirSync, readFileSync, rmSync, symlinkSync } from "node:fs";
import { dirname, join } from "node:path";
import { pipeline } from "node:stream/promises";
import { promisify } from "node:util";
import { openPromise } from "yauzl";
import type { EditionRecord } from "../../src/editions/edition-record.ts";
import { demo, projectFolder } from "./demo-site.ts";

const run = promisify(execFile);

/** One edition of the demo outlet, made by the command that people use, its zip unpacked. */
export interface DemoEdition {
  record: EditionRecord;
  /** Its files, beside those of the others. */
  folderOfFiles: string;
  /** Where its zip is unpacked. */
  folder: string;
}

/**
 * Makes the demo's editions of everything, below `base`: the site is a copy without its history, for editions are written into
 * a site. What the tests' own build keeps is used, so that no photo is made twice. `env`: more of the environment, a key.
 */
export async function makeDemoEditions(
  base: string,
  { cache = demo.cache, env = {} }: { cache?: string; env?: Record<string, string> } = {},
): Promise<Map<string, DemoEdition>> {
  const site = join(base, "site");
  rmSync(base, { recursive: true, force: true });
  mkdirSync(site, { recursive: true });
  for (const name of ["articles", "_data"]) cpSync(join(projectFolder, name), join(site, name), { recursive: true });
  symlinkSync(join(projectFolder, "assets"), join(site, "assets"));
  const places = ["--site", site, "--output", join(base, "output"), "--cache", cache, "--now", demo.now];
  const script = join(projectFolder, "scripts", "broadsheet.mjs");
  await run(process.execPath, [script, "editions", "--edition", "all", ...places], {
    maxBuffer: 1 << 26,
    env: { ...process.env, ...env },
  });
  const editions = new Map<string, DemoEdition>();
  for (const language of ["en", "hi", "ur"]) {
    const id = `2026-11-22-all-${language}`;
    const folder = join(base, "unpacked", language);
    const file = (ending: string) => join(site, "editions", `${id}.${ending}`);
    await unpack(file("zip"), folder);
    editions.set(language, {
      record: JSON.parse(readFileSync(file("json"), "utf8")) as EditionRecord,
      folderOfFiles: join(site, "editions"),
      folder,
    });
  }
  return editions;
}

/** Unpacks a zip as any program would. */
export async function unpack(path: string, folder: string): Promise<void> {
  const zip = await openPromise(path, { lazyEntries: true, autoClose: false });
  for await (const entry of zip.eachEntry()) {
    const target = join(folder, entry.fileName);
    mkdirSync(dirname(target), { recursive: true });
    await pipeline(await zip.openReadStreamPromise(entry), createWriteStream(target));
  }
  zip.close();
}
