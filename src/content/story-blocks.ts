import type { Store } from "../base/store.ts";
import type { Block, DataTable } from "./blocks.ts";
import { tableUses } from "./blocks.ts";
import { escapeText } from "./copy-escape.ts";

/** Where a story's blocks lie: what a record of the content and a story of the model have in common. */
export interface StoryCopy {
  file: string;
  digest: string;
  /** Key of the copy's own blocks, where it is not `digest`; empty: the copy is not wanted, only its notes and entries. */
  copyDigest?: string;
  isWithoutCopy?: boolean;
  tables?: Record<string, string>;
  entries?: readonly EntryCopy[];
}

interface EntryCopy {
  id: string;
  digest: string;
  at: number;
  tables?: Record<string, string>;
  /** Stands in the place of an entry that was taken down. */
  notice?: string;
  hiddenAs?: string;
}

/**
 * A story's blocks, from the store: its copy, its live entries, then notes. Tables are filled with what their files hold.
 * Throws where they are not there: the store was emptied since `readSite`.
 */
export function blocksOf(store: Store, story: StoryCopy): Block[] {
  const get = (key: string, file: string): string => {
    const text = store.get("blocks", key);
    if (text === undefined) throw new Error(`The store no longer holds the copy of ${file}. Run the build again.`);
    return text;
  };
  const fill = (blocks: Block[], tables: Record<string, string> = {}): Block[] => {
    for (const use of tableUses(blocks)) {
      const key = tables[use.file];
      if (key !== undefined) use.table = JSON.parse(get(key, use.file)) as DataTable;
    }
    return blocks;
  };
  const copy = JSON.parse(get(story.copyDigest ?? story.digest, story.file)) as Block[];
  if (!story.entries) return fill(copy, story.tables);

  const entries = story.entries.flatMap((entry): Block[] => {
    const { id, at, notice, hiddenAs } = entry;
    if (notice !== undefined) {
      const html = `<p>${escapeText(notice)}</p>\n`;
      return [{ kind: "live-entry", id, at, isPinned: false, isKey: false, blocks: [{ kind: "html", html }] }];
    }
    const blocks = fill(JSON.parse(get(entry.digest, story.file)) as Block[], entry.tables);
    return hiddenAs === undefined ? blocks : blocks.map((block) => ({ ...block, hiddenAs }) as Block);
  });
  const shown = story.isWithoutCopy ? [] : copy.filter(({ kind }) => kind !== "footnotes");
  const visible = [...fill(shown, story.tables), ...entries];
  return [
    ...visible,
    ...copy.filter((block) => block.kind === "footnotes").flatMap((notes) => notesOf(notes, visible)),
  ];
}

/** The notes that some words refer to: those of hidden entries go with them. */
function notesOf(notes: { kind: "footnotes"; html: string }, visible: readonly Block[]): Block[] {
  const words = JSON.stringify(visible);
  const html = notes.html.replace(/<li\b[^>]*\sid="(fn[^"]*)"[\s\S]*?<\/li>\n?/g, (whole, id: string) =>
    words.includes(`#${id}\\"`) ? whole : "",
  );
  return /<li\b/.test(html) ? [{ kind: "footnotes", html }] : [];
}
