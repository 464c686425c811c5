import { describe, expect, test } from "vitest";
import { readDrawing } from "../../src/photos/drawing.ts";
import { sharp } from "../../src/photos/sharp.ts";
import { writeDrawing } from "../../src/photos/write-drawing.ts";

const svg = (content: string, attributes = 'viewBox="0 0 300 200"') =>
  `<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" ${attributes}>${content}</svg>`;
const shape = '<rect width="9" height="9"/>';
const read = (source: string | Uint8Array) => readDrawing(typeof source === "string" ? Buffer.from(source) : source);
const drawing = (source: string) => {
  const { value, failure } = read(source);
  if (!value) throw new Error(`${failure.message} (${failure.found})`);
  return { ...value, text: writeDrawing(value, { alt: "A chart", packet: "" }) };
};
const failure = (source: string | Uint8Array) => read(source).failure;

describe("a drawing loses what could run, move, load or lead away, and says so", () => {
  test.each([
    ["a script", `<script>alert(1)</script>${shape}`, "`script`", "alert"],
    ["an event attribute", '<rect width="9" height="9" onclick="alert(1)"/>', "`onclick`", "alert"],
    [
      "HTML in it",
      `<foreignObject><p xmlns="http://www.w3.org/1999/xhtml">x</p></foreignObject>${shape}`,
      "`foreignObject`",
      "<p",
    ],
    [
      "a picture from elsewhere",
      `<image xlink:href="https://spy.example/x.png"/>${shape}`,
      "`image` from spy.example",
      "spy",
    ],
    ["a file of the machine", `<image href="file:///etc/passwd"/>${shape}`, "an address in `image`", "passwd"],
    ["another drawing's part", `<use href="other.svg#a"/>${shape}`, "an address in `use`", "other"],
    ["a script as an address", `<use href="javascript:alert(1)"/>${shape}`, "an address in `use`", "alert"],
    [
      "a drawing as data",
      `<image href="data:image/svg+xml;base64,PHN2Zy8+"/>${shape}`,
      "an address in `image`",
      "data:",
    ],
    [
      "an address as paint",
      '<rect width="9" height="9" fill="url(https://spy.example/#a)"/>',
      "an address in `fill`",
      "spy",
    ],
    ["an escape that hides one", '<rect width="9" height="9" fill="u\\72l(https://spy.example/#a)"/>', "`fill`", "spy"],
    [
      "an address in a style",
      '<rect width="9" height="9" style="fill:red;mask:url(//spy.example/a)"/>',
      "an address in the style",
      "spy",
    ],
    ["an import", `<style>@import "https://spy.example/a.css"; .a{fill:red}</style>${shape}`, "`@import`", "spy"],
    [
      "a font from elsewhere",
      `<style>@font-face{font-family:a;src:url(https://spy.example)}</style>${shape}`,
      "`@font-face`",
      "spy",
    ],
    [
      "animation",
      `<rect width="9" height="9"><animate attributeName="x" to="9" dur="1s"/></rect>`,
      "animation",
      "<animate",
    ],
    [
      "a change of an address",
      `<rect width="9" height="9"><set attributeName="href" to="javascript:x"/></rect>`,
      "animation",
      "javascript",
    ],
    [
      "animation in the style",
      `<style>.a{animation:b 1s;fill:red}</style>${shape}`,
      "animation in the style",
      "animation",
    ],
    [
      "a part of another filter",
      `<filter id="a"><feImage href="https://spy.example/a"/></filter>${shape}`,
      "`feImage`",
      "spy",
    ],
  ])("%s", (_what, content, named, gone) => {
    const { cleaned, text } = drawing(svg(content));
    expect(cleaned).toContain(named);
    expect(text).not.toContain(gone);
    expect(text).toContain("<rect");
  });

  test("a style sheet that a processing instruction names", () => {
    expect(drawing(`<?xml-stylesheet href="https://spy.example/a.css"?>${svg(shape)}`).cleaned).toEqual([
      "a style sheet elsewhere",
    ]);
  });
});

describe("a drawing keeps what draws", () => {
  test("shapes, letters in their order, paints of its own, titles and languages", () => {
    const content =
      '<defs><linearGradient id="g"><stop offset="0" stop-color="#88f"/></linearGradient></defs>' +
      '<g id="a" class="b" transform="translate(3 4)"><title>Bar</title><desc>x</desc><rect width="9" height="9" fill="url(#g)"/></g>' +
      '<text x="1" y="2" xml:lang="hi">एक <tspan font-weight="700">दो</tspan> तीन</text><use href="#a" y="20"/>';
    const { cleaned, text } = drawing(svg(content));
    expect(cleaned).toEqual([]);
    expect(text).toContain(content);
  });

  test("rules that only draw, of its style", () => {
    const { cleaned, text } = drawing(
      svg(`<style>/* a */ .a, .b &gt; c{fill:url("#g");stroke:rgb(1,2,3)} *{stroke-linejoin:round}</style>${shape}`),
    );
    expect(cleaned).toEqual([]);
    expect(text).toContain(
      "<style>.a, .b &gt; c{fill:url(&quot;#g&quot;);stroke:rgb(1,2,3)}\n*{stroke-linejoin:round}</style>",
    );
  });

  test("a link's content without the link, and a program's notes not at all, without a warning", () => {
    const { cleaned, text } = drawing(
      svg(
        `<a href="https://example.org">${shape}</a><i:page>x</i:page><metadata>x</metadata><g data-name="x" i:label="y"/>`,
        'viewBox="0 0 3 2" xmlns:i="http://www.inkscape.org/namespaces/inkscape"',
      ),
    );
    expect(cleaned).toEqual([]);
    expect(text).toContain(`${shape}<g/></svg>`);
    expect(text).not.toMatch(/inkscape|example\.org|label/);
  });

  test("of alternatives, the one that is a drawing", () => {
    const { cleaned, text } = drawing(
      svg(`<switch><foreignObject requiredExtensions="x"/><g id="a">${shape}</g><g id="b">${shape}</g></switch>`),
    );
    expect(cleaned).toEqual([]);
    expect(text).toContain('<g id="a">');
    expect(text).not.toContain('<g id="b">');
  });

  test("a bitmap that it holds, without what the bitmap's file says besides", async () => {
    const jpeg = await sharp({ create: { width: 8, height: 8, channels: 3, background: "#f00" } })
      .withExif({ IFD0: { Artist: "Secret Name" } })
      .jpeg()
      .toBuffer();
    const png = await sharp({ create: { width: 8, height: 8, channels: 3, background: "#f00" } })
      .withXmp("<x>Secret Name</x>")
      .png()
      .toBuffer();
    for (const [type, bytes, secret] of [["jpeg", jpeg, "Secret Name"] as const, ["png", png, "zTXt"] as const]) {
      expect(bytes.toString("latin1")).toContain(secret);
      const { cleaned, text } = drawing(
        svg(`<image width="8" height="8" xlink:href="data:image/${type};base64,${bytes.toString("base64")}"/>`),
      );
      expect(cleaned).toEqual([]);
      const kept = Buffer.from(/base64,([^"]+)/.exec(text)?.[1] ?? "", "base64");
      expect(kept.toString("latin1")).not.toContain(secret);
      expect(await sharp(kept).metadata()).toMatchObject({ width: 8, height: 8 });
    }
  });
});

describe("what drawing programs write is read", () => {
  test("matplotlib's DOCTYPE and points", () => {
    const { width, height, cleaned } = drawing(
      `<?xml version="1.0" encoding="utf-8" standalone="no"?>\n<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd">\n${svg(shape, 'width="720pt" height="360pt" viewBox="0 0 720 360"')}`,
    );
    expect([width, height, cleaned]).toEqual([960, 480, []]);
  });

  test("Illustrator's entities for namespaces", () => {
    const { cleaned } = drawing(
      `<!DOCTYPE svg [<!ENTITY ns_svg "http://www.w3.org/2000/svg"><!ENTITY ns_ai "http://ns.adobe.com/ai/">]>\n<svg xmlns="&ns_svg;" xmlns:i="&ns_ai;" viewBox="0 0 3 2"><i:pgf/>${shape}</svg>`,
    );
    expect(cleaned).toEqual([]);
  });

  test("one that lost its namespaces when it was copied out of a page", () => {
    const { text } = drawing(`<svg viewBox="0 0 3 2"><g id="a">${shape}</g><use xlink:href="#a"/></svg>`);
    expect(text).toMatch(/^<svg xmlns="http:\/\/www\.w3\.org\/2000\/svg".*<use href="#a"\/>/s);
  });
});

test.each([
  ['viewBox="0 0 1000 500"', 1000, 500],
  ['width="1000" height="500"', 1000, 500],
  ['width="100%" viewBox="0,0,1000,500"', 1000, 500],
  ['width="20cm" height="10cm" viewBox="0 0 200 100"', 756, 378],
  ['height="500" viewBox="0 0 2 1"', 1000, 500],
  ['viewBox="0 0 32 16"', 640, 320],
])("a drawing with %s is %i px wide and %i px high", (attributes, width, height) => {
  expect(drawing(svg(shape, attributes))).toMatchObject({ width, height });
});

test.each([
  ["is not well-formed XML", "<svg"],
  ["is not well-formed XML", svg("<g></a>")],
  ["is not well-formed XML", Uint8Array.of(0x3c, 0x73, 0x76, 0x67, 0xff, 0xfe)],
  ["is not well-formed XML", `<!DOCTYPE svg [<!ENTITY a SYSTEM "file:///etc/passwd">]>${svg("<text>&a;</text>")}`],
  ["is not well-formed XML", `<!DOCTYPE svg [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]>${svg("<text>&b;</text>")}`],
  ["is not well-formed XML", svg("<g>".repeat(300) + shape + "</g>".repeat(300))],
  ["is no SVG drawing", "<html/>"],
  ["is no SVG drawing", '<svg xmlns="urn:other"/>'],
  ["does not say how large it is", svg(shape, "")],
  ["does not say how large it is", svg(shape, 'width="100%" height="100%"')],
  ["does not say how large it is", svg(shape, 'viewBox="0 0 0 10"')],
  ["does not say how large it is", svg(shape, 'viewBox="0 0 100000 1"')],
  ["shows nothing that may be kept", svg("")],
  ["shows nothing that may be kept", svg('<image href="https://spy.example/map.png"/>')],
  ["is larger than a drawing may be", svg(shape + " ".repeat(2 * 1024 * 1024))],
  ["repeats its parts too often to be drawn", svg('<g id="a"><use href="#a"/></g><path d="M0 0"/>')],
])("a file that %s is refused", (message, source) => {
  expect(failure(source)).toMatchObject({ code: "photo/drawing-unreadable", message });
});

test("a drawing that repeats a repetition of a repetition is refused, not drawn for ever", () => {
  const levels = Array.from(
    { length: 8 },
    (_, level) => `<g id="l${level + 1}">${`<use href="#l${level}"/>`.repeat(10)}</g>`,
  );
  expect(failure(svg(`<rect id="l0" width="1" height="1"/>${levels.join("")}`))?.message).toMatch(/too often/);
});

test("a drawing goes out with its alt text as title and the rights record as metadata", () => {
  const { value } = read(svg(`<title>old</title>${shape}`));
  if (!value) throw new Error("unreadable");
  const text = writeDrawing(value, { alt: "Rain & “wind”", packet: "<x/>" });
  expect(text).toContain("<title>Rain &amp; “wind”</title><metadata><x/></metadata>");
  expect(text).not.toContain("old");
  expect(writeDrawing(value, { alt: "", packet: "" })).not.toContain("<title>");
});
