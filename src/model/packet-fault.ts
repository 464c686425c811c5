import { type Problem, type ProblemInput, problem } from "../base/problem.ts";
import { escapeXml } from "../base/xml.ts";

/** Bytes: a JPEG's packet holds 65,502, and XMP's own words take some thousands of them. */
const carriedBytes = 40_000;

/**
 * What is wrong with words and rights that no picture's file can carry; undefined where it can. Told with the place in the
 * site, before files are made. `id`: the photo's.
 */
export function packetFault(
  words: readonly unknown[],
  id: string,
  at: Pick<ProblemInput, "file" | "line" | "story">,
): Problem | undefined {
  const carried = Buffer.byteLength(escapeXml(JSON.stringify(words)));
  if (carried <= carriedBytes) return undefined;
  return problem({
    ...at,
    code: "photo/packet-too-large",
    message: `The words and rights of ${id} are longer than a picture file can carry.`,
    expected: `at most ${carriedBytes} bytes`,
    found: `${carried} bytes`,
    hint: "Shorten its `usageTerms`, alt text or caption.",
  });
}
