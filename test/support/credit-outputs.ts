import { DomUtils, parseDocument } from "htmlparser2";
import { SaxesParser } from "saxes";
import { XmlError } from "../../src/base/xml.ts";
import { readRights } from "../../src/photos/read-rights.ts";
import { structuredDataOf } from "./page-elements.ts";

// Every credit that an output folder holds, read as readers, feed programs and picture desks read it. Nothing here knows how
// it was written; of the project's own code only the reader of rights is asked, beside a plain parse of the bytes. Longer than
// 250 lines: a reader for each kind of file.

/** Where a credit stands. `words` are a sentence that ends in label and credit; all others are the credit alone. */
export type CreditKind =
  | "page" // the visible credit below a picture
  | "lite words"
  | "feed words"
  | "JSON-LD"
  | "media:credit"
  | "ninjs"
  | "XMP"
  | "XMP by our reader"
  | "IIM"
  | "IIM by our reader";

export interface StatedCredit {
  /** The photo, by the first part of its files' names: `c0012`. */
  photo: string;
  kind: CreditKind;
  /** The file that states it, and for pictures what they are: `avif`, `jpeg`, `svg`, `card`. */
  file: string;
  picture?: "avif" | "jpeg" | "svg" | "card";
  credit: string;
}

const renditionName = /(c\d{4})-[0-9a-f]{16}(?:-[\dx]+|-card)?\.(?:avif|jpg|svg)/;

/** The photo that an address or a file's name belongs to. */
export function photoOf(address: string): string | undefined {
  return renditionName.exec(address)?.[1];
}

/** All statements of a credit in an output; throws where a file is not what its name says. */
export async function statedCredits(files: ReadonlyMap<string, Buffer>): Promise<StatedCredit[]> {
  const stated: StatedCredit[] = [];
  for (const [file, bytes] of files) {
    const photo = photoOf(file);
    if (photo !== undefined) stated.push(...(await creditsOfPicture(file, photo, bytes)));
    else if (file.endsWith(".html")) stated.push(...creditsOfPage(file, bytes.toString()));
    else if (file.endsWith(".xml")) stated.push(...creditsOfXml(file, bytes.toString()));
    else if (file.endsWith(".json")) stated.push(...creditsOfJson(file, bytes.toString()));
  }
  return stated;
}

/** Every picture that the image sitemaps name. */
export function photosInSitemaps(files: ReadonlyMap<string, Buffer>): Set<string> {
  const names = [...files].filter(([file]) => file.startsWith("sitemaps/")).map(([, bytes]) => bytes.toString());
  const locations = names.flatMap((text) => [...text.matchAll(/<image:loc>([^<]+)<\/image:loc>/g)]);
  return new Set(locations.map(([, url = ""]) => photoOf(url)).filter((photo) => photo !== undefined));
}

async function creditsOfPicture(file: string, photo: string, bytes: Buffer): Promise<StatedCredit[]> {
  const picture = /-card\.jpg$/.test(file)
    ? "card"
    : file.endsWith(".avif")
      ? "avif"
      : /\.svg$/.test(file)
        ? "svg"
        : "jpeg";
  const say = (kind: CreditKind, credit: string): StatedCredit => ({ photo, kind, file, picture, credit });
  const stated = [say("XMP", creditInPacket(bytes))];
  if (picture === "svg") return stated;
  const read = await readRights(bytes);
  stated.push(say("XMP by our reader", read?.xmp.credit ?? ""));
  if (picture !== "avif") {
    stated.push(say("IIM", dataSet(bytes, 110)), say("IIM by our reader", read?.iim.credit ?? ""));
  }
  return stated;
}

/** `photoshop:Credit` of the one XMP packet that stands in the bytes, whatever the file is; empty where there is none. */
function creditInPacket(bytes: Buffer): string {
  const start = bytes.indexOf("<?xpacket begin");
  const end = bytes.indexOf("<?xpacket end", start);
  if (start < 0 || end < 0) return "";
  if (bytes.indexOf("<?xpacket begin", start + 1) >= 0) throw new Error("two XMP packets in one file");
  const packet = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes.subarray(start, end));
  return textsOf(packet.replace(/<\?xpacket[^>]*\?>/, ""), "http://ns.adobe.com/photoshop/1.0/", "Credit").join("|");
}

/** Texts of all elements of that name, in order, entities resolved. Throws XmlError where it is not well-formed. */
function textsOf(xml: string, uri: string, local: string): string[] {
  const texts: string[] = [];
  let open: string | undefined;
  const parser = new SaxesParser({ xmlns: true });
  parser.on("error", (error) => {
    throw new XmlError(error.message);
  });
  parser.on("opentag", (tag) => {
    if (tag.uri === uri && tag.local === local) open = "";
  });
  const add = (text: string) => {
    if (open !== undefined) open += text;
  };
  parser.on("text", add);
  parser.on("cdata", add);
  parser.on("closetag", (tag) => {
    if (tag.uri !== uri || tag.local !== local || open === undefined) return;
    texts.push(open);
    open = undefined;
  });
  parser.write(xml).close();
  return texts;
}

/** The one data set 2:`number` of a JPEG's IIM, as UTF-8: IIM 4.2, chapter 1, found in the bytes of its APP13. */
function dataSet(jpeg: Buffer, number: number): string {
  const block = jpeg.indexOf(Buffer.from("Photoshop 3.0\0", "latin1"));
  if (block < 0) return "";
  const segment = jpeg.subarray(block, block - 2 + jpeg.readUInt16BE(block - 2));
  const marker = Buffer.from([0x1c, 2, number]);
  const at = segment.indexOf(marker);
  if (at < 0) return "";
  if (segment.indexOf(marker, at + 3) >= 0) throw new Error(`two data sets 2:${number} in one file`);
  const length = segment.readUInt16BE(at + 3);
  return new TextDecoder("utf-8", { fatal: true }).decode(segment.subarray(at + 5, at + 5 + length));
}

function creditsOfPage(file: string, html: string): StatedCredit[] {
  const isLite = file.startsWith("lite/");
  return [...(isLite ? wordsOfLinks(file, html) : visibleCredits(file, html)), ...structuredCredits(file, html)];
}

/** What stands below each picture, without the label that is meant for ears alone; empty where nothing does. */
function visibleCredits(file: string, html: string): StatedCredit[] {
  return DomUtils.getElementsByTagName("img", parseDocument(html), true).flatMap((image) => {
    const photo = photoOf(image.attribs.src ?? "");
    if (photo === undefined) return [];
    const figure = closest(image, "figure");
    const credit = figure ? DomUtils.getElementsByClassName("photo-credit", figure, true)[0] : undefined;
    const label = credit && DomUtils.getElementsByClassName("visually-hidden", credit, true)[0];
    const text = credit ? DomUtils.textContent(credit) : "";
    return [{ photo, kind: "page" as const, file, credit: text.slice(label ? DomUtils.textContent(label).length : 0) }];
  });
}

/** The paragraph of each link to a picture: its last line. */
function wordsOfLinks(file: string, html: string): StatedCredit[] {
  return DomUtils.getElementsByTagName("a", parseDocument(html), true).flatMap((link) => {
    const photo = photoOf(link.attribs.href ?? "");
    const paragraph = closest(link, "p");
    if (photo === undefined) return [];
    const last = paragraph?.children.at(-1);
    return [{ photo, kind: "lite words" as const, file, credit: last ? DomUtils.textContent(last) : "" }];
  });
}

type PageNode = ReturnType<typeof parseDocument>["children"][number];

function closest(node: PageNode, name: string) {
  for (let parent = node.parent; parent; parent = parent.parent) {
    if ("name" in parent && parent.name === name) return parent;
  }
  return undefined;
}

function structuredCredits(file: string, html: string): StatedCredit[] {
  return structuredDataOf({ html })
    .flatMap(imagesIn)
    .flatMap(({ contentUrl, creditText }) => {
      const photo = photoOf(String(contentUrl));
      return photo === undefined ? [] : [{ photo, kind: "JSON-LD" as const, file, credit: String(creditText ?? "") }];
    });
}

function imagesIn(node: unknown): Record<string, unknown>[] {
  if (Array.isArray(node)) return node.flatMap(imagesIn);
  if (typeof node !== "object" || node === null) return [];
  const record = node as Record<string, unknown>;
  return record["@type"] === "ImageObject" ? [record] : Object.values(record).flatMap(imagesIn);
}

const media = "http://search.yahoo.com/mrss/";
const content: readonly (readonly [uri: string, local: string])[] = [
  ["http://purl.org/rss/1.0/modules/content/", "encoded"],
  ["http://www.w3.org/2005/Atom", "content"],
];

/** Feeds: each `media:content` with the `media:credit` inside it, and the pictures of the full text. */
function creditsOfXml(file: string, xml: string): StatedCredit[] {
  const stated: StatedCredit[] = [];
  let open: { photo: string | undefined; credits: string[] } | undefined;
  let credit: string | undefined;
  const parser = new SaxesParser({ xmlns: true });
  parser.on("error", (error) => {
    throw new XmlError(`${file}: ${error.message}`);
  });
  parser.on("opentag", (tag) => {
    if (tag.uri !== media) return;
    if (tag.local === "content") open = { photo: photoOf(tag.attributes.url?.value ?? ""), credits: [] };
    if (tag.local === "credit") credit = "";
  });
  const add = (text: string) => {
    if (credit !== undefined) credit += text;
  };
  parser.on("text", add);
  parser.on("cdata", add);
  parser.on("closetag", (tag) => {
    if (tag.uri !== media) return;
    if (tag.local === "credit") {
      open?.credits.push(credit ?? "");
      credit = undefined;
    }
    if (tag.local === "content" && open) {
      const { photo, credits } = open;
      if (photo !== undefined) stated.push({ photo, kind: "media:credit", file, credit: credits.join("|") });
      open = undefined;
    }
  });
  parser.write(xml).close();
  const texts = content.flatMap(([uri, local]) => textsOf(xml, uri, local));
  return [...stated, ...texts.flatMap((html) => wordsOfFigures(file, html))];
}

interface NinjsPicture {
  renditions?: { href: string }[];
  infoSources?: { role?: string; name: string }[];
}

/** IPTC ninjs: each picture's source of the role `credit`, and the pictures of the full text. */
function creditsOfNinjs(file: string, json: string): StatedCredit[] {
  const item = JSON.parse(json) as { associations?: NinjsPicture[]; bodies?: { value: string }[] };
  const pictures = (item.associations ?? []).flatMap(({ renditions = [], infoSources = [] }) => {
    const photo = photoOf(renditions[0]?.href ?? "");
    const credits = infoSources.filter(({ role }) => role === "credit").map(({ name }) => name);
    return photo === undefined ? [] : [{ photo, kind: "ninjs" as const, file, credit: credits.join("|") }];
  });
  return [...pictures, ...(item.bodies ?? []).flatMap(({ value }) => wordsOfFigures(file, value))];
}

function creditsOfJson(file: string, json: string): StatedCredit[] {
  if (file.endsWith("ninjs.json")) return creditsOfNinjs(file, json);
  const { items } = JSON.parse(json) as { items?: unknown };
  if (!Array.isArray(items)) return [];
  return items.flatMap((item: { content_html?: unknown }) => wordsOfFigures(file, String(item.content_html ?? "")));
}

/** What stands below each picture of a feed's full text. */
function wordsOfFigures(file: string, html: string): StatedCredit[] {
  return DomUtils.getElementsByTagName("img", parseDocument(html), true).flatMap((image) => {
    const photo = photoOf(image.attribs.src ?? "");
    if (photo === undefined) return [];
    const figure = closest(image, "figure");
    const caption = figure && DomUtils.getElementsByTagName("figcaption", figure, true)[0];
    return [{ photo, kind: "feed words" as const, file, credit: caption ? DomUtils.textContent(caption) : "" }];
  });
}
