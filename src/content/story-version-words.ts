import { posix } from "node:path";
import { blockText } from "./block-text.ts";
import type { Block } from "./blocks.ts";
import type { PhotoRecord } from "./photo-schema.ts";
import type { StoryRecord } from "./site-content.ts";
import type { VersionWords } from "./story-versions.ts";

/** What a history compares of a story as it was read, with no trace of markup or addresses. */
export function wordsOf(record: StoryRecord, blocks: readonly Block[]): VersionWords {
  const { headline, standfirst, changeNote, corrections, photo, gallery } = record.frontMatter;
  const lead = record.copy.leadCredit?.credit;
  const credits = [
    ...(photo ? creditOf(photo, photo.credit ?? lead) : []),
    ...(gallery ?? []).flatMap((each) => creditOf(each, each.credit)),
    ...record.copyPhotos.flatMap((use) => creditOf(use.record, use.record.credit ?? use.copyCredit)),
  ];
  return {
    headline,
    ...(standfirst !== undefined && { standfirst }),
    ...(changeNote !== undefined && { changeNote }),
    // Live entries bear times of their own, and some may not be public yet.
    paragraphs: paragraphsOf(blocks.filter(({ kind }) => kind !== "live-entry")),
    corrections: [...(corrections ?? [])].sort((a, b) => b.date - a.date),
    credits,
  };
}

function creditOf(photo: PhotoRecord, credit: string | undefined): VersionWords["credits"] {
  return credit === undefined || photo.kill ? [] : [{ file: posix.basename(photo.file), credit }];
}

const endOfParagraph = /<\/(?:p|h[1-6]|li|blockquote|tr|dt|dd|pre|caption|figcaption|summary|div)>|<(?:br|hr)\s*\/?>/gi;

/** The copy's words, one text for each paragraph, heading, list item or row of a table. */
function paragraphsOf(blocks: readonly Block[]): string[] {
  // Whatever kind a block is of, its HTML says where paragraphs end; a line feed in it is a space.
  const parted = JSON.parse(
    JSON.stringify(blocks, (key, value: unknown) =>
      typeof value === "string" && /^(?:html|whenHtml)$/.test(key)
        ? value.replaceAll("\n", " ").replace(endOfParagraph, (tag) => `${tag}\n`)
        : value,
    ),
  ) as Block[];
  return blockText(parted)
    .normalize("NFC")
    .split("\n")
    .map((line) => line.replaceAll("\u21a9\ufe0e", "").replace(/\s+/gu, " ").trim())
    .filter((line) => line !== "");
}
