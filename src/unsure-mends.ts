import type { Problem } from "./base/problem.ts";

const outletFile = "_data/outlet.yaml";
const aboutAddresses: ReadonlySet<string> = new Set(["site/story-moved", "site/address-lost", "site/id-lost"]);

/**
 * Addresses and ids come from the outlet's permalinks, languages and zone. While `_data/outlet.yaml` has errors nobody knows
 * what they would be, so that half a mending is all that `check --fix` could do: those problems lose their edits, and say why.
 */
export function withoutUnsureMends(problems: readonly Problem[]): Problem[] {
  const isUnsure = problems.some(({ file, severity }) => file === outletFile && severity === "error");
  if (!isUnsure) return [...problems];
  return problems.map((each) => {
    if (!aboutAddresses.has(each.code)) return each;
    const { fix: _unsure, expected: _lines, ...rest } = each;
    return { ...rest, hint: `Mend ${outletFile} first: addresses come from it. Then check again.` };
  });
}
