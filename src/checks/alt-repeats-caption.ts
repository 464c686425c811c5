import { problem } from "../base/problem.ts";
import { keyOf, photoWords, placeOfWords } from "./photo-words.ts";
import type { Rule } from "./rule.ts";

/** An alt text says what is seen, a caption what it means: the two differ by more than capitals and punctuation. */
export const altRepeatsCaption: Rule = {
  code: "photo/alt-repeats-caption",
  needs: "front matter",
  run(context) {
    return photoWords(context).flatMap((words) => {
      const { alt, photo } = words;
      const caption = words.caption ?? words.sidecarCaption;
      if (alt === undefined || caption === undefined || folded(alt) !== folded(caption)) return [];
      return [
        problem({
          code: "photo/alt-repeats-caption",
          ...placeOfWords(context, words, alt),
          ...keyOf(words, "alt"),
          message: `The alt text of the photo ${photo} is its caption once more.`,
          hint: "Say in `alt` what can be seen.",
        }),
      ];
    });
  },
};

function folded(text: string): string {
  const plain = text
    .normalize("NFC")
    .toLowerCase()
    .replace(/[^\p{L}\p{M}\p{N}]+/gu, "");
  return plain === "" ? text : plain;
}
