import { chromium } from "playwright-core";
import { demo } from "../test/support/demo-site.ts";
import { findChromium } from "../test/support/find-chromium.ts";
import { serveFolder } from "../test/support/static-server.ts";

// What a reader on a bad line waits for and pays: a 360 px phone with a dense screen, 280 kbit/s, 800 ms a round trip, nothing cached.
//   node scripts/slow-line.ts [folder] [path …]
// Times hang on how busy the machine is; bytes don't: test/browser/slow-line.test.ts holds those.

const [folder = demo.output, ...given] = process.argv.slice(2);
const paths = given.length > 0 ? given : ["/"];
const { path: executablePath, env } = await findChromium();
const server = await serveFolder(folder);
const browser = await chromium.launch({ executablePath, chromiumSandbox: false, env: { ...process.env, ...env } });
for (const path of paths) {
  const context = await browser.newContext({
    viewport: { width: 360, height: 780 },
    deviceScaleFactor: 3,
    isMobile: true,
  });
  const page = await context.newPage();
  const line = await context.newCDPSession(page);
  await line.send("Network.enable");
  await line.send("Network.emulateNetworkConditions", {
    offline: false,
    latency: 800,
    downloadThroughput: 280_000 / 8,
    uploadThroughput: 280_000 / 8,
  });
  const kinds = new Map<string, string>();
  const bytes = new Map<string, number>();
  line.on("Network.responseReceived", ({ requestId, type }) => kinds.set(requestId, type));
  line.on("Network.loadingFinished", ({ requestId, encodedDataLength }) => {
    const kind = kinds.get(requestId) ?? "Other";
    bytes.set(kind, (bytes.get(kind) ?? 0) + encodedDataLength);
  });
  await page.goto(server.origin + encodeURI(path), { waitUntil: "load", timeout: 120_000 });
  const { text, largest, loaded } = await page.evaluate(
    () =>
      new Promise<{ text: number; largest: number; loaded: number }>((resolve) => {
        new PerformanceObserver((list) => {
          const [first] = performance.getEntriesByName("first-contentful-paint");
          const [navigation] = performance.getEntriesByType("navigation") as PerformanceNavigationTiming[];
          resolve({
            text: first?.startTime ?? Number.NaN,
            largest: list.getEntries().at(-1)?.startTime ?? Number.NaN,
            loaded: navigation?.loadEventEnd ?? Number.NaN,
          });
        }).observe({ type: "largest-contentful-paint", buffered: true });
      }),
  );
  const all = [...bytes.values()].reduce((sum, each) => sum + each, 0);
  const parts = [...bytes].map(([kind, each]) => `${kind} ${(each / 1024).toFixed(1)}`).join(", ");
  const seconds = (ms: number) => `${(ms / 1000).toFixed(1)} s`;
  console.log(
    `text ${seconds(text)}, largest ${seconds(largest)}, all ${seconds(loaded)}, ${(all / 1024).toFixed(1)} KB (${parts})  ${path}`,
  );
  await context.close();
}
await browser.close();
await server.close();
