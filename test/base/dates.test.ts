import { describe, expect, test } from "vitest";
import { bothMoments, parseMoment } from "../../src/base/dates.ts";

const read = (text: string, zone = "Asia/Kolkata") => {
  const moment = parseMoment(text, zone);
  return moment === undefined ? undefined : new Date(moment).toISOString().slice(0, 19);
};

describe("a date-time as people and programs write it", () => {
  test.each([
    ["2013-01-09", "2013-01-08T18:30:00"],
    ["2013-01-09 14:24", "2013-01-09T08:54:00"],
    ["2013-01-09T14:24:02.000Z", "2013-01-09T14:24:02"],
    ["2013-01-09t14:24:02z", "2013-01-09T14:24:02"],
    // Jekyll, Ruby, Hugo
    ["2013-01-09 14:24:02 +0000", "2013-01-09T14:24:02"],
    ["2013-01-09 14:24:02 UTC", "2013-01-09T14:24:02"],
    ["2013-01-09 14:24:02 GMT", "2013-01-09T14:24:02"],
    ["2013-01-09T14:24:02-05:00", "2013-01-09T19:24:02"],
  ])("%s is %s UTC", (text, moment) => {
    expect(read(text)).toBe(moment);
  });

  test.each(["2013-02-29", "2013-01-09 25:00", "2013-01-09 2:24 PM", "2013-01-09 14:24 IST", "9/1/2013", ""])(
    "“%s” is no moment",
    (text) => {
      expect(read(text)).toBeUndefined();
    },
  );

  test("an hour that summer time leaps over does not exist; the ends of it do", () => {
    expect(read("2024-03-10T02:30", "America/New_York")).toBeUndefined();
    expect(read("2024-03-10T01:59:59", "America/New_York")).toBe("2024-03-10T06:59:59");
    expect(read("2024-03-10T03:00", "America/New_York")).toBe("2024-03-10T07:00:00");
    expect(read("2024-02-29", "America/New_York")).toBe("2024-02-29T05:00:00");
  });

  test("an hour that comes twice is both its moments until it has an offset; the first is taken", () => {
    const berlin = "Europe/Berlin";
    expect(bothMoments("2026-10-25T02:30", berlin)).toEqual(["2026-10-25T02:30:00+02:00", "2026-10-25T02:30:00+01:00"]);
    expect(bothMoments("2024-11-03 01:00:00", "America/New_York")).toEqual([
      "2024-11-03T01:00:00-04:00",
      "2024-11-03T01:00:00-05:00",
    ]);
    // Half an hour is put back there.
    expect(bothMoments("2026-04-05T01:45", "Australia/Lord_Howe")).toEqual([
      "2026-04-05T01:45:00+11:00",
      "2026-04-05T01:45:00+10:30",
    ]);
    expect(read("2026-10-25T02:30", berlin)).toBe("2026-10-25T00:30:00");
    expect(read("2026-10-25T02:30+01:00", berlin)).toBe("2026-10-25T01:30:00");
    const single = ["2026-10-25T01:59:59", "2026-10-25T03:00", "2026-10-24T02:30", "2026-10-26T02:30"];
    for (const text of [...single, "2026-10-25T02:30+02:00", "2026-10-25"]) {
      expect(read(text, berlin)).toBeDefined();
      expect(bothMoments(text, berlin)).toEqual([]);
    }
  });

  test("a day whose midnight comes twice begins at the first", () => {
    expect(bothMoments("2026-11-01", "America/Havana")).toEqual([]);
    expect(read("2026-11-01", "America/Havana")).toBe("2026-11-01T04:00:00");
  });
});
