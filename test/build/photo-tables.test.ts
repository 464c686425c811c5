import { expect, test } from "vitest";
import { build } from "../../src/build.ts";
import { SearchParts, searchAll } from "../support/search-parts.ts";
import { differences, plainPhoto, readFolder, type SiteFolder, smallSite } from "../support/site-folder.ts";

const now = Date.UTC(2026, 5, 1, 6, 30);
const published = "2026-06-01T09:00:00+05:30";

async function built(folder: SiteFolder, output = "out", cache = "cache") {
  const options = {
    site: folder.site,
    output: folder.path(output),
    cache: folder.path(cache),
    now,
    allowRemoved: true,
  };
  const { status, problems } = await build(options);
  const errors = problems.filter(({ severity }) => severity === "error");
  expect({ status, errors }).toEqual({ status: 0, errors: [] });
  const files = readFolder(folder.path(output));
  return { files, text: (name: string) => files.get(name)?.toString() ?? "" };
}

/** Three stories: the table named in front matter, by the sidecar in two languages, and in the copy. */
async function chartSite(): Promise<SiteFolder> {
  const folder = smallSite();
  folder.write("articles/world/chart.jpg", await plainPhoto(200, 30, 30));
  folder.write("articles/world/votes.csv", "Seat,Votes\nAmber,1200\n<b>,−\n");
  const photo = { file: "chart.jpg", alt: "Votes by seat", credit: "The desk" };
  folder.writeStory("world/lead", {
    headline: "Lead",
    section: "world",
    published,
    photo: { ...photo, data: "votes.csv" },
  });
  folder.writeStory(
    "world/copy",
    { headline: "Copy", section: "world", published },
    'Words.\n\n:::photo{file="chart.jpg" alt="Votes" credit="The desk" data="world/votes.csv"}\n:::\n',
  );
  folder.write("articles/photos/aside.jpg", await plainPhoto(30, 200, 30));
  folder.writeYaml("articles/photos/aside.jpg.yaml", {
    alt: { en: "Rain by month", hi: "महीने की बारिश" },
    credit: "The desk",
    data: { en: "rain.csv", hi: "rain.hi.csv" },
  });
  folder.write("articles/photos/rain.csv", "Month,Rain\nJune,165\n");
  folder.write("articles/photos/rain.hi.csv", "महीना,बारिश\nजून,165\n");
  folder.writeStory("world/rain", { headline: "Rain", section: "world", published, gallery: ["photos/aside.jpg"] });
  folder.writeStory("world/barish", {
    headline: "बारिश",
    section: "world",
    published,
    language: "hi",
    photo: "photos/aside.jpg",
  });
  return folder;
}

const page = (slug: string, before = "") => `${before}2026/06/01/${slug}/index.html`;

test("the figures behind a chart stand below it, on full and light pages, in feeds and in the search", async () => {
  const folder = await chartSite();
  try {
    const { files, text } = await built(folder);
    const details = (name: string) => /<details class="photo-table">.*?<\/details>/s.exec(text(name))?.[0] ?? "";
    expect(details(page("lead"))).toContain('<summary class="photo-table-name">The figures as a table</summary>');
    for (const slug of ["lead", "copy"]) {
      expect(details(page(slug))).toContain('<th scope="row">Amber</th><td class="align-end">1200</td>');
      expect(details(page(slug))).toContain("&lt;b&gt;");
      const light = text(page(slug, "lite/"));
      expect(light).toContain("<caption>The figures as a table</caption>");
      expect(light).toContain('<th scope="row">Amber</th><td>1200</td>');
    }
    expect(details(page("rain"))).toContain(">June</th>");
    expect(details(page("barish", "hi/"))).toContain(">जून</th>");
    expect(details(page("barish", "hi/"))).toContain(">आँकड़े तालिका में</summary>");
    expect(text("feed.json")).toContain("Amber");
    expect(text("index.html")).not.toContain("photo-table");
    const parts = new SearchParts((file) => files.get(`search/${file}`)?.toString());
    const found = await searchAll(parts, { text: "amber", languages: ["en"] });
    expect(found.sort()).toEqual(["2026/06/01/copy/", "2026/06/01/lead/"]);
  } finally {
    folder.close();
  }
});

test("a table that changes is made anew in all of them, as by a clean build", async () => {
  const folder = await chartSite();
  try {
    await built(folder);
    folder.write("articles/world/votes.csv", "Seat,Votes\nIndigo,7\n");
    folder.write("articles/photos/rain.csv", "Month,Rain\nJuly,280\n");
    const { files, text } = await built(folder);
    expect(text(page("lead"))).toContain("Indigo");
    expect([...files].filter(([, bytes]) => /Amber|June<\/t/.test(bytes.toString())).map(([name]) => name)).toEqual([]);
    await built(folder, "clean", "cache-2");
    expect(differences(folder.path("out"), folder.path("clean"))).toEqual([]);
  } finally {
    folder.close();
  }
});

test("a photo that is gone takes its table with it", async () => {
  const folder = await chartSite();
  try {
    await built(folder);
    folder.writeYaml("articles/world/chart.jpg.yaml", { kill: { at: "2026-06-01T10:00:00+05:30", reason: "Wrong" } });
    folder.writeYaml("articles/photos/aside.jpg.yaml", {
      alt: "Rain by month",
      credit: "The desk",
      data: "rain.csv",
      leases: [{ use: "allow", until: "2026-05-01T00:00:00+05:30" }],
    });
    const { files } = await built(folder);
    const left = [...files].filter(([, bytes]) => /Amber|>165<|\bJune 165/.test(bytes.toString()));
    expect(left.map(([name]) => name)).toEqual([]);
  } finally {
    folder.close();
  }
});
