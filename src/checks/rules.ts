import { grievanceMissing } from "./grievance-missing.ts";
import { leaseEnds } from "./lease-ends.ts";
import type { Rule } from "./rule.ts";
import { translationOutdated } from "./translation-outdated.ts";

/** Every editorial rule, by its code. */
export const rules: readonly Rule[] = [leaseEnds, grievanceMissing, translationOutdated];
