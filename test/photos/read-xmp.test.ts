import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { XmlError } from "../../src/base/xml.ts";
import type { Rights } from "../../src/model/rights.ts";
import { readXmp } from "../../src/photos/read-xmp.ts";
import { maximumPacketBytes, rightsPacket } from "../../src/photos/rights-packet.ts";
import { xmpPacket } from "./fixtures.ts";

const read = (description: string) => readXmp(Buffer.from(xmpPacket(description)));
const claim = (description: string) => read(description).claim;

describe("spellings of one property", () => {
  test.each([
    ["an attribute", '<rdf:Description photoshop:Credit="ANI"/>'],
    ["an element", "<rdf:Description><photoshop:Credit>ANI</photoshop:Credit></rdf:Description>"],
    ["blanks around it", "<rdf:Description><photoshop:Credit>\n  ANI </photoshop:Credit></rdf:Description>"],
    ["CDATA", "<rdf:Description><photoshop:Credit><![CDATA[ANI]]></photoshop:Credit></rdf:Description>"],
    ["another prefix", '<rdf:Description xmlns:ps="http://ns.adobe.com/photoshop/1.0/" ps:Credit="ANI"/>'],
    ["a second Description", '<rdf:Description dc:format="x"/><rdf:Description photoshop:Credit="ANI"/>'],
    [
      "a qualified value",
      '<rdf:Description><photoshop:Credit rdf:parseType="Resource"><rdf:value>ANI</rdf:value><xmp:q>x</xmp:q></photoshop:Credit></rdf:Description>',
    ],
  ])("the credit as %s", (_name, description) => {
    expect(claim(description)).toEqual({ credit: "ANI" });
  });

  test("a prefix alone says nothing: the namespace does", () => {
    const other = '<rdf:Description xmlns:photoshop="http://example.org/other/" photoshop:Credit="ANI"/>';
    expect(claim(other)).toEqual({});
  });

  test("of a text by language the default counts, else the first that is not blank", () => {
    const rights = (items: string) =>
      claim(`<rdf:Description><dc:rights><rdf:Alt>${items}</rdf:Alt></dc:rights></rdf:Description>`).copyright;
    const item = (language: string, text: string) => `<rdf:li xml:lang="${language}">${text}</rdf:li>`;
    expect(rights(item("hi", "आशा") + item("x-default", "Asha"))).toBe("Asha");
    expect(rights(item("hi", "आशा") + item("en", "Asha"))).toBe("आशा");
    expect(rights(item("x-default", " ") + item("en", "Asha"))).toBe("Asha");
    expect(rights("<rdf:li>Asha</rdf:li>")).toBe("Asha");
    expect(rights("")).toBeUndefined();
  });

  test.each(["Seq", "Bag"])("creators in a %s keep their order", (kind) => {
    const list = `<rdf:${kind}><rdf:li>Asha</rdf:li><rdf:li/><rdf:li>اسد</rdf:li></rdf:${kind}>`;
    expect(claim(`<rdf:Description><dc:creator>${list}</dc:creator></rdf:Description>`).creator).toEqual([
      "Asha",
      "اسد",
    ]);
  });

  test("a creator outside a list is a creator", () => {
    expect(claim('<rdf:Description dc:creator="Asha"/>').creator).toEqual(["Asha"]);
  });

  test.each([
    [
      "parseType",
      '<rdf:li rdf:parseType="Resource"><plus:LicensorName>ANI</plus:LicensorName><plus:LicensorURL>https://a.example/</plus:LicensorURL></rdf:li>',
    ],
    [
      "a Description inside",
      '<rdf:li><rdf:Description plus:LicensorName="ANI"><plus:LicensorURL>https://a.example/</plus:LicensorURL></rdf:Description></rdf:li>',
    ],
    ["attributes alone", '<rdf:li plus:LicensorName="ANI" plus:LicensorURL="https://a.example/"/>'],
    [
      "an address as resource",
      '<rdf:li rdf:parseType="Resource"><plus:LicensorName>ANI</plus:LicensorName><plus:LicensorURL rdf:resource="https://a.example/"/></rdf:li>',
    ],
  ])("the licensor as a struct by %s", (_name, item) => {
    const second = '<rdf:li rdf:parseType="Resource"><plus:LicensorName>Other</plus:LicensorName></rdf:li>';
    const list = `<plus:Licensor><rdf:Seq>${item}${second}</rdf:Seq></plus:Licensor>`;
    expect(claim(`<rdf:Description>${list}</rdf:Description>`)).toEqual({
      licensor: "https://a.example/",
      licensorName: "ANI",
    });
  });

  test.each([
    ["fields alone", '<rdf:Description plus:LicensorName="ANI" plus:LicensorURL="https://a.example/"/>'],
    [
      "IPTC's name",
      '<rdf:Description><Iptc4xmpExt:Licensor><rdf:Bag><rdf:li Iptc4xmpExt:LicensorName="ANI" Iptc4xmpExt:LicensorURL="https://a.example/"/></rdf:Bag></Iptc4xmpExt:Licensor></rdf:Description>',
    ],
  ])("the licensor in an old form, %s", (_name, description) => {
    expect(claim(description)).toEqual({ licensor: "https://a.example/", licensorName: "ANI" });
  });

  test.each([
    [
      "http",
      '<rdf:Description Iptc4xmpExt:DigitalSourceType="http://cv.iptc.org/newscodes/digitalsourcetype/digitalCapture"/>',
    ],
    [
      "https",
      '<rdf:Description Iptc4xmpExt:DigitalSourceType="https://cv.iptc.org/newscodes/digitalsourcetype/digitalCapture"/>',
    ],
    [
      "a resource",
      '<rdf:Description><Iptc4xmpExt:DigitalSourceType rdf:resource="http://cv.iptc.org/newscodes/digitalsourcetype/digitalCapture"/></rdf:Description>',
    ],
    ["the name of 2008", '<rdf:Description Iptc4xmpExt:DigitalSourcefileType="digitalCapture"/>'],
  ])("the digital source type by %s", (_name, description) => {
    expect(claim(description)).toEqual({ digitalSource: "digitalCapture" });
  });

  test("a digital source type that nobody knows is left out", () => {
    expect(claim('<rdf:Description Iptc4xmpExt:DigitalSourceType="toString"/>')).toEqual({});
  });

  test.each([
    ["UTF-8 with a byte order mark", (text: string) => Buffer.from(`\ufeff${text}`)],
    ["UTF-16, little end first", (text: string) => Buffer.from(`\ufeff${text}`, "utf16le")],
    ["UTF-16, big end first", (text: string) => Buffer.from(`\ufeff${text}`, "utf16le").swap16()],
    ["NUL behind it", (text: string) => Buffer.from(`${text}\0\0\0`)],
  ])("a packet in %s", (_name, encode) => {
    const text = xmpPacket('<rdf:Description photoshop:Credit="एएनआई"/>')
      .replace(/<\?xpacket[^>]*>/g, "")
      .trim();
    expect(readXmp(encode(text)).claim).toEqual({ credit: "एएनआई" });
  });
});

describe("private data", () => {
  test.each([
    ["gps", '<rdf:Description exif:GPSLatitude="26,34.951N"/>'],
    [
      "gps",
      '<rdf:Description><Iptc4xmpExt:LocationCreated><rdf:Bag><rdf:li rdf:parseType="Resource"><exif:GPSLatitude>1,2N</exif:GPSLatitude></rdf:li></rdf:Bag></Iptc4xmpExt:LocationCreated></rdf:Description>',
    ],
    ["serialNumber", '<rdf:Description aux:SerialNumber="123"/>'],
    ["owner", '<rdf:Description aux:OwnerName="Asha"/>'],
    ["thumbnail", "<rdf:Description><xmp:Thumbnails/></rdf:Description>"],
  ])("%s is noted, its value is not kept", (kind, description) => {
    expect(read(description)).toEqual({ claim: {}, privateData: [kind] });
  });

  test("the version of GPS data alone tells no place", () => {
    expect(read('<rdf:Description exif:GPSVersionID="2.3.0.0"/>').privateData).toEqual([]);
  });
});

describe("packets that are refused", () => {
  const valid = xmpPacket('<rdf:Description photoshop:Credit="ANI"/>');
  test.each([
    ["a DOCTYPE", `<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>${valid}`],
    ["an entity that XML does not know", valid.replace("ANI", "&a;")],
    ["a prefix without a namespace", valid.replace("photoshop:Credit", "nobody:Credit")],
    ["an end too early", valid.slice(0, 400)],
    ["no XML", "hello"],
    ["nothing", ""],
    ["elements nested a thousand deep", `${"<a>".repeat(1000)}${"</a>".repeat(1000)}`],
    ["two million characters", valid.replace("ANI", "x".repeat(2_000_000))],
  ])("%s", (_name, packet) => {
    expect(() => readXmp(Buffer.from(packet))).toThrow(XmlError);
  });

  test("bytes that are no text", () => {
    expect(() => readXmp(Buffer.from(valid.replace("ANI", "\xe9"), "latin1"))).toThrow(TypeError);
  });
});

describe("the packet of a rendition", () => {
  const rights: Rights = {
    credit: 'AP Photo/Rafiq <b>Maqbool</b> & "sons"',
    creator: ["आशा राव", "اسد خان"],
    copyright: "© 2026 خبر رساں",
    source: "AP",
    supplierRef: "DEL101",
    usageTerms: "एक बार",
    licence: "https://example.org/l?a=1&b=2",
    licensor: "https://example.org/",
    licensorName: "AP & Co",
    digitalSource: "digitalCapture",
    rights: "agency",
    agency: "ap",
  };

  test("says the whole record in any script, and no more", () => {
    const packet = rightsPacket({ rights, alt: "नदी پر", caption: "Two\nlines" });
    const { rights: _ground, agency: _key, ...carried } = rights;
    expect(readXmp(Buffer.from(packet))).toEqual({
      claim: { ...carried, alt: "नदी پر", caption: "Two\nlines" },
      privateData: [],
    });
    expect(packet).toContain("http://cv.iptc.org/newscodes/digitalsourcetype/digitalCapture");
    expect(packet).toContain("<xmpRights:Marked>True<");
  });

  test("what is unknown leaves no empty element", () => {
    const packet = rightsPacket({ rights: { credit: "ANI", creator: [] }, alt: "" });
    expect(packet.match(/<(dc|photoshop|xmpRights|plus|Iptc4xmp\w+):\w+/g)).toEqual([
      "<photoshop:Credit",
      "<xmpRights:Marked",
    ]);
  });

  test("only the public domain is unmarked", () => {
    expect(rightsPacket({ rights: { ...rights, rights: "public-domain" }, alt: "" })).toContain("Marked>False<");
    expect(rightsPacket({ rights: { ...rights, rights: "creative-commons" }, alt: "" })).toContain("Marked>True<");
  });

  test("a caption of any length fits; an alt text of 50 KB is a problem by name", () => {
    const caption = "नमस्ते ".repeat(20_000);
    expect(Buffer.byteLength(rightsPacket({ rights, alt: "A boat", caption }))).toBeLessThan(maximumPacketBytes);
    expect(() => rightsPacket({ rights, alt: "x".repeat(50_000) })).toThrow(
      expect.objectContaining({ problems: [expect.objectContaining({ code: "photo/packet-too-large" })] }),
    );
  });

  test("whatever text goes in is what is read, but for what XML can't hold", () => {
    const text = fc.string({ unit: "binary", maxLength: 60 });
    fc.assert(
      fc.property(text, fc.array(text, { maxLength: 4 }), text, text, (credit, creator, alt, caption) => {
        const packet = rightsPacket({ rights: { credit, creator }, alt, caption });
        const { claim } = readXmp(Buffer.from(packet));
        const kept = creator.map(held).filter((name) => name !== "");
        expect(claim).toEqual({
          ...(held(credit) !== "" && { credit: held(credit) }),
          ...(kept.length > 0 && { creator: kept }),
          ...(held(alt) !== "" && { alt: held(alt) }),
          ...(held(caption) !== "" && { caption: held(caption) }),
        });
      }),
      { seed: 1, numRuns: 300 },
    );
  });
});

/** What XML 1.0 can hold of a text, as reading gives it back. */
function held(text: string): string {
  const allowed = [...text].filter((character) => {
    const point = character.codePointAt(0) ?? 0;
    const isControl = point < 0x20 && !"\t\n\r".includes(character);
    return !isControl && !(point >= 0xd800 && point <= 0xdfff) && point !== 0xfffe && point !== 0xffff;
  });
  return allowed.join("").normalize("NFC").trim();
}
