import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Moment } from "../base/dates.ts";
import { seriesOf } from "../model/published-edition.ts";
import { type EditionRecord, editionSchema } from "./edition-record.ts";

/** The editions of a folder by their own records, oldest first; a record that can't be read is passed over. */
export function readEditions(folder: string): EditionRecord[] {
  return readEach(folder, (record) => record);
}

/** A record without its long lists: a folder of some editions of a whole archive holds a million entries. */
export type EditionHead = Omit<EditionRecord, "stories" | "mentions" | "photos" | "contents" | "varied">;

/** The same without their long lists. */
export function readEditionHeads(folder: string): EditionHead[] {
  return readEach(folder, ({ stories: _s, mentions: _m, photos: _p, contents: _c, varied: _v, ...head }) => head);
}

function readEach<Kept extends Pick<EditionRecord, "id" | "until">>(
  folder: string,
  keep: (record: EditionRecord) => Kept,
): Kept[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((name) => name.endsWith(".json"))
    .flatMap((name) => {
      try {
        const parsed = editionSchema.safeParse(JSON.parse(readFileSync(join(folder, name), "utf8")));
        return parsed.success && `${parsed.data.id}.json` === name ? [keep(parsed.data)] : [];
      } catch {
        return [];
      }
    })
    .sort((a, b) => Date.parse(a.until) - Date.parse(b.until) || (a.id < b.id ? -1 : 1));
}

/** The newest edition of the same kind, section and language that was made before this one; another with its own id is none. */
export function previousEdition(
  editions: readonly EditionHead[],
  next: Pick<EditionRecord, "id" | "kind" | "section" | "language" | "from" | "to"> & { until: Moment },
): EditionHead | undefined {
  return editions.findLast(
    (each) => seriesOf(each) === seriesOf(next) && Date.parse(each.until) < next.until && each.id !== next.id,
  );
}
