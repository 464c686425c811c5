import { type Problem, type ProblemCode, type ProblemInput, problem } from "../base/problem.ts";

export type PhotoFailureCode = Extract<
  ProblemCode,
  | "photo/file-missing"
  | "photo/unreadable"
  | "photo/drawing-unreadable"
  | "photo/unsupported"
  | "photo/lfs-pointer"
  | "photo/too-large"
  | "photo/changed"
  | "photo/failed"
>;

/** Why a photo could not be read or made. Says nothing of the story that uses it: the same file may stand in ten. */
export interface PhotoFailure {
  code: PhotoFailureCode;
  /** The end of a sentence that begins with the photo: `is cut off before its last line`. */
  message: string;
  expected?: string;
  found?: string;
}

export type PhotoResult<Value> = { value: Value; failure?: never } | { failure: PhotoFailure; value?: never };

/** Formats that are read, in words, for messages. */
export const readableFormats = "JPEG, PNG, WebP or AVIF";

/** A failure as the problem of one use of the photo. `id` is its path under articles/. */
export function photoProblem(
  failure: PhotoFailure,
  id: string,
  place: Omit<ProblemInput, "code" | "message">,
): Problem {
  const { code, message, expected, found } = failure;
  return problem({
    ...place,
    code,
    message: `The photo ${id} ${message}.`,
    ...(expected !== undefined && { expected }),
    ...(found !== undefined && { found }),
  });
}
