import { cpSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { parseMoment } from "../../src/base/dates.ts";
import { openStore } from "../../src/base/store.ts";
import { openSite } from "../../src/build.ts";
import { projectFolder } from "../../src/engine.ts";
import type { Photo } from "../../src/model/story.ts";
import { photoLedger } from "../../src/photo-ledger.ts";

// The demonstration paper outside git, so that its present state alone counts, on both sides.
const base = mkdtempSync(join(tmpdir(), "broadsheet-"));
const site = join(base, "site");
for (const folder of ["articles", "_data"])
  cpSync(join(projectFolder, folder), join(site, folder), { recursive: true });
afterAll(() => rmSync(base, { recursive: true, force: true }));

test("what the ledger says is still there is what the newsroom shows, with the same credits and addresses", async () => {
  const now = parseMoment("2026-11-23T12:00Z", "UTC") ?? 0;
  const store = openStore(join(base, "cache"));
  const { newsroom } = await openSite({ site, now }, store);
  store.close();
  const shown = newsroom.stories.flatMap((story) => {
    const use = (placement: string, photo: Photo | undefined) =>
      photo ? [`${story.id} ${placement} ${photo.id} ${photo.rights.credit} ${story.path}`] : [];
    return [
      ...use("lead", story.photo),
      ...story.gallery.flatMap((photo) => use("gallery", photo)),
      ...story.copyPhotos.flatMap((photo) => use("inline", photo)),
    ];
  });
  const { ledger } = await photoLedger({ site, now, from: "2020-01-01", to: "2026-12-31" });
  const listed = ledger.lines
    .filter(({ until, placement }) => until === undefined && ["lead", "gallery", "inline"].includes(placement))
    .map((line) => {
      const path = decodeURI(new URL(line.address).pathname);
      return `${line.story} ${line.placement} ${line.photo} ${line.credit} ${path}`;
    });
  expect(shown.length).toBeGreaterThan(50);
  expect(listed.sort()).toEqual(shown.sort());
});
