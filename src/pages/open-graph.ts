import type { Language } from "../model/languages.ts";
import type { CardPicture } from "./card-rack.ts";
import type { SocialPicture } from "./photo-rack.ts";
import type { PageBase } from "./views.ts";
import type { PhotoView } from "./views-parts.ts";

interface OpenGraphInput {
  /** The page's own. */
  input: {
    language: Language;
    photo?: { view: PhotoView; social: SocialPicture | undefined } | undefined;
    openGraph?: PageBase["openGraph"];
  };
  title: string;
  description: string;
  canonical: string;
  site: string;
  origin: string;
  card: CardPicture | undefined;
}

/** `<meta property content>` of a page: what link previews show of it. */
export function openGraph({
  input,
  title,
  description,
  canonical,
  site,
  origin,
  card,
}: OpenGraphInput): PageBase["openGraph"] {
  const { language, photo } = input;
  const picture = card ?? photo?.social;
  const url = picture?.url ?? photo?.view.src;
  return [
    { property: "og:site_name", content: site },
    { property: "og:title", content: title },
    { property: "og:description", content: description },
    { property: "og:url", content: canonical },
    { property: "og:locale", content: language.locale.replace(/-u-.*/, "").replace("-", "_") },
    ...(url !== undefined
      ? [
          { property: "og:image", content: new URL(url, origin).href },
          ...(picture
            ? [
                { property: "og:image:width", content: String(picture.width) },
                { property: "og:image:height", content: String(picture.height) },
              ]
            : []),
          { property: "og:image:alt", content: card?.alt ?? photo?.view.alt ?? title },
          { property: "twitter:card", content: "summary_large_image" },
        ]
      : [{ property: "twitter:card", content: "summary" }]),
    ...(input.openGraph ?? [{ property: "og:type", content: "website" }]),
  ];
}
