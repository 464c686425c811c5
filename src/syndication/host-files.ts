import { type Problem, problem } from "../base/problem.ts";
import type { TextFile } from "../base/text-file.ts";
import { encodePath, pathPrefixOf } from "../base/urls.ts";
import { feedFiles, places } from "../model/addresses.ts";
import type { Newsroom } from "../model/newsroom.ts";
import type { Addresses } from "./addresses.ts";
import { reservesMining, robotsText } from "./robots.ts";
import { expiredSecurityText, wellKnownFiles } from "./well-known.ts";

export interface HostFilesInput {
  newsroom: Newsroom;
  addresses: Addresses;
  /** The policy that every page also carries as meta, without the style hashes that differ by layout. */
  contentSecurityPolicy: string;
  /** Paths of files that may be kept for ever: `/photos/kept/*`; none of them may meet `leased`. */
  immutable: readonly string[];
  /** Where leased renditions stand, `/photos/leased/*`: never sent as immutable. */
  leased: string;
  /** Whether there are web app manifests. */
  hasManifest: boolean;
  /** Whether there are editions to read offline. */
  hasEditions: boolean;
}

// Cloudflare Pages' limits, the narrowest: 2,000 fixed redirects.
const redirectLimit = 2000;

/** `_headers` and `_redirects` for hosts that read them, robots.txt, and the files of well-known names. */
export function hostFiles(input: HostFilesInput): TextFile[] {
  const { newsroom, addresses } = input;
  return [
    { file: "_headers", text: headers(input) },
    { file: "_redirects", text: redirects(newsroom) },
    { file: "robots.txt", text: robotsText(newsroom, addresses.absolute("/sitemap.xml")) },
    ...wellKnownFiles(addresses),
  ];
}

/** What the outlet should hear of its host's files. */
export function hostProblems(newsroom: Newsroom): Problem[] {
  return [...redirectsCut(newsroom), ...expiredSecurityText(newsroom)];
}

/** Tells of the redirects that the host would not read. */
function redirectsCut(newsroom: Newsroom): Problem[] {
  const count = redirectLines(newsroom).length - liteAliases(newsroom).length;
  if (count <= redirectLimit) return [];
  return [
    problem({
      code: "site/redirects-cut",
      message: `The site has ${count} redirects, and hosts read ${redirectLimit}: take-downs and the first aliases stand in _redirects, the rest answer by their pages alone.`,
      expected: `at most ${redirectLimit}`,
      found: String(count),
      hint: "Readers get where they want all the same. Write the redirects into the server's own settings if it takes more.",
    }),
  ];
}

// What a page of ours never asks for, and a page that got into it by a fault shall not get.
const refusedFeatures = [
  "accelerometer", "browsing-topics", "camera", "display-capture", "geolocation", "gyroscope", "hid",
  "magnetometer", "microphone", "midi", "payment", "serial", "usb",
]; // biome-ignore format: a list to scan

// Hosts guess a type by the ending, and don't know these; each stands where the site has the file.
const contentTypes: Readonly<Record<string, string>> = {
  ".well-known/security.txt": "text/plain; charset=utf-8",
  ".well-known/tdmrep.json": "application/json",
  ".well-known/trust.txt": "text/plain; charset=utf-8",
  "ads.txt": "text/plain; charset=utf-8",
  "humans.txt": "text/plain; charset=utf-8",
  "trust.txt": "text/plain; charset=utf-8",
};

// RFC 4287 names Atom's type, https://www.jsonfeed.org/version/1.1/ its own; RSS has none that is registered, but this is
// what readers know. A host's guess (`text/xml`, `application/json`) makes some programs show text instead of subscribing.
const feedTypes: Readonly<Record<keyof typeof feedFiles, string>> = {
  rss: "application/rss+xml; charset=utf-8",
  atom: "application/atom+xml; charset=utf-8",
  json: "application/feed+json; charset=utf-8",
};

/** By path: a host's `*` stands for folders between two slashes, so that the paper's own feeds need a rule of theirs. */
function feedHeaders(): [path: string, type: string][] {
  const formats: (keyof typeof feedFiles)[] = ["rss", "atom", "json"];
  return [
    ...formats.flatMap((format): [string, string][] => [
      [`/${feedFiles[format]}`, feedTypes[format]],
      [`/*/${feedFiles[format]}`, feedTypes[format]],
    ]),
    [places.opml, "text/x-opml; charset=utf-8"],
  ];
}

// An edition of one day is made again under its name, and one that was taken back must be gone: nobody may keep an old copy
// for long. The single file has a policy of its own that the site's would overrule, so it is saved and not opened.
const editionHeaders: [path: string, values: Record<string, string>][] = [
  ["/editions/*", { "Cache-Control": "public, max-age=300, must-revalidate" }],
  ["/editions/*.epub", { "Content-Type": "application/epub+zip" }],
  ["/editions/*.zim", { "Content-Type": "application/x-zim" }],
  ["/editions/*.html", { "Content-Disposition": "attachment", "X-Robots-Tag": "noindex" }],
  ["/editions/SHA256SUMS*", { "Content-Type": "text/plain; charset=utf-8" }],
  ["/editions/*.xml", { "Content-Type": "application/atom+xml;profile=opds-catalog;kind=acquisition" }],
  [places.opdsJson, { "Content-Type": "application/opds+json" }],
];

function headers({
  newsroom,
  addresses,
  contentSecurityPolicy,
  immutable,
  leased,
  hasManifest,
  hasEditions,
}: HostFilesInput): string {
  const prefix = pathPrefixOf(newsroom.outlet.url);
  const rule = (path: string, values: Record<string, string>) =>
    `${prefix}${path}\n${Object.entries(values)
      .map(([name, value]) => `  ${name}: ${value}\n`)
      .join("")}`;
  return [
    rule("/*", {
      "Content-Security-Policy": contentSecurityPolicy,
      "Cross-Origin-Opener-Policy": "same-origin",
      "Permissions-Policy": refusedFeatures.map((name) => `${name}=()`).join(", "),
      "Referrer-Policy": "strict-origin-when-cross-origin",
      "Strict-Transport-Security": "max-age=63072000",
      "X-Content-Type-Options": "nosniff",
      "X-Frame-Options": "DENY",
      ...(reservesMining(newsroom) && { "TDM-Reservation": "1" }),
    }),
    ...immutable.map((path) => rule(path, { "Cache-Control": "public, max-age=31536000, immutable" })),
    // A photo whose lease has ended must leave every cache within minutes.
    rule(leased, { "Cache-Control": "public, max-age=300, must-revalidate" }),
    // Partners' pages read what was withdrawn, and must hear of it soon.
    rule("/withdrawn.json*", {
      "Access-Control-Allow-Origin": "*",
      "Cache-Control": "public, max-age=60, must-revalidate",
    }),
    // A new worker must be heard of at once, and so must what copies on devices are held against.
    ...(newsroom.outlet.features.offline ? [places.worker, places.offlineChanges] : [places.worker]).map((path) =>
      rule(path, { "Cache-Control": "no-cache" }),
    ),
    ...wellKnownFiles(addresses).flatMap(({ file }) => {
      const type = contentTypes[file];
      return type === undefined ? [] : [rule(`/${file}`, { "Content-Type": type })];
    }),
    ...(hasEditions ? editionHeaders : []).map(([path, values]) => rule(path, values)),
    ...feedHeaders().map(([path, type]) => rule(path, { "Content-Type": type })),
    ...newsroom.languages
      .filter(() => hasManifest)
      .map((language) => rule(places.manifest(language), { "Content-Type": "application/manifest+json" })),
  ].join("\n");
}

/** Kills as 410 where the host can, aliases as 301; a kill matters more where there is no room for all. */
function redirectLines(newsroom: Newsroom): string[] {
  const prefix = pathPrefixOf(newsroom.outlet.url);
  const gone = (path: string) => `${prefix}${encodePath(path)} ${prefix}${encodePath(path)} 410`;
  const moved = ({ from, to }: { from: string; to: string }) =>
    `${prefix}${encodePath(from)} ${prefix}${encodePath(to)} 301`;
  const { notices, aliases, outlet } = newsroom;
  return [
    ...notices.map(({ path }) => gone(path)).sort(),
    ...(outlet.features.lite ? notices.map(({ path }) => gone(places.lite(path))).sort() : []),
    ...aliases.map(moved).sort(),
    ...liteAliases(newsroom).map(moved).sort(),
  ];
}

/** Former light addresses: where there is no room for them, their pages answer, and nobody need hear of it. */
function liteAliases({ aliases, outlet }: Newsroom): { from: string; to: string }[] {
  if (!outlet.features.lite) return [];
  return aliases.map(({ from, to }) => ({ from: places.lite(from), to: places.lite(to) }));
}

function redirects(newsroom: Newsroom): string {
  return redirectLines(newsroom)
    .slice(0, redirectLimit)
    .map((line) => `${line}\n`)
    .join("");
}
