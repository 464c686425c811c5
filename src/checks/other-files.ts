import type { Sidecar } from "../content/photo-schema.ts";
import type { SiteContent } from "../content/site-content.ts";
import { mayTurnText } from "./bidi-marks.ts";
import type { CheckContext } from "./rule.ts";
import { mayHoldSecret } from "./secret-patterns.ts";

/** A text file of the site that is not a story's own. */
export interface OtherFile {
  file: string;
  source: string;
  /** Of a live entry: its story. */
  story?: string;
}

/** There are thousands of sidecars: a file is read again only where something of what it says asks for it. */
function isSuspect({ tables: _tables, ...sidecar }: Sidecar): boolean {
  const said = JSON.stringify(sidecar);
  return mayTurnText(said) || mayHoldSecret(said);
}

const known = new WeakMap<SiteContent, OtherFile[]>();

/**
 * Entries of live stories, pages, fronts and data, as they stand on the disk; and the sidecars of which some value may hold
 * a mark that turns text around, or a secret.
 */
export function otherFiles({ content, sourceOf }: Pick<CheckContext, "content" | "sourceOf">): OtherFile[] {
  const before = known.get(content);
  if (before) return before;
  const entries = content.stories.flatMap(({ id, entries = [] }) =>
    entries.flatMap(({ file }) => (file === undefined ? [] : [{ file, story: id }])),
  );
  const names = [
    ...["outlet", "sections", "contributors", "agencies", "topics", "style"].flatMap((name) => [
      `_data/${name}.yaml`,
      `_data/${name}.yml`,
    ]),
    ...Object.keys(content.strings).map((language) => `_data/strings/${language}.yaml`),
    ...Object.values(content.fronts).map(({ file }) => file),
    ...content.pages.map(({ file }) => file),
    ...[...content.photos.values()].flatMap(({ sidecar, sidecarFile }) =>
      sidecar && sidecarFile !== undefined && isSuspect(sidecar) ? [sidecarFile] : [],
    ),
    ...content.killedPhotos.flatMap(({ file, sidecar }) => (isSuspect(sidecar) ? [file] : [])),
  ];
  const found = [...entries, ...[...new Set(names)].map((file) => ({ file }))].flatMap((each): OtherFile[] => {
    const source = sourceOf(each.file);
    return source === undefined ? [] : [{ ...each, source }];
  });
  known.set(content, found);
  return found;
}
