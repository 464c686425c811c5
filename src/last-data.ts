import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { isZone } from "./base/dates.ts";
import { sha256 } from "./base/digest.ts";
import { toPosix, walkFiles, writeFileAtomic } from "./base/files.ts";
import type { Store } from "./base/store.ts";
import { isRightVersion, kindOfData } from "./content/data-versions.ts";
import type { Instead } from "./content/files-instead.ts";
import { openHistory } from "./content/git-history.ts";
import type { Outlet } from "./content/outlet-schema.ts";
import { digestOfManifest } from "./last-published.ts";
import { type BuildManifest, readManifest } from "./publish/build-manifest.ts";

// Which form of each data file and page the last build was made of, for `--hold-back`: remembered as that of stories is.

export interface DataPlace {
  /** The site's folder, and the output's, both absolute. */
  site: string;
  output: string;
  cache: string;
  store: Store;
}

interface Remembered {
  manifest: string;
  /** By path, the SHA-256 of the text. */
  files: Record<string, string>;
}

const byFolder = (output: string) => `data published:${output}`;
const byAddress = (outlet: Outlet) => `data published at ${outlet.url}`;
const textOf = (digest: string) => `data text ${digest}`;

/** After a good build: the forms of _data/ that it was made of. `instead`: those that stood for others. */
export function rememberData(
  { site, output, store }: DataPlace,
  { outlet, manifest, instead }: { outlet: Outlet; manifest: BuildManifest; instead: Instead },
): void {
  const files: Remembered["files"] = {};
  const all = new Set([...walkFiles(join(site, "_data")).map((name) => `_data/${toPosix(name)}`), ...instead.keys()]);
  for (const name of all) {
    const file = name.normalize("NFC");
    const kind = kindOfData(file);
    const path = instead.has(file) ? instead.get(file) : join(site, name);
    if (kind === undefined || kind === "front" || kind === "sidecar" || path === undefined) continue;
    const text = readFileSync(path, "utf8");
    const digest = sha256(text);
    files[file] = digest;
    if (store.get("files", textOf(digest)) === undefined) store.set("files", textOf(digest), text);
  }
  const value = JSON.stringify({ manifest: digestOfManifest(manifest), files } satisfies Remembered);
  store.set("files", byFolder(output), value);
  store.set("files", byAddress(outlet), value);
}

/**
 * A faulty file as it was published last, as a file in the cache; `absent`: it was not there then. Undefined where nothing
 * remembers it, and where the earlier form could let an embargo end too early.
 */
export async function lastData(file: string, place: DataPlace, outlet: Outlet): Promise<string | "absent" | undefined> {
  const { site, store, cache } = place;
  const disk = join(site, file);
  const present = existsSync(disk) ? readFileSync(disk, "utf8") : "";
  // Of sidecars there are as many as photos: git alone remembers them.
  const known = kindOfData(file) === "sidecar" ? undefined : remembered(place, outlet);
  if (known && known.files[file] === undefined) return "absent";
  const right = async (text: string | undefined): Promise<string | undefined> => {
    if (text === undefined || text === present || isOtherZone(file, present, text)) return undefined;
    const path = join(cache, "held", sha256(text));
    writeFileAtomic(path, text);
    return (await isRightVersion({ path, file, zone: outlet.timeZone })) ? path : undefined;
  };
  if (known) {
    const text = store.get("files", textOf(known.files[file] ?? ""));
    if (text !== undefined) return await right(text);
  }
  const history = await openHistory(site);
  if (history.kind !== "history") return undefined;
  const blobs = history.versionsAt(file).flatMap(({ blob }) => (blob === undefined ? [] : [blob]));
  for await (const bytes of history.read(blobs.reverse())) {
    const found = await right(bytes?.toString("utf8"));
    if (found !== undefined) return found;
  }
  return undefined;
}

function remembered({ output, store }: DataPlace, outlet: Outlet): Remembered | undefined {
  const here = store.get("files", byFolder(output));
  if (here !== undefined) return JSON.parse(here) as Remembered;
  const there = store.get("files", byAddress(outlet));
  if (there === undefined) return undefined;
  const manifest = readManifest(output);
  const last = JSON.parse(there) as Remembered;
  return !manifest || digestOfManifest(manifest) === last.manifest ? last : undefined;
}

/** An outlet that moves to another zone moves its embargoes: the earlier zone must not bring them to an end. */
function isOtherZone(file: string, present: string, earlier: string): boolean {
  if (kindOfData(file) !== "outlet") return false;
  const zoneOf = (text: string) => /^\s*["']?timeZone["']?\s*:\s*["']?([\w/+-]+)/m.exec(text)?.[1];
  const zone = zoneOf(present);
  return zone !== undefined && isZone(zone) && zone !== zoneOf(earlier);
}
