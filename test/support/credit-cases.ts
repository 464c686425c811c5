import { caseOptions, cases } from "./cases.ts";

// The matrix of a credit: where the photo stands, its caption, the story's language, and who says whose the photo is. Each
// case is one photo, `c0001`, and what its record's one credit must be.

export const placements = [
  "lead",
  "lead with card", // large enough for the card for link previews, and for the shapes that search engines ask for
  "drawing", // an SVG as the lead
  "gallery",
  "inline",
  "wide",
  "full",
  "gallery in the copy",
  "fact box",
  "live entry",
  "front slot",
  "portrait",
] as const;
export type Placement = (typeof placements)[number];

export const captions = {
  none: undefined,
  plain: "Boats tied up at dawn",
  quotes: `The "big" one & the 'small' <one>`,
  hindi: "भोर में बँधी नावें",
  urdu: "صبح کے وقت بندھی کشتیاں",
} as const;
export type Caption = keyof typeof captions;

export const languages = ["en", "hi", "ur"] as const;
export type CaseLanguage = (typeof languages)[number];

export const sources = ["front matter", "copy", "sidecar", "XMP", "IIM", "IIM in Latin-1", "EXIF", "agency"] as const;
export type Source = (typeof sources)[number];

export interface CreditCase {
  photo: string;
  placement: Placement;
  caption: Caption;
  language: CaseLanguage;
  source: Source;
  /** As it is written in its source. */
  given: string;
  /** The record's credit: the one value of every output. */
  credit: string;
  /** What may not have the photo; `feeds` also where its agency's terms say so. */
  denied?: "feeds" | "web";
}

interface Spelling {
  given: string;
  /** Default: as it is written. */
  credit?: string;
  /** Its agency lets no photo into feeds (the project's own _data/agencies.yaml). */
  isNoFeeds?: true;
}

const plainSpellings: Spelling[] = [
  { given: "ANI" },
  { given: "AP Photo/Rafiq Maqbool", isNoFeeds: true },
  { given: "\u095eोटो: एएनआई / राजेश", credit: "फ\u093cोटो: एएनआई / राजेश" },
  { given: "تصویر: پی ٹی آئی" },
  { given: `Q&A <b>Desk</b> "Inc." 'Ltd'` },
  { given: "]]> </script><!-- &amp; 100 %" },
  { given: "Agence photographique du littoral oriental / Étienne Dubois" },
  { given: "Küstenfotografen Norddeutschlandéé" }, // 32 bytes end inside the first é of the two
  { given: "पूर्वी तट समाचार सेवा / राजेश कुमार" },
  { given: "Cafe\u0301 Images/E\u0301mile", credit: "Café Images/Émile" },
  { given: "Asha\u00a0Rao / خبر\u200cنگار" },
  { given: "  Asha Rao  ", credit: "Asha Rao" },
  { given: "Asha  Rao\n/ The\u0007 Test\t", credit: "Asha Rao / The Test" },
];

/** What XML can't hold is no case of XMP. */
const xmlSpellings = plainSpellings.filter(({ given }) => !given.includes("\u0007"));

const spellings: Record<Source, Spelling[]> = {
  "front matter": plainSpellings,
  copy: [
    { given: "[Photo : ANI]", credit: "ANI" },
    { given: "Photo: ANI", credit: "ANI" },
    { given: "(Photo/ANI)", credit: "ANI" },
    { given: "AP Photo/Rafiq Maqbool", isNoFeeds: true },
    { given: "[फ़ोटो : एएनआई / राजेश]", credit: "एएनआई/राजेश" },
    { given: "تصویر: پی ٹی آئی", credit: "پی ٹی آئی" },
    { given: "[Photo : Rao & Sons]", credit: "Rao & Sons" },
    { given: "[Photo: Cafe\u0301 Images]  ", credit: "Café Images" },
    { given: "*Pic: Asha Rao*", credit: "Asha Rao" },
    { given: "Planet Labs PBC via REUTERS", isNoFeeds: true },
    {
      given: "[Photo : the Ministry of Information and Broadcasting, Government of India]",
      credit: "the Ministry of Information and Broadcasting, Government of India",
    },
    { given: "(फोटो: क\u094dष\u094d\u200dत्र न्यूज़)", credit: "क\u094dष\u094d\u200dत्र न्यूज\u093c" },
  ],
  sidecar: plainSpellings,
  XMP: xmlSpellings,
  IIM: plainSpellings,
  "IIM in Latin-1": [
    { given: "Agência Fotográfica/José Peña" },
    { given: "Müller & Söhne <Köln>" },
    { given: 'Renée "Zoë" Lefèvre, service photographique' },
  ],
  EXIF: [
    { given: "© 2026 Asha Rao. All rights reserved", credit: "Asha Rao" },
    { given: "Copyright 2026 The Coastal Agency", credit: "The Coastal Agency" },
    { given: "एएनआई" },
    { given: "(c) Q&A <Desk>, 2024-2026", credit: "Q&A <Desk>" },
    { given: "Cafe\u0301 Images", credit: "Café Images" },
  ],
  agency: plainSpellings.filter(({ isNoFeeds }) => !isNoFeeds),
};

const embedded: readonly Source[] = ["XMP", "IIM", "IIM in Latin-1", "EXIF"];

const inCopy: ReadonlySet<Placement> = new Set(["wide", "full", "gallery in the copy", "fact box", "live entry"]);

/** Where a source can speak: a slot has no record of its own, a drawing's own metadata counts for nothing. */
function isPossible(placement: Placement, source: Source): boolean {
  if (placement === "drawing") return !embedded.includes(source);
  if (placement === "front slot") return source !== "front matter" && source !== "copy";
  if (placement === "inline") return source !== "front matter";
  return source !== "copy" || (placement !== "gallery" && placement !== "portrait");
}

type Combination = Pick<CreditCase, "placement" | "caption" | "language" | "source">;

const matrix: Combination[] = placements.flatMap((placement) =>
  sources
    .filter((source) => isPossible(placement, source))
    .flatMap((source) =>
      (Object.keys(captions) as Caption[]).flatMap((caption) =>
        languages.map((language) => ({ placement, caption, language, source })),
      ),
    ),
);

/** Photos that a lease keeps out of feeds, or off the site: in every run. */
type DeniedCombination = Combination & { denied: "feeds" | "web" };
const deniedCases: DeniedCombination[] = (["feeds", "web"] as const).flatMap((denied) =>
  (["lead", "lead with card", "drawing", "gallery", "inline", "gallery in the copy"] as const).map(
    (placement, index) => ({
      placement,
      caption: "plain",
      language: languages[index % 3] ?? "en",
      source: "sidecar",
      denied,
    }),
  ),
);

/** Cases of one build each time: all of the matrix in the long proofs, else a sample in which any two values of two axes meet. */
export function creditCases(): CreditCase[][] {
  const wanted = cases(130, matrix.length);
  const random = numbers(caseOptions(1, 1).seed ?? 1);
  const shuffled = matrix.map((each) => ({ each, at: random() })).sort((a, b) => a.at - b.at);
  const mixed = shuffled.map(({ each }) => each);
  const chosen = wanted < matrix.length ? sample(mixed, wanted) : mixed;
  const counts = new Map<Source, number>();
  const all = [...deniedCases, ...chosen].map((combination: Combination | DeniedCombination, index): CreditCase => {
    const { source } = combination;
    const photo = `c${String(index + 1).padStart(4, "0")}`;
    if ("denied" in combination) {
      const credit = `Kept-out Desk ${photo}`;
      return { ...combination, photo, given: credit, credit };
    }
    const turn = counts.get(source) ?? 0;
    counts.set(source, turn + 1);
    const spelling = spellings[source][turn % spellings[source].length];
    if (!spelling) throw new Error(`no credit for ${source}`);
    const { given, isNoFeeds } = spelling;
    const isAttribute = source === "front matter" && inCopy.has(combination.placement);
    // An attribute's no-break spaces are read as blanks: phones type them.
    const credit = isAttribute ? (spelling.credit ?? given).replaceAll("\u00a0", " ") : (spelling.credit ?? given);
    return { ...combination, photo, given, credit, ...(isNoFeeds && { denied: "feeds" as const }) };
  });
  return Array.from({ length: Math.ceil(all.length / caseLimit) }, (_, part) =>
    all.slice(part * caseLimit, (part + 1) * caseLimit),
  );
}

/** Photos in one build. */
const caseLimit = 280;

/** Greedily those that bring most pairs of values together for the first time; then whatever comes next. */
function sample(combinations: readonly Combination[], wanted: number): Combination[] {
  const left = [...combinations];
  const met = new Set<string>();
  const chosen: Combination[] = [];
  while (chosen.length < wanted && left.length > 0) {
    const gains = left.map((each) => pairsOf(each).filter((pair) => !met.has(pair)).length);
    const best = gains.indexOf(Math.max(...gains));
    const [next] = left.splice(best, 1);
    if (!next) break;
    for (const pair of pairsOf(next)) met.add(pair);
    chosen.push(next);
  }
  const missing = new Set(combinations.flatMap(pairsOf).filter((pair) => !met.has(pair)));
  if (missing.size > 0) throw new Error(`a sample of ${wanted} misses ${[...missing].slice(0, 3).join("; ")}`);
  return chosen;
}

function pairsOf(combination: Combination): string[] {
  const values = Object.entries(combination).map(([axis, value]) => `${axis}=${value}`);
  return values.flatMap((one, index) => values.slice(index + 1).map((other) => `${one} ${other}`));
}

/** Numbers from 0 to 1, the same for the same seed (mulberry32). */
function numbers(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
