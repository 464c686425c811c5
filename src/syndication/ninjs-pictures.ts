import { encodePath } from "../base/urls.ts";
import type { Photo, Story } from "../model/story.ts";
import type { Addresses, Rendition } from "./addresses.ts";
import { listed, type NinjsItem, optional } from "./ninjs-item.ts";

/** The pictures that may go out, each once, the lead first; one picture with other words is another. */
export function pictures(story: Story, addresses: Addresses): NinjsItem[] {
  const seen = new Set<string>();
  return [story.photo, ...story.gallery, ...story.copyPhotos].flatMap((photo) => {
    if (!photo?.scopes.feeds) return [];
    const isLead = photo === story.photo;
    const renditions = addresses.renditions(photo, isLead ? "lead" : "inline");
    const key = renditions.map(({ url }) => url).join(" ");
    const [first] = renditions;
    if (!first || seen.has(key) || seen.has(first.url)) return [];
    for (const each of [key, first.url]) seen.add(each);
    return [picture(photo, renditions, story, isLead, addresses)];
  });
}

function picture(
  photo: Photo,
  renditions: readonly Rendition[],
  story: Story,
  isLead: boolean,
  { absolute }: Addresses,
): NinjsItem {
  const { rights, caption, alt } = photo;
  return {
    name: isLead ? "lead" : "picture",
    rel: isLead ? "mainImage" : "image",
    uri: `${absolute("/")}#photo:${encodePath(photo.id)}`,
    type: "picture",
    pubStatus: "usable",
    language: photo.captionLanguage ?? story.language,
    ...listed("descriptions", [
      ...optional(caption, (value) => ({ role: "caption", contentType: "text/plain", value })),
      ...(alt === "" ? [] : [{ role: "altText", contentType: "text/plain", value: alt }]),
    ]),
    ...(rights.creator.length > 0 && { by: rights.creator.join(", ") }),
    // ninjs has no field for the credit line; this is the one that says whose work it is.
    infoSources: [
      { role: "credit", name: rights.credit },
      ...optional(rights.source, (name) => ({ role: "source", name })),
    ],
    ...(rights.copyright !== undefined && { copyrightNotice: rights.copyright }),
    ...(rights.usageTerms !== undefined && { usageTerms: rights.usageTerms }),
    ...(rights.licence !== undefined &&
      URL.canParse(rights.licence) && { rightsInfo: { linkedRights: new URL(rights.licence).href } }),
    ...(rights.digitalSource !== undefined && {
      digitalSourceType: {
        name: rights.digitalSource,
        uri: `http://cv.iptc.org/newscodes/digitalsourcetype/${rights.digitalSource}`,
      },
    }),
    ...listed(
      "altIds",
      optional(rights.supplierRef, (value) => ({ role: "supplierRef", value })),
    ),
    renditions: named(renditions),
  };
}

/** By form and size: a crop may be as wide as the whole, and one that has all of it is the whole again. */
function named(renditions: readonly Rendition[]): NonNullable<NinjsItem["renditions"]> {
  const all = new Map<string, NonNullable<NinjsItem["renditions"]>[number]>();
  for (const { url, type, width, height } of renditions) {
    const name = `${type.replace(/^image\//, "").replace(/\W.*/, "")}-${width}x${height}`;
    if (!all.has(name)) all.set(name, { name, href: url, contentType: type, width, height });
  }
  return [...all.values()];
}
