import type { Block } from "./blocks.ts";
import { type CopyContext, type Piece, report } from "./copy-context.ts";

/** A line that says whose a photo is; `line` is in the file. */
interface PhotoLine {
  credit: string;
  line: number;
}

/** The credit that the copy gives the lead photo, gathered over all its parts. */
export interface LeadCredit {
  found?: PhotoLine;
}

/**
 * Pieces as blocks: neighbouring html becomes one block, and a photo line gives its credit to the photo that it directly
 * follows, else to the lead photo. A line behind a photo that was left out belongs to nothing.
 */
export function settle(pieces: readonly Piece[], lead: LeadCredit, context: CopyContext): Block[] {
  const blocks: Block[] = [];
  let follows: "photo" | "gone" | "other" = "other";
  let given: PhotoLine | undefined;
  for (const piece of pieces) {
    const last = blocks.at(-1);
    switch (piece.kind) {
      case "html":
        if (piece.html.trim() === "") break;
        if (last?.kind === "html") last.html += piece.html;
        else blocks.push({ kind: "html", html: piece.html });
        follows = "other";
        break;
      case "block":
        blocks.push(piece.block);
        given = undefined;
        follows = piece.standsForPhoto ? "gone" : /^(?:photo|gallery)$/.test(piece.block.kind) ? "photo" : "other";
        break;
      case "photo-gone":
        follows = "gone";
        break;
      default:
        if (follows === "photo") {
          if (given) reportSecond(piece, given, "The photo's", context);
          else giveCredit(last, piece.credit);
          given ??= piece;
        } else if (follows === "other") giveLead(piece, lead, context);
    }
  }
  return blocks;
}

function giveCredit(block: Block | undefined, credit: string): void {
  const photos = block?.kind === "photo" ? [block.photo] : block?.kind === "gallery" ? block.photos : [];
  for (const photo of photos) photo.copyCredit ??= credit;
}

function giveLead(piece: PhotoLine, lead: LeadCredit, context: CopyContext): void {
  if (lead.found) reportSecond(piece, lead.found, "The lead photo's", context);
  else lead.found = { credit: piece.credit, line: piece.line };
}

function reportSecond(second: PhotoLine, first: PhotoLine, whose: string, context: CopyContext): void {
  if (second.credit === first.credit) return;
  report(context, {
    code: "copy/photo-line-second",
    line: second.line,
    message: `${whose} credit was taken from line ${first.line}; this line says another.`,
    expected: first.credit,
    found: second.credit,
  });
}
