import type { Photo, Story } from "../model/story.ts";
import { clean } from "./json-ld.ts";
import type { ViewContext } from "./view-context.ts";

/** Each picture of the story once, the lead first; one file with other words is another picture, at another address. */
export function imagesOf(story: Story, context: ViewContext): object[] {
  const shown = new Set<string>();
  return [story.photo, ...story.gallery, ...story.copyPhotos].flatMap((photo) => {
    if (!photo) return [];
    const placement = photo === story.photo ? "lead" : "inline";
    const { src } = context.photo(photo, placement);
    if (shown.has(src)) return [];
    shown.add(src);
    return [imageObject(photo, placement, context)];
  });
}

/** Licensable image metadata as Google documents it: contentUrl with creditText, creator, copyrightNotice, license. */
function imageObject(photo: Photo, placement: "lead" | "inline", context: ViewContext): object {
  const view = context.photo(photo, placement);
  const largest = view.renditions.jpeg.at(-1);
  const { rights } = photo;
  const licensor = rights.licensor ?? context.newsroom.outlet.acquireLicensePage;
  return clean({
    "@type": "ImageObject",
    contentUrl: new URL(largest?.url ?? view.src, context.absolute("/")).href,
    width: largest?.width,
    height: largest?.height,
    caption: photo.caption,
    creditText: rights.credit,
    creator:
      rights.creator.length > 0
        ? rights.creator.map((name) => ({ "@type": isOrganisation(name, context) ? "Organization" : "Person", name }))
        : undefined,
    copyrightNotice: rights.copyright,
    license: rights.licence,
    acquireLicensePage:
      licensor && new URL(licensor.startsWith("/") ? context.url(licensor) : licensor, context.absolute("/")).href,
  });
}

/** A creator who is the outlet itself, an agency, or a desk by the last word of the name. */
function isOrganisation(name: string, { newsroom }: ViewContext): boolean {
  const names = [
    newsroom.outlet.name,
    ...Object.values(newsroom.agencies).flatMap((agency) => [agency.name, agency.credit]),
  ];
  const known = names.flatMap((each) => (typeof each === "string" ? [each] : Object.values(each)));
  return known.includes(name) || /\b(agency|bureau|desk|newsroom|service|staff|team)$/i.test(name);
}
