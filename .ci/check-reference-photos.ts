// Pictures that others filled with rights (../shared/reference/photos): what we read, against exiftool's own reading.
// Use: node .ci/check-reference-photos.ts FOLDER
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { sha256 } from "../src/base/digest.ts";
import type { PhotoReading } from "../src/model/rights.ts";
import { readPhoto } from "../src/photos/read-photo.ts";

type Groups = Record<"EXIF" | "IPTC" | "XMP", Record<string, unknown> | undefined>;

const [, , folder = ""] = process.argv;
const listings = readdirSync(folder).filter((name) => name.endsWith(".exiftool.json"));
const faults: string[] = [];
let compared = 0;

for (const listing of listings) {
  const name = listing.replace(/\.exiftool\.json$/, "");
  const path = join(folder, name);
  const { value, failure } = await readPhoto({ path, sha256: sha256(readFileSync(path)) });
  const [groups] = JSON.parse(readFileSync(join(folder, listing), "utf8")) as [Groups];
  if (failure) faults.push(`${name}: ${failure.message}`);
  else faults.push(...faultsOf(value, groups).map((fault) => `${name}: ${fault}`));
}
for (const fault of faults) console.error(fault);
console.log(`reference photos: ${compared} fields of ${listings.length} photos compared, ${faults.length} faults`);
process.exit(faults.length === 0 && compared > 0 ? 0 : 1);

function faultsOf({ xmp, iim, exif }: PhotoReading, groups: Groups): string[] {
  const pairs: [string, unknown, unknown][] = [
    ["XMP creator", xmp.creator, groups.XMP?.Creator],
    ["XMP credit", xmp.credit, groups.XMP?.Credit],
    ["XMP copyright", xmp.copyright, groups.XMP?.Rights],
    ["XMP source", xmp.source, groups.XMP?.Source],
    ["XMP headline", xmp.headline, groups.XMP?.Headline],
    ["XMP caption", xmp.caption, groups.XMP?.Description],
    ["XMP usage terms", xmp.usageTerms, groups.XMP?.UsageTerms],
    ["XMP web statement", xmp.licence, groups.XMP?.WebStatement],
    ["XMP job id", xmp.supplierRef, groups.XMP?.TransmissionReference],
    ["XMP licensor", xmp.licensor, firstOf(groups.XMP?.LicensorURL)],
    ["XMP licensor's name", xmp.licensorName, firstOf(groups.XMP?.LicensorName)],
    ["XMP digital source", xmp.digitalSource, lastPart(groups.XMP?.DigitalSourceType)],
    ["XMP alt text", xmp.alt, groups.XMP?.AltTextAccessibility],
    ["IIM creator", iim.creator, groups.IPTC?.["By-line"]],
    ["IIM credit", iim.credit, groups.IPTC?.Credit],
    ["IIM copyright", iim.copyright, groups.IPTC?.CopyrightNotice],
    ["IIM source", iim.source, groups.IPTC?.Source],
    ["IIM headline", iim.headline, groups.IPTC?.Headline],
    ["IIM caption", iim.caption, groups.IPTC?.["Caption-Abstract"]],
    ["IIM job id", iim.supplierRef, groups.IPTC?.OriginalTransmissionReference],
    ["EXIF creator", exif.creator, groups.EXIF?.Artist],
    ["EXIF copyright", exif.copyright, groups.EXIF?.Copyright],
    ["EXIF caption", exif.caption, groups.EXIF?.ImageDescription],
  ];
  compared += pairs.filter(([, , theirs]) => theirs !== undefined).length;
  return pairs
    .filter(([, ours, theirs]) => wordsOf(ours) !== wordsOf(theirs))
    .map(([field, ours, theirs]) => `${field} is ${wordsOf(ours)}, not ${wordsOf(theirs)}`);
}

function firstOf(value: unknown): unknown {
  return Array.isArray(value) ? value[0] : value;
}

function lastPart(value: unknown): unknown {
  return typeof value === "string" ? value.replace(/^.*\//, "") : value;
}

function wordsOf(value: unknown): string {
  return JSON.stringify((Array.isArray(value) ? value : [value ?? ""]).map((each) => String(each).trim()));
}
