import { basename } from "node:path";
import type { Problem } from "./base/problem.ts";
import type { OpenedSite } from "./build.ts";
import { unlistedKill } from "./model/incomplete-kills.ts";
import { isRenditionOf, renditionStem } from "./photos/forget-photo.ts";
import type { BuildManifest } from "./publish/build-manifest.ts";

/**
 * Kills by hand of photos that the last build published, and that withdrawn.json leaves out, since no story tells of them
 * and the kill lists no files. It goes by the beginning of names, and only where no other photo's names begin so.
 */
export function unlistedKills({ content, newsroom }: OpenedSite, before: BuildManifest): Problem[] {
  const listed = new Set(newsroom.withdrawnPhotos.map(({ id }) => id));
  const unlisted = content.killedPhotos.filter(
    ({ id, kill }) => kill.at !== 0 && !listed.has(id) && (kill.renditions ?? []).length === 0,
  );
  if (unlisted.length === 0) return [];
  const stems = Map.groupBy(content.photos.keys(), renditionStem);
  const names = before.files.map(({ path }) => basename(path));
  return unlisted.flatMap((killed) => {
    const stem = renditionStem(killed.id);
    const isShared = (stems.get(stem) ?? []).some((id) => id !== killed.id);
    if (isShared || !names.some((name) => isRenditionOf(stem, name))) return [];
    return [unlistedKill(killed)];
  });
}
