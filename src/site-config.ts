import { existsSync, readFileSync } from "node:fs";
import { registerHooks } from "node:module";
import { dirname, join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import type { EleventyConfig } from "@11ty/eleventy";
import { digestOf } from "./base/digest.ts";
import { ProblemError, problem } from "./base/problem.ts";

export interface SiteConfig {
  configure?: (config: EleventyConfig) => unknown;
  /** Of the file and of what it imports from the site's own folder. */
  digest: string;
}

/** Imports a site's own `site.config.ts`: filters, shortcodes and plugins for its templates. Throws ProblemError. */
export async function readSiteConfig(site: string): Promise<SiteConfig> {
  const path = join(site, "site.config.ts");
  if (!existsSync(path)) return { digest: "" };
  const digest = digestOf(...[...importedSources(path)].flat());
  followDigest();
  try {
    // The digest in the address makes a changed file another module, as previews need.
    const module = (await import(`${pathToFileURL(path).href}?${digestKey}=${digest.slice(0, 12)}`)) as {
      default?: unknown;
    };
    if (typeof module.default !== "function") throw new Error("it exports no default function");
    const configure = module.default as (config: EleventyConfig) => unknown;
    return { configure: (config) => named(() => configure(config)), digest };
  } catch (error) {
    throw fault(error);
  }
}

/** Runs what the site's own config does; what goes wrong in it names the file, also where it is asynchronous. */
function named(run: () => unknown): unknown {
  try {
    const done = run();
    return done instanceof Promise ? done.catch((error: unknown) => Promise.reject(fault(error))) : done;
  } catch (error) {
    throw fault(error);
  }
}

function fault(error: unknown): ProblemError {
  const { message, stack = "" } = error instanceof Error ? error : new Error(String(error));
  const [, line, column] = /site\.config\.ts[^\s:]*:(\d+):(\d+)/.exec(stack) ?? [];
  return new ProblemError([
    problem({
      code: "site/config",
      file: "site.config.ts",
      ...(line !== undefined && { line: Number(line), column: Number(column) }),
      message: `site.config.ts can't be used: ${message}`,
    }),
  ]);
}

const digestKey = "site-config";
let isFollowing = false;

/** What site.config.ts imports from its own folder gets the same digest as the file itself, else it would stay as first read. */
function followDigest(): void {
  if (isFollowing) return;
  isFollowing = true;
  registerHooks({
    resolve(specifier, context, next) {
      const digest = context.parentURL && new URL(context.parentURL).searchParams.get(digestKey);
      const isOwn = Boolean(digest) && /^\.{1,2}\//.test(specifier);
      return next(isOwn ? `${specifier}?${digestKey}=${digest}` : specifier, context);
    },
  });
}

const importPattern = /(?:from|import)\s*\(?\s*["'](\.{1,2}\/[^"']+)["']/g;

function importedSources(path: string, sources = new Map<string, string>()): Map<string, string> {
  if (sources.has(path) || !existsSync(path)) return sources;
  const text = readFileSync(path, "utf8");
  sources.set(path, text);
  for (const match of text.matchAll(importPattern)) importedSources(resolve(dirname(path), match[1] ?? ""), sources);
  return sources;
}
