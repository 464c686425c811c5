import { describe, expect, test } from "vitest";
import { mayUse } from "../../src/model/leases.ts";

describe("a photo may be used", () => {
  test("everywhere without a lease", () => {
    expect(mayUse([], "web", 0)).toBe(true);
  });
  test("only inside an allowing lease, whose end is the first moment outside", () => {
    const leases = [{ use: "allow" as const, from: 10, until: 20 }];
    expect([9, 10, 19, 20].map((now) => mayUse(leases, "web", now))).toEqual([false, true, true, false]);
  });
  test("in other scopes whatever a lease says of one", () => {
    const leases = [{ use: "allow" as const, scopes: ["feeds" as const], from: 10 }];
    expect([mayUse(leases, "feeds", 5), mayUse(leases, "web", 5)]).toEqual([false, true]);
  });
  test("not inside a denying lease, even where another allows it", () => {
    const leases = [{ use: "allow" as const }, { use: "deny" as const, scopes: ["offline" as const], until: 20 }];
    expect([mayUse(leases, "offline", 19), mayUse(leases, "offline", 20), mayUse(leases, "web", 19)]).toEqual([
      false,
      true,
      true,
    ]);
  });
  test("inside either of two allowing leases", () => {
    const leases = [
      { use: "allow" as const, until: 10 },
      { use: "allow" as const, from: 20 },
    ];
    expect([5, 15, 25].map((now) => mayUse(leases, "web", now))).toEqual([true, false, true]);
  });
});
