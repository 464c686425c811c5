import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { photoScopes } from "../../src/content/photo-schema.ts";
import { type Lease, mayUse, type PhotoTerms, photoMoments, usableSpans } from "../../src/model/leases.ts";
import { caseOptions } from "../support/cases.ts";

const zone = "Asia/Kolkata";
const ofLeases = (leases: Lease[]): PhotoTerms => ({ leases, zone });
const day = 86_400_000;

describe("a photo may be used", () => {
  test("everywhere without a lease", () => {
    expect(mayUse(ofLeases([]), "web", 0)).toBe(true);
  });
  test("only inside an allowing lease, whose end is the first moment outside", () => {
    const terms = ofLeases([{ use: "allow", from: 10, until: 20 }]);
    expect([9, 10, 19, 20].map((now) => mayUse(terms, "web", now))).toEqual([false, true, true, false]);
  });
  test("in other scopes whatever a lease says of one", () => {
    const terms = ofLeases([{ use: "allow", scopes: ["feeds"], from: 10 }]);
    expect([mayUse(terms, "feeds", 5), mayUse(terms, "web", 5)]).toEqual([false, true]);
  });
  test("not inside a denying lease, even where another allows it", () => {
    const terms = ofLeases([{ use: "allow" }, { use: "deny", scopes: ["offline"], until: 20 }]);
    expect([mayUse(terms, "offline", 19), mayUse(terms, "offline", 20), mayUse(terms, "web", 19)]).toEqual([
      false,
      true,
      true,
    ]);
  });
  test("inside either of two allowing leases", () => {
    const terms = ofLeases([
      { use: "allow", until: 10 },
      { use: "allow", from: 20 },
    ]);
    expect([5, 15, 25].map((now) => mayUse(terms, "web", now))).toEqual([true, false, true]);
  });
  test("never inside a lease that ends before it begins", () => {
    expect(usableSpans(ofLeases([{ use: "allow", from: 20, until: 10 }]), "web")).toEqual([]);
    expect(mayUse(ofLeases([{ use: "deny", from: 20, until: 10 }]), "web", 15)).toBe(true);
  });
});

describe("an agency's contract", () => {
  const published = Date.parse("2025-05-10T06:00:00+05:30");

  test("counts days of the calendar from the story's first publication", () => {
    const terms = { ...ofLeases([]), agency: [{ scope: "web" as const, days: 30 }], published };
    const end = published + 30 * day;
    expect([end - 1, end].map((now) => mayUse(terms, "web", now))).toEqual([true, false]);
  });
  test.each([
    ["begins, after an hour less", "2025-03-29T12:00:00+01:00", "2025-03-30T12:00:00+02:00"],
    ["ends, after an hour more", "2025-10-25T12:00:00+02:00", "2025-10-26T12:00:00+01:00"],
    ["leaps over the time of day, an hour after it", "2025-03-29T02:30:00+01:00", "2025-03-30T03:30:00+02:00"],
  ])("ends at the same time of day where summer time %s", (_title, from, until) => {
    const agency = [{ scope: "web" as const, days: 1 }];
    const terms: PhotoTerms = { leases: [], agency, published: Date.parse(from), zone: "Europe/Berlin" };
    expect(usableSpans(terms, "web").at(-1)?.until).toBe(Date.parse(until));
  });
  test("closes the scopes that it does not name", () => {
    const terms = { ...ofLeases([]), agency: [{ scope: "web" as const }], published };
    expect(photoScopes.map((scope) => mayUse(terms, scope, published))).toEqual([true, false, false]);
  });
  test("has no end for a photo of no story", () => {
    const terms = { ...ofLeases([]), agency: [{ scope: "web" as const, days: 1 }] };
    expect(mayUse(terms, "web", Date.parse("2999-01-01"))).toBe(true);
  });
  test("with a scope twice ends at the later end", () => {
    const agency = [
      { scope: "web" as const, days: 3 },
      { scope: "web" as const, days: 30 },
    ];
    expect(usableSpans({ ...ofLeases([]), agency, published }, "web").at(-1)?.until).toBe(published + 30 * day);
  });
  test("and a lease of all scopes must both allow a use", () => {
    const agency = [{ scope: "web" as const, days: 30 }];
    const terms = { ...ofLeases([{ use: "allow", until: published + 90 * day }]), agency, published };
    expect(mayUse(terms, "web", published + 31 * day)).toBe(false);
    expect(mayUse(terms, "offline", published)).toBe(false);
  });
  test("gives way to a lease that names the scope itself", () => {
    const agency = [{ scope: "web" as const, days: 30 }];
    const lease: Lease = { use: "allow", scopes: ["web"], until: published + 90 * day };
    const terms = { ...ofLeases([lease]), agency, published };
    expect([31, 89, 90].map((days) => mayUse(terms, "web", published + days * day))).toEqual([true, true, false]);
    expect(mayUse(terms, "offline", published)).toBe(false);
  });
  test("does not open again what a lease denies", () => {
    const agency = [{ scope: "web" as const }];
    expect(mayUse({ ...ofLeases([{ use: "deny", scopes: ["web"] }]), agency, published }, "web", published)).toBe(
      false,
    );
  });
});

describe("the moments at which a photo's use changes", () => {
  test("are those to come, the earliest first", () => {
    const terms = ofLeases([
      { use: "allow", scopes: ["web"], from: 10, until: 40 },
      { use: "deny", scopes: ["web"], from: 20, until: 30 },
      { use: "deny", scopes: ["offline"], from: 25 },
    ]);
    expect(photoMoments(terms, 15)).toEqual([
      { at: 20, scope: "web", isAllowed: false },
      { at: 25, scope: "offline", isAllowed: false },
      { at: 30, scope: "web", isAllowed: true },
      { at: 40, scope: "web", isAllowed: false },
    ]);
  });
  test("are none for a photo without leases and terms", () => {
    expect(photoMoments(ofLeases([]), 0)).toEqual([]);
  });

  const moment = fc.integer({ min: 0, max: 30 });
  const lease = fc.record(
    {
      use: fc.constantFrom<Lease["use"]>("allow", "deny"),
      scopes: fc.subarray([...photoScopes], { minLength: 1 }),
      from: moment,
      until: moment,
    },
    { requiredKeys: ["use"] },
  );
  const termsOf = fc.record(
    {
      leases: fc.array(lease, { maxLength: 5 }),
      agency: fc.array(fc.record({ scope: fc.constantFrom(...photoScopes) })),
      zone: fc.constant(zone),
    },
    { requiredKeys: ["leases", "zone"] },
  );

  test("are all of them, whatever the leases: between two nothing changes, and at each something does", () => {
    fc.assert(
      fc.property(termsOf, moment, fc.constantFrom(...photoScopes), (terms, now, scope) => {
        const moments = photoMoments(terms, now).filter((each) => each.scope === scope);
        let isAllowed = mayUse(terms, scope, now);
        for (let at = now + 1; at <= 31; at += 1) {
          const change = moments.find((each) => each.at === at);
          expect(mayUse(terms, scope, at)).toBe(change ? !isAllowed : isAllowed);
          if (change) expect(change.isAllowed).toBe(!isAllowed);
          isAllowed = mayUse(terms, scope, at);
        }
      }),
      caseOptions(300, 20_000),
    );
  });

  test("no use inside any denying lease, whatever else allows it", () => {
    fc.assert(
      fc.property(termsOf, moment, (terms, now) => {
        for (const { use, scopes = photoScopes, from = now, until = now + 1 } of terms.leases) {
          if (use !== "deny" || now < from || now >= until) continue;
          for (const scope of scopes) expect(mayUse(terms, scope, now)).toBe(false);
        }
      }),
      caseOptions(300, 20_000),
    );
  });
});
