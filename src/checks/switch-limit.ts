import type { ProblemCode } from "../base/problem-codes.ts";
import type { Outlet } from "../content/outlet-schema.ts";

/** A number by language, and for all others. */
export type Limits = Readonly<Record<string, number>> & { readonly other: number };

/** What a rule measures by: `limit` of its switch in outlet.yaml, for this language or for all; else the rule's own. */
export function limitOf(input: {
  outlet: Pick<Outlet, "checks">;
  code: ProblemCode;
  language: string;
  limits: Limits;
}): number {
  const { outlet, code, language, limits } = input;
  const base = language.split("-")[0] ?? language;
  const choice = outlet.checks[code];
  const own = typeof choice === "object" ? choice.limit : undefined;
  if (typeof own === "number") return own;
  return own?.[language] ?? own?.[base] ?? limits[language] ?? limits[base] ?? limits.other;
}

const segmenter = new Intl.Segmenter("en");

/** Characters as readers count them: grapheme clusters. */
export function readerLength(text: string): number {
  let length = 0;
  for (const _ of segmenter.segment(text)) length += 1;
  return length;
}
