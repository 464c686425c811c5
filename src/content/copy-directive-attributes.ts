// The attributes of a directive, as people and their phones type them: `{by="A. Name" pin}`, the same without braces,
// curly or low or pointed quotation marks in place of straight ones, commas between. A value ends at a quotation mark
// that the next attribute or the end follows, so that `title="The "big" one"` and `by='the boys' club'` say what is meant.

export interface DirectiveAttribute {
  name: string;
  /** Undefined for a flag such as `pin`. */
  value?: string;
  /** Where the name stands, in characters from the start of the text that was parsed. */
  offset: number;
}

export interface DirectiveAttributes {
  attributes: DirectiveAttribute[];
  /** Where something stands that can't be an attribute; undefined if all is well. */
  faultOffset?: number;
}

const doubles = '"“”„‟«»″';
const singles = "'‘’‚‛‹›′";
const space = "[\\s\\u00a0,;]";
const attributeName = /[A-Za-z][\w-]*/y;
// What may follow the closing mark: the end, or the next attribute.
const follows = `(?=${space}*(?:\\}${space}*)?$|${space}+[A-Za-z][\\w-]*[\\s\\u00a0]*=|${space}+(?:pin|key|decorative)\\b)`;
const quotedDouble = new RegExp(`[${doubles}]([\\s\\S]*?)[${doubles}]${follows}`, "y");
const quotedSingle = new RegExp(`[${singles}]([\\s\\S]*?)[${singles}]${follows}`, "y");
const looseDouble = new RegExp(`[${doubles}]([^${doubles}]*)[${doubles}]`, "y");
const bare = /[^\s\u00a0,;{}"“”„«»=][^\s\u00a0,;{}]*/y;
const equals = /[\s\u00a0]*=[\s\u00a0]*/y;
const spaces = /[\s\u00a0,;]+/y;

/** Longer texts than this (characters) are not attributes. */
const longest = 8000;

/** Reads the attributes in a text such as `{by="A. Name"}`; never throws. */
export function parseDirectiveAttributes(text: string): DirectiveAttributes {
  const attributes: DirectiveAttribute[] = [];
  if (text.length > longest) return { attributes, faultOffset: 0 };
  let at = 0;
  const take = (pattern: RegExp): RegExpExecArray | null => {
    pattern.lastIndex = at;
    const match = pattern.exec(text);
    if (match) at = pattern.lastIndex;
    return match;
  };

  take(spaces);
  const isBraced = text[at] === "{";
  if (isBraced) at += 1;
  for (;;) {
    take(spaces);
    if (at >= text.length) return isBraced ? { attributes, faultOffset: at } : { attributes };
    if (text[at] === "}" && /^\}[\s\u00a0]*$/.test(text.slice(at))) return { attributes };
    const offset = at;
    const name = take(attributeName)?.[0];
    if (name === undefined) return { attributes, faultOffset: offset };
    if (!take(equals)) {
      attributes.push({ name, offset });
      continue;
    }
    const valueAt = at;
    const quoted = take(quotedDouble) ?? take(quotedSingle) ?? take(looseDouble);
    const value = quoted?.[1] ?? take(bare)?.[0];
    if (value === undefined) return { attributes, faultOffset: valueAt };
    attributes.push({ name, value: value.replace(/[\s\u00a0]+/g, " ").trim(), offset });
  }
}
