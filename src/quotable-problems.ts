import type { Problem } from "./base/problem.ts";
import type { OpenedSite } from "./build.ts";

/**
 * Whether the words of a problem may stand where anybody can read them, as pull requests can be. In plain words: all that
 * concerns no story, and of articles/ only what readers can see already. Of a file that tells nothing of itself (a story that
 * can't be read at all) nothing is quoted.
 */
export function quotableProblems({ content, newsroom }: OpenedSite): (problem: Problem) => boolean {
  const { now } = newsroom;
  const files = new Set(newsroom.stories.map(({ file }) => file));
  for (const { id, entries = [] } of content.stories) {
    if (!newsroom.byId.has(id)) continue;
    for (const { file, status, kill, at } of entries) {
      if (file !== undefined && status === "ready" && !kill && at <= now) files.add(file);
    }
  }
  const photos = newsroom.stories.flatMap(({ photo, gallery, copyPhotos }) => [photo, ...gallery, ...copyPhotos]);
  for (const photo of photos) {
    if (!photo) continue;
    files.add(`articles/${photo.id}`);
    const { sidecarFile } = content.photos.get(photo.id) ?? {};
    if (sidecarFile !== undefined) files.add(sidecarFile);
  }
  return ({ file, story }) => {
    if (story !== undefined && !newsroom.byId.has(story)) return false;
    return file === undefined || !file.startsWith("articles/") || files.has(file);
  };
}
