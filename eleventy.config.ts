import type { EleventyConfig } from "@11ty/eleventy";
import { broadsheetPlugin } from "./src/pages/eleventy-plugin.ts";

export default function configure(config: EleventyConfig) {
  config.addPlugin(broadsheetPlugin);
  // Input and output are given by build.ts; a site's own templates come first through the plugin's loader.
  return { dir: { includes: "_includes" }, htmlTemplateEngine: false, markdownTemplateEngine: false };
}
