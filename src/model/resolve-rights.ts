import { singleLine } from "../base/text.ts";
import type { Agencies } from "../content/data-schemas.ts";
import { copyrightHolder } from "./copyright-holder.ts";
import { matchAgency } from "./match-agency.ts";
import { type Rights, type RightsClaim, type RightsOrigin, rightsOrigins } from "./rights.ts";

type Field = keyof Rights;

/** What the places say, each as it stands. An agency's defaults are found here, not handed in. */
export type RightsClaims = Partial<Record<Exclude<RightsOrigin, "agency">, RightsClaim>>;

export interface Disagreement {
  field: Field;
  /** In order of precedence: the first was taken. A list of creators is joined with `; `. */
  values: { origin: RightsOrigin; value: string }[];
}

export interface ResolvedRights {
  /** Undefined: nobody gives a credit, so the photo may not be printed. */
  rights?: Rights;
  /** Whence each field that is set came. */
  origins: Partial<Record<Field, RightsOrigin>>;
  disagreements: Disagreement[];
}

/**
 * The one rights record of a photo's use, field by field from the first place that fills it: front matter, the copy's
 * `[Photo : …]` line, sidecar, XMP, IIM, EXIF, and last the defaults of the agency that is named by key or by the credit
 * that won. Addresses that are no web addresses are passed over, for they end up in links. Where and how long its agency lets
 * the photo go is no field of the record: `usableSpans` sets that beside the photo's leases. Pure.
 */
export function resolveRights({ claims, agencies }: { claims: RightsClaims; agencies: Agencies }): ResolvedRights {
  const ranked = rightsOrigins.flatMap((origin) => {
    const claim = origin === "agency" ? undefined : claims[origin];
    return claim ? [{ origin, claim: cleanClaim(claim) }] : [];
  });
  const disagreements = findDisagreements(ranked);

  const named = ranked.find(({ claim }) => claim.agency !== undefined && Object.hasOwn(agencies, claim.agency));
  if (!named) creditOfExif(ranked);
  const credit = ranked.find(({ claim }) => claim.credit !== undefined)?.claim.credit;
  const agency = named?.claim.agency ?? (credit === undefined ? undefined : matchAgency(credit, agencies));
  // What is not a key of agencies.yaml has no defaults, and is no agency of ours.
  for (const { claim } of ranked) delete claim.agency;
  if (named && agency !== undefined) named.claim.agency = agency;
  if (agency !== undefined) ranked.push({ origin: "agency", claim: cleanClaim(agencyDefaults(agency, agencies)) });

  const rights: RightsClaim = {};
  const origins: ResolvedRights["origins"] = {};
  for (const { origin, claim } of ranked) {
    for (const field of fieldsOf(claim)) {
      if (origins[field] !== undefined) continue;
      // A licensor's name belongs to that licensor's address: never one place's name with another's address.
      if (field === "licensorName" && origins.licensor !== undefined && origins.licensor !== origin) continue;
      if (field === "licensor" && origins.licensorName !== undefined && origins.licensorName !== origin) continue;
      Object.assign(rights, { [field]: claim[field] });
      origins[field] = origin;
    }
  }
  if (rights.credit === undefined) return { origins, disagreements };
  return { rights: { ...rights, credit: rights.credit, creator: rights.creator ?? [] }, origins, disagreements };
}

const fields = [
  "credit", "creator", "copyright", "source", "supplierRef", "usageTerms",
  "licence", "licensor", "licensorName", "rights", "digitalSource", "agency",
] as const satisfies Field[]; // biome-ignore format: a list to scan

function fieldsOf(claim: RightsClaim): Field[] {
  return fields.filter((field) => claim[field] !== undefined);
}

/**
 * EXIF has no credit line. Where nobody else gives a credit or an agency, its copyright notice says whose the photo is. Its
 * Artist does not: that may be whoever owns the camera.
 */
function creditOfExif(ranked: readonly { origin: RightsOrigin; claim: RightsClaim }[]): void {
  if (ranked.some(({ claim }) => claim.credit !== undefined)) return;
  const exif = ranked.find(({ origin }) => origin === "exif")?.claim;
  const holder = copyrightHolder(exif?.copyright ?? "");
  if (exif && holder !== undefined) exif.credit = holder;
}

/**
 * Without what is blank, without addresses that are none, and without keys that are no rights (captions). Texts are one line,
 * or they would differ where a format has none, as IIM; but for usage terms, which may be paragraphs.
 */
function cleanClaim(claim: RightsClaim): RightsClaim {
  const clean: RightsClaim = {};
  for (const field of fieldsOf(claim)) {
    const value = claim[field];
    const isWebAddress = () => typeof value === "string" && /^https?:\/\/[^\s]+$/i.test(value.trim());
    if ((field === "licence" || field === "licensor") && !isWebAddress()) continue;
    if (Array.isArray(value)) {
      const names = value.map(singleLine).filter((name) => name !== "");
      if (names.length > 0) clean.creator = names;
    } else if (typeof value === "string") {
      const text = field === "usageTerms" ? value.trim() : singleLine(value);
      if (text !== "") Object.assign(clean, { [field]: text });
    }
  }
  return clean;
}

function agencyDefaults(key: string, agencies: Agencies): RightsClaim {
  const agency = agencies[key];
  if (!agency) return {};
  const name = typeof agency.name === "string" ? agency.name : (agency.name.en ?? Object.values(agency.name)[0]);
  return {
    agency: key,
    credit: agency.credit,
    ...(agency.rights !== undefined && { rights: agency.rights }),
    ...(agency.terms !== undefined && { usageTerms: agency.terms }),
    ...(agency.licensor !== undefined && { licensor: agency.licensor }),
    ...(agency.licensor !== undefined && name !== undefined && { licensorName: name }),
  };
}

/** An agency's defaults never disagree: to say something else than a default is what the other places are for. */
function findDisagreements(ranked: readonly { origin: RightsOrigin; claim: RightsClaim }[]): Disagreement[] {
  return fields.flatMap((field) => {
    const values = ranked.flatMap(({ origin, claim }) => {
      const value = claim[field];
      return value === undefined ? [] : [{ origin, value: Array.isArray(value) ? value.join("; ") : value }];
    });
    const [first] = values;
    if (!first) return [];
    const others = values.slice(1).filter((other) => !agrees(first, other));
    return others.length > 0 ? [{ field, values: [first, ...others] }] : [];
  });
}

interface OriginValue {
  origin: RightsOrigin;
  value: string;
}

/**
 * Spacing, case and Unicode form are no disagreement. Nor is a value that IIM clipped (32 bytes for most fields): there the
 * shorter is a beginning of the longer.
 */
function agrees(one: OriginValue, other: OriginValue): boolean {
  const [a, b] = [plain(one.value), plain(other.value)];
  if (a === b) return true;
  return (one.origin === "iim" && b.startsWith(a)) || (other.origin === "iim" && a.startsWith(b));
}

// Decomposed and in capitals, so that the beginning of a text stays the beginning of its plain form: composing would join
// a letter with a mark that the clipped one lost, and small letters know a final sigma.
function plain(value: string): string {
  return value.normalize("NFD").replace(/\s+/g, " ").trim().toUpperCase();
}
