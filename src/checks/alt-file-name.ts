import { problem } from "../base/problem.ts";
import { keyOf, photoWords, placeOfWords } from "./photo-words.ts";
import type { Rule } from "./rule.ts";

const ending = /\.(?:jpe?g|png|gif|webp|avif|heic|tiff?|svg|bmp|raw|cr2|nef)$/i;
// What cameras, phones and programs call a picture, with or without the ending.
const machineName =
  /^(?:(?:IMG|DSC[NF]?|PXL|MVIMG|WhatsApp Image|Screenshot|Screen Shot|image|photo|picture|untitled|download)[\s_-]*\(?[\d][\d\s_.()-]*(?:\sat\s[\d.\s]+(?:[AP]M)?)?|DSC_?\d+|[0-9a-f]{8}-[0-9a-f-]{20,30})$/i;

/** An alt text is a sentence, not the name that a camera, a phone or a program gave a file. */
export const altFileName: Rule = {
  code: "photo/alt-file-name",
  needs: "front matter",
  run(context) {
    return photoWords(context).flatMap((words) => {
      const { alt, photo } = words;
      if (alt === undefined || !isFileName(alt, photo)) return [];
      return [
        problem({
          code: "photo/alt-file-name",
          ...placeOfWords(context, words, alt),
          ...keyOf(words, "alt"),
          message: `The alt text of the photo ${photo} is the name of a file.`,
          hint: "Say what the picture shows.",
        }),
      ];
    });
  },
};

/** Whether an alt text names a file; `photo` is the path of the picture itself. */
export function isFileName(alt: string, photo: string): boolean {
  const stem =
    photo
      .split("/")
      .at(-1)
      ?.replace(/\.[^.]+$/, "") ?? "";
  const isStem = alt === stem && /[-_\d]/.test(stem);
  return isStem || (ending.test(alt) && !/\s\S+\s/.test(alt)) || machineName.test(alt.replace(ending, ""));
}
