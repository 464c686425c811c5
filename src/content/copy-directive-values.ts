import { type CopyContext, fileLine, report } from "./copy-context.ts";
import { type DirectiveForm, type DirectiveName, didYouMean, directiveForms } from "./copy-directives.ts";
import { type DirectiveSpan, placeOfAttribute } from "./markdown-directive-scan.ts";

/** The attributes of one directive that are known, each once; a flag's value is empty. */
export type DirectiveValues = Map<string, { value: string; offset: number }>;

/** Reads a directive's attributes against its form, and reports those that are unknown, unreadable or missing. */
export function directiveValues(span: DirectiveSpan, name: DirectiveName, context: CopyContext): DirectiveValues {
  const form: DirectiveForm = directiveForms[name];
  const values: DirectiveValues = new Map();
  for (const attribute of span.attributes.attributes) {
    const known = form.attributes.find((each) => each.toLowerCase() === attribute.name.toLowerCase());
    if (known !== undefined) {
      values.set(known, { value: attribute.value ?? "", offset: attribute.offset });
      continue;
    }
    const meant = didYouMean(attribute.name, form.attributes);
    const takes = form.attributes.length === 0 ? "It takes none." : `It takes ${form.attributes.join(", ")}.`;
    report(context, {
      code: "copy/directive-attribute-unknown",
      ...placeInFile(span, attribute.offset, context),
      message: `:::${name} has no attribute “${attribute.name}”.`,
      found: attribute.name,
      ...(meant === undefined
        ? { hint: takes }
        : {
            expected: meant,
            hint: `Did you mean ${meant}?`,
            ...corrected(span, attribute.offset, attribute.name, meant, context),
          }),
    });
  }
  if (span.attributes.faultOffset !== undefined) {
    report(context, {
      code: "copy/directive-attribute-invalid",
      ...placeInFile(span, span.attributes.faultOffset, context),
      message: `The attributes of :::${name} can't be read from here on.`,
      expected: ':::name{key="value" key="value"}',
      hint: "Put each value in quotation marks, and close the brace.",
    });
  }
  return values;
}

/** Reports that an attribute which the directive can't do without is missing. */
export function reportMissing(span: DirectiveSpan, name: DirectiveName, attribute: string, context: CopyContext): void {
  report(context, {
    code: "copy/directive-attribute-missing",
    line: fileLine(context, span.line),
    column: span.nameColumn + 1,
    message: `:::${name} needs ${attribute}; what it holds was printed as ordinary copy.`,
    expected: `:::${name}{${attribute}="…"}`,
  });
}

/** Reports that an attribute's value is not of its kind. */
export function reportInvalid(
  span: DirectiveSpan,
  attribute: { name: string; value: string; offset: number; expected: string },
  context: CopyContext,
): void {
  report(context, {
    code: "copy/directive-attribute-invalid",
    ...placeInFile(span, attribute.offset, context),
    message: `“${attribute.name}” has a value that can't be used.`,
    expected: attribute.expected,
    found: attribute.value.slice(0, 60),
  });
}

function placeInFile(span: DirectiveSpan, offset: number, context: CopyContext): { line: number; column: number } {
  const { line, column } = placeOfAttribute(span, offset);
  return { line: fileLine(context, line), column: column + 1 };
}

function corrected(
  span: DirectiveSpan,
  offset: number,
  typed: string,
  meant: string,
  context: CopyContext,
): { correctedLine?: string } {
  const { line, column } = placeOfAttribute(span, offset);
  const whole = context.sourceLines[line];
  if (whole?.slice(column, column + typed.length) !== typed) return {};
  return { correctedLine: whole.slice(0, column) + meant + whole.slice(column + typed.length) };
}
