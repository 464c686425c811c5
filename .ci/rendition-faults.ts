import { execFileSync } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { digitalSourcePrefix } from "../src/photos/digital-source.ts";
import type { PacketInput } from "../src/photos/rights-packet.ts";

/** exiftool's reading of one file, by `Group:Tag`. */
export type Tags = Record<string, unknown>;

/** IIM 4.2 clips: bytes of UTF-8 that a field may have. */
const limits = { "IPTC:Credit": 32, "IPTC:Source": 32, "IPTC:CopyrightNotice": 128 } as const;

/** exiftool's reading of files below a folder, by their paths; those that are not there have none. */
export function readWithExiftool(folder: string, paths: readonly string[]): Map<string, Tags> {
  const there = paths.filter((path) => existsSync(join(folder, path)));
  if (there.length === 0) return new Map();
  const json = execFileSync("exiftool", ["-json", "-G1", "-charset", "filename=utf8", "-@", "-"], {
    cwd: folder,
    encoding: "utf8",
    input: there.join("\n"),
    maxBuffer: 1 << 30,
    stdio: ["pipe", "pipe", "ignore"],
  });
  const all = JSON.parse(json) as (Tags & { SourceFile: string })[];
  return new Map(all.map((tags) => [tags.SourceFile.replace(/^\.\//, ""), tags]));
}

/** What a rendition lacks of its rights record, and what it holds beyond it. */
export function renditionFaults(name: string, tags: Tags, { rights, alt, caption }: PacketInput): string[] {
  const found: string[] = [];
  const same = (tag: string, value: string | readonly string[] | undefined) => {
    const [actual, wanted] = [listed(tags[tag]), listed(value)];
    if (actual.join("\n") !== wanted.join("\n"))
      found.push(`${tag} is ${JSON.stringify(actual)}, not ${JSON.stringify(wanted)}`);
  };
  same("XMP-photoshop:Credit", rights.credit);
  same("XMP-dc:Creator", rights.creator);
  same("XMP-dc:Rights", rights.copyright);
  same("XMP-photoshop:Source", rights.source);
  same("XMP-photoshop:TransmissionReference", rights.supplierRef);
  same("XMP-xmpRights:WebStatement", rights.licence);
  same("XMP-xmpRights:UsageTerms", rights.usageTerms);
  same("XMP-plus:LicensorURL", rights.licensor);
  same("XMP-plus:LicensorName", rights.licensorName);
  same("XMP-iptcCore:AltTextAccessibility", alt);
  same("XMP-dc:Description", caption);
  same(
    "XMP-iptcExt:DigitalSourceType",
    rights.digitalSource === undefined ? undefined : digitalSourcePrefix + rights.digitalSource,
  );
  found.push(...privateTags(tags));
  if (name.endsWith(".jpg")) found.push(...iimFaults(tags, rights));
  for (const tag of ["ExifTool:Warning", "ExifTool:Error"]) if (tags[tag]) found.push(`${tag}: ${String(tags[tag])}`);
  return found;
}

/** Where the picture was taken, with which camera, whose it is, and what it looked like before it was cropped. */
function privateTags(tags: Tags): string[] {
  const isPrivate = (tag: string) => /GPS|Serial|Owner|Thumbnail|Preview|^IFD|^ExifIFD|MakerNotes/i.test(tag);
  return Object.keys(tags)
    .filter(isPrivate)
    .map((tag) => `${tag} must not be there`);
}

function iimFaults(tags: Tags, rights: PacketInput["rights"]): string[] {
  const found: string[] = [];
  const values = {
    "IPTC:Credit": rights.credit,
    "IPTC:Source": rights.source,
    "IPTC:CopyrightNotice": rights.copyright,
  };
  for (const [tag, limit] of Object.entries(limits)) {
    const whole = values[tag as keyof typeof limits] ?? "";
    if (!isClipped(String(tags[tag] ?? ""), whole, limit)) found.push(`${tag} is ${JSON.stringify(tags[tag])}`);
  }
  const creators = listed(tags["IPTC:By-line"]);
  if (!rights.creator.every((name, index) => isClipped(creators[index] ?? "", name, 32))) {
    found.push(`IPTC:By-line is ${JSON.stringify(creators)}`);
  }
  const digest = tags["File:CurrentIPTCDigest"];
  if (!digest || digest !== tags["Photoshop:IPTCDigest"]) found.push("the IPTC digest is not that of the block");
  return found;
}

/** Whole where it fits, else cut before the first character, as readers count them, that does not. */
function isClipped(actual: string, whole: string, limit: number): boolean {
  if (Buffer.byteLength(whole) <= limit) return actual === whole;
  if (!whole.startsWith(actual) || Buffer.byteLength(actual) > limit) return false;
  const [next] = new Intl.Segmenter("en").segment(whole.slice(actual.length));
  return Buffer.byteLength(actual + (next?.segment ?? "")) > limit;
}

/** exiftool gives a list of one as a text, and a text of digits as a number. */
function listed(value: unknown): string[] {
  if (value === undefined || value === "") return [];
  return Array.isArray(value) ? value.map(String) : [String(value)];
}
