import { parseMoment } from "../base/dates.ts";
import { type Problem, problem } from "../base/problem.ts";
import { type ProblemCode, problemCodes } from "../base/problem-codes.ts";
import { nearest } from "../base/text.ts";
import type { Outlet } from "./outlet-schema.ts";
import type { StoryRecord } from "./site-content.ts";

/** What no outlet can lower: no photo without saying whose it is, and what keeps a site from being made. */
export const unlowerable: ReadonlySet<string> = new Set<ProblemCode>([
  "photo/credit-missing",
  "data/site-missing",
  "site/busy",
  "site/config",
  "site/duplicate-path",
  "site/output-not-ours",
  "site/template",
]);

/**
 * Problems as the outlet's `checks:` have it: lowered to warnings, raised to errors, or left out, for all stories or
 * for those published before a date. What is `unlowerable` stays what it is, whatever `checks:` says.
 */
export function applyChecks(
  problems: readonly Problem[],
  outlet: Pick<Outlet, "checks" | "timeZone">,
  stories: readonly { id: string; frontMatter: Pick<StoryRecord["frontMatter"], "published"> }[],
): Problem[] {
  const switches = Object.entries(outlet.checks).filter(([code]) => !unlowerable.has(code));
  if (switches.length === 0) return [...problems];
  const rules = new Map(
    switches.map(([code, rule]) => {
      const { level, before } = typeof rule === "string" ? { level: rule, before: undefined } : rule;
      return [
        code,
        {
          level,
          before: before === undefined ? undefined : (parseMoment(before, outlet.timeZone) ?? Number.NEGATIVE_INFINITY),
        },
      ];
    }),
  );
  const published = new Map(stories.map((story) => [story.id, story.frontMatter.published]));
  return problems.flatMap((each) => {
    const rule = rules.get(each.code);
    if (!rule) return [each];
    if (rule.before !== undefined) {
      const date = each.story === undefined ? undefined : published.get(each.story);
      if (date === undefined || date >= rule.before) return [each];
    }
    return rule.level === "off" ? [] : [{ ...each, severity: rule.level }];
  });
}

/** What is wrong with `checks:` itself. `lines` are those of outlet.yaml. */
export function checkSwitches(outlet: Outlet, lines: Readonly<Record<string, number>>): Problem[] {
  return Object.entries(outlet.checks).flatMap(([code, rule]) => {
    const key = `checks.${code}`;
    const at = { file: "_data/outlet.yaml", line: lines[key] ?? lines.checks ?? 1, column: 1, key };
    if (!Object.hasOwn(problemCodes, code)) {
      const near = nearest(code, Object.keys(problemCodes));
      const hint = near === undefined ? {} : { hint: `Did you mean \`${near}\`?` };
      return [
        problem({
          code: "data/checks-unknown",
          ...at,
          message: "There is no rule of this name.",
          found: code,
          ...hint,
        }),
      ];
    }
    const level = typeof rule === "string" ? rule : rule.level;
    if (unlowerable.has(code) && level !== "error") {
      return [
        problem({
          code: "data/checks-credit",
          ...at,
          message:
            code === "photo/credit-missing"
              ? "A missing credit can't be let through."
              : "This can't be let through: the site could not be made.",
          found: level,
          expected: "error",
        }),
      ];
    }
    const before = typeof rule === "string" ? undefined : rule.before;
    if (before !== undefined && parseMoment(before, outlet.timeZone) === undefined) {
      return [
        problem({
          code: "data/date",
          ...at,
          message: "`before` is not a date that exists.",
          found: before,
          expected: "2025-05-10",
        }),
      ];
    }
    return [];
  });
}
