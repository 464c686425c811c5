import type { Photo, Story } from "../model/story.ts";
import type { RenditionMetadata } from "../photos/photo-view.ts";
import { clean } from "./json-ld.ts";
import type { ViewContext } from "./view-context.ts";

/**
 * Each picture of the story once, the lead first; one file with other words is another picture, at another address. The
 * lead comes in the shapes that Google asks of an article's picture (16:9, 4:3, 1:1), and as it was taken where it is too
 * small, or a drawing, which no crop may cut.
 */
export function imagesOf(story: Story, context: ViewContext): object[] {
  const shown = new Set<string>();
  return [story.photo, ...story.gallery, ...story.copyPhotos].flatMap((photo) => {
    if (!photo) return [];
    const isLead = photo === story.photo;
    const { src, renditions } = context.photo(photo, isLead ? "lead" : "inline");
    if (shown.has(src)) return [];
    shown.add(src);
    const crops = isLead ? context.photos.crops(photo) : [];
    const largest = renditions.jpeg.at(-1);
    const pictures = crops.length > 0 ? crops : largest ? [largest] : [];
    return pictures.map((picture, index) => imageObject(photo, picture, isLead && index === 0, context));
  });
}

/**
 * Licensable image metadata as Google documents it: contentUrl with creditText, creator, copyrightNotice, license and
 * acquireLicensePage. https://developers.google.com/search/docs/appearance/structured-data/image-license-metadata
 */
function imageObject(
  photo: Photo,
  picture: RenditionMetadata,
  isRepresentative: boolean,
  context: ViewContext,
): object {
  const { rights } = photo;
  const address = new URL(picture.url, context.absolute("/")).href;
  const licensor = rights.licensor ?? context.newsroom.outlet.acquireLicensePage;
  return clean({
    "@type": "ImageObject",
    contentUrl: address,
    url: address,
    width: picture.width,
    height: picture.height,
    encodingFormat: picture.sourceType,
    representativeOfPage: isRepresentative || undefined,
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
