import { problem } from "../base/problem.ts";
import { creditPieces, pictureWords, plainWords } from "../model/credit-words.ts";
import { keyOf, photoWords, placeOfWords } from "./photo-words.ts";
import type { Rule } from "./rule.ts";

/**
 * A credit names somebody. One whose every part is where pictures are found (`Internet`, `Google`, `WhatsApp`, `social
 * media`) or what they are (`file photo`, `archive`) names nobody; a name or a handle beside it is enough.
 */
export const creditVague: Rule = {
  code: "photo/credit-vague",
  needs: "copy",
  run(context) {
    return photoWords(context).flatMap((words) => {
      const { credit, photo } = words;
      if (credit === undefined || !isVague(credit)) return [];
      return [
        problem({
          code: "photo/credit-vague",
          ...placeOfWords(context, words, credit),
          ...keyOf(words, "credit"),
          message: `The credit of the photo ${photo} names nobody.`,
          found: credit,
          hint: "Write whose picture it is: a person, an agency, an account with its @.",
        }),
      ];
    });
  },
};

/** Whether a credit line names nobody. */
export function isVague(credit: string): boolean {
  if (/@[\p{L}\p{N}_]/u.test(credit)) return false;
  const words = creditPieces(credit).flatMap(plainWords);
  if (words.length === 0) return true;
  // Phrases first: `social media` is vague, `media` alone may be half a name.
  const rest = vaguePhrases.reduce((text, phrase) => text.replaceAll(` ${phrase} `, " "), ` ${words.join("  ")} `);
  return rest.split(/\s+/).every((word) => word === "" || vagueWords.has(word));
}

const phrases = `
  social media|social network|social networks|video grab|screen grab|web site|search engine|unknown photographer
  सोशल मीडिया|सोशल नेटवर्क|गूगल इमेज|स्क्रीन शॉट|वीडियो ग्रैब
  سوشل میڈیا|سوشل نیٹ ورک|گوگل امیج|اسکرین شاٹ|ویڈیو گریب|نا معلوم|ویب سائٹ|انٹر نیٹ|واٹس ایپ|فیس بک|انسٹا گرام|یو ٹیوب
`;

const vaguePhrases: readonly string[] = phrases
  .split(/[|\n]/)
  .map((phrase) => plainWords(phrase).join("  "))
  .filter((phrase) => phrase !== "");

const vagueWords: ReadonlySet<string> = new Set([
  ...pictureWords,
  ...plainWords(`
    the a of on at in via by from and courtesy credit credits source copyright c
    internet web website online net google bing yahoo search facebook instagram insta twitter x whatsapp telegram youtube
    pinterest reddit tiktok threads snapchat viral file files archive archives archival library stock screenshot screengrab
    grab unknown na n nil none anonymous agency agencies various others handout representational representative symbolic
    इंटरनेट वेब वेबसाइट ऑनलाइन गूगल फेसबुक इंस्टाग्राम ट्विटर एक्स व्हाट्सएप व्हाट्सऐप वॉट्सऐप वाट्सएप टेलीग्राम यूट्यूब वायरल फाइल
    आर्काइव अज्ञात एजेंसी एजेंसियां एजेंसियाँ स्क्रीनशॉट स्क्रीनग्रैब साभार सौजन्य स्रोत प्रतीकात्मक सांकेतिक से के की का द्वारा
    انٹرنیٹ ویب ویبسائٹ آنلائن گوگل فیسبک انسٹاگرام ٹوئٹر ٹویٹر ایکس واٹسایپ ٹیلیگرام یوٹیوب وائرل فائل آرکائیو نامعلوم
    ایجنسی ایجنسیاں اسکرینشاٹ بشکریہ ماخذ علامتی نمائندہ سے کے کی کا بذریعہ
  `),
]);
