import type { Rights } from "../model/rights.ts";

export type DigitalSource = NonNullable<Rights["digitalSource"]>;

/** IPTC NewsCodes, Digital Source Type. XMP holds the whole address of a term, the rights record its last part. */
export const digitalSourcePrefix = "http://cv.iptc.org/newscodes/digitalsourcetype/";

// Complete by its type: a term that content's schema gains and this lacks does not compile.
const terms: Record<DigitalSource, true> = {
  digitalCapture: true,
  computationalCapture: true,
  negativeFilm: true,
  positiveFilm: true,
  print: true,
  humanEdits: true,
  minorHumanEdits: true,
  compositeCapture: true,
  algorithmicallyEnhanced: true,
  dataDrivenMedia: true,
  digitalArt: true,
  digitalCreation: true,
  virtualRecording: true,
  compositeSynthetic: true,
  trainedAlgorithmicMedia: true,
  compositeWithTrainedAlgorithmicMedia: true,
  algorithmicMedia: true,
  screenCapture: true,
  composite: true,
  softwareImage: true,
};

/** The term that an address or a bare term names; undefined for what the vocabulary does not hold. */
export function digitalSourceOf(value: string): DigitalSource | undefined {
  const term = value.trim().replace(/^https?:\/\/cv\.iptc\.org\/newscodes\/digitalsourcetype\//i, "");
  return isTerm(term) ? term : undefined;
}

function isTerm(term: string): term is DigitalSource {
  return Object.hasOwn(terms, term);
}
