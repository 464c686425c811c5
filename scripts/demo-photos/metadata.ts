import type { Picture } from "./pictures.ts";

const CREDIT = {
  scene: "Rendered by computer / The Indian Statesman",
  graphic: "The Indian Statesman graphics desk",
} as const;

const escaped = (text: string): string => text.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;");

const inEnglish = (text: string): string => `<rdf:Alt><rdf:li xml:lang="x-default">${escaped(text)}</rdf:li></rdf:Alt>`;

/** The XMP packet that keeps the honest credit in the file itself, whoever copies it. */
export function xmpPacket(picture: Picture): string {
  const credit = CREDIT[picture.kind === "scene" ? "scene" : "graphic"];
  return `<?xpacket begin="\uFEFF" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about=""
  xmlns:dc="http://purl.org/dc/elements/1.1/"
  xmlns:photoshop="http://ns.adobe.com/photoshop/1.0/"
  xmlns:xmpRights="http://ns.adobe.com/xap/1.0/rights/"
  xmlns:Iptc4xmpExt="http://iptc.org/std/Iptc4xmpExt/2008-02-29/">
<photoshop:Credit>${escaped(credit)}</photoshop:Credit>
<dc:creator><rdf:Seq><rdf:li>The Indian Statesman graphics desk</rdf:li></rdf:Seq></dc:creator>
<dc:rights>${inEnglish("© 2026 The Indian Statesman, CC BY 4.0")}</dc:rights>
<dc:description>${inEnglish(picture.description)}</dc:description>
<xmpRights:Marked>True</xmpRights:Marked>
<xmpRights:WebStatement>https://creativecommons.org/licenses/by/4.0/</xmpRights:WebStatement>
<Iptc4xmpExt:DigitalSourceType>http://cv.iptc.org/newscodes/digitalsourcetype/algorithmicMedia</Iptc4xmpExt:DigitalSourceType>
</rdf:Description></rdf:RDF></x:xmpmeta>
<?xpacket end="r"?>`;
}
