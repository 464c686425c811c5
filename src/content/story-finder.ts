import { nearest } from "../base/text.ts";

// A fuzzy search over a hundred thousand ids takes 50 ms: the first faults get one, a thousand alike don't need it.
const fuzzySearches = 50;

/** Finds the story whose file name is the same in another folder, else one that is nearly the same. */
export function storyFinder(ids: ReadonlySet<string>): (id: string) => string | undefined {
  let byName: Map<string, string> | undefined;
  let searches = 0;
  const nameOf = (id: string) => id.slice(id.lastIndexOf("/") + 1);
  return (id) => {
    byName ??= new Map([...ids].map((each) => [nameOf(each), each]));
    const same = byName.get(nameOf(id));
    if (same !== undefined) return same;
    searches += 1;
    return searches > fuzzySearches ? undefined : nearest(id, ids, 0.25);
  };
}
