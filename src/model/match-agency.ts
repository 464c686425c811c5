import type { Agencies } from "../content/data-schemas.ts";

// Words that surround an agency's name in a credit line and are no part of it, in the demo paper's languages.
const frills = new Set([
  ..."the a photo photos pic pics picture pictures image images file courtesy credit handout by".split(" "),
  ..."फोटो फ़ोटो तस्वीर चित्र साभार सौजन्य फाइल".split(" ").map((word) => word.normalize("NFC")),
  ..."تصویر فوٹو بشکریہ فائل".split(" "),
]);

/**
 * The key of the agency that a credit line names: `AP Photo/Rafiq Maqbool`, `Reuters/Adnan Abidi`, `Handout via REUTERS`,
 * `(Photo/ANI)`, `PTI`, `फोटो: पीटीआई`. Undefined where it names none. An agency after `via` wins over the one before it,
 * since that is whose picture the outlet got; else the last one named. Only a whole part of the line counts: `Map: Apna`
 * does not name AP.
 */
export function matchAgency(credit: string, agencies: Agencies): string | undefined {
  const names = agencyNames(agencies);
  const parts = partsOf(credit);
  return parts.map((part) => names.get(part)).findLast((key) => key !== undefined);
}

function partsOf(credit: string): string[] {
  return credit.split(/[/|,;:()[\]–—·•]|\s-\s|\bvia\b/iu).map(bare);
}

/** Lower case, without the frills at either end: `AP Photo` and `the AP` are `ap`. */
function bare(part: string): string {
  const words = part
    .normalize("NFC")
    .toLowerCase()
    .split(/[\s@.“”"']+/u)
    .filter((word) => word !== "");
  while (words.length > 1 && frills.has(words.at(-1) ?? "")) words.pop();
  while (words.length > 1 && frills.has(words[0] ?? "")) words.shift();
  return words.join(" ");
}

const cache = new WeakMap<Agencies, Map<string, string>>();

function agencyNames(agencies: Agencies): Map<string, string> {
  const known = cache.get(agencies);
  if (known) return known;
  const names = new Map<string, string>();
  for (const [key, { name, credit }] of Object.entries(agencies)) {
    const spellings = typeof name === "string" ? [name] : Object.values(name);
    for (const spelling of [key, credit, ...spellings]) {
      const plain = bare(spelling);
      if (plain !== "" && !names.has(plain)) names.set(plain, key);
    }
  }
  cache.set(agencies, names);
  return names;
}
