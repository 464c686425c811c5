import { describe, expect, test } from "vitest";
import { axeFaults, looksWithoutScripts, looksWithScripts } from "../support/axe.ts";
import { visit } from "../support/browser.ts";
import { pageKinds } from "../support/page-kinds.ts";
import { withoutScripts } from "../support/without-scripts.ts";

describe.each(pageKinds())("$name", (kind) => {
  test("can be used by everybody: light, dark and forced colours, wide, on a phone and at 400 % (WCAG 2.2 AA)", async () => {
    expect(await visit(kind, {}, (page) => axeFaults(page, looksWithScripts))).toEqual([]);
  });

  test("can be used by everybody where scripts are off", async () => {
    const look = { prepare: withoutScripts };
    expect(await visit(kind, look, (page) => axeFaults(page, looksWithoutScripts))).toEqual([]);
  });
});
