/** What the copy needs to know of a language: its quotation marks, and the words of footnotes for those who listen. */
export interface CopyWords {
  /** Opening and closing double, then single, as markdown-it's `quotes`. */
  quotes: [string, string, string, string];
  /** Before the note's number. */
  note: string;
  /** Before the note's number, on the way back. */
  back: string;
}

const curly: CopyWords["quotes"] = ["“", "”", "‘", "’"];
const low: CopyWords["quotes"] = ["„", "“", "‚", "‘"];

// Quotation marks as CLDR's delimiters have them, but in Urdu as newsrooms type them: U+201C and U+201D in reading order.
// French marks stand off by U+00A0 (the narrow U+202F is missing from many fonts). Other languages: English's.
const words: Record<string, Partial<CopyWords>> = {
  en: { quotes: curly, note: "Footnote", back: "Back to footnote reference" },
  hi: { quotes: curly, note: "टिप्पणी", back: "वापस पाठ में, टिप्पणी" },
  ur: { quotes: curly, note: "حاشیہ", back: "واپس متن میں، حاشیہ" },
  fr: { quotes: ["«\u00a0", "\u00a0»", "“", "”"], note: "Note", back: "Retour à l’appel de note" },
  de: { quotes: low, note: "Fußnote", back: "Zurück zur Fußnote im Text" },
  es: { quotes: ["«", "»", "“", "”"], note: "Nota", back: "Volver a la nota en el texto" },
  it: { quotes: ["«", "»", "“", "”"] },
  pt: { quotes: curly },
  ru: { quotes: ["«", "»", "„", "“"] },
  uk: { quotes: ["«", "»", "„", "“"] },
  fa: { quotes: ["«", "»", "‹", "›"] },
  el: { quotes: ["«", "»", "“", "”"] },
  pl: { quotes: ["„", "”", "‚", "’"] },
  cs: { quotes: low },
  sv: { quotes: ["”", "”", "’", "’"] },
  fi: { quotes: ["”", "”", "’", "’"] },
};

/** The words of a BCP 47 language: its own, else its base language's, else English. */
export function copyWords(language: string): CopyWords {
  const own = words[language] ?? words[language.split("-")[0] ?? ""];
  return { quotes: curly, note: "Footnote", back: "Back to footnote reference", ...own };
}
