import { formatMoment } from "../base/dates.ts";
import { problem } from "../base/problem.ts";
import type { Rule } from "./rule.ts";

/** A translation says what its original says: when the original is corrected or updated, the translation's desk hears of it. */
export const translationOutdated: Rule = {
  code: "translation/outdated",
  run({ content, newsroom }) {
    const lines = new Map(content.stories.map(({ id, lines }) => [id, lines]));
    return newsroom.stories.flatMap(({ id, file, lag }) => {
      if (!lag) return [];
      const date = formatMoment(lag.at, "date", { locale: "en-GB", zone: newsroom.outlet.timeZone });
      const what = lag.corrections.length > 0 ? "corrected" : "updated";
      return [
        problem({
          code: "translation/outdated",
          file,
          line: lines.get(id)?.translationOf ?? 1,
          column: 1,
          story: id,
          key: "translationOf",
          message: `The original, ${lag.original}, was ${what} on ${date}; this translation was last touched before.`,
          hint: "Revise the translation and write `updated`, or a correction of its own. Until then its page says that it is behind.",
        }),
      ];
    });
  },
};
