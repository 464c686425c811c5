import { leaseEnds } from "./lease-ends.ts";
import type { Rule } from "./rule.ts";

/** Every editorial rule, by its code. */
export const rules: readonly Rule[] = [leaseEnds];
