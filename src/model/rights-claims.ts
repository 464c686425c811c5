import type { PhotoRecord, Sidecar } from "../content/photo-schema.ts";
import type { RightsClaims } from "./resolve-rights.ts";
import type { PhotoReading, RightsClaim } from "./rights.ts";

/** What each place says of a photo's rights in one use; an agency's defaults are found where rights are resolved. */
export function rightsClaims(
  place: { record: PhotoRecord; copyCredit?: string | undefined },
  sidecar: Sidecar,
  reading: Pick<PhotoReading, "xmp" | "iim" | "exif">,
): RightsClaims {
  return {
    frontMatter: claimOf(place.record),
    ...(place.copyCredit && { copy: { credit: place.copyCredit } }),
    sidecar: claimOf(sidecar),
    xmp: reading.xmp,
    iim: reading.iim,
    exif: reading.exif,
  };
}

/** What a record or a sidecar says of rights; its other keys are left out. */
export function claimOf(fields: Sidecar): RightsClaim {
  const {
    credit,
    creator,
    copyright,
    source,
    supplierRef,
    usageTerms,
    licence,
    licensor,
    rights,
    digitalSource,
    agency,
  } = fields;
  const claim = {
    credit,
    creator,
    copyright,
    source,
    supplierRef,
    usageTerms,
    licence,
    licensor,
    rights,
    digitalSource,
    agency,
  };
  return Object.fromEntries(Object.entries(claim).filter(([, value]) => value !== undefined)) as RightsClaim;
}
