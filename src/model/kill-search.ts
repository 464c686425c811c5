import type { PhotoKill, PhotoRecord, Sidecar } from "../content/photo-schema.ts";
import type { SiteContent } from "../content/site-content.ts";
import { lookAlikeLimit, type ParsedHash, parsedDistance, parseHash } from "./look-alike.ts";
import { matchAgency } from "./match-agency.ts";
import type { PhotoReading } from "./rights.ts";

/** A kill, and all that finds its picture again. */
export interface Kill {
  id: string;
  /** Where it is written. */
  file: string;
  kill: PhotoKill;
  sha256?: string | undefined;
  looks?: ParsedHash | undefined;
  supplierRef?: string | undefined;
  agency?: string | undefined;
}

export interface Claims {
  supplierRef?: string | undefined;
  agency?: string | undefined;
  credit?: string | undefined;
}

/** What a photo says of its origin. The first place that says so wins, as for all rights: a wrong reference in a file is put right in its sidecar. */
export function claimsOf(record: PhotoRecord, sidecar: Sidecar, reading: PhotoReading | undefined): Claims {
  const places = [record, sidecar, reading?.xmp, reading?.iim, reading?.exif].filter((each) => each !== undefined);
  const first = (field: keyof Claims) => places.map((place) => place[field]).find((value) => value !== undefined);
  return { supplierRef: first("supplierRef"), agency: first("agency"), credit: first("credit") };
}

/** The key of the agency whose picture it is, as far as that is known. */
export function agencyOf({ agency, credit }: Claims, { agencies }: Pick<SiteContent, "agencies">): string | undefined {
  if (agency !== undefined && Object.hasOwn(agencies, agency)) return agency;
  return credit === undefined ? undefined : matchAgency(credit, agencies);
}

/** A killed photo that came back. */
export interface Again {
  kill: Kill;
  /** The reference by which it was known; absent: by its bytes. */
  supplierRef?: string;
}

/** Finds kills by bytes, reference and looks, among thousands. */
export class KillSearch {
  readonly #content: Pick<SiteContent, "agencies">;
  readonly #bySha: Map<string, Kill>;
  readonly #byRef: Map<string, Kill[]>;
  readonly #visible: { kill: Kill; looks: ParsedHash }[];
  /** By the photo's id: the same photo stands in many places. */
  readonly #alike = new Map<string, { kill: Kill; distance: number }[]>();

  constructor(kills: readonly Kill[], content: Pick<SiteContent, "agencies">) {
    this.#content = content;
    this.#bySha = new Map(kills.flatMap((kill) => (kill.sha256 === undefined ? [] : [[kill.sha256, kill]])));
    const referred = kills.filter(({ supplierRef }) => supplierRef !== undefined);
    this.#byRef = Map.groupBy(referred, ({ supplierRef = "" }) => plainRef(supplierRef));
    this.#visible = kills.flatMap((kill) => (kill.looks ? [{ kill, looks: kill.looks }] : []));
  }

  /** The killed photo that a photo is once more: by its bytes, else by its supplier's reference. */
  again({ sha256, ...claims }: Claims & { sha256: string | undefined }): Again | undefined {
    const same = sha256 === undefined ? undefined : this.#bySha.get(sha256);
    if (same) return { kill: same };
    const { supplierRef } = claims;
    const candidates = supplierRef === undefined ? undefined : this.#byRef.get(plainRef(supplierRef));
    if (!candidates || supplierRef === undefined) return undefined;
    // Two agencies may count alike; where one of them is not known, the reference alone decides.
    const agency = agencyOf(claims, this.#content);
    const kill = candidates.find((each) => !agency || !each.agency || each.agency === agency);
    return kill && { kill, supplierRef };
  }

  /** Killed photos that a photo looks like, the nearest first. `id`: the photo's; `hash`: its perceptual hash. */
  alike(id: string, hash: string | undefined): { kill: Kill; distance: number }[] {
    const known = this.#alike.get(id);
    if (known) return known;
    const looks = hash === undefined || this.#visible.length === 0 ? undefined : parseHash(hash);
    const found = looks
      ? this.#visible
          .map((each) => ({ kill: each.kill, distance: parsedDistance(looks, each.looks) }))
          .filter(({ distance }) => distance <= lookAlikeLimit)
          .sort((a, b) => a.distance - b.distance || (a.kill.id < b.kill.id ? -1 : 1))
      : [];
    this.#alike.set(id, found);
    return found;
  }
}

function plainRef(reference: string): string {
  return reference.normalize("NFC").replace(/\s+/g, " ").trim().toUpperCase();
}
