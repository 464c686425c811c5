import { expect, onTestFinished, test } from "vitest";
import { build } from "../../src/build.ts";
import { readFolder, smallSite } from "../support/site-folder.ts";

// An editor links to a story by the address that it will have: until then not even the address may be read anywhere.

test("a link by address to a story that is hidden is its words alone, in every form, and a link from then on", async () => {
  const folder = smallSite();
  onTestFinished(() => folder.close());
  const story = { section: "world", published: "2026-05-01T08:00" };
  folder.writeStory("world/zebramerger", {
    ...story,
    headline: "Merged",
    published: "2026-12-22T08:00",
    aliases: ["/old-zebra/"],
  });
  const links = [
    "[first words](/2026/12/22/zebramerger/)",
    "[second words](/old-zebra/#part)",
    "[third words](https://test.example/2026/12/22/zebramerger/?x=1)",
    "[fourth words](/lite/2026/12/22/ZEBRAMERGER)",
    "[open words](/2026/05/01/open/)",
  ];
  folder.writeStory("world/open", { ...story, headline: "Open" }, "Words.\n");
  folder.writeStory(
    "world/public",
    { ...story, headline: "Public" },
    `${links.join(", ")}.\n\nhttps://test.example/2026/12/22/zebramerger/\n\n:::pull-quote\n[fifth words](/old-zebra/)\n:::\n`,
  );
  const at = async (now: string) => {
    const output = folder.path("out");
    const { status, problems } = await build({
      site: folder.site,
      output,
      cache: folder.path("cache"),
      now: Date.parse(now),
    });
    expect([status, problems.filter(({ severity }) => severity === "error")]).toEqual([0, []]);
    return readFolder(output);
  };
  const before = await at("2026-06-01T00:00Z");
  const leaks = [...before].filter(([name, bytes]) => /zebra/i.test(name + bytes.toString("utf8")));
  expect(leaks.map(([name]) => name)).toEqual([]);
  const page = before.get("2026/05/01/public/index.html")?.toString() ?? "";
  for (const words of ["first", "second", "third", "fourth", "fifth"]) expect(page).toContain(`${words} words`);
  expect(page).toContain('<a href="/2026/05/01/open/">open words</a>');
  const after = (await at("2026-12-23T00:00Z")).get("2026/05/01/public/index.html")?.toString() ?? "";
  expect(after).toContain('<a href="/2026/12/22/zebramerger/">first words</a>');
});
