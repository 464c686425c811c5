import { describe, expect, test } from "vitest";
import { parseMoment } from "../../src/base/dates.ts";

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
});
