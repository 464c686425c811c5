import { stringify } from "yaml";
import type { Agencies } from "../../src/content/data-schemas.ts";
import { type Sidecar, sidecarSchema } from "../../src/content/photo-schema.ts";
import { matchAgency } from "../../src/model/match-agency.ts";
import { creditParts } from "../../src/model/read-credit.ts";
import { type Disagreement, resolveRights } from "../../src/model/resolve-rights.ts";
import type { PhotoReading, Rights, RightsClaim, RightsOrigin } from "../../src/model/rights.ts";
import { captionCredit } from "./caption-credit.ts";

/** What a photo's own file says, as the record that goes into its sidecar. */
export interface WireRecord {
  record: Sidecar;
  /** Whose picture it is by agencies.yaml, where it is one of theirs. */
  agency?: string;
  /** The credit that was cut from the caption's end. */
  creditFromCaption?: string;
  /** Fields of which two places in the file say different things, in words: `credit: XMP ANI, IIM PTI`. The first was taken. */
  disagreements: string[];
  /** What an editor has still to write. */
  missing: ("credit" | "alt")[];
}

export interface WireOptions {
  agencies: Agencies;
  /** The outlet's zone. */
  zone: string;
  /** Key of the agency that delivered the picture: counts where the picture names none. */
  agency?: string | undefined;
}

/**
 * The record of a photo that comes from a wire: its embedded rights by their precedence, caption and alt text; the credit
 * from the caption's end where no field holds one, and cut from the caption in any case. What an agency's defaults say is
 * left to agencies.yaml, so that a change there counts for pictures taken in before. Pure.
 */
export function wireRecord(reading: PhotoReading, { agencies, zone, agency: deliveredBy }: WireOptions): WireRecord {
  const { xmp, iim, exif } = reading;
  const words = captionCredit(xmp.caption ?? iim.caption ?? exif.caption ?? "", (name) => isAgencyName(name, agencies));
  const embeddedCredit = [xmp.credit, iim.credit].find((credit) => credit !== undefined && credit.trim() !== "");
  const agency = agencyOf([embeddedCredit, words.credit, xmp.source ?? iim.source], agencies) ?? deliveredBy;
  const { rights, origins, disagreements } = resolveRights({
    claims: {
      ...(agency !== undefined && { frontMatter: { agency } }),
      // Stands where a copy's photo line would, but counts only where the fields say nothing.
      ...(embeddedCredit === undefined && words.credit !== undefined && { copy: { credit: words.credit } }),
      xmp,
      iim,
      exif,
    },
    agencies,
  });
  // Without a credit nothing is resolved; what else the file says should not be lost with it.
  const claim: RightsClaim = rights ? ownFields(rights, origins) : fallback(reading);
  const credit = rights?.credit;
  const said = [credit, words.credit].map((line) => (line === undefined ? {} : creditParts(line, agencies)));
  const grounds = claim.rights ?? groundsOf(claim.licence) ?? said.find((parts) => parts.rights)?.rights;
  const creator = claim.creator?.length ? claim.creator : said.find((parts) => parts.creator)?.creator;
  const supplierRef = claim.supplierRef ?? words.supplierRef;
  const alt = oneLine(xmp.alt);
  const record = validRecord(
    {
      ...(alt !== undefined && alt !== words.caption && { alt }),
      caption: words.caption,
      credit,
      creator,
      copyright: claim.copyright,
      source: claim.source,
      supplierRef,
      agency,
      rights: grounds,
      licence: claim.licence,
      licensor: claim.licensor,
      usageTerms: claim.usageTerms,
      digitalSource: claim.digitalSource,
    },
    zone,
  );
  const missing = (["credit", "alt"] as const).filter((key) => record[key] === undefined);
  return {
    record,
    ...(agency !== undefined && { agency }),
    ...(words.credit !== undefined && { creditFromCaption: words.credit }),
    disagreements: disagreements.flatMap(inWords),
    missing,
  };
}

/** Between the file's own fields alone: that its sender is not whom it names is no fault of the file. */
function inWords({ field, values }: Disagreement): string[] {
  const said = values.filter(({ origin }) => ["xmp", "iim", "exif"].includes(origin));
  return said.length < 2
    ? []
    : [`${field}: ${said.map(({ origin, value }) => `${places[origin]} ${value}`).join(", ")}`];
}

const places: Partial<Record<RightsOrigin, string>> = { xmp: "XMP", iim: "IIM", exif: "EXIF" };

/** The sidecar's text: one key a line, and a comment in place of what only a person can write. */
export function sidecarText({ record, missing }: Pick<WireRecord, "record" | "missing">): string {
  const wanted = { alt: "# alt: what the photo shows\n", credit: "# credit: whose photo it is\n" };
  const { creator, ...rest } = record;
  const ordered = Object.fromEntries(
    Object.entries({ ...rest, creator: creator?.length === 1 ? creator[0] : creator })
      .filter(([, value]) => value !== undefined)
      .sort(([a], [b]) => order.indexOf(a) - order.indexOf(b)),
  );
  const text = Object.keys(ordered).length > 0 ? stringify(ordered, { lineWidth: 0 }) : "";
  return (
    wanted.alt.repeat(Number(missing.includes("alt"))) + wanted.credit.repeat(Number(missing.includes("credit"))) + text
  );
}

const order = [
  "alt", "caption", "credit", "creator", "copyright", "source", "supplierRef", "agency",
  "rights", "licence", "licensor", "usageTerms", "digitalSource", "original",
]; // biome-ignore format: a list to scan

/** Of the first text that names one. */
function agencyOf(texts: readonly (string | undefined)[], agencies: Agencies): string | undefined {
  return texts
    .map((text) => (text === undefined ? undefined : matchAgency(text, agencies)))
    .find((key) => key !== undefined);
}

/** A name and nothing besides: `ANI`, not `ANI/Delhi`. */
function isAgencyName(name: string, agencies: Agencies): boolean {
  return !/[/|,;:–—]/.test(name) && name.split(/\s+/).length <= 4 && matchAgency(name, agencies) !== undefined;
}

function ownFields(rights: Rights, origins: Partial<Record<keyof Rights, string>>): RightsClaim {
  return Object.fromEntries(Object.entries(rights).filter(([field]) => origins[field as keyof Rights] !== "agency"));
}

function fallback({ xmp, iim, exif }: PhotoReading): RightsClaim {
  const claims = { xmp: { ...xmp, credit: "-" }, iim, exif };
  const { credit: _, ...rest } = resolveRights({ claims, agencies: {} }).rights ?? { credit: "" };
  return rest;
}

/** What the licence's address says for certain. */
function groundsOf(licence: string | undefined): Sidecar["rights"] {
  if (licence === undefined) return undefined;
  if (/creativecommons\.org\/publicdomain\//i.test(licence)) return "public-domain";
  return /creativecommons\.org\/licenses\//i.test(licence) ? "creative-commons" : undefined;
}

/** Fields that the sidecar's own schema refuses are left out, one by one: a wire's odd value must not spoil the rest. */
function validRecord(fields: Record<string, unknown>, zone: string): Sidecar {
  const schema = sidecarSchema(zone);
  const clean = Object.fromEntries(
    Object.entries(fields).flatMap(([key, value]) => {
      const tidy = Array.isArray(value) ? value.map(oneLine) : typeof value === "string" ? oneLine(value) : value;
      return tidy === undefined || !schema.safeParse({ [key]: tidy }).success ? [] : [[key, tidy]];
    }),
  );
  return schema.parse(clean);
}

/** On one line, without characters that only machines mean; undefined where nothing is left. */
function oneLine(text: string | undefined): string | undefined {
  const line = text
    ?.normalize("NFC")
    .toWellFormed()
    .replace(/[\u202a-\u202e\u2066-\u2069\ufeff\ufffd]/g, "")
    .replace(/[\s\p{Cc}]+/gu, " ")
    .trim();
  return line === "" ? undefined : line;
}
