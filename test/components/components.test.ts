import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { HtmlValidate } from "html-validate";
import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import { environment, includes, strings } from "./environment.ts";

// One loop protects every component: each example of its YAML is rendered, validated, and attacked.

interface Example {
  name: string;
  /** Of the page; default `en`. */
  language?: string;
  params: Record<string, unknown>;
}
interface Component {
  description: string;
  params: { name: string; type: string; required?: boolean; description: string }[];
  examples: Example[];
}

const expectedExamples = ["plain", "long headline without spaces", "Hindi", "Urdu", "everything missing"];
// Params that are not words: addresses, identifiers, classes, values of a closed list, and safe markup.
const notWords =
  /^(url|src|sizes|srcset|\w+Srcset|\w+Sizes|\w+Url|iso|id|kind|type|variant|size|state|shape|language|direction|colourClass|focusClass|html|\w+Html)$/;

const env = environment();
const validator = new HtmlValidate({
  extends: ["html-validate:recommended", "html-validate:standard"],
  rules: {
    // Examples are parts of a page: the whole is held to these by the layouts' test.
    "heading-level": "off",
    "element-required-ancestor": "off",
    "require-sri": "off",
    "no-trailing-whitespace": "off",
    "long-title": "off",
    // The list style is none; the role makes VoiceOver count the items all the same.
    "void-style": ["error", { style: "omit" }],
  },
});

function render(name: string, params: Record<string, unknown>, language = "en"): string {
  const macro = name.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase());
  return env.renderString(`{% from "components/${name}/macro.njk" import ${macro} %}{{ ${macro}(params) }}`, {
    params: { ...params, strings: strings(language) },
  });
}

/** The same params with `suffix` after every text in them. */
function attack(value: unknown, suffix: string, key = ""): unknown {
  if (typeof value === "string") return notWords.test(key) || value === "gap" ? value : value + suffix;
  if (Array.isArray(value)) return value.map((item) => attack(item, suffix, key));
  if (value === null || typeof value !== "object") return value;
  return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, attack(item, suffix, name)]));
}

const folder = join(includes, "components");
for (const name of readdirSync(folder)) {
  describe(name, () => {
    const file = join(folder, name, `${name}.yaml`);
    const component = parse(readFileSync(file, "utf8")) as Component;

    test("has its four files and its five examples", () => {
      for (const part of ["macro.njk", "template.njk"]) expect(existsSync(join(folder, name, part)), part).toBe(true);
      expect(component.examples.map((example) => example.name)).toEqual(expect.arrayContaining(expectedExamples));
    });

    test("describes every param that its examples hand in", () => {
      const described = component.params.map((param) => param.name);
      for (const { params } of component.examples) {
        for (const param of Object.keys(params)) expect(described).toContain(param);
      }
      for (const param of component.params) expect(param.description, param.name).not.toBe("");
    });

    for (const example of component.examples) {
      test(`${example.name}: is valid, without a style attribute or a run of blank lines`, async () => {
        const html = render(name, example.params, example.language);
        const report = await validator.validateString(html);
        const messages = report.results.flatMap((result) =>
          result.messages.map((each) => `${each.ruleId}: ${each.message}`),
        );
        expect(messages).toEqual([]);
        expect(html).not.toMatch(/\sstyle=/);
        expect(html).not.toContain("undefined");
        expect(html).not.toContain("\n\n\n");
      });
    }

    test("escapes every text", () => {
      for (const example of component.examples) {
        const html = render(name, attack(example.params, '<b>&"') as Record<string, unknown>, example.language);
        expect(html, example.name).not.toContain("<b>");
        expect(html, example.name).not.toContain('&"');
      }
    });
  });
}
