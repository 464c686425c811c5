import { defaultXmlLimits, parseXml, type XmlElement, XmlError } from "../base/xml.ts";
import type { PhotoReading } from "../model/rights.ts";
import { digitalSourceOf } from "./digital-source.ts";
import { xmpNamespaces as ns, type XmpPrefix } from "./xmp-namespaces.ts";

// XMP part 1 (ISO 16684-1), chapter 7: RDF in several spellings of one meaning. A property may be an element or an
// attribute; a list is Seq or Bag; a text by language is Alt; a struct is parseType="Resource", a Description inside, or
// attributes alone.

export interface XmpReading {
  claim: PhotoReading["xmp"];
  /** `gps`, `serialNumber`, `owner`, `thumbnail` */
  privateData: string[];
  /** Why the extension that the packet names can't be read; the packet itself counts all the same. */
  extensionFault?: string;
}

/** Properties by `uri local`; a property written twice keeps its first form. */
type Properties = Map<string, XmlElement>;

/** Hands over the extension that a packet names by its GUID; throws XmlError where it is not whole. */
export type FindExtension = (guid: string) => Uint8Array;

/**
 * What an XMP packet says, and its extension where it names one. Throws XmlError where it is no XML, holds a DOCTYPE or is
 * too large, TypeError where it is no UTF-8 or UTF-16; a fault of the extension alone is told in the result.
 */
export function readXmp(packet: Uint8Array, findExtension?: FindExtension): XmpReading {
  const root = parseXml(decodePacket(packet));
  const properties: Properties = new Map();
  gather(root, properties);
  const guid = textOf(properties.get(`${ns.xmpNote} HasExtendedXMP`));
  const extension = guid === undefined || !findExtension ? {} : readExtension(() => findExtension(guid));
  if (extension.root) gather(extension.root, properties);
  const privateData = [root, ...(extension.root ? [extension.root] : [])].flatMap(privateDataOf);
  return {
    claim: claimOf(properties),
    privateData: [...new Set(privateData)],
    ...(extension.fault !== undefined && { extensionFault: extension.fault }),
  };
}

/** Characters: a phone's depth map stands in it as text. */
const extensionLimits = { ...defaultXmlLimits, length: 1 << 25 };

function readExtension(find: () => Uint8Array): { root?: XmlElement; fault?: string } {
  try {
    return { root: parseXml(decodePacket(find()), extensionLimits) };
  } catch (error) {
    return { fault: error instanceof XmlError ? error.message : "has an extension that is not text in UTF-8" };
  }
}

/** Notes the properties of all Descriptions; what is known already stays. */
function gather(root: XmlElement, properties: Properties): void {
  const rdf = findElement(root, (element) => is(element, "rdf", "RDF"));
  for (const description of rdf?.children ?? []) {
    for (const [name, property] of propertiesOf(description)) {
      if (!properties.has(name)) properties.set(name, property);
    }
  }
}

function claimOf(properties: Properties): PhotoReading["xmp"] {
  const get = (prefix: XmpPrefix, local: string) => properties.get(`${ns[prefix]} ${local}`);
  const text = (prefix: XmpPrefix, local: string) => textOf(get(prefix, local));
  const licensor = licensorOf(get);
  const digitalSource = text("Iptc4xmpExt", "DigitalSourceType") ?? text("Iptc4xmpExt", "DigitalSourcefileType");
  const claim = {
    credit: text("photoshop", "Credit"),
    creator: listOf(get("dc", "creator")),
    copyright: text("dc", "rights"),
    source: text("photoshop", "Source"),
    supplierRef: text("photoshop", "TransmissionReference"),
    usageTerms: text("xmpRights", "UsageTerms"),
    licence: text("xmpRights", "WebStatement") ?? text("cc", "license"),
    licensor: licensor.url,
    licensorName: licensor.name,
    digitalSource: digitalSource === undefined ? undefined : digitalSourceOf(digitalSource),
    headline: text("photoshop", "Headline"),
    caption: text("dc", "description"),
    alt: text("Iptc4xmpCore", "AltTextAccessibility"),
  };
  return Object.fromEntries(Object.entries(claim).filter(([, value]) => value !== undefined && value.length > 0));
}

interface Licensor {
  url?: string | undefined;
  name?: string | undefined;
}

/** The first licensor: PLUS since 2008 keeps a list of structs; older files hold the fields alone, and some under IPTC's name. */
function licensorOf(get: (prefix: XmpPrefix, local: string) => XmlElement | undefined): Licensor {
  for (const prefix of ["plus", "Iptc4xmpExt"] as const) {
    const listed = get(prefix, "Licensor");
    for (const item of listed ? itemsOf(listed) : []) {
      const struct = propertiesOf(structOf(item));
      const field = (local: string) =>
        textOf(struct.get(`${ns.plus} ${local}`) ?? struct.get(`${ns.Iptc4xmpExt} ${local}`));
      const licensor = { url: field("LicensorURL"), name: field("LicensorName") };
      if (licensor.url !== undefined || licensor.name !== undefined) return licensor;
    }
    const alone = { url: textOf(get(prefix, "LicensorURL")), name: textOf(get(prefix, "LicensorName")) };
    if (alone.url !== undefined || alone.name !== undefined) return alone;
  }
  return {};
}

function propertiesOf(struct: XmlElement): Properties {
  const properties: Properties = new Map();
  for (const { uri, local, value } of struct.attributes) {
    if (uri === "" || uri === ns.rdf || uri === ns.xml) continue;
    properties.set(`${uri} ${local}`, { uri, local, attributes: [], children: [], text: value });
  }
  for (const child of struct.children) {
    const name = `${child.uri} ${child.local}`;
    if (!properties.has(name)) properties.set(name, child);
  }
  return properties;
}

const containers = ["Alt", "Seq", "Bag"];

/** The items of a list; a property that is no list is a list of one. */
function itemsOf(property: XmlElement): XmlElement[] {
  const container = property.children.find((child) => child.uri === ns.rdf && containers.includes(child.local));
  return container ? container.children.filter((child) => is(child, "rdf", "li")) : [property];
}

function structOf(item: XmlElement): XmlElement {
  return item.children.find((child) => is(child, "rdf", "Description")) ?? item;
}

/** A property's text: of a text by language the default's, else the first; of a list the first. Undefined where blank. */
function textOf(property: XmlElement | undefined): string | undefined {
  if (!property) return undefined;
  const items = itemsOf(property);
  const isDefault = (item: XmlElement) =>
    item.attributes.some(({ uri, local, value }) => uri === ns.xml && local === "lang" && /^x-default$/i.test(value));
  return [...items.filter(isDefault), ...items].map(itemText).find((text) => text !== "");
}

function listOf(property: XmlElement | undefined): string[] {
  return property
    ? itemsOf(property)
        .map(itemText)
        .filter((text) => text !== "")
    : [];
}

/** An item's own text, its address (rdf:resource), or, where it has qualifiers, its rdf:value. */
function itemText(item: XmlElement): string {
  const resource = item.attributes.find(({ uri, local }) => uri === ns.rdf && local === "resource")?.value;
  const qualified = structOf(item).children.find((child) => is(child, "rdf", "value"))?.text;
  return (resource ?? qualified ?? item.text).normalize("NFC").trim();
}

function is(element: XmlElement, prefix: XmpPrefix, local: string): boolean {
  return element.uri === ns[prefix] && element.local === local;
}

function findElement(root: XmlElement, matches: (element: XmlElement) => boolean): XmlElement | undefined {
  return everyElement(root).find(matches);
}

function everyElement(root: XmlElement): XmlElement[] {
  const found = [root];
  for (const element of found) found.push(...element.children);
  return found;
}

const privateNames: readonly (readonly [string, readonly string[], RegExp])[] = [
  ["gps", [ns.exif], /^GPS(?!VersionID)/],
  ["serialNumber", [ns.aux, ns.exifEX, ns.exif], /SerialNumber$/],
  ["owner", [ns.aux, ns.exifEX, ns.exif], /OwnerName$/],
  ["thumbnail", [ns.xmp], /^Thumbnails$/],
];

function privateDataOf(root: XmlElement): string[] {
  const names = everyElement(root).flatMap((element) => [element, ...element.attributes]);
  return privateNames
    .filter(([, uris, pattern]) => names.some(({ uri, local }) => uris.includes(uri) && pattern.test(local)))
    .map(([name]) => name);
}

/** UTF-8 nearly always; UTF-16 is allowed and is told by its first bytes. Padding by NUL at the end occurs. */
function decodePacket(packet: Uint8Array): string {
  const [first, second] = packet;
  const isUtf16le = (first === 0xff && second === 0xfe) || (first === 0x3c && second === 0);
  const isUtf16be = (first === 0xfe && second === 0xff) || (first === 0 && second === 0x3c);
  const encoding = isUtf16le ? "utf-16le" : isUtf16be ? "utf-16be" : "utf-8";
  return new TextDecoder(encoding, { fatal: true }).decode(packet).replace(/[\0\s]+$/, "");
}
