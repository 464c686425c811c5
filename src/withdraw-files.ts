import { existsSync, rmSync } from "node:fs";
import { join, resolve } from "node:path";
import { ProblemError } from "./base/problem.ts";
import { openStore } from "./base/store.ts";
import { encodePath } from "./base/urls.ts";
import { forgetPhoto } from "./photos/forget-photo.ts";
import { manifestText, readManifest, writeManifest } from "./publish/build-manifest.ts";
import type { SearchPlace, TraceSearch } from "./publish/find-traces.ts";
import { lockOutput } from "./publish/lock.ts";

/** Where a withdrawn photo may still be, on this machine. `search`: one folder more. */
export function searchPlaces(folders: {
  site: string;
  output: string;
  cache: string;
  search?: string | undefined;
}): SearchPlace[] {
  const { site, output, cache, search } = folders;
  const editions = [...new Set([join(site, "editions"), resolve("editions")])].filter((folder) => existsSync(folder));
  return [
    { folder: output, name: "output", hasMentions: true },
    ...editions.map((folder) => ({ folder, name: "editions", hasMentions: true })),
    ...(search === undefined ? [] : [{ folder: search, name: search, hasMentions: true }]),
    // The cache may remember that there was a kill, and of what; the picture itself must not be in it.
    { folder: cache, name: "cache", hasMentions: false },
  ];
}

/**
 * Takes files out of an output that can't be built anew, and out of its manifest, so that nobody publishes them. Says what
 * was done.
 */
export function takeOut(files: readonly string[], { output, cache }: { output: string; cache: string }): string {
  const manifest = readManifest(output);
  if (!manifest) return "There is no output of a complete build, so nothing was taken out of it.";
  let unlock: () => void;
  try {
    unlock = lockOutput(cache, output);
  } catch (error) {
    if (error instanceof ProblemError)
      return "Another build is writing the output: run this command again when it is done.";
    throw error;
  }
  try {
    const gone = new Set(files);
    for (const file of gone) rmSync(join(output, file), { force: true });
    writeManifest(output, manifestText({ ...manifest, files: manifest.files.filter(({ path }) => !gone.has(path)) }));
    return "The files made of the photo were taken out of the output; its pages name them until a build succeeds.";
  } finally {
    unlock();
  }
}

/** Why nobody will know the picture again by its looks, for the desk. */
export function unknownLooks(isRead: boolean, hasBytes: boolean): string {
  if (isRead)
    return "The picture shows too little to be known by its looks: copies with other bytes will not be recognised.";
  const again = "Put the file in its place and run this command again.";
  return hasBytes
    ? `The picture's file is not at hand and was never read: pictures that look like it will not be recognised. ${again}`
    : `The picture's file is not at hand and its SHA-256 is not known: neither its bytes nor pictures that look like it will be recognised. ${again}`;
}

/** Clears the cache of a photo: renditions, cards and readings. */
export function clearCache(
  { sha256, names }: { sha256: string | undefined; names: readonly string[] },
  cache: string,
): void {
  const store = openStore(cache);
  try {
    forgetPhoto({ sha256s: sha256 === undefined ? [] : [sha256], names }, { cache, store });
  } finally {
    store.close();
  }
}

/** Removes files of the cache that are the photo or were made of it, such as a preview's; whether there were any. */
export function removeCopies({ found }: TraceSearch, cache: string): boolean {
  const copies = found.filter(
    ({ place, kind }) => place.startsWith("cache/") && !place.includes(" › ") && kind !== "base64",
  );
  for (const { place } of copies) rmSync(join(cache, place.slice("cache/".length)), { force: true });
  return copies.length > 0;
}

export interface PurgeInput {
  /** The outlet's address. */
  url: string;
  before: TraceSearch;
  after: TraceSearch;
  /** Paths below the output of what was made of the photo. */
  files: readonly string[];
  output: string;
}

/** Addresses that a CDN may still answer from memory, of one kind. */
export interface PurgeGroup {
  name: "files" | "pages" | "feeds and lists";
  addresses: string[];
}

/** The photo's files first, then every page and every list that named one, and at the end the list of what was withdrawn. */
export function purgeList({ url, before, after, files, output }: PurgeInput): PurgeGroup[] {
  const named = [...before.found, ...before.expected, ...after.found, ...after.expected]
    .filter(({ place }) => place.startsWith("output/"))
    .map(({ place }) => place.slice("output/".length).replace(/ › .*$/s, ""));
  const lists = ["withdrawn.json", "withdrawn.json.minisig"];
  const rest = [...new Set(named)].filter((file) => !files.includes(file) && !lists.includes(file)).sort();
  const site = url.replace(/\/+$/, "");
  const address = (file: string) => `${site}${encodePath(`/${file.replace(/(^|\/)index\.html$/, "$1")}`)}`;
  const isPage = (file: string) => /\.html$/.test(file);
  const isPicture = (file: string) => /\.(?:avif|jpg|svg)$/.test(file);
  const groups: [PurgeGroup["name"], string[]][] = [
    ["files", [...files, ...rest.filter(isPicture)]],
    ["pages", rest.filter(isPage)],
    [
      "feeds and lists",
      [
        ...rest.filter((file) => !isPage(file) && !isPicture(file)),
        ...lists.filter((file) => existsSync(join(output, file))),
      ],
    ],
  ];
  return groups.map(([name, all]) => ({ name, addresses: all.map(address) }));
}
