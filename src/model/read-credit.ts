import type { Agencies } from "../content/data-schemas.ts";
import { creditPieces, plainWords, withoutFrills } from "./credit-words.ts";
import { matchAgency } from "./match-agency.ts";
import type { Rights } from "./rights.ts";

/** What a credit line says besides itself. */
export interface CreditParts {
  /** Who took it, where the line names a person: as spelt there. */
  creator?: string[];
  /** A key of agencies.yaml. */
  agency?: string;
  rights?: NonNullable<Rights["rights"]>;
}

/**
 * What can be told from a credit line alone: `AP Photo/Rafiq Maqbool` names a person and an agency, `Handout via REUTERS` a
 * handout, `X/@name` a post. Cautious: a name must look like a person's (two to four words, none of an institution), and
 * where the line leaves it open, nothing is said. The line itself is not changed.
 */
export function creditParts(credit: string, agencies: Agencies): CreditParts {
  const pieces = creditPieces(credit);
  const agency = matchAgency(credit, agencies);
  const rights = rightsOf(credit, pieces, agency);
  const creator = pieces.filter((piece) => matchAgency(piece, agencies) === undefined && isPersonName(piece));
  return {
    ...(creator.length > 0 && { creator }),
    ...(agency !== undefined && { agency }),
    ...(rights !== undefined && { rights }),
  };
}

// The first that fits: how the picture was got says more than where it was seen.
const grounds: readonly (readonly [NonNullable<Rights["rights"]>, ReadonlySet<string>])[] = [
  ["screengrab", solidSet("screengrab|screen grab|screenshot|screen shot|video grab|tv grab|स्क्रीनग्रैब|स्क्रीन ग्रैब|स्क्रीनशॉट|वीडियो ग्रैब|اسکرین گریب|اسکرین شاٹ")],
  ["pool", solidSet("pool|pool photo|पूल|پول")],
  ["handout", solidSet("handout|hand out|handout photo|special arrangement|by special arrangement|supplied|हैंडआउट|विशेष व्यवस्था|ہینڈ آؤٹ")],
  ["public-domain", solidSet("public domain|cc0|cc0 1 0|सार्वजनिक डोमेन")],
  ["creative-commons", solidSet("creative commons|क्रिएटिव कॉमन्स|کری ایٹو کامنز")],
  ["illustration", solidSet("illustration|cartoon|graphic|graphics|चित्रण|कार्टून|ग्राफिक|کارٹون|خاکہ|گرافک")],
]; // biome-ignore format: a table to scan

const platforms = solidSet(
  "x|twitter|x twitter|formerly twitter|facebook|instagram|insta|youtube|telegram|whatsapp|threads|bluesky|linkedin|tiktok|social media|एक्स|ट्विटर|फेसबुक|इंस्टाग्राम|यूट्यूब|सोशल मीडिया|ایکس|ٹوئٹر|فیس بک|انسٹاگرام|یوٹیوب|سوشل میڈیا",
);

function rightsOf(credit: string, pieces: readonly string[], agency: string | undefined): CreditParts["rights"] {
  const plain = new Set(pieces.flatMap((piece) => solidForms(piece)));
  // Its `BY` is no word that keeps parts of the line apart.
  if (/(?<!\p{L})CC[\s-]BY(?!\p{L})/iu.test(credit)) return "creative-commons";
  const ground = grounds.find(([, words]) => [...plain].some((piece) => words.has(piece)))?.[0];
  if (ground !== undefined) return ground;
  const isPost = /(?:^|[\s/:(])@[\p{L}\p{N}_.]+/u.test(credit) || [...plain].some((piece) => platforms.has(piece));
  // An agency's own post is the agency's picture: its terms hold.
  return isPost && agency === undefined ? "social" : undefined;
}

/** A piece with and without what surrounds it: `Screengrab from video` and `Handout photo` count. */
function solidForms(piece: string): string[] {
  const words = plainWords(piece);
  const ends = isPersonName(piece) ? [] : [words[0] ?? "", words.at(-1) ?? ""].filter((word) => word.length > 3);
  return [words.join(""), withoutFrills(words).join(""), ...ends];
}

function solidSet(spellings: string): ReadonlySet<string> {
  return new Set(spellings.split("|").map((spelling) => plainWords(spelling).join("")));
}

const institution =
  /(?:^|\s)(?:ministry|government|govt|police|office|department|dept|university|college|museum|foundation|trust|court|board|council|commission|committee|railways?|army|navy|force|airport|authority|corporation|company|ltd|inc|pvt|limited|studios?|club|association|federation|party|agency|agencies|press|news|media|times|express|hindu|herald|tribune|post|images?|photos?|pictures?|archives?|desk|team|staff|service|services|library|institute|society|group|channel|television|tv|films?|productions?|embassy|parliament|assembly|sansad|union|day|commons|arrangement|domain|family|handout|mission|agence|doordarshan|ministerial|secretariat|bureau|information|मंत्रालय|सरकार|पुलिस|विभाग|समाचार|कार्यालय|एजेंसी|टीम|डेस्क|मीडिया|परिवार|وزارت|حکومت|پولیس|محکمہ|دفتر|ایجنسی|ٹیم|ڈیسک|میڈیا)(?=\s|$)/iu;
const placeName =
  /^(?:New|United|Los|San|Hong|Abu|Sri|Tel|Port|South|North|West|East|Saudi|Andhra|Uttar|Madhya|Tamil|Jammu)\s/iu;
const label =
  /^(?:file|photo(?:graph)?s?|pics?|images?|pictures?|illustrations?|express photos?|फ\u093c?ोटो|तस्वीर|تصویر|فوٹو)\s+/iu;

function isPersonName(piece: string): boolean {
  if (label.test(piece) || institution.test(piece) || placeName.test(piece) || /[\p{N}@_#]/u.test(piece)) return false;
  const words = piece.split(/\s+/);
  if (words.length < 2 || words.length > 4) return false;
  return words.every(
    (word) => /^[\p{Lu}\p{Lo}][\p{L}\p{M}.’'-]*$/u.test(word) || /^(?:de|da|van|von|al|el|bin|ul)$/u.test(word),
  );
}
