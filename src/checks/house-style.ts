import { problem } from "../base/problem.ts";
import { clip } from "../base/text.ts";
import type { StyleEntry, StyleList, StylePlace } from "../content/style-schema.ts";
import { type Passage, passagesOf, placeAt, replacing } from "./passages.ts";
import { quotePairs } from "./quote-marks.ts";
import type { StoryContext, StoryRule } from "./rule.ts";
import { literalOf, replacementFor, wordPattern } from "./word-pattern.ts";

interface Pattern {
  entry: StyleEntry;
  find: string;
  /** What a text must hold, in small letters, before the pattern is worth trying. */
  literal: string;
  pattern: RegExp;
  except: RegExp[];
}

const compiled = new WeakMap<StyleList, Pattern[]>();

/** No word of the outlet's style list stands in a story, but in the places and the phrases that its entry allows. */
export const houseStyle: StoryRule = {
  code: "text/house-style",
  needs: "front matter",
  runOnStory(context) {
    const { source, style, language } = context;
    if (!style.words || style.words.length === 0) return [];
    const base = language.split("-")[0] ?? "";
    const small = source.toLowerCase();
    const patterns = patternsOf(style).filter(
      ({ entry, literal }) =>
        small.includes(literal) &&
        (!entry.languages || entry.languages.includes(language) || entry.languages.includes(base)),
    );
    return passagesOf(source).flatMap((passage) => patterns.flatMap((pattern) => hits(context, passage, pattern)));
  },
};

function patternsOf(style: StyleList): Pattern[] {
  const known = compiled.get(style);
  if (known) return known;
  const patterns = (style.words ?? []).flatMap((entry) =>
    entry.find.map((find) => ({
      entry,
      find,
      literal: literalOf(find),
      pattern: wordPattern(find, entry.matchCase),
      except: (entry.except ?? []).map((phrase) => wordPattern(phrase, false)),
    })),
  );
  compiled.set(style, patterns);
  return patterns;
}

function hits(context: StoryContext, passage: Passage, { entry, find, pattern, except }: Pattern) {
  const { story, source } = context;
  const { text, start, key, kind } = passage;
  const unless = new Set<StylePlace>(entry.unless);
  const place = placeOf(passage);
  if (place !== undefined && unless.has(place)) return [];
  if (kind === "quotation" && unless.has("quotations")) return [];
  return [...text.matchAll(pattern)].flatMap((match) => {
    const { index, 0: found } = match;
    const end = index + found.length;
    if (unless.has("quotations") && isQuoted(text, context.language, index, end)) return [];
    if (except.some((phrase) => isWithin(text, phrase, index, end))) return [];
    const use = entry.use === undefined ? undefined : replacementFor(match, entry.use);
    // Half of a pair of asterisks, or a mark at a line's beginning, would go with the words.
    const isPlain = !/[*_>\ufffc]/.test(found) && (key === undefined || use === undefined || isPlainYaml(use));
    return [
      problem({
        code: "text/house-style",
        file: story.file,
        ...placeAt(source, start + index),
        story: story.id,
        ...(key === undefined ? {} : { key }),
        message: `“${find}” is on the style list: ${sentence(entry.reason)}`,
        found: clip(found),
        ...(use === undefined ? {} : { expected: use }),
        ...(use === undefined || !isPlain
          ? {}
          : replacing(source, { offset: start + index, length: found.length, text: use })),
        ...(entry.suggest === undefined ? {} : { hint: `Perhaps: ${entry.suggest}.` }),
      }),
    ];
  });
}

/** Whether a word can stand anywhere in a value, quoted or not. */
function isPlainYaml(word: string): boolean {
  return /^[\p{L}\p{N}][^:#"'\\,[\]{}]*$/u.test(word);
}

function placeOf({ key }: Passage): StylePlace | undefined {
  if (key === "headline" || key === "shortHeadline") return "headlines";
  return key?.endsWith(".caption") ? "captions" : undefined;
}

function isQuoted(text: string, language: string, start: number, end: number): boolean {
  const { pairs, open } = quotePairs(text, language);
  // Of a quotation that goes on in the next paragraph all the rest is quoted.
  return pairs.some((pair) => pair.start < start && end <= pair.end) || open.some((at) => at < start);
}

function isWithin(text: string, phrase: RegExp, start: number, end: number): boolean {
  return [...text.matchAll(phrase)].some((match) => match.index <= start && end <= match.index + match[0].length);
}

function sentence(reason: string): string {
  return /[.!?।۔]$/u.test(reason) ? reason : `${reason}.`;
}
