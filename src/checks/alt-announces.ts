import { problem } from "../base/problem.ts";
import { keyOf, photoWords, placeOfWords } from "./photo-words.ts";
import type { Rule } from "./rule.ts";

// `A map of the delta` and `Cartoon of a king` say what kind of picture it is, and that is news to those who can't see it.
const english =
  /^(?:an?\s+|the\s+|this\s+(?:is\s+an?\s+)?)?(?:image|photo|photograph|pic|picture)\s+(?:of|showing|shows|depicting|depicts)\s+(?=\S)/iu;
const bare = /^(?:image|photo|photograph|picture|तस्वीर|फ़?ोटो|चित्र|تصویر|فوٹو)\s*[:：–—-]\s*(?=\S)/iu;
const hindi = /^(?:इस\s+)?(?:तस्वीर|फ़?ोटो|चित्र)\s+में\s+(?=\S)|^.{1,200}\sकी\s+(?:एक\s+)?(?:तस्वीर|फ़?ोटो)[।.]?$/u;
const urdu = /^(?:اس\s+)?(?:تصویر|فوٹو)\s+میں\s+(?=\S)|^.{1,200}\sکی\s+(?:ایک\s+)?(?:تصویر|فوٹو)[۔.]?$/u;

/** An alt text does not begin with `image of`, `तस्वीर में` or `تصویر میں`: screen readers say that it is a picture. */
export const altAnnounces: Rule = {
  code: "photo/alt-announces",
  needs: "front matter",
  run(context) {
    return photoWords(context).flatMap((words) => {
      const { alt, photo } = words;
      const found = alt === undefined ? undefined : announcement(alt);
      if (alt === undefined || found === undefined) return [];
      return [
        problem({
          code: "photo/alt-announces",
          ...placeOfWords(context, words, alt),
          ...keyOf(words, "alt"),
          message: `The alt text of the photo ${photo} says that it is a picture, as screen readers do by themselves.`,
          found,
          hint: "Begin with what the picture shows.",
        }),
      ];
    });
  },
};

/** The words of an alt text that only say that it is a picture; undefined where there are none. */
export function announcement(alt: string): string | undefined {
  const start = english.exec(alt)?.[0] ?? bare.exec(alt)?.[0];
  if (start !== undefined) return start.trim();
  const other = hindi.exec(alt)?.[0] ?? urdu.exec(alt)?.[0];
  return other === undefined ? undefined : other.trim().split(/\s+/).slice(-2).join(" ");
}
