import { sizeAtWidth } from "./crop.ts";
import { cropPicture } from "./crop-picture.ts";
import { type Drawing, readDrawing } from "./drawing.ts";
import { makeDrawing } from "./make-drawing.ts";
import { openPhoto } from "./open-photo.ts";
import type { PhotoResult } from "./photo-failure.ts";
import { rightsPacket } from "./rights-packet.ts";
import { maximumPixels, sharp } from "./sharp.ts";
import { cardSize, type SocialCardPlan } from "./social-card.ts";
import { Canvas } from "./social-card-canvas.ts";
import { cardFonts, scriptOf } from "./social-card-fonts.ts";
import { fitText, lineHeights, type SetText, stepsFrom } from "./social-card-text.ts";
import { withIim } from "./write-iim.ts";

/** px */
const margin = 44;

/** px: beside a photo the headline has the larger half; a chart or map that is wider than high must be read, so it has two thirds. */
const photoWidths = { photo: 520, wideDrawing: 780 } as const;

/** px between picture and words; drawings bring a margin of their own. */
const gaps = { photo: margin, wideDrawing: 20 } as const;

type PicturedAs = keyof typeof photoWidths;

function picturedAs({ isWhole, source }: NonNullable<SocialCardPlan["photo"]>): PicturedAs {
  return isWhole && source.width >= 1.2 * source.height ? "wideDrawing" : "photo";
}

export interface CardSource {
  plan: SocialCardPlan;
  /** The photo file, for a card with one. */
  path?: string | undefined;
}

/**
 * Draws a card as JPEG, with the photo's rights (else the outlet's) as XMP and IIM. The photo stands at the outer edge,
 * in Urdu on the right, and no word stands on it. Failures are what the photo is to blame for; throws where our fonts are
 * not there.
 */
export async function makeSocialCard({ plan, path }: CardSource): Promise<PhotoResult<Buffer>> {
  if (cardFonts().digest !== plan.fonts) throw new Error("the fonts of the cards changed while the build ran");
  const canvas = new Canvas(cardSize, plan.colours.paper);
  if (plan.photo) {
    const opened = await openPhoto({ path: path ?? "", sha256: plan.photo.sha256 });
    if (opened.failure) return opened;
    const drawing = plan.photo.isDrawing ? readDrawing(opened.value.bytes) : undefined;
    if (drawing?.failure) return drawing;
    try {
      const width = photoWidths[picturedAs(plan.photo)];
      const picture = drawing ? await draw(drawing.value, plan, width) : opened.value.bytes;
      await pastePhoto(canvas, picture, plan, plan.photo);
    } catch (error) {
      const found = error instanceof Error ? error.message : String(error);
      return { failure: { code: "photo/unreadable", message: "can't be made into a card", found } };
    }
  }
  await (plan.words.headline === undefined ? printOutlet(canvas, plan) : printStory(canvas, plan));
  const bytes = await sharp(canvas.data, { raw: { ...cardSize, channels: 3 } })
    .withXmp(rightsPacket(plan.carried))
    .toFormat("jpeg", encoding)
    .toBuffer();
  return { value: withIim(bytes, plan.carried) };
}

/** Type shows the marks of compression sooner than a photo does; progressive would cost more than all the type. */
const encoding = { quality: 82, chromaSubsampling: "4:4:4" } as const;

/** An SVG as pixels, as large as the card's column takes it. */
function draw(drawing: Drawing, plan: SocialCardPlan, columnWidth: number): Promise<Buffer> {
  const width = Math.min(columnWidth, Math.floor((cardSize.height * drawing.width) / drawing.height));
  return makeDrawing(drawing, { name: plan.name, format: "jpeg", ...sizeAtWidth(drawing, Math.max(1, width)) }, plan);
}

async function pastePhoto(
  canvas: Canvas,
  bytes: Buffer,
  { direction, colours }: SocialCardPlan,
  photo: NonNullable<SocialCardPlan["photo"]>,
): Promise<void> {
  const { source, focus, isWhole } = photo;
  const shape = { width: photoWidths[picturedAs(photo)], height: cardSize.height };
  const opened = sharp(bytes, { limitInputPixels: maximumPixels, failOn: "error" }).autoOrient();
  const picture = isWhole
    ? opened.resize(shape.width, shape.height, { fit: "contain", background: colours.paper })
    : cropPicture(opened, source, shape, focus);
  const data = await picture.flatten({ background: "#fff" }).toColourspace("srgb").removeAlpha().raw().toBuffer();
  const left = direction === "rtl" ? cardSize.width - shape.width : 0;
  canvas.paste(data, { left, top: 0, ...shape });
}

/** px an em. The label is read at a glance, so it is never small; the credit is small, but printed whole. */
const sizes = {
  latin: { headline: 82, name: 30, label: 29, credit: 20 },
  devanagari: { headline: 70, name: 29, label: 28, credit: 18 },
  nastaliq: { headline: 62, name: 27, label: 26, credit: 18 },
} as const;

/** px an em: below it a headline takes a fifth and sixth line rather than smaller letters. */
const comfortableSize = { latin: 46, devanagari: 42, nastaliq: 36 } as const;

/** From the top: name, double rule, label, headline; the credit stands at the foot. */
async function printStory(canvas: Canvas, plan: SocialCardPlan): Promise<void> {
  const { words, script, direction, colours, photo } = plan;
  const column = columnOf(plan);
  const scale = sizes[script];
  const style = { script, direction } as const;
  const print = (set: SetText, top: number) => {
    const left = direction === "rtl" ? column.left + column.width - set.width : column.left;
    canvas.print(set, { left, top });
  };

  const name = await fitText({
    text: words.outlet,
    style: { ...style, weight: "large", colour: colours.ink },
    box: { width: column.width, height: 2 * lineHeights[script] * scale.name },
    sizes: stepsFrom(scale.name, 0.7),
    maximumLines: () => 2,
  });
  let top = margin - 8;
  print(name, top);
  top += Math.max(name.height, 24) + 16;
  canvas.fill({ ...column, top, height: 3 }, colours.ink);
  canvas.fill({ ...column, top: top + 6, height: 1 }, colours.ink);
  top += 7 + 30;

  if (words.label !== undefined && words.label !== "") {
    const label = await fitText({
      text: words.label,
      style: { ...style, weight: script === "latin" ? "large" : "small", colour: colours.accent },
      box: { width: column.width, height: 2 * lineHeights[script] * scale.label },
      sizes: stepsFrom(scale.label, 0.75),
      maximumLines: () => 2,
    });
    print(label, top);
    top += label.height + (script === "nastaliq" ? 14 : 22);
  }

  let bottom: number = cardSize.height - margin + 8;
  if (photo) {
    const credit = await fitText({
      text: photo.credit,
      style: { ...style, script: scriptOf(photo.credit, script), weight: "small", colour: colours.soft },
      box: { width: column.width, height: 170 },
      sizes: stepsFrom(scale.credit, 0.7),
      maximumLines: (size) => (size > scale.credit * 0.85 ? 2 : 12),
    });
    bottom -= credit.height;
    print(credit, bottom);
    bottom -= 24;
  }

  const headline = await fitText({
    text: words.headline ?? "",
    style: { ...style, weight: "large", colour: colours.ink },
    box: { width: column.width, height: bottom - top },
    sizes: stepsFrom(photo ? scale.headline : Math.round(scale.headline * 1.55), 0.3),
    maximumLines: (size) => (size >= comfortableSize[script] ? 4 : 6),
  });
  print(headline, top);
}

/** The outlet's own card: its name in the middle between rules, so that a square crop keeps it. */
async function printOutlet(canvas: Canvas, plan: SocialCardPlan): Promise<void> {
  const { words, script, direction, colours } = plan;
  const column = { left: (cardSize.width - 600) / 2, width: 600 };
  const style = { script, direction, align: "centre" } as const;
  const name = await fitText({
    text: words.outlet,
    style: { ...style, weight: "large", colour: colours.ink },
    box: { width: column.width, height: 300 },
    sizes: stepsFrom(script === "latin" ? 104 : 92, 0.3),
    maximumLines: () => 2,
  });
  const tagline =
    words.tagline === undefined || words.tagline === ""
      ? undefined
      : await fitText({
          text: words.tagline,
          style: { ...style, weight: "small", colour: colours.soft },
          box: { width: column.width, height: 130 },
          sizes: stepsFrom(script === "latin" ? 40 : 36, 0.5),
          maximumLines: () => 2,
        });
  const gap = 40;
  const height = name.height + 2 * (gap + 7) + (tagline ? gap * 0.8 + tagline.height : 0);
  let top = Math.round((cardSize.height - height) / 2);
  const print = (set: SetText, at: number) =>
    canvas.print(set, { left: Math.round((cardSize.width - set.width) / 2), top: at });
  canvas.fill({ ...column, top, height: 3 }, colours.ink);
  canvas.fill({ ...column, top: top + 6, height: 1 }, colours.ink);
  top += 7 + gap;
  print(name, top);
  top += name.height + gap;
  canvas.fill({ ...column, top, height: 1 }, colours.ink);
  canvas.fill({ ...column, top: top + 4, height: 3 }, colours.ink);
  if (tagline) print(tagline, Math.round(top + 7 + gap * 0.8));
}

interface Column {
  /** px */
  left: number;
  width: number;
}

function columnOf({ photo, direction }: SocialCardPlan): Column {
  if (!photo) return { left: margin, width: cardSize.width - 2 * margin };
  const kind = picturedAs(photo);
  const taken = photoWidths[kind] + gaps[kind];
  return { left: direction === "ltr" ? taken : margin, width: cardSize.width - margin - taken };
}
