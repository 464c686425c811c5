import type { EleventyConfig } from "@11ty/eleventy";
import { shout } from "./shout.ts";

export default function configure(config: EleventyConfig): void {
  config.addNunjucksFilter("shout", shout as (...values: never[]) => unknown);
}
