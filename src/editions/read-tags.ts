import { Tokenizer } from "htmlparser2";

/** One attribute with its place in the text; `start` is that of its name, `end` lies behind its closing quotation mark. */
export interface Attribute {
  name: string;
  /** Decoded. */
  value: string;
  start: number;
  end: number;
}

/** One element with its places in the text: offsets in UTF-16 units, ends exclusive. */
export interface Tag {
  name: string;
  attributes: ReadonlyMap<string, Attribute>;
  /** Of the opening tag. */
  start: number;
  /** Behind the opening tag: where the element's content begins. */
  inside: number;
  /** Where the content ends, and where the closing tag does; the opening tag's end for elements without. */
  contentEnd: number;
  end: number;
  parent: Tag | undefined;
}

const empty = new Set("area base br col embed hr img input link meta param source track wbr".split(" "));

/** Of every element without any: a map each is most of what the elements of a long list take. */
const noAttributes: ReadonlyMap<string, Attribute> = new Map();

/** Every element of a page in the order of its beginnings. Reads what browsers read: any quotation marks, none, entities. */
export function readTags(html: string): Tag[] {
  const tags: Tag[] = [];
  let open: Tag | undefined;
  let tag: Tag | undefined;
  let attribute: Attribute | undefined;
  let attributes: Map<string, Attribute> | undefined;
  const closeAt = (each: Tag, contentEnd: number, end: number) => {
    each.contentEnd = contentEnd;
    each.end = end;
  };
  const finishOpening = (end: number) => {
    if (!tag) return;
    closeAt(tag, end, end);
    tag.inside = end;
    if (!empty.has(tag.name)) open = tag;
    tag = undefined;
  };
  const tokenizer = new Tokenizer(
    { decodeEntities: true },
    {
      onopentagname(start, end) {
        const name = html.slice(start, end).toLowerCase();
        tag = { name, attributes: noAttributes, start: start - 1, inside: end, contentEnd: end, end, parent: open };
        tags.push(tag);
        attributes = undefined;
      },
      onattribname(start, end) {
        attribute = { name: html.slice(start, end).toLowerCase(), value: "", start, end };
      },
      onattribdata(start, end) {
        if (attribute) attribute.value += html.slice(start, end);
      },
      onattribentity(codepoint) {
        if (attribute) attribute.value += String.fromCodePoint(codepoint);
      },
      onattribend(_quote, end) {
        if (!attribute) return;
        attribute.end = end;
        // Of twins browsers take the first.
        if (tag && !tag.attributes.has(attribute.name)) {
          attributes ??= new Map();
          attributes.set(attribute.name, attribute);
          tag.attributes = attributes;
        }
        attribute = undefined;
      },
      onopentagend(end) {
        finishOpening(end + 1);
      },
      onselfclosingtag(end) {
        finishOpening(end + 1);
      },
      onclosetag(start, end) {
        const name = html.slice(start, end).toLowerCase();
        let closing = open;
        while (closing && closing.name !== name) closing = closing.parent;
        if (!closing) return;
        const after = html.indexOf(">", end) + 1;
        // What HTML lets end by itself (p, li) ends with what is around it.
        for (let each = open; each && each !== closing; each = each.parent) closeAt(each, start - 2, start - 2);
        closeAt(closing, start - 2, after);
        open = closing.parent;
      },
      ontext() {},
      ontextentity() {},
      oncomment() {},
      oncdata() {},
      ondeclaration() {},
      onprocessinginstruction() {},
      onend() {},
    },
  );
  tokenizer.write(html);
  tokenizer.end();
  for (let each = open; each; each = each.parent) closeAt(each, html.length, html.length);
  return tags;
}
