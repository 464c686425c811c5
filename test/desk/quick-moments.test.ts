import { describe, expect, test } from "vitest";
import { isoMoment, parseMoment } from "../../src/base/dates.ts";
import { fieldMoment, quickMoments } from "../../src/desk/quick-moments.ts";

const at = (text: string, zone: string) => parseMoment(text, zone) ?? Number.NaN;
const named = (text: string, zone: string) =>
  Object.fromEntries(quickMoments(at(text, zone), zone).map(({ name, at: moment }) => [name, isoMoment(moment, zone)]));

describe("moments that editors ask for often", () => {
  test("are those of the outlet's clock", () => {
    expect(named("2026-11-24T00:30", "Asia/Kolkata")).toEqual({
      "in an hour": "2026-11-24T01:30:00+05:30",
      "tomorrow at 06:00": "2026-11-25T06:00:00+05:30",
      "Friday at 18:00": "2026-11-27T18:00:00+05:30",
    });
  });

  test("on Friday evening mean the next Friday", () => {
    expect(named("2026-11-27T17:59", "Asia/Kolkata")["Friday at 18:00"]).toBe("2026-11-27T18:00:00+05:30");
    expect(named("2026-11-27T18:00", "Asia/Kolkata")["Friday at 18:00"]).toBe("2026-12-04T18:00:00+05:30");
  });

  test("keep the hour over a change to winter time", () => {
    expect(named("2026-10-24T20:00", "Europe/London")["tomorrow at 06:00"]).toBe("2026-10-25T06:00:00Z");
  });

  test("stand in a form's field as the outlet's clock shows them", () => {
    expect(fieldMoment(Date.UTC(2026, 10, 27, 12, 30), "Asia/Kolkata")).toBe("2026-11-27T18:00");
  });
});
