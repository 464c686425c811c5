import { hash } from "node:crypto";
import { escapeXml } from "../../src/base/xml.ts";

// The contact sheet of an intake: one file that needs nothing else, with no script, for a picture desk to look at, print
// and keep. It is made frame by frame, so that a thousand pictures are never in memory at once.

export interface SheetHead {
  title: string;
  /** Below the title: when, whereto. */
  line: string;
  /** Name → how many, in the order in which they are shown. */
  figures: readonly (readonly [string, number])[];
}

export interface SheetFrame {
  /** As the wire called it. */
  name: string;
  picture?: { bytes: Buffer; width: number; height: number } | undefined;
  /** `2400 × 1600 · 1.2 MB` */
  size: string;
  /** The photo's id from now on. */
  id?: string | undefined;
  /** As it will be printed. */
  credit?: string | undefined;
  agency?: string | undefined;
  caption?: string | undefined;
  /** What an editor has still to do, each a few words. */
  missing: readonly string[];
  /** What is worth knowing, each a few words. */
  notes: readonly string[];
  /** Why it was not taken in. */
  refusal?: string | undefined;
}

export interface SheetSection {
  title: string;
  frames: number;
}

/** The page up to its first section. */
export function sheetStart({ title, line, figures }: SheetHead): string {
  const cells = figures.map(
    ([name, number]) => `<div><dt>${escapeXml(name)}</dt><dd>${number.toLocaleString("en")}</dd></div>`,
  );
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; img-src data:; style-src '${styleHash}'; base-uri 'none'; form-action 'none'">
<meta name="robots" content="noindex">
<title>Contact sheet: ${escapeXml(title)}</title>
<style>${style}</style>
</head>
<body>
<header>
<p class="kicker">Contact sheet</p>
<h1 dir="auto">${escapeXml(title)}</h1>
<p class="line">${escapeXml(line)}</p>
<dl class="figures">${cells.join("")}</dl>
</header>
<main>
`;
}

/** The heading of a section of the sheet, and the beginning of its list of frames. */
export function sectionStart({ title, frames }: SheetSection): string {
  return `<section>\n<h2>${escapeXml(title)} <span class="count">${frames.toLocaleString("en")}</span></h2>\n<ol class="sheet">\n`;
}

export const sectionEnd = "</ol>\n</section>\n";
export const sheetEnd = "</main>\n</body>\n</html>\n";

/** One picture with its number on the sheet, as film has one below each frame. */
export function frameHtml(frame: SheetFrame, number: number): string {
  const { picture, name, size, id, credit, agency, caption, missing, notes, refusal } = frame;
  const image = picture
    ? `<img src="data:image/jpeg;base64,${picture.bytes.toString("base64")}" width="${picture.width}" height="${picture.height}" alt="" decoding="async">`
    : "";
  const rows = [
    refusal === undefined ? "" : `<p class="refusal">${escapeXml(refusal)}</p>`,
    credit === undefined
      ? ""
      : `<p class="credit"><bdi>${escapeXml(credit)}</bdi><span class="agency${agency === undefined ? " no-agency" : ""}">${escapeXml(agency ?? "no agency")}</span></p>`,
    caption === undefined ? "" : `<p class="caption" dir="auto">${escapeXml(caption)}</p>`,
    missing.length === 0 ? "" : `<p class="missing">${missing.map(escapeXml).join(" · ")}</p>`,
    notes.length === 0 ? "" : `<p class="notes">${notes.map(escapeXml).join(" · ")}</p>`,
    id === undefined ? "" : `<p class="id"><bdi>${escapeXml(id)}</bdi></p>`,
  ];
  return `<li${refusal === undefined ? "" : ' class="refused"'}>
${image === "" ? "" : `<div class="frame">${image}</div>\n`}<p class="name"><span class="number">${number}</span> <bdi>${escapeXml(name)}</bdi></p>
<p class="size">${escapeXml(size)}</p>
${rows.filter((row) => row !== "").join("\n")}
</li>
`;
}

const style = `
:root { color-scheme: light dark; --paper: #fbfaf7; --ink: #1c1a17; --soft: #5c564b; --accent: #8f2a1b; --rule: #d8d3c7; --mount: #efece5; }
@media (prefers-color-scheme: dark) {
  :root { --paper: #171614; --ink: #ece8df; --soft: #aba493; --accent: #e89a84; --rule: #3a372f; --mount: #22201c; }
}
* { box-sizing: border-box; margin: 0; }
body { background: var(--paper); color: var(--ink); font: 0.8125rem/1.4 system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", Arial, sans-serif; padding: clamp(1rem, 3vw, 2.5rem); max-inline-size: 100rem; margin-inline: auto; }
header { border-block-end: 3px double var(--ink); padding-block-end: 1rem; }
.kicker { color: var(--accent); font-weight: 600; letter-spacing: 0.08em; text-transform: uppercase; font-size: 0.75rem; }
h1 { font: 400 clamp(1.75rem, 1.2rem + 2vw, 2.75rem)/1.15 Georgia, "Noto Serif", serif; letter-spacing: -0.01em; overflow-wrap: anywhere; }
.line { color: var(--soft); overflow-wrap: anywhere; }
.figures { display: flex; flex-wrap: wrap; gap: 0.75rem 2rem; margin-block-start: 1rem; }
.figures dt { color: var(--soft); }
.figures dd { font: 400 1.5rem/1.2 Georgia, "Noto Serif", serif; font-variant-numeric: lining-nums tabular-nums; }
h2 { font: 400 1.375rem/1.2 Georgia, "Noto Serif", serif; margin-block: 2rem 0.75rem; }
.count { color: var(--soft); font-size: 1rem; }
.sheet { list-style: none; padding: 0; display: grid; grid-template-columns: repeat(auto-fill, minmax(min(45%, 13.5rem), 1fr)); gap: 1.5rem 1.25rem; }
li { border-block-start: 1px solid var(--ink); padding-block-start: 0.5rem; min-inline-size: 0; break-inside: avoid; content-visibility: auto; contain-intrinsic-size: auto 20rem; }
.frame { background: var(--mount); aspect-ratio: 1; margin-block-end: 0.5rem; }
.frame img { display: block; inline-size: 100%; block-size: 100%; object-fit: contain; }
.refused .frame img { opacity: 0.45; }
li p { overflow-wrap: anywhere; }
.name { font-weight: 600; }
.number { color: var(--accent); font-variant-numeric: tabular-nums; margin-inline-end: 0.25rem; }
.size, .notes, .id { color: var(--soft); font-size: 0.75rem; }
.size { font-variant-numeric: tabular-nums; }
.credit { font: 400 1rem/1.35 Georgia, "Noto Serif", "Noto Serif Devanagari", "Noto Nastaliq Urdu", serif; margin-block-start: 0.25rem; }
.agency { margin-inline-start: 0.35rem; font: 600 0.6875rem/1 system-ui, sans-serif; letter-spacing: 0.06em; text-transform: uppercase; color: var(--soft); border: 1px solid var(--rule); padding: 0.125rem 0.25rem; white-space: nowrap; }
.no-agency { border: 0; text-transform: none; letter-spacing: 0; font-weight: 400; font-style: italic; }
.caption { display: -webkit-box; -webkit-box-orient: vertical; -webkit-line-clamp: 4; overflow: hidden; margin-block-start: 0.25rem; }
.missing { color: var(--accent); font-weight: 600; margin-block-start: 0.25rem; }
.refusal { color: var(--accent); margin-block-start: 0.25rem; }
@media print {
  :root { --paper: #fff; --ink: #000; --soft: #444; --accent: #000; --rule: #bbb; --mount: #f3f3f3; }
  body { padding: 0; font-size: 8pt; }
  .sheet { grid-template-columns: repeat(5, 1fr); gap: 5mm 4mm; }
  li { content-visibility: visible; }
  * { print-color-adjust: exact; }
}
`;

const styleHash = `sha256-${hash("sha256", style, "base64")}`;
