import { execFileSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { afterAll, expect, test } from "vitest";
import { meets, type Replacement, replaceAll } from "../../src/base/apply-edits.ts";
import { unifiedDiff } from "../../src/base/unified-diff.ts";
import { caseOptions } from "../support/cases.ts";
import { SiteFolder } from "../support/site-folder.ts";

const folder = new SiteFolder();
afterAll(() => folder.close());

test("shows the changed lines with those around them", () => {
  const old = "1\n2\n3\n4\n5\n6\n7\n8\n9\n";
  expect(unifiedDiff("a.md", old, [{ start: 8, end: 9, text: "five" }])).toBe(
    "--- a/a.md\n+++ b/a.md\n@@ -2,7 +2,7 @@\n 2\n 3\n 4\n-5\n+five\n 6\n 7\n 8\n",
  );
});

test("git applies it, and the file is then what was meant", () => {
  const line = fc.constantFrom("a", "bb", "", "क़लम", "c\r", "  d");
  const lines = fc.array(line, { minLength: 1, maxLength: 40 });
  const places = fc.array(fc.tuple(fc.nat(), fc.nat(6), fc.constantFrom("", "x", "y\nz", "\n")), { maxLength: 4 });
  writeFileSync(join(folder.base, "none"), "");
  fc.assert(
    fc.property(lines, fc.boolean(), places, (parts, isEnded, given) => {
      const old = parts.join("\n") + (isEnded ? "\n" : "");
      const replacements: Replacement[] = [];
      for (const [place, length, text] of given) {
        const start = place % (old.length + 1);
        const each = { start, end: Math.min(old.length, start + length), text };
        if (!replacements.some((other) => meets(each, other))) replacements.push(each);
      }
      replacements.sort((a, b) => a.start - b.start);
      const wanted = replaceAll(old, replacements);
      const diff = unifiedDiff("a.md", old, replacements);
      if (wanted === old || wanted === "" || old === "") return;
      writeFileSync(join(folder.base, "a.md"), old);
      execFileSync("git", ["apply", "--unsafe-paths", "--whitespace=nowarn", "-"], { cwd: folder.base, input: diff });
      expect(readFileSync(join(folder.base, "a.md"), "utf8")).toBe(wanted);
    }),
    caseOptions(40, 2_000),
  );
});
