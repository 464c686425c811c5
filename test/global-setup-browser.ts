import { chromium } from "playwright-core";
import type { TestProject } from "vitest/node";
import { demo } from "./support/demo-site.ts";
import { findChromium } from "./support/find-chromium.ts";
import { serveFolder } from "./support/static-server.ts";

declare module "vitest" {
  interface ProvidedContext {
    /** Where the built demo is served: `http://127.0.0.1:40123` */
    origin: string;
    /** WebSocket address of the one browser that all files share. */
    browserAddress: string;
  }
}

// Nothing of the browser's own may go out, nor wait for a network that is not there.
const flags = [
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  "--no-first-run",
  "--disable-quic",
  "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
];

/** Serves the built demo and starts the browser; gives the function that ends both. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const found = await findChromium();
  const server = await serveFolder(demo.output);
  const browser = await chromium.launchServer({
    executablePath: found.path,
    // Containers and machines of continuous integration forbid the namespaces that the sandbox is made of.
    chromiumSandbox: false,
    args: flags,
    env: { ...process.env, ...found.env },
  });
  project.provide("origin", server.origin);
  project.provide("browserAddress", browser.wsEndpoint());
  return async () => {
    await browser.close();
    await server.close();
  };
}
