import { problem } from "../base/problem.ts";
import { keyOf, photoWords, placeOfWords } from "./photo-words.ts";
import type { Rule } from "./rule.ts";
import { limitOf, readerLength } from "./switch-limit.ts";

/** An alt text is heard in one go: at most 300 characters as readers count them, or as many as the outlet's switch says. */
export const altLong: Rule = {
  code: "photo/alt-long",
  needs: "front matter",
  run(context) {
    const { outlet } = context.content;
    return photoWords(context).flatMap((words) => {
      const { alt, photo, language } = words;
      const limit = limitOf({ outlet, code: "photo/alt-long", language, limits: { other: 300 } });
      if (alt === undefined || alt.length <= limit) return [];
      const length = readerLength(alt);
      if (length <= limit) return [];
      return [
        problem({
          code: "photo/alt-long",
          ...placeOfWords(context, words, alt),
          ...keyOf(words, "alt"),
          message: `The alt text of the photo ${photo} has ${length} characters.`,
          expected: `at most ${limit}`,
          hint: "Say what matters in a sentence or two; the rest belongs in the caption or the copy.",
        }),
      ];
    });
  },
};
