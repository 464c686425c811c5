import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { lineEdit, meets, placeEdits, replaceAll } from "../../src/base/apply-edits.ts";
import type { Edit } from "../../src/base/problem.ts";
import { plainText } from "../../src/content/front-matter.ts";
import { caseOptions } from "../support/cases.ts";

function apply(raw: string, ...edits: Edit[]): string | undefined {
  const placed = placeEdits(raw, edits);
  return placed && replaceAll(raw, placed);
}

describe("edits by line and column", () => {
  test("keep the file's BOM, its line ends and a missing last line feed", () => {
    const raw = "\ufeffone\r\ntwo\r\nthree";
    expect(apply(raw, { line: 2, column: 1, found: "two", text: "2\n2" })).toBe("\ufeffone\r\n2\r\n2\r\nthree");
    expect(apply(raw, { line: 1, column: 1, found: "one\ntwo\n", text: "" })).toBe("\ufeffthree");
    expect(apply(raw, { line: 3, column: 6, found: "", text: "\nfour" })).toBe("\ufeffone\r\ntwo\r\nthree\r\nfour");
    expect(apply("a\rb", { line: 2, column: 1, found: "b", text: "c" })).toBe("a\rc");
  });

  test("are not made where other words stand at their place, or where there is no such place", () => {
    expect(apply("one\ntwo", { line: 1, column: 1, found: "two", text: "" })).toBeUndefined();
    expect(apply("one\ntwo", { line: 9, column: 1, found: "", text: "x" })).toBeUndefined();
    expect(apply("one\ntwo", { line: 1, column: 9, found: "", text: "x" })).toBeUndefined();
    expect(apply("one\ntwo", { line: 2, column: 1, found: "two\n", text: "x" })).toBeUndefined();
    const good = { line: 1, column: 1, found: "one", text: "1" };
    expect(apply("one\ntwo", good, { line: 2, column: 1, found: "2", text: "3" })).toBeUndefined();
  });

  test("that meet are not made; such as change nothing are left out", () => {
    const edit = (column: number, found: string, text = "x"): Edit => ({ line: 1, column, found, text });
    expect(apply("abcdef", edit(1, "abc"), edit(3, "cd"))).toBeUndefined();
    expect(apply("abcdef", edit(2, ""), edit(2, ""))).toBeUndefined();
    expect(apply("abcdef", edit(4, "d"), edit(1, "abc"))).toBe("xxef");
    expect(placeEdits("abc", [edit(1, "a", "a")])).toEqual([]);
    expect(meets({ start: 0, end: 2, text: "" }, { start: 2, end: 3, text: "" })).toBe(false);
  });

  test("change their own place and no other character, in any text", () => {
    const piece = fc.constantFrom("a", "β", "क़", "😀", " ", "\t", "\n", "\r\n", "\r", "\ufeff", "\u200f", "---");
    const text = fc.array(piece, { maxLength: 30 }).map((parts) => parts.join(""));
    fc.assert(
      fc.property(text, fc.nat(), fc.nat(5), fc.constantFrom("", "new", "one\ntwo"), (raw, place, length, put) => {
        const plain = plainText(raw);
        const start = place % (plain.length + 1);
        const found = plain.slice(start, start + length);
        const before = plain.slice(0, start).split("\n");
        const edit = { line: before.length, column: (before.at(-1) ?? "").length + 1, found, text: put };
        const made = apply(raw, edit);
        if (found === put) expect(made).toBe(raw);
        // Two ends of lines that would become one are left alone.
        else if (made === undefined) expect(raw).toContain("\r");
        else {
          const wanted = plain.slice(0, start) + put + plain.slice(start + found.length);
          // Where a file without a BOM now begins with that character, it is read as one.
          expect(plainText(made ?? "")).toBe(raw.startsWith("\ufeff") ? wanted : plainText(wanted));
        }
        const [only] = placeEdits(raw, [edit]) ?? [];
        if (only) {
          expect(made?.startsWith(raw.slice(0, only.start))).toBe(true);
          expect(made?.endsWith(raw.slice(only.end))).toBe(true);
        }
      }),
      caseOptions(300, 20_000),
    );
  });
});

describe("the edit from one line to another", () => {
  test("is no longer than need be", () => {
    expect(lineEdit(3, "kicker:Flood", "kicker: Flood")).toEqual({ line: 3, column: 8, found: "", text: " " });
    expect(lineEdit(1, "\tname: a", "  name: a")).toEqual({ line: 1, column: 1, found: "\t", text: "  " });
  });

  test("never stands between the halves of a character, and always makes the other line", () => {
    const text = fc.array(fc.constantFrom("😀", "😁", "a", "🀄")).map((parts) => parts.join(""));
    fc.assert(
      fc.property(text, text, (one, other) => {
        const edit = lineEdit(1, one, other);
        expect(edit.found.isWellFormed() && edit.text.isWellFormed()).toBe(true);
        expect(apply(one, edit)).toBe(other);
      }),
      caseOptions(300, 20_000),
    );
  });
});
