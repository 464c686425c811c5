import { sha256 } from "./base/digest.ts";
import { releaseMemory } from "./base/release-memory.ts";
import type { EditionSource } from "./edition-source.ts";
import { changesHtml, editionTree } from "./edition-zip.ts";
import { addSums, type SignSums } from "./editions/add-sums.ts";
import { differencesOf } from "./editions/differences.ts";
import type { EditionRecord } from "./editions/edition-record.ts";
import { type ByteSink, ZipWriter } from "./editions/zip-writer.ts";

export interface ZipRun {
  sink: ByteSink;
  /** For those who have the edition before: takes what is new or other than in it. */
  since?: ByteSink;
  /** Filled with what the zip holds. */
  contents: EditionRecord["contents"];
  sign: SignSums | undefined;
}

/** The whole edition, and in the same pass what changed since the one before. */
export async function writeZips(source: EditionSource, { sink, since, contents, sign }: ZipRun): Promise<void> {
  const { previous } = source;
  const modified = source.opened.newsroom.now;
  const zip = new ZipWriter(sink, { modified });
  const update = since && previous && new ZipWriter(since, { modified });
  const varied = new Set(previous?.varied);
  const earlier = new Map((previous?.contents ?? []).map((file) => [file.path, file.sha256]));
  for await (const { path, sha256: digest, packed } of editionTree(source, { isPacked: true })) {
    contents.push({ path, sha256: digest, size: packed.size });
    await zip.addPacked(path, packed);
    // A path at which readers' copies of the earlier edition differ goes along whatever its newest copy had there.
    if (update && (earlier.get(path) !== digest || varied.has(path))) await update.addPacked(path, packed);
  }
  contents.sort((a, b) => (a.path < b.path ? -1 : 1));
  await addSums(zip, contents, sign);
  await zip.finish();
  if (!update || !previous) return;
  releaseMemory();
  const differences = differencesOf(previous.contents, contents);
  const here = new Set(contents.map(({ path }) => path));
  const gone = [...new Set([...differences.removed, ...varied].filter((path) => !here.has(path)))].sort();
  const encoder = new TextEncoder();
  const own = [
    { path: "changes.html", bytes: encoder.encode(await changesHtml(source, previous, { differences, gone })) },
    { path: "removed.txt", bytes: encoder.encode(gone.map((path) => `${path}\n`).join("")) },
  ];
  for (const { path, bytes } of own) await update.add(path, bytes);
  // Unpacked over the earlier one and with the rest deleted, the folder is what this list says.
  const listed = [...contents, ...own.map(({ path, bytes }) => ({ path, sha256: sha256(bytes) }))];
  await addSums(update, listed, sign);
  await update.finish();
}
