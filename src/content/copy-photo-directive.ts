import type { PhotoSize, PhotoUse } from "./blocks.ts";
import { type CopyContext, fileLine, type Piece, report } from "./copy-context.ts";
import { type DirectiveValues, reportInvalid, reportMissing } from "./copy-directive-values.ts";
import { escapeText } from "./copy-escape.ts";
import { picturePieces } from "./copy-photo.ts";
import type { DirectiveSpan } from "./markdown-directive-scan.ts";
import { parsePhotoLine } from "./photo-line.ts";
import { type PhotoFields, photoFieldsSchema } from "./photo-schema.ts";

const schemas = new Map<string, ReturnType<typeof photoFieldsSchema>>();

/** `:::photo{file="…" alt="…" …}`: any key of a photo record that a text can express, and a body that is its caption. */
export function photoDirective(
  span: DirectiveSpan,
  values: DirectiveValues,
  body: string,
  context: CopyContext,
): Piece[] {
  const line = fileLine(context, span.line);
  const { words, credit } = readBody(body);
  const file = values.get("file")?.value.normalize("NFC");
  const caption = values.get("caption")?.value || words;
  if (!file) {
    reportMissing(span, "photo", "file", context);
    return paragraph(body);
  }
  if (/^(?:https?:)?\/\/|^data:/i.test(file)) {
    return picturePieces({ src: file, alt: values.get("alt")?.value ?? "", caption, line }, context);
  }
  const size = sizeOf(span, values, context);
  const photo: PhotoUse = {
    record: { file, ...recordOf(span, values, caption, context) },
    ...(credit === undefined ? {} : { copyCredit: credit }),
    line,
  };
  const hasTwoCaptions = words !== "" && values.get("caption")?.value;
  if (hasTwoCaptions) {
    report(context, {
      code: "copy/directive-content",
      line,
      message: "This photo has a caption and text of its own; the text was printed after it.",
    });
  }
  return [{ kind: "block", block: { kind: "photo", photo, size } }, ...(hasTwoCaptions ? paragraph(words) : [])];
}

function readBody(body: string): { words: string; credit?: string } {
  let credit: string | undefined;
  const words: string[] = [];
  for (const line of body.split("\n")) {
    const found = parsePhotoLine(line);
    if (found) credit ??= found.credit || undefined;
    else words.push(line.trim());
  }
  const text = words.join(" ").trim();
  return credit === undefined ? { words: text } : { words: text, credit };
}

function sizeOf(span: DirectiveSpan, values: DirectiveValues, context: CopyContext): PhotoSize {
  const given = values.get("size");
  const value = given?.value.toLowerCase() ?? "text";
  if (value === "text" || value === "wide" || value === "full") return value;
  reportInvalid(span, { name: "size", value, offset: given?.offset ?? 0, expected: "text, wide or full" }, context);
  return "text";
}

function recordOf(span: DirectiveSpan, values: DirectiveValues, caption: string, context: CopyContext): PhotoFields {
  const record: Record<string, unknown> = {};
  for (const [key, { value }] of values) {
    if (key === "file" || key === "size" || key === "caption") continue;
    if (key === "decorative")
      record[key] = /^(?:|true|yes|1)$/i.test(value) ? true : /^(?:false|no|0)$/i.test(value) ? false : value;
    else if (key === "focus") record[key] = value.split(/[\s,;]+/).map(Number);
    else if (value !== "") record[key] = value;
  }
  if (caption !== "") record.caption = caption;

  let schema = schemas.get(context.zone);
  if (!schema) {
    schema = photoFieldsSchema(context.zone);
    schemas.set(context.zone, schema);
  }
  const read = schema.safeParse(record);
  if (read.success) return read.data;
  for (const key of new Set(read.error.issues.map((issue) => String(issue.path[0] ?? "")))) {
    const given = values.get(key);
    const expected = expectations[key] ?? "a value as in a photo's record";
    if (given) reportInvalid(span, { name: key, value: given.value, offset: given.offset, expected }, context);
    delete record[key];
  }
  const rest = schema.safeParse(record);
  return rest.success ? rest.data : {};
}

const expectations: Record<string, string> = {
  focus: 'two numbers from 0 to 1: focus="0.5, 0.3"',
  decorative: "true or false",
  rights: "one of the grounds in the reference: agency, staff, handout, …",
  digitalSource: "a key of IPTC's Digital Source Type: digitalCapture, …",
  licence: "a web address: https://…",
  licensor: "a web address: https://…",
};

function paragraph(text: string): Piece[] {
  const words = text.replace(/\s+/g, " ").trim();
  return words === "" ? [] : [{ kind: "html", html: `<p>${escapeText(words)}</p>\n` }];
}
