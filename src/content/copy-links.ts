import { type CopyContext, recordLink, report } from "./copy-context.ts";

export interface Link {
  href: string;
  rel?: "external noopener";
}

const allowedSchemes = /^(?:https?|mailto|tel|sms|geo|whatsapp):/i;

/**
 * The address of a link as the page may have it, encoded, recorded with its line; undefined where it is refused (a
 * warning says why). `line` is in the file.
 */
export function readLink(address: string, line: number, context: CopyContext): Link | undefined {
  // Browsers ignore control characters and spaces in front and tabs and line ends within; so must the judge.
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for
  const plain = address.replace(/[\u0000-\u001f]/g, "").trim();
  if (plain === "") {
    report(context, {
      code: "copy/link-incomplete",
      line,
      message: "This link has no address; only its words were printed.",
    });
    return undefined;
  }
  const scheme = /^([^/?#:]*):/.exec(plain)?.[1];
  if (scheme !== undefined && !allowedSchemes.test(plain) && !/^[^a-z]/i.test(plain)) {
    report(context, {
      code: "copy/link-refused",
      line,
      message: `A link can't lead to a ${scheme.slice(0, 20)}: address; only its words were printed.`,
      found: `${scheme.slice(0, 20)}:`,
    });
    return undefined;
  }
  let href = plain;
  if (href.startsWith("//")) href = `https:${href}`;
  if (/^www\./i.test(href)) {
    href = `https://${href}`;
    report(context, {
      code: "copy/link-incomplete",
      line,
      message: "This address begins with www.; https:// was put before it.",
      expected: href.slice(0, 80),
    });
  }
  href = encodeAddress(href);
  recordLink(context, href, line);
  return /^https?:/i.test(href) ? { href, rel: "external noopener" } : { href };
}

/** Percent-encodes what an address may not hold; what is encoded already stays as it is. */
function encodeAddress(address: string): string {
  return address
    .toWellFormed()
    .replace(/[^!#$%&'()*+,\-./:;=?@_~\w[\]]+/g, (part) => encodeURIComponent(part))
    .replace(/%(?![\da-f]{2})/gi, "%25");
}

/** The text of a telephone link with spaces and hyphens that don't break, so that a number stays on one line. */
export function unbroken(text: string): string {
  return text.replaceAll(" ", "\u00a0").replaceAll("-", "\u2011");
}
