// The photo line of wire copy and of WordPress, in plain words:
//
// A whole line, and nothing else on it, is a photo line where it takes one of four forms, bare or in brackets, in
// emphasis or in quotes, with any spacing:
//   1. a label, a separator, a credit: `[Photo : ANI]`, `Pic - PTI`, `Photo by A. Name`, `फोटो: एएनआई`, `تصویر: اے این آئی`;
//   2. a label that names nobody: `File photo`, `Representational image`, `प्रतीकात्मक तस्वीर` (an empty credit);
//   3. an agency, then the word: `(ANI Photo)`, `AP Photo`, `PTI Photo/Name` (kept whole);
//   4. an agency joined to a name: `REUTERS/First Last`, `First Last/AFP`, `First Last via REUTERS`, or to nobody:
//      `via REUTERS`.
// The credit must look like a name, or the line is prose and stays as it is. In scripts with capitals every word begins
// with a capital, a digit or @, or is a joining word (`of`, `via`, `special arrangement`); in other scripts it has at
// most five words and does not end in a verb. In brackets small letters and more words will do: nobody writes prose so.
// Nowhere does it hold the end of a sentence, a finite verb (`was`, `said`, …), or more than 80 characters.

/** Whose photo the line says it is; empty where it names nobody (`File photo`). Undefined: the line is ordinary text. */
export function parsePhotoLine(text: string): { credit: string } | undefined {
  if (text.length > 200 || !mayBePhotoLine.test(text)) return undefined;
  const { line, isBracketed } = unwrap(tidy(text));
  if (line.length < 3 || line.length > 120) return undefined;

  if (bareLabel.test(line.replace(/[.।۔]$/u, ""))) return { credit: "" };

  const labelled = labelAndCredit.exec(line);
  if (labelled) return accepted(labelled[1] ?? labelled[2] ?? "", isBracketed);

  const agencyPhoto = agencyThenWord.exec(line) ?? (isBracketed ? anyAgencyThenWord.exec(line) : null);
  if (agencyPhoto) return agencyPhoto[2] === undefined ? { credit: agencyPhoto[1] ?? "" } : accepted(line, isBracketed);

  const via = viaAgency.exec(line)?.[1];
  if (via !== undefined) return { credit: via };

  return agencyAndName.some((form) => form.test(line)) ? accepted(line, false) : undefined;
}

/**
 * A caption, and the credit of the photo line at its end: in brackets (`Dar in Islamabad (Photo: ANI)`), or a sentence
 * of its own that a label or an agency begins (`Dar in Islamabad. Photo: ANI`, `Dar in Islamabad | PTI Photo`).
 */
export function splitCaption(caption: string): { caption?: string; credit?: string } {
  const text = tidy(caption);
  const whole = parsePhotoLine(text);
  if (whole?.credit) return { credit: whole.credit };
  const match = /^([^[\]()].*\S)\s*([[(][^[\]()]{3,100}[\])])[.।۔]?$/u.exec(text.slice(-2000));
  const credit = match?.[2] === undefined ? undefined : parsePhotoLine(match[2])?.credit;
  if (match?.[2] !== undefined && credit) return { caption: text.slice(0, text.lastIndexOf(match[2])).trim(), credit };
  for (const end of text.matchAll(/[.!?।۔|–—]["'”’»)\]]?\s+|\s-\s+/gu)) {
    const start = end.index + end[0].length;
    const line = text.slice(start);
    if (line.length > 100 || !(labelAndCredit.test(line) || agencyThenWord.test(line))) continue;
    const own = parsePhotoLine(line)?.credit;
    if (own) return { caption: text.slice(0, start).replace(/[\s|–—-]+$/u, ""), credit: own };
  }
  return text === "" ? {} : { caption: text };
}

// Cheap, and true of every photo line: most lines of a story end here.
const mayBePhotoLine =
  /photo|pic|image|foto|grab|shot|illustration|graphic|cartoon|collage|represent|\/|\bvia\b|फ़?ोटो|तस्वीर|चित्र|تصوی|تصاو|فوٹو|عکس/iu;

const wires =
  "ANI|PTI|IANS|UNI|AP|AFP|Reuters|REUTERS|EPA|EFE|DPA|dpa|TASS|Xinhua|XINHUA|Kyodo|Yonhap|Bloomberg|Getty(?: Images)?|PA|PIB|TNS|APP|UNB|BSS|PID|ISPR|Anadolu(?: Agency)?|NurPhoto|Shutterstock|Alamy|NASA|ISRO|HT|BCCI|ICC";
const kind =
  "(?:files?|archive|archival|representational|representative|symbolic|illustrative|handout|lead|cover|featured?|main|header|inset|video|undated|agency|press|official)";
const noun =
  "(?:photos?|photographs?|pics?|pictures?|images?|fotos?|screen ?grabs?|screen ?shots?|grabs?|illustrations?|(?:info)?graphics?|cartoons?|collage)";
const hindiKind = "(?:फ़?ाइल|प्रतीकात्मक|सांकेतिक|प्रतिनिधि)";
const hindiNoun = "(?:फ़?ोटोज?़?|तस्वीर(?:ें)?|छायाचित्र|चित्र)";
const urduKind = "(?:فائل|علامتی|نمائندہ)";
const urduNoun = "(?:تصویر|تصاویر|فوٹوز?|عکس)";
const label = [`(?:${kind}\\s+)*${noun}`, `(?:${hindiKind}\\s+)?${hindiNoun}`, `(?:${urduKind}\\s+)?${urduNoun}`].join(
  "|",
);
const ofWhom = "(?:credits?|courtesy(?:\\s+of)?|source|by|copyright|©|साभार|क्रेडिट|सौजन्य|بشکریہ|کریڈٹ)";
const separator = "\\s*(?:[:/|]|[-–—](?=\\s))+\\s*";

const labelAndCredit = new RegExp(
  `^(?:${label})(?:(?:\\s+${ofWhom})?${separator}(\\S.*)|\\s+(?:by|courtesy(?:\\s+of)?|credit|©)\\s+(\\S.*))$`,
  "iu",
);
const forRepresentation = "(?:used\\s+)?(?:only\\s+)?for\\s+representation(?:al)?(?:\\s+purposes?)?(?:\\s+only)?";
const bareLabel = new RegExp(
  `^(?:(?:${kind}\\s+)+${noun}|(?:${label})\\s*:|(?:${noun}\\s+)?${forRepresentation}|${hindiKind}\\s+${hindiNoun}|${urduKind}\\s+${urduNoun})$`,
  "iu",
);
const agencyThenWord = new RegExp(
  `^(${wires})\\s+(?:[Ff]ile\\s+)?(?:Photos?|PHOTOS?|Pics?|Images?)(?:\\s*/\\s*(\\S.*))?$`,
  "u",
);
const anyAgencyThenWord =
  /^(\p{Lu}{2,6}|[\p{Lo}\p{M}]+(?: [\p{Lo}\p{M}]+){0,3})\s+(?:photos?|pics?|फ़?ोटो|تصویر|فوٹو)(?:\s*\/\s*(\S.*))?$/iu;

const viaAgency = new RegExp(`^[Vv]ia\\s+(${wires})\\.?$`, "u");

const wire = new RegExp(`^(?:${wires})$`, "iu");

// A name without a label needs two words at least, so that `PTI/AP` and `ANI/Islamabad`, which sign and place a text, stay.
const place = "(?!(?:New|United|Los|San|Hong|Abu|Sri|Tel|Port|South|North|West|East)\\s)";
const personName = `${place}\\p{Lu}[\\p{L}\\p{M}.’'-]*(?:\\s+[\\p{Lu}][\\p{L}\\p{M}.’'-]*){1,4}`;
const agencyAndName = [
  new RegExp(`^(?:${wires})\\s*/\\s*${personName}(?:\\s*/\\s*File(?:\\s+[Pp]hoto)?)?$`, "u"),
  new RegExp(`^${personName}\\s*/\\s*(?:${wires})(?:\\s+via\\s+(?:${wires}))?$`, "u"),
  new RegExp(`^\\p{Lu}[^:;,!?]{1,60}\\s+via\\s+(?:${wires})$`, "u"),
];

/**
 * Spaces of every kind made one, marks of width and direction gone, the full-width colon and brackets made plain; NFC. The
 * joiners that Hindi and Urdu need stay where they join letters.
 */
function tidy(text: string): string {
  return text
    .normalize("NFC")
    .replace(/[\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]/g, "")
    .replace(/(?<![\p{L}\p{M}])[\u200c\u200d]+|[\u200c\u200d]+(?![\p{L}\p{M}])/gu, "")
    .replace(/[\s\u00a0]+/g, " ")
    .replace(/[：﹕]/g, ":")
    .replace(/[（［【]/g, "[")
    .replace(/[）］】]/g, "]")
    .trim();
}

const pairs: Record<string, string> = { "[": "]", "(": ")", "{": "}", "*": "*", _: "_", "~": "~", "“": "”", '"': '"' };

/** The line without the brackets, emphasis marks, quotes and full stop around the whole of it. */
function unwrap(text: string): { line: string; isBracketed: boolean } {
  let line = text;
  let isBracketed = false;
  for (let depth = 0; depth < 8; depth += 1) {
    line = line.replace(/(?<=[\])])[.।۔]$/u, "");
    const first = line[0] ?? "";
    const close = pairs[first];
    const inside = line.slice(1, -1);
    if (close === undefined || line.length < 2 || !line.endsWith(close)) break;
    if ("[({".includes(first)) {
      if (inside.includes(close) && inside.indexOf(close) < (inside + first).indexOf(first)) break;
      isBracketed = true;
    }
    line = inside.trim();
  }
  return { line, isBracketed };
}

function accepted(words: string, isBracketed: boolean): { credit: string } | undefined {
  const { line } = unwrap(words.replace(/[.।۔]+$/u, ""));
  const credit = line.replace(/\s*\/\s*/g, "/").trim();
  const inner = labelAndCredit.exec(credit); // `File photo | Photo: ANI`
  if (inner) return accepted(inner[1] ?? inner[2] ?? "", isBracketed);
  return isName(credit, isBracketed) ? { credit } : undefined;
}

const finiteVerb =
  /(?:^|\s)(?:was|were|is|are|has|have|had|said|says|will|would|could|can|that|which|who|whose|when|where|it|this|these)(?=[\s,]|$)/;
const verbAtEnd =
  /(?:^|\s)(?:है|हैं|था|थे|थी|थीं|गया|गए|गई|रहा|रहे|रही|कहा|ہے|ہیں|تھا|تھے|تھی|تھیں|گیا|گئے|گئی|رہا|رہے|رہی|کہا|کیا)$/u;
// A full stop after one to four letters is an initial or a title (`R. K.`, `Mohd.`).
const sentenceEnd = /[!?।۔]\s|[^\s.]{5}\.\s+\S/u;
const joining = new Set(
  "of the and for via by de da di du la le van von bin al el ul / & | - – — + x courtesy handout file files photo special arrangement author agencies agency supplied provided contributed pool staff archive archives screengrab screenshot social media video internet twitter instagram facebook youtube".split(
    " ",
  ),
);

function isName(credit: string, isBracketed: boolean): boolean {
  if (credit.length === 0 || credit.length > 80 || !/[\p{L}\p{N}]/u.test(credit)) return false;
  if (sentenceEnd.test(credit) || finiteVerb.test(credit)) return false;
  const words = credit.split(" ");
  if (isBracketed) return words.length <= 14;
  if (!/[\p{Lu}\p{Ll}]/u.test(credit)) return words.length <= 5 && !verbAtEnd.test(credit);
  return words.length <= 10 && words.every(isNameWord);
}

function isNameWord(word: string): boolean {
  const bare = word.replace(/^[("'‘“[]+|[)"'’”\],;]+$/gu, "");
  return (
    bare === "" ||
    /^[\p{Lu}\p{Lo}\p{N}@©]/u.test(bare) ||
    /[@/]|\w\.\w/.test(bare) ||
    joining.has(bare) ||
    wire.test(bare)
  );
}
