import { type Problem, type ProblemInput, problem } from "../base/problem.ts";

// A few lines of YAML whose aliases (`*name`) repeat each other stand for more than any memory holds, or for themselves.
// The parser hands out one shared value; whatever copies or checks it would never come to an end.

/** Values, and 64 characters of a text as one more, that a document with aliases may stand for: far above any real one. */
const mostValues = 100_000;

/** What is wrong with a value that aliases were put into; undefined where it has an end, and that not too far away. */
export function aliasFault(value: unknown): "loop" | "too-large" | undefined {
  const sizes = new Map<object, number>();
  const open = new Set<object>();
  let isLoop = false;
  // Each shared value is counted once and its size remembered, so that this takes as long as the file is.
  const sizeOf = (inner: unknown): number => {
    if (typeof inner === "string") return 1 + inner.length / 64;
    if (inner === null || typeof inner !== "object") return 1;
    const known = sizes.get(inner);
    if (known !== undefined) return known;
    if (open.has(inner)) {
      isLoop = true;
      return 1;
    }
    open.add(inner);
    let size = 1;
    for (const [key, each] of Object.entries(inner)) size += key.length / 64 + sizeOf(each);
    open.delete(inner);
    sizes.set(inner, size);
    return size;
  };
  const size = sizeOf(value);
  if (isLoop) return "loop";
  return size > mostValues ? "too-large" : undefined;
}

/** The same in words. `place`: of the first alias. */
export function aliasProblem(
  fault: NonNullable<ReturnType<typeof aliasFault>>,
  place: Pick<ProblemInput, "file" | "line" | "column">,
): Problem {
  return problem({
    code: "yaml/invalid",
    ...place,
    message:
      fault === "loop"
        ? "An alias (`*name`) repeats the value in which it stands, which would never end."
        : "The aliases (`*name`) repeat each other so often that no memory would hold what they stand for.",
    hint: "Write the values out in place of the aliases.",
  });
}
