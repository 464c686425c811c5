import { join } from "node:path";
import type { Drawing } from "./drawing.ts";
import type { PlannedRendition, RenditionPlan } from "./plan-renditions.ts";
import { recipe } from "./recipe.ts";
import { rightsPacket } from "./rights-packet.ts";
import { sharp, withDrawings } from "./sharp.ts";
import { cardFontFolder } from "./social-card-fonts.ts";
import { writeDrawing } from "./write-drawing.ts";

/** The files of a drawing, from what the sanitiser left of it. Throws what sharp throws. */
export async function makeDrawing(
  drawing: Drawing,
  rendition: PlannedRendition,
  plan: Pick<RenditionPlan, "carried">,
): Promise<Buffer> {
  const packet = rightsPacket(plan.carried);
  const svg = Buffer.from(writeDrawing(drawing, { alt: plan.carried.alt, packet }));
  return rendition.format === "svg" ? svg : rasterise(svg, drawing.width, rendition, packet);
}

/** Points an inch at which librsvg draws one px of the drawing as one pixel. */
const density = 72;

/** On white, in the project's own faces: whatever fonts a machine has, the letters come out the same. */
async function rasterise(
  svg: Buffer,
  drawn: number,
  { width, height }: PlannedRendition,
  packet: string,
): Promise<Buffer> {
  process.env.FONTCONFIG_FILE = join(cardFontFolder, "fonts.conf");
  return await withDrawings(() =>
    sharp(svg, { density: (density * width) / drawn })
      .resize(width, height, { fit: "fill" })
      .flatten({ background: "#fff" })
      .toColourspace("srgb")
      .removeAlpha()
      .withXmp(packet)
      .jpeg({ ...recipe.drawing.options })
      .toBuffer(),
  );
}
