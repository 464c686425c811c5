import type { Store } from "../base/store.ts";

/** Bundles of this process by key: who works with several caches, as tests of many sites do, asks esbuild once for each. */
const remembered = new Map<string, string>();

/** Beyond that it begins anew: a preview sees a stylesheet in many states. */
const limit = 500;

interface BundlePlace {
  store: Store;
  /** Names all that the bundle is made of, but for where it stands. */
  key: string;
  /** Folder of the sources, where the key names none of their text. */
  folder?: string;
}

/** A bundle: out of the store, out of memory, or made. What is not whole is kept nowhere. */
export async function bundleOf(
  { store, key, folder = "" }: BundlePlace,
  make: () => Promise<{ text: string; isWhole: boolean }>,
): Promise<string> {
  const kept = store.get("assets", key);
  if (kept !== undefined) return kept;
  const own = `${folder}\n${key}`;
  const before = remembered.get(own);
  const { text, isWhole } = before === undefined ? await make() : { text: before, isWhole: true };
  if (!isWhole) return text;
  store.set("assets", key, text);
  if (remembered.size >= limit) remembered.clear();
  remembered.set(own, text);
  return text;
}
