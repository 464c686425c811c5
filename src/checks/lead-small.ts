import { problem } from "../base/problem.ts";
import { resolvePhotoId } from "../content/photo-path.ts";
import type { Rule } from "./rule.ts";

// Google Discover and link previews show a large picture from 1,200 px on: FACTS of the trade, "Article images".
const wanted = { width: 1200, height: 630 }; // px

/**
 * A lead photo is wide enough for a large preview, after it was cut to a preview's shape: a tall picture loses height and
 * keeps its width, a panorama loses width. Drawings are sharp at any size.
 */
export const leadSmall: Rule = {
  code: "photo/lead-small",
  needs: "front matter",
  run({ content, readings }) {
    return content.stories.flatMap(({ id, file, frontMatter, lines }) => {
      const { photo, kill } = frontMatter;
      if (!photo || kill || photo.kill) return [];
      const photoId = resolvePhotoId(content.photos, file, photo.file);
      const picture = photoId === undefined ? undefined : content.photos.get(photoId);
      const reading = picture && readings?.get(picture.sha256);
      if (!reading || reading.format === "svg" || picture.sidecar?.kill) return [];
      const width = Math.floor(Math.min(reading.width, (reading.height * wanted.width) / wanted.height));
      if (width >= wanted.width) return [];
      return [
        problem({
          code: "photo/lead-small",
          file,
          line: lines["photo.file"] ?? lines.photo ?? 1,
          column: 1,
          story: id,
          key: "photo",
          message: `The lead photo ${photoId} is too small for a large preview.`,
          expected: `${wanted.width} px wide after the crop for previews, or more`,
          found:
            width < reading.width
              ? `${reading.width} × ${reading.height} px, of which the crop keeps ${width}`
              : `${reading.width} × ${reading.height} px`,
          hint: "Ask the photographer or the agency for a larger file; leave it if there is none.",
        }),
      ];
    });
  },
};
