import { expect } from "vitest";
import { build } from "../../src/build.ts";
import { type JsonFeed, jsonFeedSchema } from "./json-feed-schema.ts";
import { plainPhoto, readFolder, smallSite } from "./site-folder.ts";

// A newsroom that does everything a feed could choke on; below a path prefix, with a hub.

export const origin = "https://test.example/paper";
export const now = Date.parse("2026-11-22T12:00+05:30");
export const hostile = "Ends ]]> here & <b>bold</b> <script>alert(1)</script> 🗞️ \u0085“quoted” 'so' \"so\"";
export const urdu = "دونوں ملکوں میں بات چیت: <i>کل</i> سے & آگے";
export const credit = 'Asha Rao & Sons / "ANI" <b>';

const story = (more: Record<string, unknown>) => ({
  headline: "A story",
  section: "world",
  published: "2026-11-20T10:00",
  ...more,
});

/** The newsroom's folder, and the files of its site at `now`. */
export class FeedSite {
  readonly folder = smallSite();
  files = new Map<string, string>();

  static async open(): Promise<FeedSite> {
    const site = new FeedSite();
    await writeSite(site.folder);
    site.files = await site.build("out");
    return site;
  }

  /** The text of every file of a build into an output of its own. */
  async build(output: string, moment = now): Promise<Map<string, string>> {
    const { folder } = this;
    const options = { site: folder.site, output: folder.path(output), cache: folder.path("cache"), now: moment };
    const result = await build(options);
    expect(result.problems.filter(({ severity }) => severity === "error").slice(0, 5)).toEqual([]);
    expect(result.status).toBe(0);
    return new Map([...readFolder(folder.path(output))].map(([name, bytes]) => [name, bytes.toString("utf8")]));
  }

  read(file: string): string {
    return this.files.get(file) ?? "";
  }

  /** A JSON feed; throws where it is none by the specification. */
  json(file: string): JsonFeed {
    return jsonFeedSchema.parse(JSON.parse(this.read(file)));
  }

  /** The item of a JSON feed whose id has this part. */
  item(file: string, part: string): JsonFeed["items"][number] | undefined {
    return this.json(file).items.find(({ id }) => id.includes(part));
  }

  /** Paths of the files that match, in order. */
  named(pattern: RegExp): string[] {
    return [...this.files.keys()].filter((name) => pattern.test(name)).sort();
  }
}

async function writeSite(folder: FeedSite["folder"]): Promise<void> {
  folder.writeYaml("_data/outlet.yaml", {
    name: { en: "The Test & Co", hi: "परीक्षा", ur: "آزمائش" },
    description: "Tests <everything> & more",
    url: origin,
    hub: "https://hub.example/?a=1&b=2",
    timeZone: "Asia/Kolkata",
    languages: [
      { code: "en", name: "English", locale: "en-IN" },
      { code: "hi", name: "हिन्दी", locale: "hi-IN-u-nu-latn" },
      { code: "ur", name: "اردو", locale: "ur-IN-u-nu-latn" },
    ],
    photos: { socialCards: "none" },
  });
  folder.writeYaml("_data/contributors.yaml", {
    "news-desk": { name: "News & <desk>" },
    "sport-desk": { name: "Sport desk" },
  });
  folder.writeYaml("_data/agencies.yaml", {
    wire: { name: "The Wire", credit: "Wire", text: "summary" },
    closed: { name: "Closed Wire", credit: "Closed", text: "none" },
    lent: { name: "Lent Pictures", credit: "Lent", photos: ["web"] },
  });
  for (const [index, name] of ["lead", "copy", "denied", "lent"].entries())
    folder.write(`articles/world/${name}.jpg`, await plainPhoto(200, 40 * index, 40));

  folder.writeStory(
    "world/hostile",
    story({
      headline: hostile,
      topics: ["Talks & <b>treaties</b>", "चाय"],
      byline: ["news-desk", "A. N. Other"],
      photo: {
        ...{ file: "lead.jpg", alt: "Boats & <nets>", caption: 'A caption "with" <marks>', credit },
        ...{
          copyright: "© 2026 Test",
          licence: "https://licence.example/?a=1&b=2",
          usageTerms: "No resale & no <archive>",
        },
      },
      updated: "2026-11-20T12:00",
      changeNote: "More <facts>",
      corrections: [
        { kind: "correction", date: "2026-11-21T09:00", text: "The year was <wrong>.", priority: "high" },
        { kind: "clarification", date: "2026-11-20T15:00", text: "Said more clearly." },
      ],
      methodology: "We asked & looked.",
      sources: [{ title: "A report <2026>", url: "https://report.example/?a=1&b=2" }, "A person"],
      aiUse: { level: "assisted", note: "For the transcript." },
    }),
    [
      "First words[^1] with [a story](plain.md) and [an anchor](#part) and [a place](/about/).",
      '![Copy & co](copy.jpg "Caption of the copy")',
      '![Denied](denied.jpg "Caption of the denied")',
      "## Part {#part}",
      "| a | b |\n|:--|--:|\n| 1 | 2 |",
      "https://video.example/watch?v=1&t=2",
      "[^1]: A note.",
    ].join("\n\n"),
  );
  folder.writeYaml("articles/world/copy.jpg.yaml", { credit: "Copy Credit" });
  folder.writeYaml("articles/world/denied.jpg.yaml", {
    credit: "Denied Credit",
    leases: [{ use: "deny", scopes: ["feeds"] }],
  });
  folder.writeStory(
    "world/plain",
    story({ published: "2026-11-19T10:00", topics: ["Only"] }),
    "No standfirst, only words.\n",
  );
  folder.writeStory(
    "world/lent",
    story({ photo: { file: "lent.jpg", alt: "Lent", caption: "Lent caption", credit: "Lent" } }),
  );
  folder.writeStory(
    "world/wire",
    story({ agency: "wire", standfirst: "What the wire lets out." }),
    "Wirebody of the agency.\n",
  );
  folder.writeStory(
    "world/closed",
    story({ headline: "Closedheadline", agency: "closed", topics: ["Only"] }),
    "Closedbody.\n",
  );
  folder.writeStory(
    "world/paid",
    story({ headline: "Paidheadline", type: "sponsored", sponsor: { name: "A bank" } }),
    "Paid.\n",
  );
  folder.writeStory("world/over", story({ headline: "Overheadline", expires: "2026-11-21T10:00" }), "Over.\n");
  folder.writeStory("world/view", story({ headline: "A view", type: "opinion" }), "I think.\n");
  folder.writeStory("world/later", story({ headline: "Embargoedheadline", published: "2026-12-01T10:00" }), "Later.\n");
  folder.writeStory(
    "ur/talks",
    story({ headline: urdu, language: "ur", topics: ["مذاکرات"] }),
    `${urdu.replace("<i>", "").replace("</i>", "")}\n`,
  );
  folder.writeStory("hi/चाय का सफ़र", story({ headline: "चाय का सफ़र", language: "hi" }), "पहला वाक्य।\n");
  const entries = Array.from({ length: 40 }, (_unused, index) => {
    const minute = String(index).padStart(2, "0");
    return `:::live-entry{at="2026-11-20T11:${minute}" headline="Entry ${index}"}\nEntryword${index}x.\n:::`;
  });
  folder.writeStory(
    "world/live",
    story({
      headline: "As it happened",
      type: "live",
      live: { start: "2026-11-20T11:00", state: "ended", end: "2026-11-20T12:00" },
    }),
    entries.join("\n\n"),
  );
}
