import { expect, test } from "vitest";
import { demoFiles, demoPages } from "../support/demo-pages.ts";
import { elementsOf, type PageElement } from "../support/page-elements.ts";

// What a page points to within the site: addresses in attributes, in srcset lists, in refresh instructions, in its styles.

const pages = demoPages();
const files = new Set(demoFiles());
const outlet = outletOrigin();
const anchors = new Map<string, Set<string>>();
const references = pages.flatMap((page) => {
  const elements = elementsOf(page);
  anchors.set(page.file, new Set(elements.flatMap(({ attributes: { id } }) => (id === undefined ? [] : [id]))));
  return elements.flatMap((element) => referencesOf(element).map((reference) => ({ page, reference })));
});

test("the demo has links to check", () => {
  expect(references.length).toBeGreaterThan(10_000);
});

test("every address within the site leads to a file, and every #fragment to an element that is there", () => {
  const broken = new Map<string, Set<string>>();
  for (const { page, reference } of references) {
    const url = new URL(reference, outlet + encodeURI(page.address));
    if (url.origin !== outlet) continue;
    const fault = faultOf(url);
    if (fault) broken.set(fault, (broken.get(fault) ?? new Set()).add(page.address));
  }
  expect([...broken].map(([fault, on]) => `${fault} (${on.size} pages, ${[...on][0]})`)).toEqual([]);
});

function faultOf(url: URL): string | undefined {
  const path = decodeURIComponent(url.pathname).slice(1);
  const file = path === "" || path.endsWith("/") ? `${path}index.html` : path;
  if (!files.has(file)) return `nothing at /${path}`;
  const id = decodeURIComponent(url.hash.slice(1));
  if (id !== "" && file.endsWith(".html") && !anchors.get(file)?.has(id)) return `no #${id} on /${path}`;
  return undefined;
}

function referencesOf({ name, attributes, text }: PageElement): string[] {
  const { href, src, poster, srcset, imagesrcset, content } = attributes;
  const lists = [srcset, imagesrcset].flatMap((list) =>
    (list ?? "").split(",").map((each) => each.trim().split(/\s+/)[0]),
  );
  const isRefresh = name === "meta" && attributes["http-equiv"] === "refresh";
  const isAddress = name === "meta" && /^(og:url|og:image)$/.test(attributes.property ?? "");
  return [
    href,
    src,
    poster,
    ...lists,
    isRefresh ? content?.replace(/^[^=]*=/, "") : undefined,
    isAddress ? content : undefined,
    ...(name === "style" ? [...text.matchAll(/url\("?([^")]+)"?\)/g)].map(([, address]) => address) : []),
  ].filter((address) => address !== undefined && address !== "" && !/^(mailto|tel|data):/.test(address)) as string[];
}

/** The outlet's own origin, as the home page states it. */
function outletOrigin(): string {
  const home = pages.find(({ address }) => address === "/");
  const canonical = home && elementsOf(home).find(({ attributes }) => attributes.rel === "canonical");
  return new URL(canonical?.attributes.href ?? "").origin;
}
