import { grievanceMissing } from "./grievance-missing.ts";
import { leaseEnds } from "./lease-ends.ts";
import type { Rule, StoryRule } from "./rule.ts";
import { translationOutdated } from "./translation-outdated.ts";

/** Rules that look at the whole newsroom. */
export const rules: readonly Rule[] = [leaseEnds, grievanceMissing, translationOutdated];

/** Rules that look at one story at a time. */
export const storyRules: readonly StoryRule[] = [];
