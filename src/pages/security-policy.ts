import type { Outlet } from "../content/outlet-schema.ts";

/**
 * The Content-Security-Policy: nothing but what the site itself holds, styles only by their hash, scripts only
 * where a page loads one of ours, and in the page itself the one whose hash is named.
 * Other hosts only where outlet.yaml names them. `isHeader`: with what a meta element can't say.
 */
export function contentSecurityPolicy(
  outlet: Outlet,
  {
    styleHashes,
    scriptHashes,
    isHeader = false,
  }: { styleHashes: readonly string[]; scriptHashes: readonly string[]; isHeader?: boolean },
): string {
  const { csp = {} } = outlet;
  const directives: Record<string, readonly string[]> = {
    "default-src": ["'none'"],
    "style-src": [...styleHashes, ...(csp.style ?? [])],
    "img-src": ["'self'", ...(csp.img ?? [])],
    "font-src": ["'self'", ...(csp.font ?? [])],
    "media-src": csp.media ?? [],
    "frame-src": csp.frame ?? [],
    // Pages fetch nothing yet; auditors that read robots.txt from the page (Lighthouse) do.
    "connect-src": ["'self'", ...(csp.connect ?? [])],
    "script-src": [...(scriptHashes.length > 0 ? ["'self'"] : []), ...scriptHashes, ...(csp.script ?? [])],
    "manifest-src": ["'self'"],
    // A page's own policy lets script-src speak for workers, which says the same: every byte of a page counts.
    ...(isHeader && outlet.features.offline && { "worker-src": ["'self'"] }),
    "base-uri": ["'none'"],
    "form-action": ["'self'"],
    ...(isHeader && { "frame-ancestors": ["'none'"] }),
  };
  return Object.entries(directives)
    .filter(([, sources]) => sources.length > 0)
    .map(([name, sources]) => `${name} ${sources.join(" ")}`)
    .join("; ");
}
