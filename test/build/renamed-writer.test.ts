import { expect, test } from "vitest";
import { build } from "../../src/build.ts";
import { differences, readFolder, smallSite } from "../support/site-folder.ts";

test("a writer's new name reaches the entries of a live story in every form it has, without a clean build", async () => {
  const folder = smallSite();
  try {
    folder.writeStory(
      "world/live",
      {
        ...{ headline: "As it happened", section: "world", type: "live", published: "2026-11-20T10:00" },
        live: { start: "2026-11-20T10:00", state: "active" },
      },
      ':::live-entry{at="2026-11-20T11:00" headline="One" by="news-desk"}\nWords.\n:::\n',
    );
    const now = Date.parse("2026-11-22T12:00+05:30");
    const make = (output: string, cache: string) =>
      build({ site: folder.site, output: folder.path(output), cache: folder.path(cache), now });
    await make("out", "cache");
    folder.writeYaml("_data/contributors.yaml", { "news-desk": { name: "Renamed desk" } });
    await make("out", "cache");
    await make("clean", "another-cache");
    const named = [...readFolder(folder.path("out"))]
      .filter(([, bytes]) => bytes.includes("Renamed desk"))
      .map(([name]) => name);
    expect(named).toEqual(expect.arrayContaining(["2026/11/20/live/index.html", "feed.xml", "feed.json"]));
    expect(differences(folder.path("out"), folder.path("clean"))).toEqual([]);
  } finally {
    folder.close();
  }
});
