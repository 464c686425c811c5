import { allowedFunctions, allowedProperties, movingProperties } from "./drawing-allowed.ts";

/** Told what was left out, in words for an editor. */
export type OnDropped = (what: string) => void;

/**
 * Whether a value, of CSS or of a presentation attribute, loads nothing: no address but one inside the drawing
 * (`url(#a)`), no function but those that reckon, and no escape behind which either could hide.
 */
export function isSafeValue(value: string): boolean {
  if (/[\\<@{}]|\/\*/.test(value)) return false;
  const inside = value.replace(/url\(\s*(?:#[^\s"'()]+|"#[^\s"'()]+"|'#[^\s"'()]+')\s*\)/gi, "");
  return [...inside.matchAll(/([\w-]*)\s*\(/g)].every(
    ([, name = ""]) => name === "" || allowedFunctions.has(name.toLowerCase()),
  );
}

/** The declarations of a rule or a `style` attribute that only draw. */
export function filterDeclarations(text: string, onDropped: OnDropped): string {
  return declarationsOf(withoutComments(text))
    .filter(({ property, value }) => {
      if (movingProperties.test(property)) onDropped("animation in the style");
      else if (property.startsWith("--") || allowedProperties.has(property)) {
        if (isSafeValue(value)) return true;
        onDropped(
          /url\s*\(|image|src/i.test(value) ? "an address in the style" : "a value in the style that can't be checked",
        );
      }
      return false;
    })
    .map(({ property, value }) => `${property}:${value}`)
    .join(";");
}

/** The plain rules of a `<style>`; whatever begins with `@` goes: it loads, moves, or waits for another screen. */
export function filterStylesheet(text: string, onDropped: OnDropped): string {
  const rules: string[] = [];
  let rest = withoutComments(text)
    .replace(/<!--|-->/g, "")
    .trim();
  while (rest !== "") {
    if (rest.startsWith("@")) {
      const name = /^@[\w-]*/.exec(rest)?.[0] ?? "@";
      if (name !== "@charset") onDropped(`\`${name}\``);
      rest = afterAtRule(rest).trim();
      continue;
    }
    const open = rest.indexOf("{");
    const close = open < 0 ? -1 : closingBrace(rest, open);
    if (close < 0) break;
    const selector = rest.slice(0, open).trim();
    const body = rest.slice(open + 1, close);
    rest = rest.slice(close + 1).trim();
    if (/[\\<@;]/.test(selector) || body.includes("{")) {
      onDropped("a rule of the style that can't be checked");
      continue;
    }
    const declarations = filterDeclarations(body, onDropped);
    if (declarations !== "") rules.push(`${selector}{${declarations}}`);
  }
  return rules.join("\n");
}

function withoutComments(text: string): string {
  return text.replace(/\/\*[\s\S]*?(\*\/|$)/g, " ");
}

/** Split at semicolons outside of brackets and quotes: a data address holds some. */
function declarationsOf(text: string): { property: string; value: string }[] {
  const parts = text.match(/(?:"[^"]*"|'[^']*'|\((?:[^()"']|"[^"]*"|'[^']*'|\([^()]*\))*\)|[^;])+/g) ?? [];
  return parts.flatMap((part) => {
    const colon = part.indexOf(":");
    if (colon < 0) return [];
    const name = part.slice(0, colon).trim();
    const property = name.startsWith("--") ? name : name.toLowerCase();
    const value = part
      .slice(colon + 1)
      .replace(/\s+/g, " ")
      .trim();
    return /^[\w-]+$/.test(property) && value !== "" ? [{ property, value }] : [];
  });
}

/** Behind a rule that begins with `@`: its semicolon, or its block. */
function afterAtRule(text: string): string {
  const semicolon = /^(?:"[^"]*"|'[^']*'|\([^)]*\)|[^;{"'(])*;/.exec(text)?.[0];
  if (semicolon !== undefined) return text.slice(semicolon.length);
  const open = text.indexOf("{");
  const close = open < 0 ? -1 : closingBrace(text, open);
  return close < 0 ? "" : text.slice(close + 1);
}

function closingBrace(text: string, open: number): number {
  let depth = 0;
  for (let at = open; at < text.length; at += 1) {
    if (text[at] === "{") depth += 1;
    else if (text[at] === "}" && --depth === 0) return at;
  }
  return -1;
}
