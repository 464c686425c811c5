import type { Agencies } from "../content/data-schemas.ts";
import { creditPieces, pictureWords, plainWords, withoutFrills } from "./credit-words.ts";

/**
 * The key of the agency that a credit line names: `AP Photo/Rafiq Maqbool`, `Reuters/Adnan Abidi`, `Handout via REUTERS`,
 * `(Photo/ANI)`, `PTI`, `फोटो: पीटीआई`, `تصویر: اے این آئی`. Undefined where it names none. An agency after `via` wins over
 * the one before it, since that is whose picture the outlet got; else the last one named. Only a whole part of the line
 * counts, words for pictures and courtesy aside: `Map: Apna` and `AP Police` do not name AP.
 */
export function matchAgency(credit: string, agencies: Agencies): string | undefined {
  const names = agencyNames(agencies);
  // The line as a whole first: an agency's own name may hold an `and` or a comma.
  return (
    names.get(solid(withoutFrills(plainWords(credit)))) ??
    creditPieces(credit)
      .map((piece) => agencyOfPiece(piece, names))
      .findLast((key) => key !== undefined)
  );
}

function agencyOfPiece(piece: string, names: ReadonlyMap<string, string>): string | undefined {
  const words = plainWords(piece);
  const whole = names.get(solid(withoutFrills(words)));
  if (whole !== undefined) return whole;
  // `AP Photo Rafiq Maqbool`: the name, a word for pictures, and whatever follows.
  const kind = words.findIndex((word) => pictureWords.has(word));
  return kind > 0 ? names.get(solid(withoutFrills(words.slice(0, kind)))) : undefined;
}

// `गेटी इमेजेज`, `GettyImages`, `اے ایف پی` and `اےایفپی` are each one name: spaces do not count.
function solid(words: readonly string[]): string {
  return words.join("");
}

const cache = new WeakMap<Agencies, Map<string, string>>();

function agencyNames(agencies: Agencies): Map<string, string> {
  const known = cache.get(agencies);
  if (known) return known;
  const names = new Map<string, string>();
  for (const [key, { name, credit, spellings = [] }] of Object.entries(agencies)) {
    const localNames = typeof name === "string" ? [name] : Object.values(name);
    for (const spelling of [key, credit, ...localNames, ...spellings]) {
      const words = plainWords(spelling);
      for (const plain of [solid(words), solid(withoutFrills(words))]) {
        if (plain !== "" && !names.has(plain)) names.set(plain, key);
      }
    }
  }
  cache.set(agencies, names);
  return names;
}
