import { expect, test } from "vitest";
import { agenciesSchema } from "../../src/content/data-schemas.ts";
import { mayCarry } from "../../src/model/may-carry.ts";

const agencies = agenciesSchema.parse({
  whole: { name: "A", credit: "A" },
  short: { name: "B", credit: "B", text: "summary" },
  nothing: { name: "C", credit: "C", text: "none" },
});

test.each([
  [undefined, "full"],
  ["whole", "full"],
  ["short", "summary"],
  ["nothing", "none"],
  // A key that an object inherits is no agency.
  ["constructor", "full"],
])("the words of %s go out: %s", (agency, carriage) => {
  expect(mayCarry({ ...(agency !== undefined && { agency }) }, { agencies })).toBe(carriage);
});
