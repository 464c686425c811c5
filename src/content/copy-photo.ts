import type { PhotoUse } from "./blocks.ts";
import { type CopyContext, type Piece, report } from "./copy-context.ts";
import { embedBlock } from "./copy-embeds.ts";
import { splitCaption } from "./photo-line.ts";

/** A picture as markdown, HTML or a shortcode names it; `line` is in the file. */
export interface PictureReference {
  src: string;
  alt: string;
  caption: string;
  line: number;
}

/**
 * What a picture in the copy becomes: a photo where it names a local file; a link card and a warning where it would be
 * fetched from another host; nothing but a warning where it has no address that could be kept.
 */
export function picturePieces(picture: PictureReference, context: CopyContext): Piece[] {
  const src = picture.src.trim();
  if (/^(?:https?:)?\/\//i.test(src)) {
    const card = embedBlock(src, picture.caption || picture.alt);
    report(context, {
      code: "copy/remote-photo",
      line: picture.line,
      message: `This photo would be loaded from ${card?.host ?? "another host"}, and nobody says whose it is; a link to it was printed.`,
      hint: 'Save it beside the story and write ![what it shows](file.jpg "caption"), then its credit.',
    });
    return card ? [{ kind: "block", block: card, standsForPhoto: true }] : [{ kind: "photo-gone" }];
  }
  const file = fileOf(src);
  if (file === "" || /^[a-z][a-z\d+.-]*:/i.test(src)) {
    report(context, {
      code: "copy/photo-refused",
      line: picture.line,
      message:
        file === "" ? "This picture names no file." : `A picture can't be read from a ${src.split(":")[0]}: address.`,
    });
    return [{ kind: "photo-gone" }];
  }
  return [{ kind: "block", block: { kind: "photo", photo: photoUse(file, picture), size: "text" } }];
}

function photoUse(file: string, { alt, caption, line }: PictureReference): PhotoUse {
  const shown = alt.replace(/\s+/g, " ").trim();
  const { caption: text, credit } = splitCaption(caption);
  return {
    record: { file, ...(shown === "" ? {} : { alt: shown }), ...(text === undefined ? {} : { caption: text }) },
    ...(credit === undefined ? {} : { copyCredit: credit }),
    line,
  };
}

/** The file that an address names: percent signs decoded, and what WordPress hangs behind a picture (`?w=640`) cut off. */
function fileOf(src: string): string {
  // `grey#1.jpg` is a name: only what stands behind a picture's ending is cut.
  let file = src.replace(/^(.*?\.(?:jpe?g|png|webp|avif|gif|heic|tiff?|bmp|svg))[?#].*$/i, "$1");
  if (file.includes("%")) {
    try {
      file = decodeURIComponent(file);
    } catch {
      // a file name may hold a percent sign
    }
  }
  return file.normalize("NFC").trim();
}
