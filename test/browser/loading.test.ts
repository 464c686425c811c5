import type { Page } from "playwright-core";
import { beforeAll, describe, expect, test } from "vitest";
import { urlOf, visit } from "../support/browser.ts";
import { type PageKind, pageKinds } from "../support/page-kinds.ts";

// One cold visit on a phone and one on a wide screen, scrolled to the end, and all that was seen on the way.

interface Visit {
  /** Addresses of other hosts that were asked for, and of our own that failed. */
  foreign: string[];
  failed: string[];
  complaints: string[];
  /** Layout shifts, worst first: `0.0123 main > h1`. */
  shifts: string[];
  unpainted: string[];
  /** Bytes over the wire of all but photos, by address. */
  weights: Map<string, number>;
}

/** px */
const widths = [360, 1280];

/**
 * Below that a line went aside by a pixel, as it does where an italic face that no page asks for in advance comes in time:
 * asking for it in advance would cost every page its bytes.
 */
const leastShift = 0.001;

declare global {
  interface Window {
    seen: { shifts: { value: number; nodes: string[] }[]; violations: string[] };
  }
}

// Bytes over the wire, everything but photos. Urdu's Nastaliq is the device's own, or a web font that counts apart.
const budgets: Record<string, number> = { en: 60 * 1024, hi: 110 * 1024, ur: 260 * 1024 };
const urduFontBudget = 200 * 1024;

describe.each(pageKinds())("$name", (kind) => {
  const visits: Visit[] = [];
  beforeAll(async () => {
    for (const width of widths) visits.push(await coldVisit(kind, width));
  });

  test("asks no other host for anything, and gets all that it asks for", () => {
    expect(visits.flatMap(({ foreign }) => foreign)).toEqual([]);
    expect(visits.flatMap(({ failed }) => failed)).toEqual([]);
  });

  test("breaks no policy and has nothing to say on the console", () => {
    // The browser that all tests share has no workers: these have tests of their own.
    const own = visits
      .flatMap(({ complaints }) => complaints)
      .filter((each) => !each.includes("blocked by Playwright"));
    expect(own).toEqual([]);
  });

  test("does not move while it loads and is scrolled (CLS 0)", async () => {
    for (const [index, width] of widths.entries()) {
      let shifts = visits[index]?.shifts ?? [];
      // A busy machine may bring a face a moment after the page's first picture. What moves by the page's own fault moves
      // at every visit.
      for (let visit = 1; visit < 5 && shifts.length > 0; visit += 1) shifts = (await coldVisit(kind, width)).shifts;
      expect(shifts).toEqual([]);
    }
  });

  test("paints every picture", () => {
    expect(visits.flatMap(({ unpainted }) => unpainted)).toEqual([]);
  });

  test("weighs no more than allowed without its photos", () => {
    for (const { weights } of visits) {
      const sum = [...weights.values()].reduce((all, each) => all + each, 0);
      expect(sum, listed(weights)).toBeLessThanOrEqual(budgets[kind.language] ?? 0);
      const fonts = [...weights].filter(([url]) => url.endsWith(".woff2"));
      const fontBytes = fonts.reduce((all, [, each]) => all + each, 0);
      if (kind.language === "ur") expect(fontBytes, listed(weights)).toBeLessThanOrEqual(urduFontBudget);
    }
  });
});

async function coldVisit(kind: PageKind, width: number): Promise<Visit> {
  const visited: Visit = {
    foreign: [], failed: [], complaints: [], shifts: [], unpainted: [], weights: new Map(),
  }; // biome-ignore format: a record to fill
  await visit(kind, { width, prepare: (page) => listen(page, visited) }, async (page) => {
    await scrollThrough(page);
    await page.evaluate(() => document.fonts.ready);
    visited.unpainted = await unpainted(page);
    const { shifts, violations } = await page.evaluate(() => window.seen);
    visited.shifts = shifts
      .filter(({ value }) => value >= leastShift)
      .sort((a, b) => b.value - a.value)
      .map(({ value, nodes }) => `${width} px: ${value.toFixed(4)} ${nodes.join(", ")}`);
    visited.complaints.push(...violations);
  });
  return visited;
}

async function listen(page: Page, visited: Visit): Promise<void> {
  const origin = new URL(urlOf("/")).origin;
  page.on("request", (request) => {
    const url = request.url();
    if (!url.startsWith(`${origin}/`) && !url.startsWith("data:")) visited.foreign.push(url);
  });
  page.on("requestfailed", (request) => {
    // The address that a refresh leads to is held back by the tests themselves (visit).
    if (!request.isNavigationRequest()) visited.failed.push(`${request.url()} ${request.failure()?.errorText}`);
  });
  page.on("response", (response) => {
    const url = response.url();
    const isNotFound = response.status() === 404 && url.endsWith("/404.html");
    if (response.status() >= 400 && !isNotFound) visited.failed.push(`${response.status()} ${url}`);
    if (/\/photos\//.test(url) || response.status() !== 200) return;
    visited.weights.set(url, Number(response.headers()["content-length"] ?? 0));
  });
  page.on("console", (message) => visited.complaints.push(`${message.type()}: ${message.text()}`));
  page.on("pageerror", (error) => visited.complaints.push(`error: ${error.message}`));
  await page.addInitScript(() => {
    window.seen = { shifts: [], violations: [] };
    document.addEventListener("securitypolicyviolation", ({ violatedDirective, blockedURI, sample }) => {
      window.seen.violations.push(`policy: ${violatedDirective} ${blockedURI} ${sample}`);
    });
    interface LayoutShift extends PerformanceEntry {
      value: number;
      hadRecentInput: boolean;
      sources: { node?: Node }[];
    }
    const nameOf = (node?: Node) =>
      node instanceof Element ? `${node.localName}.${node.className}` : (node?.parentElement?.className ?? "gone");
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries() as LayoutShift[]) {
        if (!entry.hadRecentInput) {
          window.seen.shifts.push({ value: entry.value, nodes: entry.sources.map(({ node }) => nameOf(node)) });
        }
      }
    }).observe({ type: "layout-shift", buffered: true } as PerformanceObserverInit);
  });
}

/** To the end by screens, as a reader does, so that what loads late is asked for. */
async function scrollThrough(page: Page): Promise<void> {
  await page.evaluate(async () => {
    const end = document.documentElement.scrollHeight;
    for (let top = 0; top < end; top += innerHeight) {
      scrollTo(0, top);
      await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
    }
  });
}

async function unpainted(page: Page): Promise<string[]> {
  return await page.evaluate(async () => {
    const images = [...document.images].filter((image) => image.checkVisibility());
    const late = new Promise((resolve) => setTimeout(resolve, 10_000));
    await Promise.race([late, Promise.all(images.map((image) => image.decode().catch(() => {})))]);
    return images
      .filter((image) => image.naturalWidth === 0 || image.getBoundingClientRect().width === 0)
      .map((image) => image.currentSrc || image.outerHTML);
  });
}

function listed(weights: ReadonlyMap<string, number>): string {
  return [...weights].map(([url, bytes]) => `${bytes} ${url}`).join("\n");
}
