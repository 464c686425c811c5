import { expect, test } from "vitest";
import { copyrightHolder } from "../../src/model/copyright-holder.ts";

test.each([
  ["© 2026 Asha Rao. All rights reserved", "Asha Rao"],
  ["Copyright 2026 The Coastal Agency. All rights reserved.", "The Coastal Agency"],
  ["Copyright by Asha Rao, 2019-2024", "Asha Rao"],
  ["(c) ANI", "ANI"],
  ["Copyright (c) 2024, PTI", "PTI"],
  ["AFP or licensors", "AFP"],
  ["© Rao & Sons", "Rao & Sons"],
  ["कॉपीराइट 2026 एएनआई", "एएनआई"],
  ["© 2026 The 1984 Studio Ltd.", "The 1984 Studio Ltd."],
  ["Copyrightly Ltd", "Copyrightly Ltd"],
])("“%s” is %s's", (notice, holder) => {
  expect(copyrightHolder(notice)).toBe(holder);
});

test.each([
  "",
  "  ",
  "© 2026",
  "All rights reserved",
  "Unknown",
  "Copyright owner",
  "Picasa 2.7",
  "Public domain",
  "https://example.org/rights",
  `© ${"A long story of who owns what. ".repeat(4)}`,
])("“%s” names nobody", (notice) => {
  expect(copyrightHolder(notice)).toBeUndefined();
});
