import type { Language } from "../model/languages.ts";
import { type BookCoverHeadline, bookCoverSize, type CoverPicture, CoverSheet, column } from "./book-cover-sheet.ts";
import { sizeAtWidth } from "./crop.ts";
import { cropPicture } from "./crop-picture.ts";
import { readDrawing } from "./drawing.ts";
import { makeDrawing } from "./make-drawing.ts";
import { openPhoto } from "./open-photo.ts";
import { type PacketInput, rightsPacket } from "./rights-packet.ts";
import { maximumPixels, sharp } from "./sharp.ts";
import type { CardColours, CardPhoto } from "./social-card.ts";
import { cardScript, drawableText, missingCharacters } from "./social-card-fonts.ts";
import { withIim } from "./write-iim.ts";

export interface BookCoverUse {
  /** The paper's name. */
  outlet: string;
  /** `Daily edition, 22 November 2026`. */
  edition: string;
  /** The lead first. */
  headlines: readonly BookCoverHeadline[];
  /** The lead's own, and its file. Whoever asks knows that it may leave the web. */
  photo?: (CardPhoto & { path: string; alt: string }) | undefined;
  language: Pick<Language, "code" | "direction">;
  colours: CardColours;
  /** Whose the cover is where it has no photo. */
  publisher: string;
}

export interface BookCoverPicture {
  /** JPEG. */
  bytes: Buffer;
  /** What stands on it: whatever our fonts could not set is not among it. */
  headlines: BookCoverHeadline[];
  /** Byte for byte the record's, where a photo stands on it. */
  credit?: string;
}

/** px: a photo takes no more of the cover's height, so that the headlines stay legible on a shelf; Nastaliq wants more of it. */
const highestPhotos = { latin: 704, devanagari: 680, nastaliq: 590 } as const;
/** Characters; a credit is printed whole, or its photo is not. */
const longestCredit = 300;

/**
 * A book's cover: the paper's name, the edition, the lead with its photo, and what else the front leads with. The same input
 * gives the same bytes. In plain words: no word stands on the photo, its credit stands below it and its rights in the file; a
 * headline that our faces can't set is left out, and where they can't set the paper's name there is no cover (undefined).
 */
export async function makeBookCover(use: BookCoverUse): Promise<BookCoverPicture | undefined> {
  const script = cardScript(use.language.code);
  const outlet = drawableText(use.outlet);
  const edition = drawableText(use.edition);
  if (script === undefined || missingCharacters(outlet + edition).length > 0) return undefined;
  const drawable = use.headlines.map(({ label, text }) => ({
    ...(label !== undefined && label !== "" && { label: drawableText(label) }),
    text: drawableText(text),
  }));
  const settable = drawable.filter(
    ({ label = "", text }) => text !== "" && missingCharacters(label + text).length === 0,
  );
  // Beside another story's headline its photo would say what is not so.
  const isLeadSet = settable[0] !== undefined && settable[0] === drawable[0];
  const photo = isLeadSet && use.photo && isPrintable(use.photo.rights.credit) ? use.photo : undefined;
  const carried: PacketInput = photo
    ? { rights: photo.rights, alt: photo.alt }
    : { rights: { credit: use.publisher, creator: [use.publisher] }, alt: `${use.outlet} — ${use.edition}` };
  const picture = photo && (await pictureOf(photo, carried, highestPhotos[script]));
  if (photo && !picture) return makeBookCover({ ...use, photo: undefined });

  const sheet = new CoverSheet(script, use);
  await sheet.masthead(outlet, edition);
  if (photo && picture) await sheet.photo(picture, photo.rights.credit);
  const headlines = await sheet.headlines(settable);
  const jpeg = await sharp(sheet.canvas.data, { raw: { ...bookCoverSize, channels: 3 } })
    .withXmp(rightsPacket(carried))
    .jpeg({ quality: 82, chromaSubsampling: "4:4:4" })
    .toBuffer();
  return { bytes: withIim(jpeg, carried), headlines, ...(photo && { credit: photo.rights.credit }) };
}

function isPrintable(credit: string): boolean {
  return credit.length <= longestCredit && missingCharacters(credit).length === 0;
}

/** The photo as wide as the column; a map, chart or diagram is shown whole. Undefined where it can't be read. */
async function pictureOf(
  photo: NonNullable<BookCoverUse["photo"]>,
  carried: PacketInput,
  highestPhoto: number,
): Promise<CoverPicture | undefined> {
  const { reading, focus, isWhole, path } = photo;
  const opened = await openPhoto({ path, sha256: reading.sha256 });
  if (opened.failure) return undefined;
  const whole = sizeAtWidth(reading, column.width);
  const isHigh = whole.height > highestPhoto;
  const shape = isHigh
    ? {
        width: isWhole ? Math.round((reading.width * highestPhoto) / reading.height) : column.width,
        height: highestPhoto,
      }
    : whole;
  let { bytes } = opened.value;
  if (reading.format === "svg") {
    const drawing = readDrawing(bytes);
    if (drawing.failure) return undefined;
    bytes = await makeDrawing(drawing.value, { name: "cover.jpg", format: "jpeg", ...shape }, { carried });
  }
  try {
    const image = sharp(bytes, { limitInputPixels: maximumPixels, failOn: "error" }).autoOrient();
    const sized =
      isWhole || !isHigh
        ? image.resize(shape.width, shape.height, { fit: "fill" })
        : cropPicture(image, reading, shape, focus);
    const data = await sized.flatten({ background: "#fff" }).toColourspace("srgb").removeAlpha().raw().toBuffer();
    return { data, ...shape };
  } catch {
    return undefined;
  }
}
