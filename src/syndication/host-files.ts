import type { TextFile } from "../base/text-file.ts";
import { encodePath, pathPrefixOf } from "../base/urls.ts";
import type { Newsroom } from "../model/newsroom.ts";
import type { Addresses } from "./addresses.ts";

export interface HostFilesInput {
  newsroom: Newsroom;
  addresses: Addresses;
  /** The policy that every page also carries as meta, without the style hashes that differ by layout. */
  contentSecurityPolicy: string;
  /** Paths of files that may be kept for ever: `/photos/kept/*`; none of them may meet `leased`. */
  immutable: readonly string[];
  /** Where leased renditions stand, `/photos/leased/*`: never sent as immutable. */
  leased: string;
}

// Cloudflare Pages' limits, the narrowest: 2,000 fixed redirects.
const redirectLimit = 2000;

/** `_headers` and `_redirects` for hosts that read them, and robots.txt. */
export function hostFiles(input: HostFilesInput): TextFile[] {
  return [
    { file: "_headers", text: headers(input) },
    { file: "_redirects", text: redirects(input.newsroom) },
    { file: "robots.txt", text: robots(input) },
  ];
}

function headers({ newsroom, contentSecurityPolicy, immutable, leased }: HostFilesInput): string {
  const prefix = pathPrefixOf(newsroom.outlet.url);
  const rule = (path: string, values: Record<string, string>) =>
    `${prefix}${path}\n${Object.entries(values)
      .map(([name, value]) => `  ${name}: ${value}\n`)
      .join("")}`;
  return [
    rule("/*", {
      "Content-Security-Policy": contentSecurityPolicy,
      "Cross-Origin-Opener-Policy": "same-origin",
      "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), browsing-topics=()",
      "Referrer-Policy": "strict-origin-when-cross-origin",
      "Strict-Transport-Security": "max-age=63072000",
      "X-Content-Type-Options": "nosniff",
      "X-Frame-Options": "DENY",
    }),
    ...immutable.map((path) => rule(path, { "Cache-Control": "public, max-age=31536000, immutable" })),
    // A photo whose lease has ended must leave every cache within minutes.
    rule(leased, { "Cache-Control": "public, max-age=300, must-revalidate" }),
    // Partners' pages read what was withdrawn, and must hear of it soon.
    rule("/withdrawn.json*", {
      "Access-Control-Allow-Origin": "*",
      "Cache-Control": "public, max-age=60, must-revalidate",
    }),
  ].join("\n");
}

/** Aliases as 301, kills as 410 where the host can. */
function redirects(newsroom: Newsroom): string {
  const prefix = pathPrefixOf(newsroom.outlet.url);
  const lines = [
    ...newsroom.aliases.map(({ from, to }) => `${prefix}${encodePath(from)} ${prefix}${encodePath(to)} 301`),
    ...newsroom.notices.map(({ path }) => `${prefix}${encodePath(path)} ${prefix}${encodePath(path)} 410`),
  ].sort();
  return lines
    .slice(0, redirectLimit)
    .map((line) => `${line}\n`)
    .join("");
}

// Crawlers that say they gather text for training models (their operators' documentation).
const trainingCrawlers = [
  "GPTBot",
  "Google-Extended",
  "ClaudeBot",
  "CCBot",
  "Applebot-Extended",
  "meta-externalagent",
  "Bytespider",
];

function robots({ newsroom, addresses }: HostFilesInput): string {
  const { aiTraining, disallow = [] } = newsroom.outlet.robots;
  const everyone = [
    "User-agent: *",
    ...(disallow.length > 0 ? disallow.map((path) => `Disallow: ${path}`) : ["Disallow:"]),
  ];
  const training =
    aiTraining === "refuse" ? [...trainingCrawlers.map((name) => `User-agent: ${name}`), "Disallow: /", ""] : [];
  return `${[...training, ...everyone, "", `Sitemap: ${addresses.absolute("/sitemap.xml")}`].join("\n")}\n`;
}
