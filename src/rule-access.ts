import type { Store } from "./base/store.ts";
import type { CheckContext } from "./checks/rule.ts";
import { blocksOf } from "./content/story-blocks.ts";
import { siteSource } from "./site-source.ts";

/** How rules reach a site's copy and texts, and where their findings on single stories are kept. */
export function ruleAccess(
  site: string,
  store: Store,
): Required<Pick<CheckContext, "blocksOf" | "sourceOf" | "memory">> {
  return {
    blocksOf: (story) => blocksOf(store, story),
    sourceOf: (file) => siteSource(site, file),
    memory: { store, site },
  };
}
