import type { TextFile } from "../base/text-file.ts";
import { outputFileOf, pathPrefixOf } from "../base/urls.ts";
import { places } from "../model/addresses.ts";
import type { Addresses } from "./addresses.ts";

/** A square picture of the outlet's in the output. */
export interface ManifestIcon {
  /** Path with the outlet's prefix. */
  src: string;
  /** `192x192`, or `any` for a drawing. */
  sizes: string;
  type: "image/png" | "image/svg+xml";
}

/**
 * The web app manifest of each language (W3C Application Manifest), by which phones install the paper: named, coloured
 * and opened as outlet.yaml says. None without an icon, for then nothing can be installed.
 */
export function webAppManifests(
  { newsroom, localized, absolute }: Addresses,
  icons: readonly ManifestIcon[],
): TextFile[] {
  const { outlet, languages } = newsroom;
  if (icons.length === 0) return [];
  return languages.map((language) => {
    const name = localized(outlet.name, language) ?? "";
    const description = localized(outlet.description, language);
    const home = new URL(absolute(places.home(language))).pathname;
    const manifest = {
      // One app a language: readers of two of them have both.
      id: home,
      name,
      short_name: name,
      ...(description !== undefined && { description }),
      lang: language.code,
      dir: language.direction,
      start_url: home,
      scope: `${pathPrefixOf(outlet.url)}/`,
      display: "standalone",
      ...(outlet.themeColor && { theme_color: outlet.themeColor.light, background_color: outlet.themeColor.light }),
      categories: ["news"],
      icons,
    };
    return { file: outputFileOf(places.manifest(language)), text: `${JSON.stringify(manifest, undefined, 2)}\n` };
  });
}
