import { readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { walkFiles } from "../../src/base/files.ts";

/** What an output holds of one kind of page. */
export interface KindFigures {
  files: number;
  /** Mean bytes of a file. */
  bytes: number;
  /** Mean bytes of a file, gzipped at level 9; of a sample. */
  gzip: number;
}

// Both outputs name pages alike but for their numbered pages (`/latest/3/`, `/latest/page/3/`) and months
// (`/archive/2020/03/`, `/archive/2020-03/`).
const kinds: readonly (readonly [kind: string, pattern: RegExp])[] = [
  ["first-page redirects (Hugo's own)", /\/page\/1\/index\.html$/],
  ["story pages", /^\d{4}\/\d{2}\/\d{2}\/[^/]+\/index\.html$/],
  ["section listings", /^[^/]+\/latest\/(?:(?:page\/)?\d+\/)?index\.html$/],
  ["topic pages", /^topics\/.+\.html$/],
  ["contributor pages", /^by\/.+\.html$/],
  ["months of the archive", /^archive\/\d{4}[-/]\d{2}\/(?:.+\/)?index\.html$/],
  ["years of the archive", /^archive\/(?:\d{4}\/)?index\.html$/],
  ["other pages", /^(?:404\.html|corrections\/index\.html)$/],
  ["fronts", /^(?:[^/]+\/)?index\.html$/],
  ["feeds", /feed\.xml$/],
  ["build manifest (ours)", /^build-manifest\.json$/],
  ["sitemaps", /^(?:sitemap\.xml|sitemaps\/.*)$/],
];
const rest = "assets and files for hosts";

/** What kind of file a path of an output is, as the tables name it. */
export function kindOf(path: string): string {
  return kinds.find(([, pattern]) => pattern.test(path))?.[0] ?? rest;
}

// Gzip of every page would take longer than the builds; every so-manieth of a kind is enough for a mean.
const sampled = 40;

/** Counts and sizes of an output folder, by kind. */
export function outputFigures(folder: string): Map<string, KindFigures> {
  const paths = Map.groupBy(walkFiles(folder), kindOf);
  const figures = new Map<string, KindFigures>();
  for (const kind of [...kinds.map(([name]) => name), rest]) {
    const listed = paths.get(kind);
    if (!listed) continue;
    const step = Math.max(1, Math.floor(listed.length / sampled));
    const sample = listed.filter((_path, index) => index % step === 0);
    figures.set(kind, {
      files: listed.length,
      bytes: mean(listed.map((path) => statSync(join(folder, path)).size)),
      gzip: mean(sample.map((path) => gzipSync(readFileSync(join(folder, path)), { level: 9 }).length)),
    });
  }
  return figures;
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, each) => sum + each, 0) / Math.max(1, values.length);
}

/** Both outputs side by side, so that "equal pages" can be judged. */
export function comparisonTable(
  ours: ReadonlyMap<string, KindFigures>,
  theirs: ReadonlyMap<string, KindFigures>,
): string {
  const number = (value: number | undefined) => (value === undefined ? "–" : Math.round(value).toLocaleString("en"));
  const rows = [...new Set([...kinds.map(([name]) => name), rest])]
    .filter((kind) => ours.has(kind) || theirs.has(kind))
    .map((kind) => {
      const [own, other] = [ours.get(kind), theirs.get(kind)];
      const ratio = own && other ? (own.bytes / other.bytes).toFixed(2) : "–";
      return [
        kind,
        ...[own?.files, other?.files, own?.bytes, other?.bytes].map(number),
        ratio,
        ...[own?.gzip, other?.gzip].map(number),
      ];
    });
  const total = (figures: ReadonlyMap<string, KindFigures>) =>
    [...figures.values()].reduce(
      (sum, { files, bytes }) => ({ files: sum.files + files, bytes: sum.bytes + files * bytes }),
      {
        files: 0,
        bytes: 0,
      },
    );
  const [all, others] = [total(ours), total(theirs)];
  rows.push(
    ["all files", ...[all.files, others.files].map(number), "", "", "", "", ""],
    [
      "all bytes, MB",
      ...[all.bytes / 1e6, others.bytes / 1e6].map(number),
      "",
      "",
      (all.bytes / others.bytes).toFixed(2),
      "",
      "",
    ],
  );
  return table(["", "ours", "Hugo's", "bytes", "Hugo's", "ratio", "gzip", "Hugo's"], rows);
}

/** Columns in line; the first to the left, numbers to the right. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const widths = head.map((name, column) => Math.max(name.length, ...rows.map((row) => (row[column] ?? "").length)));
  return [head, ...rows]
    .map((row) =>
      widths
        .map((width, column) => (column === 0 ? (row[0] ?? "").padEnd(width) : (row[column] ?? "").padStart(width)))
        .join("  ")
        .trimEnd(),
    )
    .join("\n");
}
