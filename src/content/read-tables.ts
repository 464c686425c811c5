import { readFileSync, statSync } from "node:fs";
import { posix } from "node:path";
import { digestOf } from "../base/digest.ts";
import { type Problem, type ProblemInput, problem } from "../base/problem.ts";
import { clip, nearest } from "../base/text.ts";
import type { DataTable } from "./blocks.ts";
import { type CsvFault, parseCsv } from "./csv.ts";
import type { ReadingMemory } from "./reading-memory.ts";

/** A table as one place of the copy uses it. */
export interface TableUse {
  /** As the writer named it. */
  file: string;
  key?: string;
  line: number;
}

interface TableReading {
  table?: DataTable;
  problems: Omit<ProblemInput, "file" | "story">[];
}

const largestFile = 512 * 1024; // bytes
const mostRows = 1_000;
const mostColumns = 40;

/**
 * Reads the CSV files that a copy's tables or a photo's record name: beside the file that uses them, or under articles/. Gives
 * the keys of the tables in the store (table `blocks`), and what they hold, by the name that the writer used; a faulty one is
 * left out and reported.
 */
export function readTables(input: {
  uses: readonly TableUse[];
  /** The file that uses them, and the story whose it is: a photo's sidecar is no story's. */
  file: string;
  story?: string;
  memory: ReadingMemory;
}): { tables: Record<string, string>; contents: Record<string, DataTable>; problems: Problem[] } {
  const { uses, file, story, memory } = input;
  const tables: Record<string, string> = {};
  const contents: Record<string, DataTable> = {};
  const problems: Problem[] = [];
  for (const use of uses) {
    const path = placeOf(use.file, file, memory);
    const ofStory = story === undefined ? {} : { story };
    const at = { file, line: use.line, column: 1, ...ofStory };
    if (path === undefined) {
      const folder = posix.dirname(file);
      const beside = memory.files.paths.filter((each) => posix.dirname(each) === folder && each.endsWith(".csv"));
      const near = nearest(use.file, new Set(beside.map((each) => posix.basename(each))));
      const hint = near === undefined ? {} : { hint: `Did you mean \`${near}\`?` };
      const message = `There is no such table beside the ${story === undefined ? "photo" : "story"} or under articles/.`;
      problems.push(problem({ code: "table/file-missing", ...at, message, found: clip(use.file, 80), ...hint }));
      continue;
    }
    const digest = digestOf("table", memory.engine, memory.files.textKey(path));
    const reading = memory.recall<TableReading>(digest) ?? readTable(path, digest, memory);
    problems.push(...reading.problems.map((each) => problem({ ...each, file: path, ...ofStory })));
    const { table } = reading;
    if (!table) continue;
    if (use.key !== undefined && !table.header.includes(use.key)) {
      const message = "`key` names a column that the table does not have.";
      const [expected, found] = [clip(table.header.join(", "), 120), clip(use.key, 80)];
      problems.push(problem({ code: "table/key-unknown", ...at, message, expected, found }));
    }
    tables[use.file] = digest;
    contents[use.file] = table;
  }
  return { tables, contents, problems };
}

function placeOf(name: string, file: string, { files }: ReadingMemory): string | undefined {
  const clean = name.replaceAll("\\", "/").replace(/^\/?(articles\/)?/, "");
  const places = [posix.join(posix.dirname(file), clean), posix.join("articles", clean)];
  return places.find((path) => path.startsWith("articles/") && /\.(?:csv|tsv)$/i.test(path) && files.has(path));
}

function readTable(path: string, digest: string, memory: ReadingMemory): TableReading {
  const reading = tableOf(memory.files.onDisk(path));
  memory.remember(digest, reading);
  if (reading.table) memory.store.set("blocks", digest, JSON.stringify(reading.table));
  return reading;
}

const faultMessages: Record<CsvFault["kind"], string> = {
  "quote-open": "A quotation mark opens in this line, and none closes the cell.",
  "quote-inside": "A quotation mark stands inside a cell; it would have to be doubled, and the cell be quoted.",
};

function tableOf(disk: string): TableReading {
  const fault = (input: TableReading["problems"][number]): TableReading => ({ problems: [{ column: 1, ...input }] });
  const { size } = statSync(disk);
  if (size > largestFile) {
    const [expected, found] = [`at most ${largestFile / 1024} KB`, `${Math.ceil(size / 1024)} KB`];
    return fault({ code: "table/too-large", line: 1, message: "The table's file is too large.", expected, found });
  }
  let text: string;
  try {
    text = new TextDecoder("utf-8", { fatal: true }).decode(readFileSync(disk));
  } catch {
    return fault({ code: "table/unreadable", line: 1, message: "The file is not UTF-8." });
  }
  const { rows, fault: unread } = parseCsv(text);
  if (unread) return fault({ code: "table/unreadable", line: unread.line, message: faultMessages[unread.kind] });
  const [head, ...body] = rows;
  if (!head || body.length === 0) {
    return fault({ code: "table/empty", line: 1, message: "There is nothing below the table's header." });
  }
  const width = head.cells.length;
  if (width > mostColumns || body.length > mostRows) {
    const expected = `at most ${mostRows} rows and ${mostColumns} columns`;
    const found = `${body.length} rows, ${width} columns`;
    return fault({ code: "table/too-large", line: 1, message: "The table is too large for a page.", expected, found });
  }
  const ragged = body.filter(({ cells }) => cells.length !== width);
  if (ragged.length > 0) {
    return {
      problems: ragged.slice(0, 20).map(({ cells, line }) => ({
        code: "table/ragged",
        line,
        column: 1,
        message: "This row has another number of cells than the header.",
        expected: String(width),
        found: String(cells.length),
      })),
    };
  }
  const cells = body.map((row) => row.cells);
  return {
    table: { header: head.cells, rows: cells, isNumber: head.cells.map((_, index) => isNumeric(cells, index)) },
    problems: [],
  };
}

// Signs, digits of any script, separators, percent and currency signs; a dash or nothing stands for no figure.
const figure = /^[+\-−]?\s?\p{Sc}?\s?[+\-−]?\p{Nd}[\p{Nd}.,'’\s]*(?:%|٪|\p{Sc})?$/u;

function isNumeric(rows: readonly string[][], column: number): boolean {
  const values = rows.map((row) => row[column] ?? "").filter((value) => !/^[-−–—]?$/.test(value));
  return values.length > 0 && values.every((value) => figure.test(value));
}
