import type { PlannedFile, PlannedPage } from "./pages/planned-file.ts";

/** A planned file by its path; undefined for what no plan has. */
export type FindPlanned = (file: string) => PlannedFile | undefined;

export interface WhatIsPlanned {
  /** As `planPagesByKind` gives them. */
  kinds: readonly (readonly PlannedPage[])[];
  /** Everything that is neither a page nor one of the texts. */
  others: readonly PlannedFile[];
}

/** What is not the same in a newsroom in which stories have other words. */
export interface PlannedAnew {
  /** Feeds, sitemaps and the like, with their words: taken only when somebody asks for what nothing else is. */
  texts: () => readonly PlannedFile[];
  /** Pages as they are now, one kind at a time (`planPagesOfKind`); default: they stand as they were planned first. */
  planKind?: (kind: number, origin?: string) => readonly PlannedPage[];
}

/** Finds files of a plan by their paths, and those of a plan that has the same paths, without planning the rest of it anew. */
export function plannedFinder({ kinds, others }: WhatIsPlanned): (anew: PlannedAnew) => FindPlanned {
  const pages = once(
    () => new Map(kinds.flatMap((list, kind) => list.map((page) => [page.file, { page, kind }] as const))),
  );
  const other = once(() => byFile(others));
  return ({ texts, planKind }) => {
    const text = once(() => byFile(texts()));
    const planned = new Map<string, PlannedPage>();
    const anew = (file: string, origin: string | undefined, kind: number) => {
      if (!planKind) return undefined;
      if (!planned.has(file)) for (const each of planKind(kind, origin)) planned.set(each.file, each);
      return planned.get(file);
    };
    return (file) => {
      const known = pages().get(file);
      if (known) return anew(file, known.page.origin, known.kind) ?? known.page;
      return other().get(file) ?? text().get(file);
    };
  };
}

function byFile(files: readonly PlannedFile[]): ReadonlyMap<string, PlannedFile> {
  return new Map(files.map((each) => [each.file, each]));
}

function once<Value extends object>(make: () => Value): () => Value {
  let made: Value | undefined;
  return () => {
    made ??= make();
    return made;
  };
}
