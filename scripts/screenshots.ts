// Makes docs/screenshots/ from the demonstration paper, built for a fixed moment:
//   node scripts/screenshots.ts [name …]
// Run by hand when the look changes; look at what it made before you commit it.
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { type Browser, chromium } from "playwright-core";
import { buildDemo, demo, projectFolder } from "../test/support/demo-site.ts";
import { findChromium } from "../test/support/find-chromium.ts";
import { serveFolder } from "../test/support/static-server.ts";

interface Shot {
  /** File under docs/screenshots/, without `.jpg`. */
  name: string;
  address: string;
  /** CSS px. */
  width: number;
  height: number;
  scheme: "light" | "dark";
}

const story = "/2026/10/30/why-a-cricket-ball-swings/";
const urduStory = "/ur/2026/06/03/موسم-سے-مانسون-تک/";
const wide = { width: 1280, height: 1500, scheme: "light" } as const;
const phone = { width: 360, height: 780, scheme: "dark" } as const;

const shots: readonly Shot[] = [
  { name: "home-1280", address: "/", ...wide },
  { name: "home-360-dark", address: "/", ...phone },
  { name: "story-1280", address: story, ...wide },
  { name: "story-360-dark", address: story, ...phone },
  { name: "urdu-1280", address: urduStory, ...wide },
  { name: "urdu-360-dark", address: urduStory, ...phone },
];

// What a README may ask of somebody on a phone's line.
const mostBytes = 200_000;

/** The part of a page that a reader sees first, as a JPEG of at most 200 KB. Throws where the page is not there. */
async function photograph(browser: Browser, origin: string, shot: Shot): Promise<Buffer> {
  const { address, width, height, scheme } = shot;
  const context = await browser.newContext({
    viewport: { width, height },
    colorScheme: scheme,
    // Phones have more dots than CSS px; without them their letters would be a blur.
    deviceScaleFactor: width < 600 ? 2 : 1,
  });
  try {
    const page = await context.newPage();
    const url = origin + encodeURI(address);
    const response = await page.goto(url, { waitUntil: "networkidle" });
    if (response?.status() !== 200) throw new Error(`${address} answers with ${response?.status()}`);
    // Faces are optional: the second visit has them in its cache, as most readers do.
    await page.goto(url, { waitUntil: "networkidle" });
    await page.evaluate("document.fonts.ready");
    for (let quality = 85; quality >= 45; quality -= 8) {
      const bytes = await page.screenshot({ type: "jpeg", quality });
      if (bytes.length <= mostBytes) return bytes;
    }
    throw new Error(`${shot.name} is larger than ${mostBytes} bytes at any quality worth having`);
  } finally {
    await context.close();
  }
}

const wanted = process.argv.slice(2);
const folder = join(projectFolder, "docs/screenshots");
await buildDemo();
const server = await serveFolder(demo.output);
const { path, env } = await findChromium();
const browser = await chromium.launch({
  executablePath: path,
  chromiumSandbox: false,
  env: { ...process.env, ...env },
  args: ["--disable-background-networking", "--disable-component-update", "--disable-sync", "--no-first-run"],
});
mkdirSync(folder, { recursive: true });
try {
  for (const shot of shots.filter(({ name }) => wanted.length === 0 || wanted.includes(name))) {
    const bytes = await photograph(browser, server.origin, shot);
    writeFileSync(join(folder, `${shot.name}.jpg`), bytes);
    console.log(`docs/screenshots/${shot.name}.jpg ${Math.round(bytes.length / 1000)} KB`);
  }
} finally {
  await browser.close();
  await server.close();
}
