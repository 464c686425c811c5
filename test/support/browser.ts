// What runs inside a page knows the browser's objects; the rest of the tests has no use for them.
/// <reference lib="dom" />
/// <reference lib="dom.iterable" />
import { type Browser, chromium, type Page } from "playwright-core";
import { inject } from "vitest";
import type { PageKind } from "./page-kinds.ts";

let connection: Promise<Browser> | undefined;

/** The browser that all files share. */
export function sharedBrowser(): Promise<Browser> {
  connection ??= chromium.connect(inject("browserAddress"));
  return connection;
}

export interface VisitOptions {
  /** CSS px; default 1280 × 900. */
  width?: number;
  height?: number;
  /** Pixels of the screen for each of the page's; default 1. */
  deviceScaleFactor?: number;
  colorScheme?: "light" | "dark";
  javaScriptEnabled?: boolean;
  forcedColors?: "active" | "none";
  /** For tests that change a page's own styles on the way. */
  bypassCSP?: boolean;
  /** Called before the page is asked for. */
  prepare?: (page: Page) => Promise<unknown>;
}

/** Opens a page of the demo in a fresh profile, with nothing in its cache, hands it over, and closes all. */
export async function visit<T>(
  kind: Pick<PageKind, "address" | "isMoving">,
  options: VisitOptions,
  look: (page: Page) => Promise<T>,
): Promise<T> {
  const {
    width = 1280,
    height = 900,
    deviceScaleFactor = 1,
    colorScheme = "light",
    javaScriptEnabled = true,
    forcedColors,
    bypassCSP = false,
    prepare,
  } = options;
  const browser = await sharedBrowser();
  const context = await browser.newContext({
    viewport: { width, height },
    deviceScaleFactor,
    colorScheme,
    javaScriptEnabled,
    bypassCSP,
    // Between a test that answers requests itself and its page nobody shall stand; offline.test.ts has contexts of its own.
    serviceWorkers: "block",
    ...(forcedColors && { forcedColors }),
  });
  try {
    const page = await context.newPage();
    await prepare?.(page);
    if (kind.isMoving) await stay(page);
    await page.goto(urlOf(kind.address), { waitUntil: "load" });
    return await look(page);
  } finally {
    await context.close();
  }
}

/** The full URL of an address such as `/hi/`. */
export function urlOf(address: string): string {
  return inject("origin") + encodeURI(address);
}

/** A page that moves its readers on is looked at itself: the address that it leads to answers with nothing. */
async function stay(page: Page): Promise<void> {
  let isArrived = false;
  await page.route("**", async (route) => {
    if (route.request().isNavigationRequest() && isArrived) return route.fulfill({ status: 204 });
    isArrived = true;
    return route.fallback();
  });
}
