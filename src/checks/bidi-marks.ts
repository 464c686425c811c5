// Marks that change the direction of writing, and that nobody sees (Unicode Standard Annex 9; “Trojan Source”, 2021).

const [pop, overrideLeft, overrideRight] = ["\u202c", "\u202d", "\u202e"];
const isolates: ReadonlySet<string> = new Set(["\u2066", "\u2067", "\u2068"]);
const endIsolate = "\u2069";
const anyMark = /[\u202a-\u202e\u2066-\u2069]/;
const marks = /[\u202a-\u202e\u2066-\u2069]/g;

const names: Readonly<Record<string, string>> = {
  "\u202a": "left-to-right embedding",
  "\u202b": "right-to-left embedding",
  "\u202c": "end of an embedding",
  "\u202d": "left-to-right override",
  "\u202e": "right-to-left override",
  "\u2066": "left-to-right isolate",
  "\u2067": "right-to-left isolate",
  "\u2068": "first strong isolate",
  "\u2069": "end of an isolate",
};

/** A mark that must not stand where it does; `offset` in the text. */
export interface BidiMark {
  offset: number;
  mark: string;
  /** `U+202E right-to-left override` */
  name: string;
  why: "overrides" | "never ends" | "ends nothing";
}

/** Whether a text is worth a closer look. */
export function mayTurnText(text: string): boolean {
  return anyMark.test(text);
}

/** The marks of a text that override a direction, or that do not pair within their paragraph (up to an empty line). */
export function bidiFaults(text: string): BidiMark[] {
  if (!mayTurnText(text)) return [];
  const faults: BidiMark[] = [];
  let offset = 0;
  for (const part of text.split(/(\n[ \t>]*(?=\n))/)) {
    faults.push(...faultsOf(part).map((fault) => ({ ...fault, offset: fault.offset + offset })));
    offset += part.length;
  }
  return faults;
}

function faultsOf(paragraph: string): BidiMark[] {
  const faults: BidiMark[] = [];
  const waiting: { offset: number; mark: string }[] = [];
  const fault = (offset: number, mark: string, why: BidiMark["why"]) => {
    const code = mark.codePointAt(0)?.toString(16).toUpperCase();
    faults.push({ offset, mark, name: `U+${code} ${names[mark] ?? ""}`, why });
  };
  for (const { index: offset, 0: mark } of paragraph.matchAll(marks)) {
    if (mark === overrideLeft || mark === overrideRight) fault(offset, mark, "overrides");
    if (mark !== pop && mark !== endIsolate) {
      waiting.push({ offset, mark });
      continue;
    }
    const closes = (open: string) => (mark === endIsolate ? isolates.has(open) : !isolates.has(open));
    const begin = waiting.findLastIndex((each) => closes(each.mark));
    // An embedding can't end outside the isolate that it ends in.
    const barrier = mark === pop ? waiting.findLastIndex((each) => isolates.has(each.mark)) : -1;
    const open = begin > barrier || mark === endIsolate ? waiting[begin] : undefined;
    if (!open) {
      fault(offset, mark, "ends nothing");
      continue;
    }
    for (const left of waiting.splice(begin).slice(1)) {
      if (!isOverride(left.mark)) fault(left.offset, left.mark, "never ends");
    }
    // The override goes, and its end with it.
    if (isOverride(open.mark)) fault(offset, mark, "ends nothing");
  }
  for (const { offset, mark } of waiting) if (!isOverride(mark)) fault(offset, mark, "never ends");
  return faults.sort((a, b) => a.offset - b.offset);
}

function isOverride(mark: string): boolean {
  return mark === overrideLeft || mark === overrideRight;
}
