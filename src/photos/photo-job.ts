import { sha256 } from "../base/digest.ts";
import { writeFileAtomic } from "../base/files.ts";
import type { PhotoReading } from "../model/rights.ts";
import { makeRenditions } from "./make-renditions.ts";
import type { PhotoSource } from "./open-photo.ts";
import type { PhotoFailure, PhotoResult } from "./photo-failure.ts";
import type { RenditionPlan } from "./plan-renditions.ts";
import { readPhoto } from "./read-photo.ts";
import { renditionPath } from "./rendition-path.ts";
import type { SocialCardPlan } from "./social-card.ts";
import { makeSocialCard } from "./social-card-picture.ts";

// What is sent to a worker and what comes back: plain data, for it crosses between processes.

export type PhotoJob = ReadJob | MakeJob | CardJob;

export interface ReadJob {
  kind: "read";
  source: PhotoSource;
}

export interface MakeJob {
  kind: "make";
  path: string;
  plan: RenditionPlan;
  /** Names to make, of the plan's. */
  names: string[];
  /** The cache folder. */
  cache: string;
}

/** A card for link previews. */
export interface CardJob {
  kind: "card";
  /** The photo file, for a card with one. */
  path?: string | undefined;
  plan: SocialCardPlan;
  /** The cache folder. */
  cache: string;
}

/** One rendition that now stands in the cache. */
export interface MadeRendition {
  name: string;
  sha256: string;
  bytes: number;
}

export type PhotoJobResult =
  | { kind: "read"; reading: PhotoResult<PhotoReading> }
  | { kind: "made"; made: MadeRendition[]; failure?: PhotoFailure };

/** Does one job, in whichever process. Throws where the disk is to blame. */
export async function doPhotoJob(job: PhotoJob): Promise<PhotoJobResult> {
  if (job.kind === "read") return { kind: "read", reading: await readPhoto(job.source) };
  const made: MadeRendition[] = [];
  const keep = ({ name }: { name: string }, bytes: Buffer) => {
    writeFileAtomic(renditionPath(job.cache, name), bytes);
    made.push({ name, sha256: sha256(bytes), bytes: bytes.length });
  };
  if (job.kind === "card") {
    const { value, failure } = await makeSocialCard(job);
    if (value) keep(job.plan, value);
    return { kind: "made", made, ...(failure && { failure }) };
  }
  const { failure } = await makeRenditions({
    path: job.path,
    plan: job.plan,
    names: new Set(job.names),
    onMade: keep,
  });
  return { kind: "made", made, ...(failure && { failure }) };
}
