import { expect, test } from "vitest";
import { environment, strings } from "./environment.ts";

const env = environment();
const shapes = { l: "landscape", p: "portrait", s: "square" };

/** How each photo of a gallery stands, for photos given by the first letters of their shapes; `d` is an upright drawing. */
function placesOf(photos: string): string[] {
  const html = env.renderString('{% from "components/gallery/macro.njk" import gallery %}{{ gallery(params) }}', {
    params: {
      strings: strings("en"),
      photos: [...photos].map((letter, index) => ({
        alt: `Picture ${index + 1}`,
        caption: `Caption ${index + 1}`,
        credit: `Credit ${index + 1}`,
        shape: letter === "d" ? "portrait" : shapes[letter as "l" | "p" | "s"],
        ...(letter === "d" && { isDrawing: true }),
      })),
    },
  });
  const items = html.match(/<li[\s\S]*?<\/li>/g) ?? [];
  for (const [index, item] of items.entries()) {
    expect(item).toContain(`alt="Picture ${index + 1}"`);
    expect(item).toContain(`Caption ${index + 1}`);
    expect(item).toContain(`Credit ${index + 1}`);
    expect(item.includes(`${index + 1} of ${items.length}`)).toBe(items.length > 1);
  }
  return items.map((item) => /gallery-item gallery-(\w+)/.exec(item)?.[1] ?? "");
}

test.each([
  ["l", ["whole"]],
  ["p", ["lone"]],
  ["pp", ["half", "half"]],
  ["lpl", ["whole", "lone", "whole"]],
  ["lpspl", ["whole", "half", "half", "lone", "whole"]],
  ["pppp", ["half", "half", "half", "half"]],
  ["pdp", ["lone", "whole", "lone"]],
])("of photos %s two upright ones in a row stand side by side, each with its words", (photos, places) => {
  expect(placesOf(photos)).toEqual(places);
});

test("forty photos are counted to the last", () => {
  expect(placesOf("lp".repeat(20))).toHaveLength(40);
});
