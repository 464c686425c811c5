import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { demoPages } from "../support/demo-pages.ts";
import { demo } from "../support/demo-site.ts";
import { headersFor, parseHeaderRules } from "../support/host-headers.ts";
import { elementsOf } from "../support/page-elements.ts";

const pages = demoPages().map((page) => ({ ...page, elements: elementsOf(page) }));
type Page = (typeof pages)[number];

/** Those pages that have something wrong, with what it is. */
function faults(find: (page: Page) => string | undefined): string[] {
  return pages.flatMap((page) => {
    const fault = find(page);
    return fault === undefined ? [] : [`${page.address}: ${fault}`];
  });
}

test("no element has a style attribute, nor an instruction for a script", () => {
  const attribute = /^(style|on[a-z]+)$/;
  expect(
    faults(({ elements }) =>
      elements.flatMap(({ attributes }) => Object.keys(attributes)).find((name) => attribute.test(name)),
    ),
  ).toEqual([]);
});

test("a page's scripts are files of its own, one that its policy names by hash, and its structured data", () => {
  expect(
    faults(({ elements }) => {
      const policy = elements.find(({ attributes }) => attributes["http-equiv"] === "Content-Security-Policy")
        ?.attributes.content;
      const allowed = directive(policy, "script-src");
      const script = elements.find(({ name, attributes, text }) => {
        if (name !== "script" || attributes.type === "application/ld+json") return false;
        const { src } = attributes;
        return src === undefined
          ? !allowed.includes(hashOf(text))
          : !/^\/assets\/scripts\/[\w-]+\.js$/.test(src) || attributes.defer === undefined;
      });
      if (script) return `<script src="${script.attributes.src ?? ""}">`;
      return allowed.every((source) => /^'(self|sha256-[\w+/=]+)'$/.test(source)) ? undefined : allowed.join(" ");
    }),
  ).toEqual([]);
});

test("no address is one that runs as a script", () => {
  expect(
    faults(({ elements }) =>
      elements
        .map(({ attributes }) => attributes.href ?? attributes.src ?? "")
        .find((url) => /^\s*javascript:/i.test(url)),
    ),
  ).toEqual([]);
});

test("the policy stands before anything that it must hold for", () => {
  expect(
    faults(({ elements }) => {
      const head = elements.slice(elements.findIndex(({ name }) => name === "head") + 1);
      const at = head.findIndex(({ attributes }) => attributes["http-equiv"] === "Content-Security-Policy");
      const isFirst =
        at >= 0 && head.slice(0, at).every(({ name, attributes }) => name === "meta" && "charset" in attributes);
      return isFirst ? undefined : "no policy, or something stands before it";
    }),
  ).toEqual([]);
});

test("the policy names the styles of the page by their hash, and allows nothing inline, nothing of another host", () => {
  expect(
    faults(({ elements }) => {
      const policy = elements.find(({ attributes }) => attributes["http-equiv"] === "Content-Security-Policy")
        ?.attributes.content;
      const hashes = elements.filter(({ name }) => name === "style").map(({ text }) => hashOf(text));
      const allowed = directive(policy, "style-src");
      if (/unsafe-|\*|https?:/.test(policy ?? "")) return policy;
      if (directive(policy, "default-src").join() !== "'none'") return "default-src is not 'none'";
      // A page that has no styles of its own may still name those of its layout.
      const isRight = hashes.every((hash) => allowed.includes(hash)) && allowed.length <= 2;
      return isRight ? undefined : `${allowed.join()} instead of ${hashes.join()}`;
    }),
  ).toEqual([]);
});

test("the header of the host says the same and more, and knows the styles of every page", () => {
  const rules = parseHeaderRules(readFileSync(join(demo.output, "_headers"), "utf8"));
  expect(
    faults(({ address, elements }) => {
      const headers = headersFor(rules, address);
      const policy = headers.get("content-security-policy");
      const missing = ["x-content-type-options", "referrer-policy", "permissions-policy"].find(
        (name) => !headers.has(name),
      );
      if (missing) return `no ${missing}`;
      if (!directive(policy, "frame-ancestors").includes("'none'")) return "frame-ancestors is not 'none'";
      const styles = elements.filter(({ name }) => name === "style").map(({ text }) => hashOf(text));
      const inline = elements
        .filter(({ name, attributes: { src, type } }) => name === "script" && src === undefined && type === undefined)
        .map(({ text }) => hashOf(text));
      if (!inline.every((hash) => directive(policy, "script-src").includes(hash))) return "a script is refused";
      return styles.every((hash) => directive(policy, "style-src").includes(hash)) ? undefined : "a style is refused";
    }),
  ).toEqual([]);
  // What a header may be at most on Cloudflare Pages.
  expect(
    Math.max(
      ...readFileSync(join(demo.output, "_headers"), "utf8")
        .split("\n")
        .map((line) => line.length),
    ),
  ).toBeLessThan(2000);
});

function hashOf(text: string): string {
  return `'sha256-${createHash("sha256").update(text).digest("base64")}'`;
}

function directive(policy: string | undefined, name: string): string[] {
  const [, ...sources] =
    (policy ?? "")
      .split(";")
      .map((each) => each.trim().split(/\s+/))
      .find(([first]) => first === name) ?? [];
  return sources;
}
