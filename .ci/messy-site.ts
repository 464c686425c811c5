import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { stringify } from "yaml";
import { randomFrom } from "../scripts/bench/generate-site.ts";
import {
  app1, app13, type ExifInput, iim, imageResource, tiff, utf8Marker, withSegments, xmpPacket,
} from "../test/photos/fixtures.ts"; // biome-ignore format: a list
import { sceneJpeg, scenePicture } from "../test/photos/strange-files.ts";

// A site of photos as they come from many hands: every field of their rights in one of five places or in two that disagree,
// XMP in every spelling, IIM in two encodings, EXIF full of what nobody may publish. The same bytes at every call.

/** What must win of one photo, by the rule of precedence alone: known here because it was put there. */
export interface Truth {
  credit: string;
  creator: string[];
  copyright: string;
  licence: string;
  licensor: string;
  alt: string;
}

type Field = keyof Truth;
type Place = (typeof places)[number];

/** By precedence. */
const places = ["record", "sidecar", "xmp", "iim", "exif"] as const;

const mayHold: Record<Field, readonly Place[]> = {
  credit: ["record", "sidecar", "xmp", "iim"],
  creator: ["record", "sidecar", "xmp", "iim", "exif"],
  copyright: ["record", "sidecar", "xmp", "iim", "exif"],
  licence: ["record", "sidecar", "xmp"],
  licensor: ["record", "sidecar", "xmp"],
  alt: ["record", "sidecar", "xmp"],
};
const fields = Object.keys(mayHold) as Field[];

const people = ["Asha Rao", "José Nuñez", "असद खान", "نصرت جہاں", "O’Brien & Sons", "Łukasz Żak", "Renée <R> Çelik"];

type Values = Partial<Truth>;
type Random = () => number;

/** Writes the site; gives the truth of each photo by its name without ending. */
export async function messySite(site: string, photos: number): Promise<Map<string, Truth>> {
  const random = randomFrom(2026);
  const truths = new Map<string, Truth>();
  writeYaml(join(site, "_data/outlet.yaml"), {
    name: "The Test",
    url: "https://test.example",
    timeZone: "Asia/Kolkata",
    languages: [{ code: "en", name: "English", locale: "en-IN" }],
    photos: { socialCards: "none" },
  });
  writeYaml(join(site, "_data/sections.yaml"), { world: { name: "World" } });
  const perStory = 6;
  for (let story = 0; story * perStory < photos; story += 1) {
    const records: object[] = [];
    for (let index = story * perStory; index < Math.min(photos, (story + 1) * perStory); index += 1) {
      const name = `messy${String(index).padStart(3, "0")}`;
      const { record, truth } = await messyPhoto(join(site, "articles/photos", `${name}.jpg`), index, random);
      truths.set(name, truth);
      records.push({ file: `photos/${name}.jpg`, ...record });
    }
    const [photo, ...gallery] = records;
    const frontMatter = { headline: `Story ${story}`, section: "world", published: "2026-05-01", photo, gallery };
    const text = `---\n${stringify(frontMatter, { lineWidth: 0 })}---\n\nA paragraph of the story.\n`;
    write(join(site, "articles/world", `story-${story}.md`), text);
  }
  return truths;
}

async function messyPhoto(path: string, index: number, random: Random): Promise<{ record: Values; truth: Truth }> {
  const held: Record<Place, Values> = { record: {}, sidecar: {}, xmp: {}, iim: {}, exif: {} };
  // Only a JPEG holds IIM, and EXIF as cameras write it.
  const isJpeg = random() < 0.85;
  const truth: Values = {};
  for (const field of fields) {
    const possible = mayHold[field].filter((place) => isJpeg || (place !== "iim" && place !== "exif"));
    const winner = pick(possible, random);
    const values = [winner, ...possible.slice(possible.indexOf(winner) + 1).filter(() => random() < 0.4)];
    for (const place of values) Object.assign(held[place], { [field]: madeUp(field, `${index}${place}`, random) });
    Object.assign(truth, { [field]: held[winner][field] });
  }
  const bytes = isJpeg ? await messyJpeg(held, random) : await messyPng(held.xmp, random);
  write(path, bytes);
  if (Object.keys(held.sidecar).length > 0) writeYaml(`${path}.yaml`, held.sidecar);
  return { record: held.record, truth: truth as Truth };
}

/** Never longer than IIM's 32 bytes for a credit or a name, so that what wins there is whole. */
function madeUp(field: Field, where: string, random: Random): string | string[] {
  switch (field) {
    case "credit":
      return `${pick(["Harbour Pictures", "बंदरगाह", "Ünal/Foto"], random)} ${where}`;
    case "creator":
      return Array.from({ length: 1 + Math.floor(random() * 3) }, (_, at) => `${pick(people, random)} ${at}`);
    case "copyright":
      return `© 2026 ${pick(people, random)} ${where}`;
    case "licence":
      return `https://licence.example/${where}?a=1&b=${Math.floor(random() * 100)}`;
    case "licensor":
      return `https://licensor.example/${where}`;
    case "alt":
      return pick([`A boat & <its> "crew", ${where}`, `नदी पर नाव ${where}`, `دریا پر کشتی ${where}`], random);
  }
}

/** A PNG knows neither IIM nor a camera's EXIF. */
async function messyPng(xmp: Values, random: Random): Promise<Buffer> {
  return await scenePicture().withXmp(messyXmp(xmp, random)).png().toBuffer();
}

async function messyJpeg(held: Record<Place, Values>, random: Random): Promise<Buffer> {
  const picture = pick(
    [
      () => sceneJpeg(),
      () => scenePicture().toColourspace("cmyk").jpeg().toBuffer(),
      () => scenePicture().toColourspace("b-w").jpeg().toBuffer(),
      () => scenePicture().withIccProfile("p3").jpeg({ progressive: true }).toBuffer(),
    ],
    random,
  );
  const thumbnail = await scenePicture().resize(24, 16).jpeg().toBuffer();
  const xmp = Buffer.from(messyXmp(held.xmp, random));
  const block = messyIim(held.iim, random);
  // In one segment, or cut in two where it pleases the writer.
  const cut = random() < 0.3 ? Math.floor(block.length / 2) : block.length;
  const parts = [block.subarray(0, cut), block.subarray(cut)].filter((part) => part.length > 0);
  return withSegments(
    await picture(),
    app1(Buffer.concat([Buffer.from("Exif\0\0"), tiff(messyExif(held.exif, thumbnail, random))])),
    app1(Buffer.concat([Buffer.from("http://ns.adobe.com/xap/1.0/\0"), xmp])),
    ...parts.map(app13),
  );
}

/** Everything that a camera knows of its owner, beside the rights. */
function messyExif(values: Values, thumbnail: Buffer, random: Random): ExifInput {
  const utf16 = Buffer.from("Written by a file manager", "utf16le");
  return {
    order: random() < 0.5 ? "II" : "MM",
    main: {
      270: "OLYMPUS DIGITAL CAMERA",
      271: "Camera maker",
      ...(values.creator && { 315: values.creator.join("; ") }),
      ...(values.copyright !== undefined && { 33432: values.copyright }),
      40091: utf16,
      40093: utf16,
    },
    exif: { 42032: "The owner", 42033: "SERIAL-1234", 42037: "LENS-5678", 37500: "MakerNote\u0001\u0002" },
    gps: { 1: "N", 29: "2026:05:01" },
    thumbnail,
  };
}

function messyIim({ credit, creator = [], copyright }: Values, random: Random): Buffer {
  const texts: (readonly [string, string])[] = [
    ...creator.map((name) => ["2:80", name] as const),
    ...(credit === undefined ? [] : [["2:110", credit] as const]),
    ...(copyright === undefined ? [] : [["2:116", copyright] as const]),
  ];
  const isLatin = texts.every(([, text]) => /^[\x20-\xff]*$/.test(text)) && random() < 0.7;
  const sets = isLatin
    ? texts.map(([key, text]) => [key, Buffer.from(text, "latin1")] as const)
    : [...(random() < 0.5 ? [utf8Marker] : []), ...texts];
  const resources = [imageResource(0x03ed, Buffer.alloc(16)), imageResource(0x0404, iim(["2:0", "\0\x02"], ...sets))];
  // A thumbnail of Photoshop's, and a digest that was right once.
  if (random() < 0.5)
    resources.push(imageResource(0x040c, Buffer.alloc(40)), imageResource(0x0425, Buffer.alloc(16, 7)));
  return Buffer.concat(resources);
}

function messyXmp(values: Values, random: Random): string {
  const attributes: string[] = [];
  const elements: string[] = [];
  const put = (name: string, value: string | undefined) => {
    if (value === undefined) return;
    const how = random();
    if (how < 0.4) attributes.push(`${name}="${encode(value, random)}"`);
    else if (how < 0.6) elements.push(`<${name}><![CDATA[${value}]]></${name}>`);
    else elements.push(`<${name}>\n  ${encode(value, random)}\n</${name}>`);
  };
  const byLanguage = (name: string, value: string | undefined) => {
    if (value === undefined) return;
    if (random() < 0.2) {
      put(name, value);
      return;
    }
    const item = (language: string, text: string) => `<rdf:li xml:lang="${language}">${text}</rdf:li>`;
    const others = random() < 0.5 ? item("fr", "autre chose") : item("hi", "");
    elements.push(`<${name}><rdf:Alt>${others}${item("x-default", encode(value, random))}</rdf:Alt></${name}>`);
  };
  put("photoshop:Credit", values.credit);
  put("xmpRights:WebStatement", values.licence);
  byLanguage("dc:rights", values.copyright);
  byLanguage("Iptc4xmpCore:AltTextAccessibility", values.alt);
  if (values.creator) {
    const kind = pick(["Seq", "Bag"], random);
    const items = values.creator.map((name) => `<rdf:li>${encode(name, random)}</rdf:li>`).join("<rdf:li> </rdf:li>");
    elements.push(`<dc:creator><rdf:${kind}>${items}</rdf:${kind}></dc:creator>`);
  }
  if (values.licensor !== undefined) {
    const url = encode(values.licensor, random);
    const item = pick(
      [
        `<rdf:li rdf:parseType="Resource"><plus:LicensorURL>${url}</plus:LicensorURL></rdf:li>`,
        `<rdf:li plus:LicensorURL="${url}"/>`,
        `<rdf:li><rdf:Description plus:LicensorURL="${url}"/></rdf:li>`,
      ],
      random,
    );
    elements.push(`<plus:Licensor><rdf:Seq>${item}</rdf:Seq></plus:Licensor>`);
  }
  if (random() < 0.2) put("photoshop:History", "edited ".repeat(4000));
  const secrets = 'aux:SerialNumber="SERIAL-1234" aux:OwnerName="The owner" exif:GPSLatitude="26,34.951N"';
  const half = Math.floor(elements.length / 2);
  return xmpPacket(
    `<rdf:Description rdf:about="" ${secrets} ${attributes.join(" ")}>${elements.slice(0, half).join("\n")}</rdf:Description>
     <rdf:Description rdf:about="">${elements.slice(half).join("\n")}</rdf:Description>`,
  );
}

/** The same text, with some of its characters as numbers. */
function encode(text: string, random: Random): string {
  const isNumbered = random() < 0.3;
  return [...text]
    .map((character) =>
      /[<>&"]/.test(character) || (isNumbered && character > "~") ? `&#${character.codePointAt(0)};` : character,
    )
    .join("");
}

function pick<Item>(items: readonly Item[], random: Random): Item {
  const item = items[Math.floor(random() * items.length)];
  if (item === undefined) throw new Error("nothing to pick from");
  return item;
}

function writeYaml(path: string, value: unknown): void {
  write(path, stringify(value, { lineWidth: 0 }));
}

function write(path: string, data: string | Buffer): void {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, data);
}
