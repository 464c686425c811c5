import { inLanguage } from "../../src/content/schema-parts.ts";
import type { Thumbnail } from "../../src/photos/thumbnail.ts";
import type { SheetFrame } from "./sheet-page.ts";
import type { WireEntry } from "./take-wire.ts";

const privateWords: Record<string, string> = {
  gps: "place where it was taken",
  serialNumber: "camera's serial number",
  owner: "camera's owner",
  thumbnail: "uncropped thumbnail",
};

/** Private data of a photo in words. */
export function privateDataInWords(kinds: readonly string[]): string {
  return kinds.map((kind) => privateWords[kind] ?? kind).join(", ");
}

/** Bytes as people say them: `1.2 MB`. */
export function bytesInWords(bytes: number): string {
  if (bytes < 1000) return `${bytes} bytes`;
  return bytes < 1e6 ? `${Math.round(bytes / 1000)} KB` : `${(bytes / 1e6).toFixed(1)} MB`;
}

/** px: below that a lead photo looks poor on the front. */
const smallWidth = 1200;

/** One file of an intake as the contact sheet shows it. */
export function frameOf(entry: WireEntry, picture: Thumbnail | undefined): SheetFrame {
  const { file, outcome, id, problem, reading, wire, lookAlikes, sameReference } = entry;
  const isTaken = outcome === "taken";
  const size = reading
    ? `${reading.width} × ${reading.height} px · ${bytesInWords(file.bytes)}`
    : bytesInWords(file.bytes);
  const missing =
    wire && isTaken ? wire.missing.map((key) => (key === "alt" ? "alt text missing" : "credit missing")) : [];
  const notes = [
    ...(reading && isTaken && Math.max(reading.width, reading.height) < smallWidth ? ["small"] : []),
    ...(reading && reading.privateData.length > 0 ? [`holds ${privateDataInWords(reading.privateData)}`] : []),
    ...(lookAlikes.length > 0 ? [`looks like ${lookAlikes.slice(0, 2).join(", ")}`] : []),
    ...(sameReference === undefined ? [] : [`same reference as ${sameReference}`]),
    ...(wire?.disagreements ?? []).map((each) => `its fields disagree on ${each}`),
    ...(reading?.metadataFault === undefined ? [] : ["embedded metadata damaged"]),
  ];
  return {
    name: file.name,
    picture,
    size,
    id: outcome === "refused" ? undefined : id,
    credit: wire?.record.credit,
    agency: wire?.agency,
    caption: isTaken ? inLanguage(wire?.record.caption, "") : undefined,
    missing,
    notes,
    refusal: problem?.message,
  };
}
