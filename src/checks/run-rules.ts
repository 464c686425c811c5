import type { Problem } from "../base/problem.ts";
import { applyChecks } from "../content/apply-checks.ts";
import type { CheckContext, Rule } from "./rule.ts";
import { rules } from "./rules.ts";

/** What the rules find, lowered, raised or left out as the outlet's `checks:` has it; unsorted. */
export function runRules(context: CheckContext, chosen: readonly Rule[] = rules): Problem[] {
  const { outlet, stories } = context.content;
  return applyChecks(
    chosen.filter(({ code }) => !isOff(code, context)).flatMap((rule) => rule.run(context)),
    outlet,
    stories,
  );
}

/** A rule that is off for every story need not run. */
function isOff(code: Rule["code"], { content }: CheckContext): boolean {
  return content.outlet.checks[code] === "off";
}
