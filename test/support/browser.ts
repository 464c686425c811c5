import { type Browser, type BrowserContext, chromium, type Page } from "playwright-core";
import { inject } from "vitest";

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
  colorScheme?: "light" | "dark";
  javaScriptEnabled?: boolean;
  forcedColors?: "active" | "none";
  /** Called before the page is asked for. */
  prepare?: (page: Page, context: BrowserContext) => Promise<void>;
}

/** Opens an address of the demo in a fresh profile, with nothing in its cache, hands over the page, and closes all. */
export async function visit<T>(address: string, options: VisitOptions, look: (page: Page) => Promise<T>): Promise<T> {
  const {
    width = 1280,
    height = 900,
    colorScheme = "light",
    javaScriptEnabled = true,
    forcedColors,
    prepare,
  } = options;
  const browser = await sharedBrowser();
  const context = await browser.newContext({
    viewport: { width, height },
    colorScheme,
    javaScriptEnabled,
    ...(forcedColors && { forcedColors }),
  });
  try {
    const page = await context.newPage();
    await prepare?.(page, context);
    await holdRefresh(page);
    await page.goto(urlOf(address), { waitUntil: "load" });
    return await look(page);
  } finally {
    await context.close();
  }
}

export function urlOf(address: string): string {
  return inject("origin") + address.split("/").map(encodeURIComponent).join("/");
}

/** A page that moves its reader on is looked at itself: the address that it leads to answers with nothing. */
async function holdRefresh(page: Page): Promise<void> {
  let isArrived = false;
  await page.route(
    () => true,
    async (route) => {
      if (!route.request().isNavigationRequest()) return route.fallback();
      if (isArrived) return route.fulfill({ status: 204 });
      isArrived = true;
      return route.fallback();
    },
  );
}
