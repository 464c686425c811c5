import type { Page } from "playwright-core";

/**
 * Shows pages as browsers with scripts off do, for tools that are scripts themselves (axe): no script of ours comes, none in
 * the page is left, and what stands in `noscript` is shown.
 */
export async function withoutScripts(page: Page): Promise<void> {
  await page.route("**/*.js", (route) => route.abort());
  await page.route("**/*", async (route) => {
    if (route.request().resourceType() !== "document") return await route.fallback();
    const response = await route.fetch();
    const html = await response.text();
    return await route.fulfill({ response, body: withoutScriptElements(html) });
  });
}

function withoutScriptElements(html: string): string {
  return html.replace(/<script\b(?![^>]*application\/ld\+json)[^>]*>.*?<\/script>/gs, "").replace(/<\/?noscript>/g, "");
}
