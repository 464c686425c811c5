import type { Photo, Story } from "./model/story.ts";
import type { ViewContext } from "./pages/view-context.ts";
import type { PhotoView } from "./pages/views-parts.ts";

/** px: the width of each photo that is saved; every other is answered with it. */
const savedWidth = 960;

/** One file that is saved. */
export interface Part {
  url: string;
  /** In the output. */
  file: string;
}

/** Those that may be kept, in one file each. */
export function savedPhotos(story: Story, context: ViewContext): Part[] {
  return photosOf(story, context, ({ scopes }) => scopes.offline).flatMap(({ view }) => fileOf(view) ?? []);
}

/** The story's photos as its page shows them. */
export function photosOf(
  story: Story,
  context: ViewContext,
  isWanted: (photo: Photo) => boolean,
): { photo: Photo; view: PhotoView }[] {
  const all = [story.photo, ...story.gallery, ...story.copyPhotos].filter((photo) => photo !== undefined);
  return all
    .filter(isWanted)
    .map((photo) => ({ photo, view: context.photo(photo, photo === story.photo ? "lead" : "inline") }));
}

/** One file of a photo: the widest AVIF that a phone has use for; a drawing itself. */
export function fileOf({ renditions, drawingSrc, src }: PhotoView): Part | undefined {
  const { avif, jpeg } = renditions;
  const chosen =
    avif.findLast(({ width }) => width <= savedWidth) ?? avif[0] ?? jpeg.find(({ url }) => url === src) ?? jpeg[0];
  const folder = chosen?.outputPath.slice(0, -chosen.filename.length);
  if (drawingSrc !== undefined) {
    const name = decodeURIComponent(drawingSrc.slice(drawingSrc.lastIndexOf("/") + 1));
    return { url: drawingSrc, file: `${folder ?? "photos/kept/"}${name}` };
  }
  return chosen && { url: chosen.url, file: chosen.outputPath };
}
