import { HtmlValidate } from "html-validate/node";
import { describe, expect, test } from "vitest";
import { demoPages } from "../support/demo-pages.ts";

// Both sets whole. What differs from them is the house's style, not leniency:
const validator = new HtmlValidate({
  extends: ["html-validate:recommended", "html-validate:standard"],
  rules: {
    // The templates write `<!doctype html>`; both forms are right (HTML Standard, 13.1.1).
    "doctype-style": ["error", { style: "lowercase" }],
  },
});

const pages = demoPages();

describe("html-validate", () => {
  test("the demo has pages to validate", () => {
    expect(pages.length).toBeGreaterThan(100);
  });

  test("finds no error on any page", () => {
    const found = new Map<string, string[]>();
    for (const { file, html } of pages) {
      for (const { messages } of validator.validateStringSync(html, file).results) {
        for (const { ruleId, message, selector } of messages) {
          // One line for a fault, however many pages show it.
          const fault = `${ruleId}: ${message} at ${selector}`;
          found.set(fault, [...(found.get(fault) ?? []), file]);
        }
      }
    }
    expect([...found].map(([fault, files]) => `${fault} (${files.length} pages, ${files[0]})`)).toEqual([]);
  });
});
