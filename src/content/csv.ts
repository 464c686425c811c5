// CSV as RFC 4180 has it, read strictly: a file that two programs would read differently is refused with its line, for in a
// table of results a figure in the wrong column is worse than none. Semicolons and tabs are taken for commas where the first
// line has them: that is what spreadsheets write in half of the world.

export interface CsvRow {
  cells: string[];
  /** 1-based line of the file where the row begins. */
  line: number;
}

export interface CsvFault {
  kind: "quote-open" | "quote-inside";
  /** 1-based. */
  line: number;
}

/** The rows of a CSV text, cells trimmed; or the first place that can't be read. Blank lines at its end are no rows. */
export function parseCsv(text: string): { rows: CsvRow[]; fault?: CsvFault } {
  const source = text.startsWith("\ufeff") ? text.slice(1) : text;
  const separator = separatorOf(source);
  const rows: CsvRow[] = [];
  let cells: string[] = [];
  let at = 0;
  let line = 1;
  let rowLine = 1;
  const endRow = () => {
    rows.push({ cells, line: rowLine });
    cells = [];
    rowLine = line;
  };
  for (;;) {
    let cell = "";
    if (source[at] === '"') {
      const opened = line;
      for (at += 1; ; at += 1) {
        const letter = source[at];
        if (letter === undefined) return { rows, fault: { kind: "quote-open", line: opened } };
        if (letter === "\n") line += 1;
        if (letter === '"') {
          if (source[at + 1] !== '"') break;
          at += 1;
        }
        cell += letter;
      }
      at += 1;
      const next = source[at];
      if (next !== undefined && next !== separator && next !== "\n" && next !== "\r") {
        return { rows, fault: { kind: "quote-inside", line } };
      }
    } else {
      const from = at;
      while (at < source.length && source[at] !== separator && source[at] !== "\n" && source[at] !== "\r") {
        if (source[at] === '"') return { rows, fault: { kind: "quote-inside", line } };
        at += 1;
      }
      cell = source.slice(from, at);
    }
    cells.push(cell.normalize("NFC").replace(/\s+/gu, " ").trim());
    if (at >= source.length) break;
    if (source[at] === separator) {
      at += 1;
      continue;
    }
    // CRLF, LF, or the lone CR of old spreadsheets.
    at += source.startsWith("\r\n", at) ? 2 : 1;
    line += 1;
    endRow();
  }
  endRow();
  while (rows.at(-1)?.cells.every((cell) => cell === "")) rows.pop();
  return { rows };
}

/** The separator that the first line has most of, outside quotation marks; a comma where it has none. */
function separatorOf(source: string): string {
  const first = /^(?:"(?:[^"]|"")*"|[^"\r\n])*/.exec(source)?.[0].replace(/"(?:[^"]|"")*"/g, "") ?? "";
  const count = (letter: string) => first.split(letter).length - 1;
  return [",", ";", "\t"].reduce((best, letter) => (count(letter) > count(best) ? letter : best));
}
