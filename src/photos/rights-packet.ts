import { ProblemError, problem } from "../base/problem.ts";
import { clipBytes } from "../base/text.ts";
import { escapeXml } from "../base/xml.ts";
import type { Rights } from "../model/rights.ts";
import { digitalSourcePrefix } from "./digital-source.ts";
import { type XmpPrefix, xmpNamespaces } from "./xmp-namespaces.ts";

export interface PacketInput {
  rights: Rights;
  /** Empty for a decorative photo. */
  alt: string;
  caption?: string | undefined;
  /** BCP 47 of the words, where it is known. */
  altLanguage?: string | undefined;
  captionLanguage?: string | undefined;
}

/** Bytes. A JPEG's XMP above about 60,000 bytes vanishes without a word from sharp. */
export const maximumPacketBytes = 50_000;

/** Bytes of caption that travel in the file; the page has all of it. */
const maximumCaptionBytes = 8_000;

const prefixes: XmpPrefix[] = ["dc", "photoshop", "xmpRights", "Iptc4xmpCore", "Iptc4xmpExt", "plus"];

/**
 * The XMP packet of every rendition of one use of a photo: an allow-list, made from the rights record alone, so that
 * nothing private can pass. Equal input gives equal bytes. Throws ProblemError (photo/packet-too-large) above 50,000 bytes.
 */
export function rightsPacket({ rights, alt, caption, altLanguage, captionLanguage }: PacketInput): string {
  const properties = [
    simple("photoshop:Credit", rights.credit),
    sequence("dc:creator", rights.creator),
    byLanguage("dc:rights", rights.copyright),
    simple("photoshop:Source", rights.source),
    simple("photoshop:TransmissionReference", rights.supplierRef),
    // Only what is in the public domain is free of copyright; a Creative Commons picture is not.
    simple("xmpRights:Marked", rights.rights === "public-domain" ? "False" : "True"),
    simple("xmpRights:WebStatement", rights.licence),
    byLanguage("xmpRights:UsageTerms", rights.usageTerms),
    licensor(rights),
    simple(
      "Iptc4xmpExt:DigitalSourceType",
      rights.digitalSource === undefined ? undefined : digitalSourcePrefix + rights.digitalSource,
    ),
    byLanguage("Iptc4xmpCore:AltTextAccessibility", alt, altLanguage),
    byLanguage(
      "dc:description",
      caption === undefined ? undefined : clipBytes(caption, maximumCaptionBytes),
      captionLanguage,
    ),
  ];
  const packet = [
    // The wrapper by which programs find a packet in a file of any kind (ISO 16684-1, 7.3); `r`: not to be edited in place.
    '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>',
    `<x:xmpmeta xmlns:x="${xmpNamespaces.x}">`,
    `<rdf:RDF xmlns:rdf="${xmpNamespaces.rdf}">`,
    `<rdf:Description rdf:about=""${prefixes.map((prefix) => ` xmlns:${prefix}="${xmpNamespaces[prefix]}"`).join("")}>`,
    ...properties.filter((property) => property !== ""),
    "</rdf:Description></rdf:RDF></x:xmpmeta>",
    '<?xpacket end="r"?>',
  ].join("\n");
  const bytes = Buffer.byteLength(packet);
  if (bytes > maximumPacketBytes) {
    throw new ProblemError([
      problem({
        code: "photo/packet-too-large",
        message: "A photo's rights and alt text are longer than a picture file can carry.",
        expected: `at most ${maximumPacketBytes} bytes`,
        found: `${bytes} bytes`,
      }),
    ]);
  }
  return packet;
}

function simple(name: string, value: string | undefined): string {
  return isBlank(value) ? "" : `<${name}>${escapeXml(value)}</${name}>`;
}

/** The default first, as every reader looks for it, and once more under its language (ISO 16684-1, 8.2.2.4). */
function byLanguage(name: string, value: string | undefined, language?: string): string {
  if (isBlank(value)) return "";
  const item = (tag: string) => `<rdf:li xml:lang="${escapeXml(tag)}">${escapeXml(value)}</rdf:li>`;
  return `<${name}><rdf:Alt>${item("x-default")}${language === undefined ? "" : item(language)}</rdf:Alt></${name}>`;
}

function sequence(name: string, values: readonly string[]): string {
  if (values.length === 0) return "";
  return `<${name}><rdf:Seq>${values.map((value) => `<rdf:li>${escapeXml(value)}</rdf:li>`).join("")}</rdf:Seq></${name}>`;
}

/** plus:Licensor is a list of structs (IPTC Photo Metadata, Licensor). */
function licensor({ licensor: url, licensorName }: Rights): string {
  const fields = simple("plus:LicensorName", licensorName) + simple("plus:LicensorURL", url);
  if (fields === "") return "";
  return `<plus:Licensor><rdf:Seq><rdf:li rdf:parseType="Resource">${fields}</rdf:li></rdf:Seq></plus:Licensor>`;
}

function isBlank(value: string | undefined): value is undefined {
  return value === undefined || value === "";
}
