/** How many cases a property test generates: few in every run of the tests, many in the long proofs (`npm run prove`). */
export function cases(short: number, long: number): number {
  if (process.env.BROADSHEET_PROVE !== "1") return short;
  const share = Number(process.env.BROADSHEET_CASES ?? 1);
  return Math.max(1, Math.round(long * share));
}

/** Options for fast-check's `assert`: the number of cases, and the seed where one was given (`npm run prove -- --seed 7`). */
export function caseOptions(short: number, long: number): { numRuns: number; seed?: number } {
  const seed = process.env.BROADSHEET_SEED;
  return { numRuns: cases(short, long), ...(seed !== undefined && { seed: Number(seed) }) };
}
