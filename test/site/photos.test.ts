import { DomUtils, parseDocument } from "htmlparser2";
import { describe, expect, test } from "vitest";
import { demoPages } from "../support/demo-pages.ts";
import { structuredDataOf } from "../support/page-elements.ts";

// Every picture of every page, and the words that belong to it.

interface ShownPhoto {
  address: string;
  /** Path of the fallback file. */
  src: string;
  attributes: Record<string, string>;
  isInFigure: boolean;
  /** What readers see below it, without what is meant for ears alone. */
  credit: string;
  caption: string;
}

const pages = demoPages();
const shown = pages.flatMap((page) => photosOf(page));

/** Credits by the photo's name, from the structured data of all pages: `harbour` → `ANI`. */
const recorded = new Map<string, Set<string>>();
for (const image of pages.flatMap((page) => structuredDataOf(page)).flatMap((node) => imagesIn(node))) {
  const name = nameOf(String(image.contentUrl));
  recorded.set(name, (recorded.get(name) ?? new Set()).add(String(image.creditText)));
}

/** Each photo that breaks a rule, once a page. */
const breaking = (isRight: (photo: ShownPhoto) => boolean) =>
  shown.filter((photo) => !isRight(photo)).map(({ address, src, credit }) => `${address} ${src} "${credit}"`);

test("the demo shows photos", () => {
  expect(shown.length).toBeGreaterThan(100);
});

describe("every picture", () => {
  test("stands in a figure, with a visible credit", () => {
    expect(breaking(({ isInFigure, credit }) => isInFigure && credit !== "")).toEqual([]);
  });

  test("bears the credit of the structured data", () => {
    expect(breaking(({ src, credit }) => recorded.get(nameOf(src))?.has(credit) ?? false)).toEqual([]);
  });

  test("says what it shows, in other words than its caption", () => {
    expect(
      breaking(({ attributes: { alt }, caption }) => alt !== undefined && (alt === "" || alt !== caption)),
    ).toEqual([]);
  });

  test("states its size, so that nothing moves when it comes", () => {
    expect(breaking(({ attributes: { width, height } }) => Number(width) > 0 && Number(height) > 0)).toEqual([]);
  });

  test("waits for its turn, but for the first of a page, which goes before all else", () => {
    const addresses = new Set(shown.map(({ address }) => address));
    const wrong = [...addresses].filter((address) => {
      const [first, ...others] = shown.filter((photo) => photo.address === address);
      const isPressing = first?.attributes.fetchpriority === "high" && first.attributes.loading !== "lazy";
      const isLate = first?.attributes.loading === "lazy" && first.attributes.fetchpriority === undefined;
      const areLate = others.every(
        ({ attributes: { loading, fetchpriority } }) => loading === "lazy" && !fetchpriority,
      );
      const isStory = pages.some((page) => page.address === address && /photo-lead/.test(page.html));
      return !areLate || !(isPressing || (isLate && !isStory));
    });
    expect(wrong).toEqual([]);
  });
});

test("the lead photo of every story is asked for before the styles are read", () => {
  const late = pages
    .filter(({ html }) => /photo-lead/.test(html))
    .filter(({ html }) => {
      const preload = html.search(/<link[^>]*rel="preload"[^>]*as="image"/);
      return preload < 0 || preload > html.indexOf("<style>");
    });
  expect(late.map(({ address }) => address)).toEqual([]);
});

test("every picture of the structured data says whose it is", () => {
  const images = pages.flatMap((page) => structuredDataOf(page).flatMap((node) => imagesIn(node)));
  expect(images.length).toBeGreaterThan(20);
  for (const image of images) {
    expect(image).toMatchObject({ "@type": "ImageObject", contentUrl: expect.stringMatching(/^https:/) });
    expect(image.creditText, String(image.contentUrl)).toBeTruthy();
  }
});

function photosOf({ address, html }: { address: string; html: string }): ShownPhoto[] {
  const document = parseDocument(html);
  return DomUtils.getElementsByTagName("img", document, true)
    .filter(({ attribs }) => /\/photos\//.test(attribs.src ?? ""))
    .map((image) => {
      let figure = image.parent;
      while (figure && !("name" in figure && figure.name === "figure")) figure = figure.parent;
      const [credit] = figure ? DomUtils.getElementsByClassName("photo-credit", figure, true) : [];
      const [caption] = figure ? DomUtils.getElementsByClassName("photo-words", figure, true) : [];
      const label = credit && DomUtils.getElementsByClassName("visually-hidden", credit, true)[0];
      const words = (element: Parameters<typeof DomUtils.textContent>[0] | undefined) =>
        element ? DomUtils.textContent(element).trim() : "";
      return {
        address,
        src: image.attribs.src ?? "",
        attributes: image.attribs,
        isInFigure: figure !== null,
        credit: words(credit).slice(words(label).length).trim(),
        caption: words(caption),
      };
    });
}

function imagesIn(node: unknown): Record<string, unknown>[] {
  if (Array.isArray(node)) return node.flatMap(imagesIn);
  if (typeof node !== "object" || node === null) return [];
  const record = node as Record<string, unknown>;
  return record["@type"] === "ImageObject" ? [record] : Object.values(record).flatMap(imagesIn);
}

/** The photo's part of a rendition's name, without folder, hash, size and ending: a crop has another hash than the whole. */
function nameOf(url: string): string {
  return url.replace(/^.*\//, "").replace(/-[0-9a-f]{16}(-\d+(x\d+)?)?\.\w+$/, "");
}
