import { readFileSync } from "node:fs";
import type { Store } from "../../src/base/store.ts";
import { isPicture } from "../../src/content/photo-files.ts";
import type { SiteContent } from "../../src/content/site-content.ts";
import { readSiteFiles } from "../../src/content/site-files.ts";
import { lookAlikeLimit, type ParsedHash, parsedDistance, parseHash } from "../../src/model/look-alike.ts";
import type { PhotoReading } from "../../src/model/rights.ts";
import { readPhotos } from "../../src/photos/read-photos.ts";

/** A picture that looks like another, and where that one is. */
interface Look {
  id: string;
  hash: ParsedHash;
}

/** The pictures that a site has, used or not: what a new one is compared with. */
export class SitePictures {
  /** Of the photos that are used or have a sidecar, by SHA-256. */
  readonly readings: ReadonlyMap<string, PhotoReading>;
  readonly #byDigest: ReadonlyMap<string, string>;
  readonly #byReference: Map<string, string>;
  readonly #looks: Look[];

  constructor(input: {
    byDigest: ReadonlyMap<string, string>;
    byReference: Map<string, string>;
    looks: Look[];
    readings: ReadonlyMap<string, PhotoReading>;
  }) {
    this.#byDigest = input.byDigest;
    this.#byReference = input.byReference;
    this.#looks = input.looks;
    this.readings = input.readings;
  }

  /** The id of the photo with the same bytes. */
  sameBytes(sha256: string): string | undefined {
    return this.#byDigest.get(sha256);
  }

  /** Ids of photos that look the same, the likest first. */
  lookAlikes({ perceptualHash = "" }: Pick<PhotoReading, "perceptualHash">): string[] {
    const hash = parseHash(perceptualHash);
    if (!hash) return [];
    return this.#looks
      .map((look) => ({ id: look.id, distance: parsedDistance(hash, look.hash) }))
      .filter(({ distance }) => distance <= lookAlikeLimit)
      .sort((a, b) => a.distance - b.distance)
      .map(({ id }) => id);
  }

  /** The id of another photo with the same reference of the supplier: a frame sent anew. */
  sameReference(supplierRef: string | undefined): string | undefined {
    return this.#byReference.get(plain(supplierRef));
  }

  /** A picture that was just taken in, for those that follow. */
  add(id: string, { perceptualHash = "" }: PhotoReading, supplierRef: string | undefined): void {
    const hash = parseHash(perceptualHash);
    if (hash) this.#looks.push({ id, hash });
    const reference = plain(supplierRef);
    if (reference !== "" && !this.#byReference.has(reference)) this.#byReference.set(reference, id);
  }
}

/** Looks through a site's pictures; what the store knows by its SHA-256 is not opened. */
export async function readSitePictures(
  content: SiteContent,
  { site, store }: { site: string; store: Store },
): Promise<SitePictures> {
  const files = await readSiteFiles(site, ["articles"], store);
  const byDigest = new Map<string, string>();
  for (const path of files.paths) {
    const id = path.slice("articles/".length);
    if (isPicture(path)) byDigest.set(files.sha256(path), id);
    else if (/\.ya?ml$/i.test(path) && isPicture(path.replace(/\.ya?ml$/i, ""))) {
      // A sidecar without its picture stands for an original that lies elsewhere.
      const digest = /^original:\s*["']?([0-9a-f]{64})\b/im.exec(readFileSync(files.onDisk(path), "utf8"))?.[1];
      if (digest !== undefined) byDigest.set(digest.toLowerCase(), id.replace(/\.ya?ml$/i, ""));
    }
  }
  const photos = [...content.photos.values()];
  const results = await readPhotos(
    photos.map(({ file, sha256 }) => ({ path: file, sha256 })),
    { store },
  );
  const readings = new Map([...results].flatMap(([sha256, { value }]) => (value ? [[sha256, value]] : [])));
  const byReference = new Map<string, string>();
  const looks: Look[] = [];
  for (const { id, sha256, sidecar } of photos) {
    const reading = readings.get(sha256);
    const reference = plain(sidecar?.supplierRef ?? reading?.xmp.supplierRef ?? reading?.iim.supplierRef);
    if (reference !== "") byReference.set(reference, id);
    const hash = parseHash(reading?.perceptualHash ?? "");
    if (hash) looks.push({ id, hash });
  }
  store.flush();
  return new SitePictures({ byDigest, byReference, looks, readings });
}

function plain(reference: string | undefined): string {
  return (reference ?? "").replace(/\s+/g, " ").trim().toLowerCase();
}
