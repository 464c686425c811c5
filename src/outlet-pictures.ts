import { closeSync, openSync, readSync } from "node:fs";
import { posix } from "node:path";
import type { Asset } from "./pages/assets.ts";
import type { SiteAssets } from "./pages/page-base.ts";
import type { ViewContext } from "./pages/view-context.ts";
import type { ManifestIcon } from "./syndication/web-app-manifest.ts";

/** The icon as PNG where there is one beside it (search engines take no SVG), else as it is. */
export function squareIcon(icon: string | undefined, assets: ReadonlyMap<string, Asset>): Asset | undefined {
  if (icon === undefined) return undefined;
  const name = icon.replace(/^\/?(assets\/)?/, "");
  return assets.get(name.replace(/\.\w+$/, "-512.png")) ?? assets.get(name);
}

/** The outlet's logo and icons among its own assets: the project's icons are nobody else's. */
export function siteAssets(
  icon: string | undefined,
  logo: string | undefined,
  assets: ReadonlyMap<string, Asset>,
  context: ViewContext,
): SiteAssets {
  const url = (name: string | undefined) => {
    const asset = name === undefined ? undefined : assets.get(name.replace(/^\/?(assets\/)?/, ""));
    return asset && context.url(`/${asset.output}`);
  };
  const logoUrl = url(logo);
  const iconUrl = url(icon);
  const touchIconUrl = icon && url(icon.replace(/\.\w+$/, "-180.png"));
  return { ...(logoUrl && { logoUrl }), ...(iconUrl && { iconUrl }), ...(touchIconUrl && { touchIconUrl }) };
}

/**
 * The outlet's icon and the PNGs of its name beside it (`icon-192.png`), each with the size that it really has. Browsers
 * install nothing without a PNG of 192 px or more: then there are none.
 */
export function manifestIcons(
  icon: string | undefined,
  assets: ReadonlyMap<string, Asset>,
  url: (output: string) => string,
): ManifestIcon[] {
  if (icon === undefined) return [];
  const name = icon.replace(/^\/?(assets\/)?/, "");
  const { dir, name: stem } = posix.parse(name);
  const beside = new RegExp(`^${escapeForPattern(posix.join(dir, stem))}(-\\d+)?\\.png$`);
  const pictures = [...assets.values()].flatMap((asset) => {
    const size = beside.test(asset.name) ? pngSize(asset.source) : undefined;
    return size && size.width === size.height && size.width >= 96 ? [{ asset, width: size.width }] : [];
  });
  if (!pictures.some(({ width }) => width >= 192)) return [];
  const drawing = name.endsWith(".svg") ? assets.get(name) : undefined;
  return [
    ...pictures
      .sort((a, b) => a.width - b.width)
      .map(
        ({ asset, width }): ManifestIcon => ({
          src: url(asset.output),
          sizes: `${width}x${width}`,
          type: "image/png",
        }),
      ),
    ...(drawing ? [{ src: url(drawing.output), sizes: "any", type: "image/svg+xml" as const }] : []),
  ];
}

/** px, as the header of a PNG has it (IHDR stands first, at byte 16); undefined where the file is none. */
function pngSize(file: string): { width: number; height: number } | undefined {
  const header = Buffer.alloc(24);
  const descriptor = openSync(file, "r");
  try {
    readSync(descriptor, header, 0, header.length, 0);
  } finally {
    closeSync(descriptor);
  }
  if (header.toString("latin1", 1, 4) !== "PNG" || header.toString("latin1", 12, 16) !== "IHDR") return undefined;
  return { width: header.readUInt32BE(16), height: header.readUInt32BE(20) };
}

function escapeForPattern(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
}
