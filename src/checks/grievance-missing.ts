import { problem } from "../base/problem.ts";
import type { Rule } from "./rule.ts";

/** A paper in India shows its readers the name of its grievance officer (IT Rules, 2021, rule 11). */
export const grievanceMissing: Rule = {
  code: "outlet/grievance-missing",
  run({ newsroom }) {
    const { country, contacts } = newsroom.outlet;
    if (country?.toUpperCase() !== "IN" || contacts?.grievance?.name !== undefined) return [];
    return [
      problem({
        code: "outlet/grievance-missing",
        file: "_data/outlet.yaml",
        line: 1,
        column: 1,
        key: "contacts.grievance.name",
        message: "The outlet is in India and names no grievance officer.",
        hint: "Write `name`, `email`, `phone` and `address` under `contacts.grievance`.",
      }),
    ];
  },
};
