import { launch } from "chrome-launcher";
import lighthouse from "lighthouse";
import { demo } from "../test/support/demo-site.ts";
import { findChromium } from "../test/support/find-chromium.ts";
import { serveFolder } from "../test/support/static-server.ts";

// Lighthouse's four scores of a built site's pages, mobile, median of several runs:
//   node scripts/lighthouse.ts [folder] [path …]
// Not in `npm test`: the scores hang on how busy the machine is.

const runs = 3;
const [folder = demo.output, ...given] = process.argv.slice(2);
const paths = given.length > 0 ? given : ["/"];
const { path: chromePath, env } = await findChromium();
const server = await serveFolder(folder);
const chrome = await launch({
  chromePath,
  envVars: { ...process.env, ...env },
  chromeFlags: [
    "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update",
    "--disable-sync", "--no-first-run", "--disable-quic",
  ], // biome-ignore format: a list to scan
});
const categories = ["performance", "accessibility", "best-practices", "seo"] as const;
for (const path of paths) {
  const scores: number[][] = [];
  let detail = "";
  for (let run = 0; run < runs; run += 1) {
    const result = await lighthouse(server.origin + encodeURI(path), {
      port: chrome.port,
      onlyCategories: [...categories],
      logLevel: "error",
    });
    const report = result?.lhr;
    if (!report) throw new Error(`Lighthouse gave no report of ${path}`);
    scores.push(categories.map((name) => Math.round((report.categories[name]?.score ?? 0) * 100)));
    const failing = Object.values(report.audits).filter(
      (audit) => audit.score !== null && audit.score < 0.9 && audit.scoreDisplayMode !== "informative",
    );
    detail = `CLS ${report.audits["cumulative-layout-shift"]?.displayValue}, LCP ${report.audits["largest-contentful-paint"]?.displayValue}; ${failing.map((audit) => audit.id).join(" ")}`;
  }
  const median = categories.map(
    (_name, index) => scores.map((each) => each[index] ?? 0).sort((a, b) => a - b)[Math.floor(runs / 2)],
  );
  console.log(`${median.join(" / ")}  ${path}  (${detail})`);
}
chrome.kill();
await server.close();
