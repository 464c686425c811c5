import { formatMoment, type Moment } from "../base/dates.ts";
import { type Problem, problem } from "../base/problem.ts";
import { nearest } from "../base/text.ts";
import { resolvePhotoId } from "../content/photo-path.ts";
import type { PhotoKill, PhotoRecord, Sidecar } from "../content/photo-schema.ts";
import type { SiteContent } from "../content/site-content.ts";
import { incompleteKills, publicBeforeKill } from "./incomplete-kills.ts";
import { type Again, agencyOf, claimsOf, type Kill, KillSearch } from "./kill-search.ts";
import { hashBits, lookAlikeLimit, parseHash } from "./look-alike.ts";
import { type PhotoUseAt, photoOf, photoUses } from "./photo-uses.ts";
import type { PhotoReading } from "./rights.ts";

/** A killed photo that was public: what holders of copies are told. Nothing private, and nothing of one that never was. */
export interface WithdrawnPhoto {
  id: string;
  at: Moment;
  notice?: string;
  sha256?: string;
  /** Names of the files that were made of it. */
  renditions: string[];
  /** Their SHA-256, sorted. */
  digests?: string[];
}

export interface KilledPhotos {
  /** By photo's id, what may be shown nowhere: killed photos, and files that are a killed photo once more. */
  byPhoto: ReadonlyMap<string, PhotoKill>;
  /** By id. */
  withdrawn: WithdrawnPhoto[];
  problems: Problem[];
}

type Input = { content: SiteContent; readings: ReadonlyMap<string, PhotoReading>; now: Moment };

/**
 * Finds every use of a killed photo. In plain words: the killed photo itself is left out wherever it is named, with a
 * warning. The same bytes under another name, or another file with the same supplier's reference, are an error, and left
 * out too. A photo that looks like a killed one is an error until a person has written `notKilled`; a warning where only
 * its sidecar stands in the site and nothing uses it. A kill in a story's front matter holds everywhere, as one in a sidecar does.
 */
export function findKilledPhotos({ content, readings, now }: Input): KilledPhotos {
  const kills = collectKills({ content, readings });
  const byId = new Map(kills.map((kill) => [kill.id, kill]));
  const search = new KillSearch(kills, content);
  const byPhoto = new Map(kills.map(({ id, kill }) => [id, kill]));
  const problems: Problem[] = [];
  const zone = content.outlet.timeZone;
  const known = { has: (id: string) => content.photos.has(id) || byId.has(id) };
  const named = new Set<string>();

  const judge = (use: PhotoUseAt, id: string) => {
    const photo = content.photos.get(id);
    const at = placeOf(use);
    const killed = byId.get(id);
    if (killed) {
      const message = `The photo ${id} was killed${dayOf(killed, zone)} and is left out.`;
      problems.push(problem({ ...at, code: "photo/killed", message, hint: whereWritten(killed) }));
      return;
    }
    const reading = photo && readings.get(photo.sha256);
    const sidecar = photo?.sidecar ?? {};
    const again = search.again({ sha256: photo?.sha256, ...claimsOf(use.record, sidecar, reading) });
    if (again) {
      byPhoto.set(id, again.kill.kill);
      problems.push(problem({ ...at, ...saidAgain(id, again, zone) }));
      return;
    }
    const cleared = new Set<string>();
    for (const [names, file] of [
      [use.record.notKilled, use.file],
      [sidecar.notKilled, photo?.sidecarFile ?? ""],
    ] as const) {
      for (const name of names ?? []) cleared.add(resolvePhotoId(byId, file, name) ?? "");
    }
    for (const { kill, distance } of search.alike(id, reading?.perceptualHash)) {
      if (cleared.has(kill.id)) continue;
      // What lies in the archive and is shown nowhere must not keep the kill of its neighbour from going out.
      const severity = use.isUnused ? ("warning" as const) : ("error" as const);
      problems.push(problem({ ...at, severity, ...saidAlike(id, kill, distance, zone) }));
    }
  };

  for (const use of photoUses(content)) {
    if (use.record.notKilled) problems.push(...unknownKills(use, use.record.notKilled, byId));
    if (kills.length === 0 || !use.isShown) continue;
    const id = photoOf(use, known);
    if (id === undefined) continue;
    named.add(id);
    judge(use, id);
  }
  for (const { id, sidecar, sidecarFile, notKilledLine } of content.photos.values()) {
    if (sidecarFile === undefined) continue;
    const use: PhotoUseAt = { record: { file: id }, file: sidecarFile, line: 1, isShown: true, isUnused: true };
    if (sidecar?.notKilled) {
      problems.push(...unknownKills({ ...use, line: notKilledLine ?? 1, key: "notKilled" }, sidecar.notKilled, byId));
    }
    // Described, but shown nowhere: it is one step from a page.
    if (!named.has(id) && !byId.has(id)) judge(use, id);
  }
  const wasPublic = publicBeforeKill(content, byId, now);
  problems.push(...incompleteKills(content, wasPublic));
  return { byPhoto, withdrawn: withdrawnOf(kills, wasPublic), problems };
}

/** Kills of sidecars, then those of front matter; what the sidecar does not remember is taken from the file while it is there. */
function collectKills({ content, readings }: Omit<Input, "now">): Kill[] {
  const kills = new Map<string, Kill>();
  const add = (id: string, kill: PhotoKill, told: { file: string; record: PhotoRecord; sidecar: Sidecar }) => {
    const photo = content.photos.get(id);
    const reading = photo && readings.get(photo.sha256);
    const claims = claimsOf(told.record, told.sidecar, reading);
    const looks = kill.perceptualHash ?? reading?.perceptualHash;
    kills.set(id, {
      id,
      file: told.file,
      kill,
      sha256: kill.sha256 ?? photo?.sha256 ?? told.sidecar.original,
      looks: looks === undefined ? undefined : parseHash(looks),
      supplierRef: kill.supplierRef ?? claims.supplierRef,
      agency: agencyOf(claims, content),
    });
  };
  for (const { id, file, kill, sidecar } of content.killedPhotos)
    add(id, kill, { file, record: { file: id }, sidecar });
  for (const use of photoUses(content)) {
    if (!use.record.kill) continue;
    const id = photoOf(use, content.photos);
    if (id === undefined || kills.has(id)) continue;
    const sidecar = content.photos.get(id)?.sidecar ?? {};
    add(id, use.record.kill, { file: use.file, record: use.record, sidecar });
  }
  return [...kills.values()];
}

function saidAgain(id: string, { kill, supplierRef }: Again, zone: string) {
  const what = `${kill.id}, killed${dayOf(kill, zone)}`;
  return {
    code: "photo/killed-again" as const,
    message:
      supplierRef === undefined
        ? `The photo ${id} is ${what}, under another name: the bytes are the same.`
        : `The photo ${id} has the supplier's reference of ${what}.`,
    ...(supplierRef !== undefined && { found: supplierRef }),
    hint: `Take it out. ${whereWritten(kill)}`,
  };
}

function saidAlike(id: string, kill: Kill, distance: number, zone: string) {
  return {
    code: "photo/killed-lookalike" as const,
    message: `The photo ${id} looks like ${kill.id}, killed${dayOf(kill, zone)}.`,
    found: `${distance} of ${hashBits} bits differ`,
    expected: `more than ${lookAlikeLimit}`,
    hint: `Look at both; if this one may stay, write \`notKilled: [${kill.id}]\` in its record or sidecar. ${whereWritten(kill)}`,
  };
}

function unknownKills(use: PhotoUseAt, names: readonly string[], kills: ReadonlyMap<string, Kill>): Problem[] {
  const unknown = names.filter((name) => resolvePhotoId(kills, use.file, name) === undefined);
  return unknown.map((name) => {
    const near = nearest(name, kills.keys());
    return problem({
      ...placeOf(use),
      code: "photo/not-killed-unknown",
      message: "`notKilled` names a photo that was not killed.",
      found: name,
      ...(near !== undefined && { hint: `Did you mean \`${near}\`?` }),
    });
  });
}

function placeOf({ file, line, story, key }: PhotoUseAt) {
  return {
    file,
    ...(line !== undefined && { line }),
    ...(story !== undefined && { story }),
    ...(key !== undefined && { key }),
  };
}

// The reason is private: it is never printed, not even here, for logs of builds are read by many.
function whereWritten({ file }: Kill): string {
  return `Why is written in ${file}.`;
}

/** ` on 30 May 2026`; nothing where the kill's own words can't be read. */
function dayOf({ kill }: Kill, zone: string): string {
  return kill.at === 0 ? "" : ` on ${formatMoment(kill.at, "date", { locale: "en-GB", zone })}`;
}

/** Only what was public: kills that name files which were made, and those of photos that a story showed before. */
function withdrawnOf(kills: readonly Kill[], wasPublic: ReadonlySet<string>): WithdrawnPhoto[] {
  return kills
    .flatMap(({ id, kill, sha256 }) =>
      (kill.renditions ?? []).length === 0 && !wasPublic.has(id)
        ? []
        : [
            {
              id,
              at: kill.at,
              ...(kill.notice !== undefined && { notice: kill.notice }),
              ...(sha256 !== undefined && { sha256 }),
              renditions: [...(kill.renditions ?? [])].sort(),
              ...(kill.digests !== undefined && { digests: [...kill.digests].sort() }),
            },
          ],
    )
    .sort((a, b) => (a.id < b.id ? -1 : 1));
}
