import type { Block } from "./blocks.ts";
import { type CopyContext, type Piece, report } from "./copy-context.ts";

/** The credit that the copy gives the lead photo, gathered over all its parts. */
export interface LeadCredit {
  found?: { credit: string; line: number };
}

/**
 * Pieces as blocks: neighbouring html becomes one block, and a photo line gives its credit to the photo that it directly
 * follows, else to the lead photo. A line behind a photo that was left out belongs to nothing.
 */
export function settle(pieces: readonly Piece[], lead: LeadCredit, context: CopyContext): Block[] {
  const blocks: Block[] = [];
  let follows: "photo" | "gone" | "other" = "other";
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
        follows = piece.standsForPhoto ? "gone" : /^(?:photo|gallery)$/.test(piece.block.kind) ? "photo" : "other";
        break;
      case "photo-gone":
        follows = "gone";
        break;
      default:
        if (follows === "photo") giveCredit(last, piece.credit);
        else if (follows === "other") giveLead(piece, lead, context);
    }
  }
  return blocks;
}

function giveCredit(block: Block | undefined, credit: string): void {
  const photos = block?.kind === "photo" ? [block.photo] : block?.kind === "gallery" ? block.photos : [];
  for (const photo of photos) photo.copyCredit ??= credit;
}

function giveLead(piece: { credit: string; line: number }, lead: LeadCredit, context: CopyContext): void {
  if (!lead.found) lead.found = { credit: piece.credit, line: piece.line };
  else if (lead.found.credit !== piece.credit) {
    report(context, {
      code: "copy/photo-line-second",
      line: piece.line,
      message: `The lead photo's credit was taken from line ${lead.found.line}; this line says another.`,
      expected: lead.found.credit,
      found: piece.credit,
    });
  }
}
