import { rmSync } from "node:fs";
import { afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { sha256 } from "../../src/base/digest.ts";
import { withdrawnSchema } from "../../src/syndication/withdrawn.ts";
import { drawFrames, type Frames, KilledSite } from "../support/killed-site.ts";

let frames: Frames;
let site: KilledSite;
beforeAll(async () => {
  frames = await drawFrames();
});
beforeEach(() => {
  site = new KilledSite(frames);
});
afterEach(() => site.folder.close());

describe("withdrawn.json", () => {
  const withdrawn = () => {
    const text = site.output("withdrawn.json");
    return { text, value: withdrawnSchema.parse(JSON.parse(text)) };
  };

  test("stands there with nothing in it where nothing was killed", async () => {
    await site.build();
    expect(withdrawn().value).toEqual({ version: 1, site: "https://test.example/", stories: [], photos: [] });
  });

  test("names killed stories and photos that were public, with the addresses of their files, and no reason", async () => {
    await site.kill({
      renditions: ["photos/kept/killed-12ab-640.avif", "killed-12ab-1280.jpg"],
      notice: "Withdrawn by the agency.",
    });
    site.story("gone", "photos/killed.jpg", {
      kill: { at: site.at, reason: site.reason, notice: "We were wrong.", replacedBy: "world/killed" },
    });
    expect((await site.build()).status).toBe(0);
    const { text, value } = withdrawn();
    expect(value.stories).toEqual([
      {
        id: "world/gone",
        url: "https://test.example/2026/05/29/gone/",
        at: site.at,
        notice: "We were wrong.",
        replacedBy: "https://test.example/2026/05/29/killed/",
      },
    ]);
    expect(value.photos).toEqual([
      {
        id: "photos/killed.jpg",
        at: site.at,
        notice: "Withdrawn by the agency.",
        sha256: sha256(frames.killed),
        files: [
          "https://test.example/photos/kept/killed-12ab-1280.jpg",
          "https://test.example/photos/leased/killed-12ab-1280.jpg",
          "https://test.example/photos/kept/killed-12ab-640.avif",
        ],
      },
    ]);
    expect(text).not.toContain(site.reason);
  });

  test("comes from the content alone: neither the clock nor the order of reading changes a byte", async () => {
    await site.kill({ renditions: ["killed-12ab-640.avif"] });
    site.folder.writeYaml("articles/photos/a.jpg.yaml", {
      kill: { at: site.at, reason: site.reason, sha256: sha256("a"), renditions: ["a-1.jpg"] },
    });
    await site.build();
    const before = withdrawn().text;
    rmSync(site.folder.path("cache"), { recursive: true, force: true });
    await site.build({ output: "later", later: 400 * 86_400_000 });
    expect(site.output("withdrawn.json", "later")).toBe(before);
  });

  test("holds nothing of photos and stories that were never public", async () => {
    site.folder.writeYaml("articles/photos/secretq.jpg.yaml", {
      kill: { at: site.at, reason: site.reason, notice: "secretq", sha256: sha256("secretq") },
    });
    site.story("secretq", "photos/secretq.jpg", {
      published: "2026-05-31T09:00",
      kill: { at: site.at, reason: site.reason, notice: "secretq" },
    });
    await site.build();
    const { text } = withdrawn();
    expect(text).not.toContain("secretq");
    expect(text).not.toContain(sha256("secretq"));
  });

  test("may be read by any partner's page, and is never kept long", async () => {
    await site.build();
    const headers = site.output("_headers");
    expect(headers).toMatch(
      /^\/withdrawn\.json\*\n {2}Access-Control-Allow-Origin: \*\n {2}Cache-Control: public, max-age=60, must-revalidate$/m,
    );
  });
});
