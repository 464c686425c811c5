import { accessSync, constants, existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync } from "node:fs";
import { delimiter, join } from "node:path";
import { projectFolder } from "./demo-site.ts";

export interface FoundChromium {
  path: string;
  /** What the process needs besides our own environment. */
  env: Record<string, string>;
}

const installNote = [
  "No Chromium was found, so the pages can't be tested in a browser.",
  "Install one (`apt-get install chromium`, or Chrome from google.com/chrome), or name one in CHROME_PATH;",
  "on Linux x64 `npm ci` brings one along (@sparticuz/chromium), unless optional or development packages were left out.",
].join("\n");

const systemNames = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];
const systemPaths = [
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "/Applications/Chromium.app/Contents/MacOS/Chromium",
  "C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe",
];

/**
 * The browser to test with: CHROME_PATH, the system's Chromium or Chrome, else the one that `npm ci` brought. Throws where there is none.
 * `CHROME_PATH=package` wants the brought one: it has no window to draw, and takes a third of the processor's time.
 */
export async function findChromium(): Promise<FoundChromium> {
  const named = process.env.CHROME_PATH;
  if (named === "package") return await broughtChromium();
  if (named) {
    if (!isExecutable(named)) throw new Error(`CHROME_PATH names ${named}, which can't be run.\n${installNote}`);
    return { path: named, env: {} };
  }
  const folders = (process.env.PATH ?? "").split(delimiter);
  const candidates = [...systemNames.flatMap((name) => folders.map((folder) => join(folder, name))), ...systemPaths];
  const system = candidates.find(isExecutable);
  return system === undefined ? await broughtChromium() : { path: system, env: {} };
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/**
 * The binary that @sparticuz/chromium packs, with the libraries that bare machines lack, unpacked once a version. Its own
 * launch flags are left alone: they switch off the very policies that the tests are about.
 */
async function broughtChromium(): Promise<FoundChromium> {
  const home = join(projectFolder, "node_modules", "@sparticuz", "chromium");
  if (process.platform !== "linux" || process.arch !== "x64" || !existsSync(home)) throw new Error(installNote);
  const { version } = JSON.parse(readFileSync(join(home, "package.json"), "utf8")) as { version: string };
  const cache = join(projectFolder, "node_modules", ".cache", "broadsheet");
  const folder = join(cache, `chromium-${version}`);
  if (!existsSync(folder)) {
    mkdirSync(cache, { recursive: true });
    // Unpacked aside and renamed: a run that dies half-way leaves nothing that looks like a browser.
    const aside = mkdtempSync(join(cache, "unpacking-"));
    const temporary = process.env.TMPDIR;
    try {
      // The package unpacks into the folder for temporary files, and into no other.
      process.env.TMPDIR = aside;
      const { default: chromium, inflate } = await import("@sparticuz/chromium");
      await chromium.executablePath();
      await inflate(join(home, "bin", "al2023.tar.br"));
      if (!existsSync(folder)) renameSync(aside, folder);
    } finally {
      if (temporary === undefined) delete process.env.TMPDIR;
      else process.env.TMPDIR = temporary;
      rmSync(aside, { recursive: true, force: true });
    }
  }
  const libraries = join(folder, "al2023", "lib");
  // A machine without fonts would draw no letter at all.
  const fonts = existsSync("/etc/fonts/fonts.conf") ? {} : { FONTCONFIG_PATH: join(folder, "fonts") };
  return { path: join(folder, "chromium"), env: { LD_LIBRARY_PATH: libraries, ...fonts } };
}
