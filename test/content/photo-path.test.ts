import { describe, expect, test } from "vitest";
import { resolvePhotoId } from "../../src/content/photo-path.ts";

const find = (reference: string, ...ids: string[]) => resolvePhotoId(new Set(ids), "articles/world/a.md", reference);

describe("the photo that a name means", () => {
  test.each([
    ["harbour.jpg", "world/harbour.jpg"],
    ["../photos/harbour.jpg", "photos/harbour.jpg"],
    ["/articles/photos/harbour.jpg", "photos/harbour.jpg"],
    ["photos\\harbour.jpg", "photos/harbour.jpg"],
    ["caf\u0065\u0301.jpg", "world/café.jpg"],
    ["harbour.jpg", "world/harbour.JPG"],
    ["HARBOUR.JPG", "photos/HARBOUR.jpg", undefined],
    ["IMG%200001%20(2).jpg", "world/IMG 0001 (2).jpg"],
    ["/uploads/%E0%A4%9A.jpg", "uploads/च.jpg"],
    // Some programs save a file under its percent-encoded name.
    ["cmyk print.jpg", "world/cmyk%20print.jpg"],
    ["cmyk%20print.jpg", "world/cmyk%20print.jpg"],
    ["/uploads/च.jpg", "uploads/%e0%a4%9a.jpg"],
    ["100%.jpg", "world/100%.jpg"],
    ["\ud800.jpg", "world/a.jpg", undefined],
  ])("%s is %s", (reference, id, ...expected) => {
    expect(find(reference, id)).toBe(expected.length > 0 ? expected[0] : id);
  });

  test("the name as it is written comes before its other spellings, beside the story before elsewhere", () => {
    expect(find("a%20b.jpg", "world/a b.jpg", "world/a%20b.jpg")).toBe("world/a%20b.jpg");
    expect(find("a.jpg", "a.jpg", "world/a.jpg")).toBe("world/a.jpg");
  });
});
