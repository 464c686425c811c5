import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { parseCsv } from "../../src/content/csv.ts";

const cells = (text: string) => parseCsv(text).rows.map((row) => row.cells);

describe("CSV", () => {
  test("is read as RFC 4180 has it: quoted separators, line breaks and doubled quotation marks", () => {
    expect(cells('Seat,Note\r\n"A, north","say ""yes"""\r\nB,"two\r\nlines"\r\n')).toEqual([
      ["Seat", "Note"],
      ["A, north", 'say "yes"'],
      ["B", "two lines"],
    ]);
  });

  test.each([
    ["semicolons", "Seat;Votes\nA;1,5\n"],
    ["tabs", "Seat\tVotes\nA\t1,5\n"],
    ["semicolons after a byte order mark", "\ufeffSeat;Votes\nA;1,5\n"],
  ])("may be separated by %s, as spreadsheets write it", (_what, text) => {
    expect(cells(text)).toEqual([
      ["Seat", "Votes"],
      ["A", "1,5"],
    ]);
  });

  test("keeps empty cells, and takes blank lines at the end for nothing", () => {
    expect(cells("A,B\n,2\n3,\n\n\n")).toEqual([
      ["A", "B"],
      ["", "2"],
      ["3", ""],
    ]);
  });

  test("says in which line a row begins", () => {
    expect(parseCsv('A,B\n"x\ny",1\nC,2\n').rows.map((row) => row.line)).toEqual([1, 2, 4]);
  });

  test.each([
    ['A,B\nC,"open\nD,1\n', { kind: "quote-open", line: 2 }],
    ['A,B\nC,in"side\n', { kind: "quote-inside", line: 2 }],
    ['A,B\nC,"closed"more\n', { kind: "quote-inside", line: 2 }],
  ])("is refused where two programs would read it differently: %j", (text, fault) => {
    expect(parseCsv(text).fault).toEqual(fault);
  });

  test("gives any cells back that were written by its rules", () => {
    const cell = fc
      .string({ unit: "grapheme" })
      .map((text) => text.normalize("NFC").replace(/\s+/gu, " ").trim())
      .filter((text) => !text.includes("\ufeff"));
    const row = fc.array(cell, { minLength: 2, maxLength: 2 });
    fc.assert(
      fc.property(fc.array(row, { minLength: 1, maxLength: 5 }), (rows) => {
        const table = [["Seat", "Votes"], ...rows, ["end", "end"]];
        const text = table.map((line) => line.map((each) => `"${each.replaceAll('"', '""')}"`).join(",")).join("\r\n");
        expect(cells(text)).toEqual(table);
      }),
      { seed: 20260201 },
    );
  });
});
