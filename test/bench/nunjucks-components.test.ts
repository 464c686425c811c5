import nunjucks from "nunjucks";
import { expect, test } from "vitest";
import { rememberCalls, rememberComponents } from "../../src/pages/nunjucks-components.ts";
import type { TemplateEnvironment } from "../../src/pages/nunjucks-faults.ts";

test("gives the same markup for the same params without running a macro again", () => {
  let runs = 0;
  const macro = rememberCalls((params) => {
    runs += 1;
    return `${JSON.stringify(params)} ${runs}`;
  });
  const card = { headline: "Rain" };
  expect(macro({ card, isLarge: true })).toBe(macro({ card, isLarge: true }));
  expect(macro({ card })).not.toBe(macro({ card, isLarge: true }));
  expect(macro({ card, isLarge: false })).not.toBe(macro({ card, isLarge: true }));
  expect(macro({ card: { headline: "Rain" } })).not.toBe(macro({ card }));
  expect(macro({ name: "Rain" })).not.toBe(macro({ name: "Rain" }));
  expect(macro(card, card)).not.toBe(macro(card, card));
});

test("stops looking for params that never come again", () => {
  const macro = rememberCalls((params) => ({ ...(params as object) }));
  for (let index = 0; index < 300; index += 1) macro({ story: { index } });
  const story = { index: 0 };
  expect(macro({ story })).not.toBe(macro({ story }));
});

test("renders as Nunjucks does", async () => {
  const templates: Record<string, string> = {
    "card.njk":
      "{% macro card(params) %}{% include 'card-text.njk' %}{% endmacro %}{% macro pair(a, b='z') %}{{ a }}{{ b }}{% endmacro %}{% set colour = 'red' %}",
    "card-text.njk": "<b>{{ params.card.headline }}</b>{% if params.isLarge %} large{% endif %}",
    "page.njk":
      "{% from 'card.njk' import card, pair, colour %}{% import 'card.njk' as all with context %}{% for each in view.cards %}{{ card({ card: each, isLarge: loop.first }) }}{{ pair(loop.index) }}{{ pair('x', b='y') }}{{ all.card({ card: each }) }}{% endfor %}{{ colour }}",
  };
  const environment = () =>
    new nunjucks.Environment(
      { getSource: (name: string) => ({ src: templates[name] ?? "", path: name, noCache: false }) } as nunjucks.ILoader,
      { autoescape: true },
    );
  const [plain, remembering] = [environment(), environment()];
  rememberComponents(remembering as unknown as TemplateEnvironment);
  const cards = [{ headline: "Rain & wind" }, { headline: "<i>" }];
  for (const view of [{ cards }, { cards: cards.toReversed() }, { cards: [] }])
    expect(remembering.render("page.njk", { view })).toBe(plain.render("page.njk", { view }));
});
