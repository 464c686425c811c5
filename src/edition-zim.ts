import { execFile } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { promisify } from "node:util";
import { clip } from "./base/text.ts";
import type { EditionSource } from "./edition-source.ts";
import { editionTree } from "./edition-zip.ts";
import { threeLetterCode } from "./editions/language-codes.ts";
import { iconPng } from "./photos/icon-picture.ts";

const run = promisify(execFile);

/** Kiwix shows no more of these. */
const [titleLength, descriptionLength] = [30, 80];

export type ZimOutcome = "made" | "not-installed";

/**
 * An edition for Kiwix, by `zimwriterfs` of Debian's zim-tools where that is installed: a folder as the zip has it, without the pages'
 * own policy, for Kiwix brings scripts of its own. Throws where zimwriterfs refuses it, with its words.
 */
export async function writeZim(source: EditionSource, path: string, cache: string): Promise<ZimOutcome> {
  if (!(await isInstalled())) return "not-installed";
  mkdirSync(cache, { recursive: true });
  const folder = mkdtempSync(join(cache, "zim-"));
  const temporary = `${path}.tmp`;
  try {
    for await (const { path: name, packed } of editionTree(source, {
      pictures: "jpeg",
      widest: 640,
      hasPolicy: false,
    })) {
      const target = join(folder, name);
      mkdirSync(dirname(target), { recursive: true });
      writeFileSync(target, packed.data);
    }
    // What a folder says of itself is not so of one file.
    writeFileSync(join(folder, "README.txt"), source.kiwixReadme);
    writeFileSync(join(folder, "illustration.png"), await illustration(source));
    rmSync(temporary, { force: true });
    await run("zimwriterfs", [...argumentsOf(source), folder, temporary], { maxBuffer: 1 << 26 });
    renameSync(temporary, path);
    return "made";
  } finally {
    rmSync(folder, { recursive: true, force: true });
    rmSync(temporary, { force: true });
  }
}

async function isInstalled(): Promise<boolean> {
  try {
    await run("zimwriterfs", ["--version"]);
    return true;
  } catch {
    return false;
  }
}

function argumentsOf({ id, kind, title, language, cover, opened, plan: { context } }: EditionSource): string[] {
  const name = context.localized(opened.newsroom.outlet.name, language) ?? "";
  const host = new URL(context.absolute("/")).hostname;
  const values: Record<string, string> = {
    welcome: "index.html",
    illustration: "illustration.png",
    language: threeLetterCode(language.code),
    title: clip(name, titleLength),
    description: clip(`${title}. ${cover.site.tagline ?? ""}`.trim(), descriptionLength),
    creator: name,
    publisher: name,
    source: context.absolute("/"),
    // The same for every edition of a kind, so that Kiwix knows a later one for the same paper's.
    name: `${host}_${language.code}_${kind}`,
    tags: "news",
    scraper: "Broadsheet",
    flavour: id,
    threads: "2",
  };
  return Object.entries(values).map(([key, value]) => `--${key}=${value}`);
}

async function illustration({ opened, plan }: EditionSource): Promise<Buffer> {
  const { icon } = opened.newsroom.outlet;
  const stem = `assets/${(icon ?? "").replace(/^\/?(?:assets\/)?/, "").replace(/\.\w+$/, "")}`;
  // A PNG of the icon's name, as the web app manifest has it: `icon-192.png`.
  const [asset] = plan.files
    .filter((file) => file.kind === "asset" && file.file.startsWith(stem) && file.file.endsWith(".png"))
    .sort((a, b) => (a.file < b.file ? -1 : 1));
  const source = asset?.kind === "asset" ? readFileSync(asset.source) : undefined;
  return await iconPng(source, { size: 48, colour: "#1c1a17" });
}
