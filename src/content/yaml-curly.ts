import { type Problem, problem } from "../base/problem.ts";
import { inQuotes } from "./yaml-repair.ts";
import type { Walk } from "./yaml-walk.ts";

const curlyPairs: Record<string, string> = { "“": "”", "‘": "’", "„": "“", "”": "”" };

/** The text in a value that curly quotes wrap as a whole, as phones write `"…"`; undefined where they don't. */
function unwrapCurly(value: string): string | undefined {
  const end = curlyPairs[value.charAt(0)];
  if (end === undefined || value.length < 2) return undefined;
  const last = value.at(-1) ?? "";
  if (last !== end && !(end === "”" && last === '"')) return undefined;
  const inner = value.slice(1, -1);
  return /[“”„]/u.test(inner) || (value.startsWith("‘") && /[‘’]\s|\s[‘’]/u.test(inner)) ? undefined : inner;
}

/** Takes off quotes that a keyboard turned, where they wrap a whole value, and says so. */
export function uncurl(
  value: unknown,
  walk: Walk,
  lineText: (line: number) => string,
  file: string,
  original: readonly string[],
): { value: unknown; problems: Problem[] } {
  if (!/[“„”‘]/u.test(walk.source)) return { value, problems: [] };
  const problems: Problem[] = [];
  const mend = (inner: unknown, path: string): unknown => {
    if (typeof inner === "string") {
      const text = walk.plain.has(path) ? unwrapCurly(inner) : undefined;
      if (text === undefined) return inner;
      const span = walk.plain.get(path) ?? { start: 0, end: 0 };
      const place = walk.places.get(path);
      const line = lineText(place?.valueLine ?? 0);
      const source = walk.source.slice(span.start, span.end);
      problems.push(
        problem({
          code: "yaml/curly-quotes",
          file,
          line: place?.valueLine ?? 1,
          column: place?.valueColumn ?? 1,
          key: path,
          message: `The quotation marks around \`${path}\` were turned into typographic ones; they were read as plain ones.`,
          ...(original.length > 0 && line.includes(source)
            ? { correctedLine: line.replace(source, () => inQuotes(text)) }
            : {}),
          hint: 'If readers should see the quotation marks, put plain ones around them: "“…”".',
        }),
      );
      return text.trim();
    }
    if (Array.isArray(inner))
      return inner.map((each, index) => mend(each, path === "" ? `${index}` : `${path}.${index}`));
    if (inner === null || typeof inner !== "object") return inner;
    return Object.fromEntries(
      Object.entries(inner).map(([key, each]) => [key, mend(each, path === "" ? key : `${path}.${key}`)]),
    );
  };
  return { value: mend(value, ""), problems };
}
