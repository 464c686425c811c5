import { type Moment, parseMoment } from "../base/dates.ts";
import { type Problem, problem } from "../base/problem.ts";
import type { TextFile } from "../base/text-file.ts";
import type { Newsroom } from "../model/newsroom.ts";
import type { Addresses } from "./addresses.ts";
import { tdmReservation } from "./robots.ts";

/** Files with fixed names for machines and their people, each only where outlet.yaml has something to say in it. */
export function wellKnownFiles({ newsroom, absolute }: Addresses): TextFile[] {
  const { adsTxt, trustTxt, humansTxt } = newsroom.outlet;
  const trust = trustTxt && linesOf(trustTxt);
  const texts: Record<string, string | undefined> = {
    ".well-known/security.txt": securityText(newsroom, absolute("/.well-known/security.txt")),
    ".well-known/tdmrep.json": tdmReservation(newsroom),
    // https://journallist.net/reference-document-for-trust-txt-specifications: at the root, or here.
    ".well-known/trust.txt": trust,
    "ads.txt": adsTxt && linesOf(adsTxt),
    "humans.txt": humansTxt && linesOf([humansTxt]),
    "trust.txt": trust,
  };
  return Object.entries(texts).flatMap(([file, text]) => (text === undefined ? [] : [{ file, text }]));
}

/** RFC 9116: Contact and Expires must be there, the most wanted contact first. */
function securityText(newsroom: Newsroom, address: string): string | undefined {
  const { securityTxt } = newsroom.outlet;
  if (!securityTxt || securityTxt.contact.length === 0) return undefined;
  return linesOf([
    ...securityTxt.contact.map((contact) => `Contact: ${contact}`),
    `Expires: ${new Date(expiryOf(newsroom)).toISOString().replace(".000", "")}`,
    ...(securityTxt.policy === undefined ? [] : [`Policy: ${securityTxt.policy}`]),
    `Preferred-Languages: ${newsroom.languages.map(({ code }) => code).join(", ")}`,
    `Canonical: ${address}`,
  ]);
}

const monthsAhead = 6;

/**
 * Where the outlet names no end, the file holds until the first day of the seventh month from the build's: it changes
 * once a month, and runs out by itself on a site that nobody builds any more, which is what the field is for.
 */
export function expiryOf({ outlet, now }: Newsroom): Moment {
  const named = outlet.securityTxt?.expires;
  const moment = named === undefined ? undefined : parseMoment(named, outlet.timeZone);
  if (moment !== undefined) return moment;
  const date = new Date(now);
  return Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + monthsAhead + 1, 1);
}

/** RFC 9116, 2.5.5: nobody should rely on a file that has expired. */
export function expiredSecurityText(newsroom: Newsroom): Problem[] {
  const { securityTxt } = newsroom.outlet;
  if (securityTxt?.expires === undefined || expiryOf(newsroom) > newsroom.now) return [];
  return [
    problem({
      code: "site/security-txt-expired",
      file: "_data/outlet.yaml",
      line: 1,
      column: 1,
      key: "securityTxt.expires",
      message: "security.txt says that it is out of date.",
      found: securityTxt.expires,
      hint: "Look through the contacts and move `securityTxt.expires` ahead, or take it out: then each month's build does.",
    }),
  ];
}

function linesOf(texts: readonly string[]): string {
  return texts.map((text) => `${text.trimEnd()}\n`).join("");
}
