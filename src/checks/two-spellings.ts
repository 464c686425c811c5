import { problem } from "../base/problem.ts";
import type { StyleList } from "../content/style-schema.ts";
import { type Passage, passagesOf, placeAt, replacing } from "./passages.ts";
import type { StoryContext, StoryRule } from "./rule.ts";
import { arabicKey, devanagariKey, latinKey, ownLetters } from "./spelling-keys.ts";

interface Word {
  text: string;
  offset: number;
}

/** One spelling of a name or word, with its places. */
interface Spelling {
  text: string;
  places: number[];
}

/**
 * A name is spelled one way in a story. In Latin letters a name is a word that has its capital within a sentence, or where one
 * begins if it sounds like such a word; two are one name if they differ by accents, or by what transliteration leaves open
 * (Mukherjee, Mukerjee). In Hindi the words that differ by nuktas alone are one, in Urdu those that differ by letters that
 * other keyboards have for ours.
 */
export const twoSpellings: StoryRule = {
  code: "text/two-spellings",
  needs: "front matter",
  runOnStory(context) {
    const { source, style } = context;
    const passages = passagesOf(source).filter(({ kind, key }) => kind !== "quotation" && key !== "kicker");
    return [
      ...pairs(latinNames(passages), latinKey),
      ...pairs(wordsOf(passages, devanagari), devanagariKey),
      ...pairs(wordsOf(passages, arabic), arabicKey),
    ]
      .filter(([usual, other]) => !areApart(style, usual.text, other.text))
      .map(([usual, other]) => told(context, usual, other));
  },
};

const latinWord = /[\p{Script=Latin}][\p{Script=Latin}\p{M}’'-]*/gu;
const devanagari = /[\u0900-\u0963\u0971-\u097f][\u0900-\u0963\u0971-\u097f\u200c\u200d]*/g;
const arabic =
  /[\u0620-\u065f\u066e-\u06d3\u06d5-\u06dc\u06fa-\u06ff][\u0620-\u065f\u066e-\u06d3\u06d5-\u06dc\u06fa-\u06ff\u200c]*/g;

function wordsOf(passages: readonly Passage[], pattern: RegExp): Word[] {
  return passages.flatMap(({ text, start }) =>
    [...text.matchAll(pattern)].map(({ index, 0: word }) => ({ text: word, offset: start + index })),
  );
}

/** Words that have a capital where only a name has one, and what sounds like them at the beginning of a sentence. */
function latinNames(passages: readonly Passage[]): Word[] {
  const words: Word[] = [];
  const names = new Set<string>();
  const common = new Set<string>();
  for (const { text, start } of passages) {
    if (!/\p{Lu}/u.test(text)) continue;
    const found = [...text.matchAll(latinWord)];
    const isTitle = found.length > 2 && found.filter(([word]) => /^\p{Lu}/u.test(word)).length > found.length * 0.6;
    for (const { index, 0: whole } of found) {
      const word = whole.replace(/[’'](?:s|S)?$|(?<![-’'])[-’']+$/u, "");
      if (word.length < 5) continue;
      if (!/^\p{Lu}\p{L}*\p{Ll}/u.test(word)) common.add(word.toLowerCase());
      else {
        words.push({ text: word, offset: start + index });
        // After a word or a comma, not where a sentence begins.
        if (!isTitle && /[\p{Ll}\p{N},]\s+[*_]{0,2}$/u.test(text.slice(Math.max(0, index - 4), index))) names.add(word);
      }
    }
  }
  const keys = new Set([...names].filter((name) => !common.has(name.toLowerCase())).map(latinKey));
  return words.filter(({ text }) => keys.has(latinKey(text)) && !common.has(text.toLowerCase()));
}

/** Of each group with one key that holds two spellings, the usual one with each of the others. */
function pairs(words: readonly Word[], keyOf: (word: string) => string | undefined): [Spelling, Spelling][] {
  const groups = new Map<string, Map<string, Spelling>>();
  for (const { text, offset } of words) {
    const key = keyOf(text);
    if (key === undefined) continue;
    const spelling = text.normalize("NFC");
    const group = groups.get(key) ?? new Map<string, Spelling>();
    const known = group.get(spelling);
    if (known) known.places.push(offset);
    else group.set(spelling, { text: spelling, places: [offset] });
    groups.set(key, group);
  }
  return [...groups.values()].flatMap((group): [Spelling, Spelling][] => {
    if (group.size < 2) return [];
    const [usual, ...others] = [...group.values()].sort((a, b) => b.places.length - a.places.length);
    return usual ? others.map((other) => [usual, other]) : [];
  });
}

function areApart({ apart = [] }: StyleList, one: string, other: string): boolean {
  return apart.some((names) => names.includes(one) && names.includes(other));
}

function told({ story, source, language }: StoryContext, usual: Spelling, other: Spelling) {
  const [offset = 0] = other.places;
  const { line } = placeAt(source, usual.places[0] ?? 0);
  const right = ownLetters(other.text, language);
  const isCertain = right !== other.text && right === usual.text;
  return problem({
    code: "text/two-spellings",
    file: story.file,
    ...placeAt(source, offset),
    story: story.id,
    message: `This is spelled another way in line ${line}.`,
    found: other.text,
    expected: usual.text,
    ...(isCertain ? replacing(source, { offset, length: other.text.length, text: right }) : {}),
    hint: isCertain
      ? "Some letters are of another language's keyboard; they look the same, and searches do not find them."
      : "Spell it one way. If they are two, write both into `apart` of `_data/style.yaml`.",
  });
}
