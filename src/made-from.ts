import { sha256 } from "./base/digest.ts";
import type { Store } from "./base/store.ts";

// What each file of an output was made from, as a digest: equal digests mean equal bytes. The cache remembers it and the
// build manifest does not, for the manifest is public, and these digests cover what is not: an editor's note, an entry of
// tomorrow, a caption under embargo. Whoever knows the rest of a file could try words until its digest is found.

/** An output folder (absolute) and the text of the manifest that it has: the digests belong to both. */
export interface MadeFromPlace {
  output: string;
  manifest: string;
}

function keyOf({ output, manifest }: MadeFromPlace): string {
  return `made from: ${sha256(manifest)} ${output}`;
}

/** Path → digest; empty where the cache does not know this output, so that all of it is made again. */
export function madeFrom(store: Store, place: MadeFromPlace): Map<string, string> {
  const known = store.get("files", keyOf(place));
  return new Map(known === undefined ? [] : Object.entries(JSON.parse(known) as Record<string, string>));
}

/** To be called before the files are moved in: a build that dies then leaves what it moves, or finds, with its digests. */
export function rememberMadeFrom(
  store: Store,
  place: MadeFromPlace,
  files: readonly { file: string; digest: string }[],
): void {
  store.set("files", keyOf(place), JSON.stringify(Object.fromEntries(files.map(({ file, digest }) => [file, digest]))));
  store.flush();
}

/** Forgets the digests of a manifest that has been replaced. */
export function forgetMadeFrom(store: Store, place: MadeFromPlace): void {
  store.forget("files", [keyOf(place)]);
}
