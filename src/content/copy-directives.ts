import { distance } from "fastest-levenshtein";

/** What each directive takes. A leaf stands for something; the others hold copy. */
export interface DirectiveForm {
  attributes: readonly string[];
  required?: string;
  isLeaf?: true;
}

const photoAttributes = [
  "file", "alt", "caption", "credit", "size", "decorative", "creator", "copyright", "source", "supplierRef", "agency",
  "rights", "licence", "licensor", "usageTerms", "focus", "digitalSource", "data",
] as const; // biome-ignore format: a list to scan

export const directiveForms = {
  "pull-quote": { attributes: ["by"] },
  "fact-box": { attributes: ["title"] },
  "key-points": { attributes: ["title"] },
  timeline: { attributes: ["title"] },
  related: { attributes: ["story", "headline"], required: "story", isLeaf: true },
  photo: { attributes: photoAttributes, required: "file", isLeaf: true },
  gallery: { attributes: [] },
  embed: { attributes: ["url", "title"], required: "url", isLeaf: true },
  table: { attributes: ["file", "caption", "credit", "key"], required: "file", isLeaf: true },
  "live-entry": { attributes: ["at", "headline", "by", "pin", "key", "id", "story"], required: "at" },
} as const satisfies Record<string, DirectiveForm>;

export type DirectiveName = keyof typeof directiveForms;

const byPlainName = new Map(Object.keys(directiveForms).map((name) => [name.replace("-", ""), name as DirectiveName]));

/** The directive that a name means: capitals, and `pullquote` or `pull_quote`, are accepted. */
export function directiveNamed(name: string): DirectiveName | undefined {
  return byPlainName.get(name.toLowerCase().replace(/[-_]/g, ""));
}

const aliases: Record<string, string> = {
  src: "file",
  license: "licence",
  author: "creator",
  link: "url",
  href: "url",
  photographer: "creator",
};

/** The nearest of some words, where one is near enough to be meant. */
export function didYouMean(word: string, choices: readonly string[]): string | undefined {
  const alias = aliases[word.toLowerCase()];
  if (alias !== undefined && choices.includes(alias)) return alias;
  const nearest = choices
    .map((choice) => ({ choice, steps: distance(word.toLowerCase().slice(0, 40), choice.toLowerCase()) }))
    .sort((a, b) => a.steps - b.steps)[0];
  return nearest && nearest.steps <= Math.max(nearest.choice.length < 4 ? 1 : 2, Math.floor(nearest.choice.length / 3))
    ? nearest.choice
    : undefined;
}
