import { readdirSync, readFileSync } from "node:fs";
import type { Problem } from "../../src/base/problem.ts";
import type { Block, Copy, PhotoUse } from "../../src/content/blocks.ts";

// A fixture file holds cases: a title (`hi: …` for another language than English), a line with a dot, the copy, a line
// with a dot, what it becomes, a line with a dot. What it becomes is written as people can read it: HTML as it is, any
// other block as its kind and its data, what it holds indented, then `! code line:column` for each problem.

export interface Fixture {
  title: string;
  language: string;
  source: string;
  expected: string;
  /** 1-based line of the title. */
  line: number;
}

const folder = new URL("../markdown/", import.meta.url);

export function fixtureFiles(): string[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith(".txt"))
    .sort();
}

export function readFixtures(file: string): Fixture[] {
  const lines = readFileSync(new URL(file, folder), "utf8").split("\n");
  const fixtures: Fixture[] = [];
  let at = 0;
  const untilDot = (): string => {
    const start = at;
    while (at < lines.length && lines[at] !== ".") at += 1;
    if (at >= lines.length) throw new Error(`${file}:${start}: a case does not end with a line that holds a dot`);
    at += 1;
    return lines.slice(start, at - 1).join("\n");
  };
  while (at < lines.length) {
    if ((lines[at] ?? "").trim() === "") {
      at += 1;
      continue;
    }
    const line = at + 1;
    const title = untilDot().trim();
    const language = /^([a-z]{2}): /.exec(title)?.[1] ?? "en";
    fixtures.push({ title, language, source: untilDot(), expected: untilDot(), line });
  }
  return fixtures;
}

/** Rendered copy in the fixtures' form. */
export function describeCopy(copy: Copy, problems: readonly Problem[]): string {
  return [
    ...describeBlocks(copy.blocks),
    ...(copy.leadCredit ? [`lead credit: ${copy.leadCredit.credit}`] : []),
    ...problems.map((each) => {
      const column = each.column === undefined ? "" : `:${each.column}`;
      const corrected = each.correctedLine === undefined ? "" : ` → ${each.correctedLine}`;
      return `! ${each.code} ${each.line}${column}${corrected}`;
    }),
  ].join("\n");
}

function describeBlocks(blocks: readonly Block[]): string[] {
  return blocks.flatMap((block): string[] => {
    switch (block.kind) {
      case "html":
        return [block.html.trimEnd()];
      case "photo":
        return [`photo ${photo(block.photo)}${block.size === "text" ? "" : ` ${block.size}`}`];
      case "gallery":
        return ["gallery", ...indent(block.photos.map(photo))];
      case "timeline": {
        const { kind, entries, ...data } = block;
        return [named(kind, data), ...indent(entries.map((entry) => `${entry.whenHtml} | ${entry.html}`))];
      }
      case "fact-box":
      case "live-entry": {
        const { kind, blocks: inner, ...data } = block;
        return [named(kind, data), ...indent(describeBlocks(inner))];
      }
      case "pull-quote":
      case "key-points":
      case "footnotes": {
        const { kind, html, ...data } = block;
        return [named(kind, data), ...indent([html.trimEnd()])];
      }
      default: {
        const { kind, ...data } = block;
        return [named(kind, data)];
      }
    }
  });
}

function photo({ record, copyCredit }: PhotoUse): string {
  return JSON.stringify(copyCredit === undefined ? record : { ...record, copyCredit });
}

function named(kind: string, data: object): string {
  return Object.keys(data).length === 0 ? kind : `${kind} ${JSON.stringify(data)}`;
}

function indent(parts: readonly string[]): string[] {
  return parts.flatMap((part) => part.split("\n")).map((line) => `  ${line}`);
}
