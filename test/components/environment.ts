import { readFileSync } from "node:fs";
import { join } from "node:path";
import nunjucks from "nunjucks";
import { parse } from "yaml";

export const root = join(import.meta.dirname, "..", "..");
export const includes = join(root, "_includes");

/** Nunjucks as the engine sets it up, with `fill`, the only filter that templates need. */
export function environment(): nunjucks.Environment {
  const env = new nunjucks.Environment(new nunjucks.FileSystemLoader(includes), {
    autoescape: true,
    throwOnUndefined: false,
    trimBlocks: true,
    lstripBlocks: true,
  });
  env.addFilter("fill", (words: unknown, values: Record<string, unknown>) =>
    String(words ?? "").replace(/\{(\w+)\}/g, (whole, key: string) => String(values[key] ?? whole)),
  );
  return env;
}

/** The interface's words in one language. */
export function strings(language: string): Record<string, string> {
  return parse(readFileSync(join(root, `_data/strings/${language}.yaml`), "utf8")) as Record<string, string>;
}
