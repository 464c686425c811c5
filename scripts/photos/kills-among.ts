import type { Problem } from "../../src/base/problem.ts";
import type { Sidecar } from "../../src/content/photo-schema.ts";
import type { PhotoFile, SiteContent } from "../../src/content/site-content.ts";
import { findKilledPhotos } from "../../src/model/killed-photos.ts";
import type { PhotoReading } from "../../src/model/rights.ts";

/** A picture that would be taken in. */
export interface Candidate {
  /** Its name in the wire's folder. */
  name: string;
  path: string;
  reading: PhotoReading;
  record: Sidecar;
}

const refusals: ReadonlySet<string> = new Set(["photo/killed-again", "photo/killed-lookalike"]);

/**
 * Which pictures of a wire are a killed photo once more, or look like one: judged as the build would judge them if they
 * were in the site already, each with its sidecar. By their names in the folder.
 */
export function killsAmong(
  candidates: readonly Candidate[],
  { content, readings }: { content: SiteContent; readings: ReadonlyMap<string, PhotoReading> },
): Map<string, Problem> {
  const photos = new Map<string, PhotoFile>(content.photos);
  const all = new Map(readings);
  const names = new Map<string, string>();
  for (const { name, path, reading, record } of candidates) {
    // No photo of a site has an id that begins so.
    const id = `./${name}`;
    names.set(id, name);
    all.set(reading.sha256, reading);
    photos.set(id, { id, file: path, sha256: reading.sha256, sidecar: record, sidecarFile: id });
  }
  const kills = new Map<string, Problem>();
  // The moment decides only what the public is told of kills.
  for (const each of findKilledPhotos({ content: { ...content, photos }, readings: all, now: 0 }).problems) {
    const id = each.file ?? "";
    const name = names.get(id);
    if (name === undefined || kills.has(name) || !refusals.has(each.code)) continue;
    const { line: _, ...rest } = each;
    // In an archive a picture that looks like a killed one may wait for a judgement; a new one must not get there unseen.
    kills.set(name, {
      ...rest,
      severity: "error",
      file: name,
      message: each.message.replace(id, name),
      ...hintOf(each),
    });
  }
  return kills;
}

function hintOf({ code, hint }: Problem): Pick<Problem, "hint"> {
  if (code !== "photo/killed-lookalike") return hint === undefined ? {} : { hint };
  const rest = hint?.replace(/^.*?in its record or sidecar\. /, "") ?? "";
  return {
    hint: `If it is another picture, put it into the site by hand, with \`notKilled\` in its sidecar. ${rest}`.trim(),
  };
}
