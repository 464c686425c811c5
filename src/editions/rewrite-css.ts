import type { AddressBook, RewriteTarget } from "./rewrite-target.ts";

const address = /url\(\s*(?:"([^"]*)"|'([^']*)'|([^"')\s]+))\s*\)/g;

/**
 * Addresses of a style sheet: a font or picture that the edition holds by its relative name, any other as an empty one, for
 * nothing is fetched from the web unasked.
 */
export function rewriteCss(css: string, book: Pick<AddressBook, "file" | "relative">, target: RewriteTarget): string {
  if (!css.includes("url(")) return css;
  return css.replace(address, (whole, double?: string, single?: string, bare?: string) => {
    const written = double ?? single ?? bare ?? "";
    if (written === "" || written.startsWith("data:") || written.startsWith("#")) return whole;
    const file = book.file(written);
    return file !== undefined && target.has(file) ? `url("${book.relative(file)}")` : 'url("data:,")';
  });
}
