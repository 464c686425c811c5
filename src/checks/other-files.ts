import type { SiteContent } from "../content/site-content.ts";
import type { CheckContext } from "./rule.ts";

/** A text file of the site that is not a story's own. */
export interface OtherFile {
  file: string;
  source: string;
  /** Of a live entry: its story. */
  story?: string;
}

const known = new WeakMap<SiteContent, OtherFile[]>();

/** Sidecars, entries of live stories, pages, fronts and data, as they stand on the disk. */
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
    ...[...content.photos.values()].map(({ sidecarFile }) => sidecarFile),
    ...content.killedPhotos.map(({ file }) => file),
  ].filter((file) => file !== undefined);
  const found = [...entries, ...[...new Set(names)].map((file) => ({ file }))].flatMap((each): OtherFile[] => {
    const source = sourceOf(each.file);
    return source === undefined ? [] : [{ ...each, source }];
  });
  known.set(content, found);
  return found;
}
