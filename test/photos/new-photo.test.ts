import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { load } from "js-yaml";
import { describe, expect, onTestFinished, test, vi } from "vitest";
import { main } from "../../scripts/main.ts";
import { sha256 } from "../../src/base/digest.ts";
import { type SiteFolder, smallSite } from "../support/site-folder.ts";
import { grainyJpeg, jpegWithIim, utf8Marker } from "./fixtures.ts";

async function begin(folder: SiteFolder, photo: string, headline = "Boats stay in") {
  const spies = [vi.spyOn(console, "log"), vi.spyOn(console, "error")].map((spy) => spy.mockImplementation(() => {}));
  const places = ["--site", folder.site, "--cache", folder.path("cache"), "--now", "2026-05-24T20:00Z"];
  const status = await main(["new", headline, "--section", "world", "--photo", photo, ...places]);
  const said = spies.flatMap((spy) => spy.mock.calls).join("\n");
  for (const spy of spies) spy.mockRestore();
  return { status, said };
}

function site(): SiteFolder {
  const folder = smallSite();
  onTestFinished(() => folder.close());
  return folder;
}

function photoOf(folder: SiteFolder, slug = "boats-stay-in"): unknown {
  const text = readFileSync(join(folder.site, `articles/world/${slug}.md`), "utf8");
  return (load(text.split("---\n")[1] ?? "") as { photo: unknown }).photo;
}

const wirePhoto = async () =>
  jpegWithIim(await grainyJpeg(80, 60), utf8Marker, [
    "2:120",
    "Boats stay in. (PTI Photo/Asha Rao) (PTI05_24_2026_000012B)",
  ]);

describe("new --photo", () => {
  test("copies the picture beside the story, its rights into the record as intake reads them", async () => {
    const folder = site();
    const path = join(folder.base, "IMG 1 नाव.JPG");
    writeFileSync(path, await wirePhoto());
    expect((await begin(folder, path)).status).toBe(0);
    expect(photoOf(folder)).toEqual({
      file: "img-1-नाव.jpg",
      alt: "",
      caption: "Boats stay in.",
      credit: "PTI Photo/Asha Rao",
      creator: ["Asha Rao"],
      supplierRef: "PTI05_24_2026_000012B",
      agency: "pti",
    });
    expect(existsSync(join(folder.site, "articles/world/img-1-नाव.jpg"))).toBe(true);
  });

  test("writes over no picture, and copies none that is there", async () => {
    const folder = site();
    const there = await grainyJpeg(90, 60);
    folder.write("articles/world/boats.jpg", there);
    const path = join(folder.base, "boats.jpg");
    writeFileSync(path, await wirePhoto());
    await begin(folder, path);
    await begin(folder, path, "Again");
    expect(photoOf(folder)).toMatchObject({ file: "boats-2.jpg" });
    expect(photoOf(folder, "again")).toMatchObject({ file: "world/boats-2.jpg" });
    const pictures = readdirSync(join(folder.site, "articles/world")).filter((name) => name.endsWith(".jpg"));
    expect(pictures).toEqual(["boats-2.jpg", "boats.jpg"]);
    expect(readFileSync(join(folder.site, "articles/world/boats.jpg")).equals(there)).toBe(true);
  });

  test("names a photo that has a sidecar, and leaves its rights to that", async () => {
    const folder = site();
    folder.write("articles/photos/boats.jpg", await wirePhoto());
    folder.writeYaml("articles/photos/boats.jpg.yaml", { credit: "PTI", alt: "Boats" });
    await begin(folder, join(folder.site, "articles/photos/boats.jpg"));
    expect(photoOf(folder)).toEqual({ file: "photos/boats.jpg" });
  });

  test("leaves blank, for the editor to write, what neither the sidecar nor the file says", async () => {
    const folder = site();
    folder.write("articles/photos/boats.jpg", await grainyJpeg(80, 60));
    folder.writeYaml("articles/photos/boats.jpg.yaml", { credit: "PTI" });
    folder.write("articles/photos/nets.jpg", await grainyJpeg(81, 60));
    await begin(folder, join(folder.site, "articles/photos/boats.jpg"));
    await begin(folder, join(folder.site, "articles/photos/nets.jpg"), "Nets");
    expect(photoOf(folder)).toEqual({ file: "photos/boats.jpg", alt: "", caption: "" });
    expect(photoOf(folder, "nets")).toEqual({ file: "photos/nets.jpg", alt: "", caption: "", credit: "" });
  });

  test("refuses a killed photo and what is none, and makes no story", async () => {
    const folder = site();
    const bytes = await wirePhoto();
    const kill = { at: "2026-05-20T10:00", reason: "a secret", sha256: sha256(bytes) };
    folder.writeYaml("articles/photos/old.jpg.yaml", { credit: "PTI", kill });
    const path = join(folder.base, "boats.jpg");
    writeFileSync(path, bytes);
    expect(await begin(folder, path)).toMatchObject({
      status: 2,
      said: expect.stringContaining("killed on 20 May 2026"),
    });
    expect((await begin(folder, folder.base)).status).toBe(2);
    expect((await begin(folder, join(folder.base, "none.jpg"))).status).toBe(2);
    expect(existsSync(join(folder.site, "articles/world"))).toBe(false);
  });
});
