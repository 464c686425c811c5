import { expect, test } from "vitest";
import { build } from "../../src/build.ts";
import { checkSite } from "../../src/check-site.ts";
import { differences, plainPhoto, readFolder, smallSite } from "../support/site-folder.ts";

const end = Date.parse("2026-06-01T12:00:00+05:30");
const iso = (moment: number) => new Date(moment).toISOString();
const day = 86_400_000;
const secret = { alt: "Secretalt boats", caption: "Secretcaption boats", credit: "Secretcredit" };

const noteOf = {
  en: "The licence for this photograph has ended, so it is no longer shown.",
  hi: "इस तस्वीर के इस्तेमाल का लाइसेंस ख़त्म हो चुका है, इसलिए यह अब नहीं दिखाई जाती।",
  ur: "اس تصویر کے استعمال کا لائسنس ختم ہو چکا ہے، اس لیے یہ اب نہیں دکھائی جاتی۔",
};

/** A story of each language, with a leased lead photo and a leased photo in the copy; and one that nothing happens to. */
async function leasedSite(photos: Record<string, unknown> = {}, published = end - 20 * day) {
  const folder = smallSite();
  folder.write(
    "_data/outlet.yaml",
    `${(readFolder(folder.site).get("_data/outlet.yaml") ?? "").toString()}photos: ${JSON.stringify(photos)}\n`,
  );
  const leases = [{ use: "allow", until: iso(end) }];
  for (const [index, language] of Object.keys(noteOf).entries()) {
    folder.write(`articles/${language}/lead.jpg`, await plainPhoto(200, 40 + index, 40));
    folder.write(`articles/${language}/inline.jpg`, await plainPhoto(40, 40 + index, 200));
    folder.writeYaml(`articles/${language}/inline.jpg.yaml`, { credit: secret.credit, leases });
    folder.writeStory(
      `${language}/story`,
      {
        ...{ headline: "A story", section: "world", language, published: iso(published) },
        photo: { file: "lead.jpg", ...secret, leases },
      },
      `A paragraph.\n\n![${secret.alt}](inline.jpg "${secret.caption}")\n\nAnother paragraph.\n`,
    );
  }
  folder.write("articles/world/kept.jpg", await plainPhoto(40, 200, 40));
  folder.writeStory("world/apart", {
    ...{ headline: "Apart", section: "sport", published: iso(published - day) },
    photo: { file: "kept.jpg", alt: "Grass", credit: "Staff" },
  });
  return folder;
}

const pageOf = (folder: ReturnType<typeof smallSite>, output: string, path: string) =>
  readFolder(folder.path(output)).get(path)?.toString("utf8") ?? "";

/** Paths of files that hold one of the words of the leased photos. */
function traces(output: string): string[] {
  return [...readFolder(output)]
    .filter(([, bytes]) => /secret(alt|caption|credit)/i.test(bytes.toString("latin1")))
    .map(([name]) => name);
}

test("one second before and after a lease's end differ by the photo: its words are gone, its renditions, and nothing else's", async () => {
  const folder = await leasedSite();
  try {
    const cache = folder.path("cache");
    for (const [output, now] of [
      ["before", end - 1000],
      ["at", end],
    ] as const) {
      const result = await build({ site: folder.site, output: folder.path(output), cache, now });
      expect(result.problems.filter(({ severity }) => severity === "error")).toEqual([]);
      expect(result.status).toBe(0);
    }
    const [before, at] = [readFolder(folder.path("before")), readFolder(folder.path("at"))];
    const gone = [...before.keys()].filter((name) => !at.has(name));
    // A part of the search index is named by what it holds, and pictures' words are found too.
    expect(gone.filter((name) => !/^(photos\/leased|search)\//.test(name))).toEqual([]);
    expect(gone.some((name) => name.startsWith("photos/leased/"))).toBe(true);
    expect([...at.keys()].filter((name) => name.startsWith("photos/leased/"))).toEqual([]);
    const kept = (files: Map<string, Buffer>) => [...files.keys()].filter((name) => /^photos\/kept\/kept-/.test(name));
    expect(kept(before).length).toBeGreaterThan(0);
    expect(kept(at)).toEqual(kept(before));
    expect(traces(folder.path("before")).length).toBeGreaterThan(3);
    expect(traces(folder.path("at"))).toEqual([]);
    const apart = [...at.keys()].find((name) => /apart\/index\.html$/.test(name) && !name.startsWith("lite/")) ?? "";
    expect(differences(folder.path("before"), folder.path("at"))).not.toContain(apart);
    const page = pageOf(folder, "at", "2026/05/12/story/index.html");
    expect(page).toContain("Another paragraph.");
    expect(page).not.toContain('photo-note"');
  } finally {
    folder.close();
  }
});

test("where the outlet wants it, a note stands in the place of the lead and of a photo in the copy, in the page's language", async () => {
  const folder = await leasedSite({ leaseNotes: true });
  try {
    const output = folder.path("out");
    expect((await build({ site: folder.site, output, cache: folder.path("cache"), now: end })).status).toBe(0);
    for (const [language, note] of Object.entries(noteOf)) {
      const prefix = language === "en" ? "" : `${language}/`;
      const page = pageOf(folder, "out", `${prefix}2026/05/12/story/index.html`);
      expect(page.split(`<p class="photo-note" role="note">${note}</p>`), language).toHaveLength(3);
    }
    expect(traces(output)).toEqual([]);
  } finally {
    folder.close();
  }
});

test("an incremental build past a lease's end equals a clean one", async () => {
  const folder = await leasedSite({ leaseNotes: true });
  try {
    const cache = folder.path("cache");
    for (const now of [end - 1000, end]) await build({ site: folder.site, output: folder.path("kept"), cache, now });
    await build({ site: folder.site, output: folder.path("clean"), cache, now: end });
    expect(differences(folder.path("kept"), folder.path("clean"))).toEqual([]);
  } finally {
    folder.close();
  }
});

test("a killed photo vanishes without a word, or with the kill's own notice, whatever the outlet says of leases", async () => {
  const folder = await leasedSite({ leaseNotes: true });
  try {
    const kill = { at: iso(end - day), reason: "Secretreason" };
    folder.writeYaml("articles/en/inline.jpg.yaml", {
      credit: secret.credit,
      kill: { ...kill, notice: "Withdrawn by its agency." },
    });
    folder.writeYaml("articles/hi/inline.jpg.yaml", { credit: secret.credit, kill });
    const output = folder.path("out");
    expect((await build({ site: folder.site, output, cache: folder.path("cache"), now: end - 1000 })).status).toBe(0);
    const notes = (path: string) =>
      [...pageOf(folder, "out", path).matchAll(/class="photo-note"[^>]*>([^<]*)/g)].map((match) => match[1]);
    expect(notes("2026/05/12/story/index.html")).toEqual(["Withdrawn by its agency."]);
    expect(notes("hi/2026/05/12/story/index.html")).toEqual([]);
    expect([...readFolder(output).values()].some((bytes) => bytes.includes("Secretreason"))).toBe(false);
  } finally {
    folder.close();
  }
});

test("an agency's days count from the end of the embargo", async () => {
  const folder = smallSite();
  try {
    const embargo = end - 30 * day;
    folder.writeYaml("_data/agencies.yaml", {
      wire: { name: "Wire", credit: "Wire", photos: [{ scope: "web", days: 30 }] },
    });
    folder.write("articles/world/wire.jpg", await plainPhoto(200, 40, 40));
    folder.writeStory("world/story", {
      ...{ headline: "A story", section: "world", published: iso(embargo - 5 * day), embargo: iso(embargo) },
      photo: { file: "wire.jpg", alt: "Boats", credit: "Photo: WIRE" },
    });
    const cache = folder.path("cache");
    const renditions = async (now: number) => {
      const result = await build({ site: folder.site, output: folder.path("out"), cache, now });
      expect(result.status).toBe(0);
      return [...readFolder(folder.path("out")).keys()].filter((name) => /^photos\/\w+\/wire-/.test(name)).length;
    };
    expect(await renditions(end - 1000)).toBeGreaterThan(0);
    expect(await renditions(end)).toBe(0);
  } finally {
    folder.close();
  }
});

test("check warns of leases that end within the outlet's days, or within those that it is told", async () => {
  const folder = await leasedSite({ leaseWarning: 3 });
  try {
    const check = async (now: number, leaseWarning?: number) => {
      const input = { site: folder.site, output: folder.path("none"), cache: folder.path("cache"), now, leaseWarning };
      return (await checkSite(input)).problems.filter(({ code }) => code === "photo/lease-ends");
    };
    expect(await check(end - 3 * day - 1000)).toEqual([]);
    const found = await check(end - 3 * day);
    expect(found.map(({ file, severity }) => `${severity} ${file}`)).toEqual(
      ["en", "en", "hi", "hi", "ur", "ur"].map((language) => `warning articles/${language}/story.md`),
    );
    expect(found[0]?.message).toBe(
      "The photo en/lead.jpg may be used on the web, in feeds and in offline editions until 1 June 2026 at 12:00, and not after.",
    );
    expect(found.every(({ line }) => line !== undefined && line > 1)).toBe(true);
    expect(await check(end - 10 * day, 10)).toHaveLength(6);
    expect(await check(end)).toEqual([]);
  } finally {
    folder.close();
  }
});
