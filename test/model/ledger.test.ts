// Longer than 250 lines: each ending of a use has its own story in a repository, told day by day.

import { execFileSync } from "node:child_process";
import { join } from "node:path";
import { afterEach, describe, expect, test } from "vitest";
import { parseMoment } from "../../src/base/dates.ts";
import { csvCell, ledgerCsv } from "../../src/model/ledger-csv.ts";
import { ledgerJson } from "../../src/model/ledger-json.ts";
import { ledgerTable } from "../../src/model/ledger-table.ts";
import { LedgerRefusal, photoLedger } from "../../src/photo-ledger.ts";
import { plainPhoto, type SiteFolder, smallSite } from "../support/site-folder.ts";
import { SiteRepository } from "../support/site-repository.ts";

const photo = await plainPhoto(20, 60, 90);
const other = await plainPhoto(90, 60, 20);
const zone = "Asia/Kolkata";
/** Ten in the morning of a day of October. */
const day = (number: number) => `2026-10-${String(number).padStart(2, "0")}T10:00:00+05:30`;

const opened: { close: () => void }[] = [];
afterEach(() => {
  for (const each of opened.splice(0)) each.close();
});

function site(within?: string): SiteRepository {
  const repo = new SiteRepository(within);
  opened.push(repo);
  withAgencies(repo.folder);
  repo.folder.write("articles/one.jpg", photo);
  repo.folder.write("articles/two.jpg", other);
  return repo;
}

function withAgencies(folder: SiteFolder): void {
  folder.writeYaml("_data/agencies.yaml", {
    ani: { name: "Asian News International", credit: "ANI", rights: "agency" },
    pti: { name: "PTI", credit: "PTI", photos: [{ scope: "web", days: 5 }] },
  });
}

const story = (more: Record<string, unknown> = {}) => ({
  headline: "A headline",
  section: "world",
  published: "2026-10-01T08:00",
  photo: { file: "one.jpg", alt: "A picture", credit: "ANI" },
  ...more,
});
const lead = (file: string, more: Record<string, unknown> = {}) => ({
  photo: { file, alt: "A picture", credit: "ANI", ...more },
});

interface Asked {
  from?: string;
  to?: string;
  now?: string;
  agency?: string;
}

function ledgerFor(folder: string, { from = "2026-10-01", to = "2026-10-31", now = day(31), agency }: Asked = {}) {
  const moment = parseMoment(now, zone) ?? 0;
  return photoLedger({ site: folder, from, to, now: moment, ...(agency !== undefined && { agency }) });
}

/** Each use as `photo placement from–until ending`, in days of October. */
async function uses(repo: SiteRepository, asked?: Asked): Promise<string[]> {
  const { ledger } = await ledgerFor(repo.site, asked);
  const at = (moment: number) =>
    new Date(moment + 5.5 * 3_600_000)
      .toISOString()
      .slice(8, 16)
      .replace(/T10:00$/, "");
  return ledger.lines.map(({ photo: id, placement, from, until, ending }) =>
    `${id} ${placement} ${at(from)}–${until === undefined ? "" : `${at(until)} ${ending}`}`.trim(),
  );
}

describe("a use", () => {
  test("begins with the commit that brought it, and is open while the photo is there", async () => {
    const repo = site();
    repo.folder.writeStory("a", story());
    repo.commit(day(3));
    expect(await uses(repo)).toEqual(["one.jpg lead 03–"]);
    expect(await uses(repo, { now: day(2) })).toEqual([]);
    expect(await uses(repo, { from: "2026-09-01", to: "2026-10-02" })).toEqual([]);
  });

  test("in an entry of a live story that has a file of its own is one of its story, from the entry's time on", async () => {
    const repo = site();
    const live = { type: "live", live: { start: "2026-10-02T08:00" }, photo: undefined };
    const entry = (at: string, file: string, more = "") =>
      `---\nat: ${at}\n${more}---\n\n![A picture](${file})\n\n[Photo: ANI]\n`;
    repo.folder.writeStory("talks/index", story(live));
    repo.folder.write("articles/talks/entries/one.md", entry("2026-10-05T10:00", "one.jpg"));
    repo.folder.write("articles/talks/entries/two.md", entry("2026-10-04T10:00", "two.jpg"));
    repo.folder.write("articles/talks/entries/draft.md", entry("2026-10-04T10:00", "two.jpg", "status: draft\n"));
    repo.commit(day(3));
    repo.folder.write(
      "articles/talks/entries/two.md",
      entry("2026-10-04T10:00", "two.jpg", "kill: { at: 2026-10-08T10:00, reason: A mistake }\n"),
    );
    repo.commit(day(8));
    expect((await uses(repo)).sort()).toEqual(["one.jpg inline 05–", "two.jpg inline 04–08 story killed"]);
    const { ledger, notes } = await ledgerFor(repo.site);
    expect(ledger.lines.map(({ story: id }) => id)).toEqual(["talks/index", "talks/index"]);
    expect(notes.join(" ")).not.toContain("had errors");

    repo.folder.writeStory("talks/index", story({ ...live, status: "withheld" }));
    repo.commit(day(10));
    expect(await uses(repo)).toContain("one.jpg inline 05–10 story hidden");
  });

  test("begins when the story is visible, where that is later: published, embargo", async () => {
    const repo = site();
    repo.folder.writeStory("a", story({ published: "2026-10-05T10:00" }));
    repo.folder.writeStory("b", story({ embargo: "2026-10-07T10:00" }));
    repo.commit(day(3));
    expect(await uses(repo)).toEqual(["one.jpg lead 05–", "one.jpg lead 07–"]);
    expect(await uses(repo, { now: day(6) })).toEqual(["one.jpg lead 05–"]);
  });

  test("ends where the photo is replaced, and begins anew where it is put back", async () => {
    const repo = site();
    repo.folder.writeStory("a", story());
    repo.commit(day(2));
    repo.folder.writeStory("a", story(lead("two.jpg")));
    repo.commit(day(4));
    repo.folder.writeStory("a", story());
    repo.commit(day(6));
    expect(await uses(repo)).toEqual([
      "one.jpg lead 02–04 photo removed",
      "two.jpg lead 04–06 photo removed",
      "one.jpg lead 06–",
    ]);
  });

  test("ends where the story is deleted, and is still told of", async () => {
    const repo = site();
    repo.folder.writeStory("a", story());
    repo.commit(day(2));
    repo.folder.remove("articles/a.md");
    repo.folder.remove("articles/one.jpg");
    repo.commit(day(4));
    expect(await uses(repo)).toEqual(["one.jpg lead 02–04 story removed"]);
    expect(await uses(repo, { from: "2026-10-05" })).toEqual([]);
  });

  test("goes on through a new name of the story, with its new address", async () => {
    const repo = site();
    repo.folder.writeStory("a", story());
    repo.commit(day(2));
    repo.folder.remove("articles/a.md");
    repo.folder.writeStory("चाय", story());
    repo.commit(day(4));
    expect(await uses(repo)).toEqual(["one.jpg lead 02–"]);
    const { ledger } = await ledgerFor(repo.site);
    expect(ledger.lines[0]).toMatchObject({
      story: "चाय",
      address: `https://test.example/2026/10/01/${encodeURIComponent("चाय")}/`,
    });
    const before = await ledgerFor(repo.site, { to: "2026-10-03" });
    expect(before.ledger.lines[0]?.address).toBe("https://test.example/2026/10/01/a/");
  });

  test("goes on through a new name of the photo, and is of the last name", async () => {
    const repo = site();
    repo.folder.write("articles/one.jpg.yaml", "credit: ANI\n");
    repo.folder.writeStory("a", story({ photo: "one.jpg" }));
    repo.commit(day(2));
    repo.git("mv", "articles/one.jpg", "articles/new.jpg");
    repo.git("mv", "articles/one.jpg.yaml", "articles/new.jpg.yaml");
    repo.folder.writeStory("a", story({ photo: "new.jpg" }));
    repo.commit(day(4));
    expect(await uses(repo)).toEqual(["new.jpg lead 02–"]);
  });

  test("ends where the story is killed or hidden: at the moment that the kill names, if that is earlier", async () => {
    const repo = site();
    for (const id of ["a", "b", "c"]) repo.folder.writeStory(id, story({ headline: `Story ${id}` }));
    repo.commit(day(2));
    repo.folder.writeStory("a", story({ kill: { at: "2026-10-05T10:00", reason: "A court order" } }));
    repo.folder.writeStory("b", story({ kill: { at: "2026-10-20T10:00", reason: "A court order" } }));
    repo.folder.writeStory("c", story({ status: "withheld" }));
    repo.commit(day(6));
    expect(await uses(repo)).toEqual([
      "one.jpg lead 02–05 story killed",
      "one.jpg lead 02–06 story killed",
      "one.jpg lead 02–06 story hidden",
    ]);
  });

  test("ends where the photo is killed, in its sidecar or in the story", async () => {
    const repo = site();
    repo.folder.writeStory("a", story());
    repo.folder.writeStory("b", story(lead("two.jpg")));
    repo.commit(day(2));
    repo.folder.writeYaml("articles/one.jpg.yaml", { kill: { at: "2026-10-05T10:00", reason: "Mandatory kill" } });
    repo.folder.writeStory("b", story(lead("two.jpg", { kill: { at: "2026-10-04T10:00", reason: "Mandatory kill" } })));
    repo.commit(day(6));
    expect(await uses(repo)).toEqual(["one.jpg lead 02–05 photo killed", "two.jpg lead 02–04 photo killed"]);
  });

  test("keeps to its leases, and to its agency's days", async () => {
    const repo = site();
    const leases = [{ use: "allow", from: "2026-10-04T10:00", until: "2026-10-08T10:00" }];
    repo.folder.writeStory("a", story(lead("one.jpg", { leases })));
    repo.folder.writeStory("b", story({ published: day(2), ...lead("two.jpg", { credit: "PTI" }) }));
    repo.folder.writeStory("c", story(lead("two.jpg", { leases: [{ use: "deny", scopes: ["feeds"] }] })));
    repo.commit(day(2));
    expect(await uses(repo)).toEqual([
      "two.jpg lead 02–07 agency's term ended",
      "two.jpg lead 02–",
      "one.jpg lead 04–08 lease ended",
    ]);
    expect(await uses(repo, { now: day(6) })).toContain("one.jpg lead 04–");
  });

  test("of a branch begins when it is merged", async () => {
    const repo = site();
    repo.commit(day(1));
    repo.git("checkout", "--quiet", "-b", "desk");
    repo.folder.writeStory("a", story());
    repo.commit(day(2));
    repo.git("checkout", "--quiet", "main");
    repo.merge("desk", day(9));
    expect(await uses(repo)).toEqual(["one.jpg lead 09–"]);
  });

  test("is not ended by a version with errors: readers kept the one before", async () => {
    const repo = site();
    repo.folder.writeStory("a", story());
    repo.commit(day(2));
    repo.folder.write("articles/a.md", "---\nheadline: [broken\n---\n\nCopy\n");
    repo.commit(day(4));
    repo.folder.writeStory("a", story({ headline: "Mended" }));
    repo.commit(day(6));
    expect(await uses(repo)).toEqual(["one.jpg lead 02–"]);
    expect((await ledgerFor(repo.site)).notes.join(" ")).toContain("1 version of stories had errors");
  });

  test("is found in galleries, in the copy, on fronts and as a portrait; the same photo twice is two", async () => {
    const repo = site();
    repo.folder.writeStory(
      "a",
      story({ gallery: [{ file: "two.jpg", alt: "Another", credit: "PTI" }] }),
      "First.\r\n\r\n![A boat](one.jpg)\r\n[Photo : ANI]\r\n\r\nThen.\r\n\r\n![A boat](one.jpg)\r\n\r\n[ Photo:PTI ]\r\n",
    );
    repo.commit(day(2));
    repo.folder.writeYaml("_data/fronts/home.yaml", { slots: [{ name: "lead", story: "a", photo: "two.jpg" }] });
    repo.folder.writeYaml("_data/contributors.yaml", {
      "news-desk": { name: "News desk", photo: { file: "two.jpg", alt: "Desk", credit: "Staff" } },
      "sport-desk": { name: "Sport desk" },
    });
    repo.commit(day(3));
    repo.folder.remove("_data/fronts/home.yaml");
    repo.commit(day(5));
    expect(await uses(repo, { now: day(20) })).toEqual([
      "one.jpg lead 02–",
      "one.jpg inline 02–",
      "one.jpg inline 02–06T08:00 agency's term ended",
      "two.jpg gallery 02–06T08:00 agency's term ended",
      "two.jpg portrait 03–",
      "two.jpg front 03–05 slot ended",
    ]);
  });
});

describe("a credit", () => {
  test("is the one printed last within the period", async () => {
    const repo = site();
    repo.folder.writeStory("a", story({ photo: "one.jpg" }));
    repo.folder.writeYaml("articles/one.jpg.yaml", { alt: "A boat", credit: "PTI", supplierRef: "PTI-1" });
    repo.commit(day(2));
    repo.folder.writeYaml("articles/one.jpg.yaml", { alt: "A boat", credit: "ANI", supplierRef: "ANI-7" });
    repo.commit(day(4));
    const now = await ledgerFor(repo.site);
    expect(now.ledger.lines).toMatchObject([{ credit: "ANI", supplierRef: "ANI-7", agency: "ani" }]);
    const before = await ledgerFor(repo.site, { to: "2026-10-03" });
    expect(before.ledger.lines).toMatchObject([{ credit: "PTI", supplierRef: "PTI-1", agency: "pti" }]);
  });

  test("is what the file carries, also where only git has the file still", async () => {
    const repo = site();
    const file = join(repo.site, "articles/one.jpg");
    execFileSync("exiftool", [
      "-q",
      "-overwrite_original",
      "-XMP-photoshop:Credit=ANI",
      "-XMP-dc:Creator=A. Name",
      file,
    ]);
    repo.folder.writeStory("a", story({ photo: "one.jpg" }));
    repo.commit(day(2));
    expect((await ledgerFor(repo.site)).ledger.lines).toMatchObject([{ credit: "ANI", creator: ["A. Name"] }]);
    repo.folder.remove("articles/one.jpg");
    repo.folder.remove("articles/a.md");
    repo.commit(day(4));
    expect((await ledgerFor(repo.site)).ledger.lines).toMatchObject([{ credit: "ANI", agency: "ani" }]);
  });

  test("that nobody gives is said to be unknown, and the use is told of all the same", async () => {
    const repo = site();
    repo.folder.writeStory("a", story({ photo: "one.jpg" }));
    repo.commit(day(2));
    expect((await ledgerFor(repo.site)).ledger.lines).toMatchObject([{ credit: "unknown" }]);
  });
});

describe("a ledger", () => {
  test("is of one agency where one is asked for, and of no agency that there is not", async () => {
    const repo = site();
    repo.folder.writeStory("a", story());
    repo.folder.writeStory("b", story(lead("two.jpg", { credit: "Staff" })));
    repo.commit(day(2));
    expect(await uses(repo, { agency: "ANI" })).toEqual(["one.jpg lead 02–"]);
    await expect(ledgerFor(repo.site, { agency: "ANNI" })).rejects.toThrow(/Did you mean ani/);
    await expect(ledgerFor(repo.site, { from: "2026-10-32" })).rejects.toThrow(LedgerRefusal);
    await expect(ledgerFor(repo.site, { to: "2026-09-30" })).rejects.toThrow(/lies before/);
  });

  test("holds the days of its period in the outlet's zone, the last one too", async () => {
    const repo = site();
    repo.folder.writeStory("a", story());
    repo.commit("2026-10-02T23:59:00+05:30");
    expect(await uses(repo, { from: "2026-10-02", to: "2026-10-02" })).toHaveLength(1);
    expect(await uses(repo, { from: "2026-10-01", to: "2026-10-01" })).toHaveLength(0);
  });

  test("counts what is not committed from now, and says so", async () => {
    const repo = site();
    repo.folder.writeStory("a", story());
    repo.folder.writeStory("b", story());
    repo.commit(day(2));
    repo.folder.writeStory("a", story(lead("two.jpg")));
    repo.folder.writeStory("new", story());
    repo.folder.remove("articles/b.md");
    expect(await uses(repo, { now: day(20) })).toEqual([
      "one.jpg lead 02–20 photo removed",
      "one.jpg lead 02–20 story removed",
      "two.jpg lead 20–",
      "one.jpg lead 20–",
    ]);
    expect((await ledgerFor(repo.site)).notes.join(" ")).toContain(
      "Uncommitted changes (3 files) are counted from now.",
    );
  });

  test("without git goes by the present files, from their stories' publication", async () => {
    const folder = smallSite();
    opened.push(folder);
    withAgencies(folder);
    folder.write("articles/one.jpg", photo);
    folder.writeStory("a", story());
    folder.writeStory("b", story({ kill: { at: "2026-10-05T10:00", reason: "A court order" } }));
    const { ledger, notes } = await ledgerFor(folder.site);
    expect(ledger.lines.map(({ story: id, until }) => [id, until])).toEqual([
      ["a", undefined],
      ["b", parseMoment(day(5), zone)],
    ]);
    expect(ledger.lines[0]?.from).toBe(parseMoment("2026-10-01T08:00", zone));
    expect(notes.join(" ")).toContain("in no git repository");
  });

  test("is refused in a shallow clone", async () => {
    const repo = site();
    repo.folder.writeStory("a", story());
    repo.commit(day(2));
    repo.commit(day(3));
    const clone = repo.folder.path("clone");
    repo.git("clone", "--quiet", "--depth", "1", `file://${repo.site}`, clone);
    await expect(ledgerFor(clone)).rejects.toThrow(/git fetch --unshallow/);
  });

  test("of a site below its repository's root says the same in all forms: table, CSV, JSON", async () => {
    const repo = site("papers/daily");
    repo.folder.writeStory("नदी/बाढ़", story({ headline: '=SUM(A1) "बाढ़", again', language: "hi" }));
    repo.folder.writeStory(
      "b",
      story(lead("two.jpg", { credit: "@somebody", creator: ["A", "B"], supplierRef: "-7" })),
    );
    repo.folder.write("articles/नदी/one.jpg", photo);
    repo.commit(day(2));
    repo.folder.writeStory("b", story(lead("one.jpg")));
    repo.commit(day(4));
    const report = await ledgerFor(repo.site);
    const head = report.notes[0] ?? "";
    const stable = { ...report, notes: [head.replace(/[0-9a-f]{12}/, "<commit>"), ...report.notes.slice(1)] };
    // Git keeps this file with line feeds alone.
    await expect(ledgerCsv(stable).replaceAll("\r", "␍")).toMatchFileSnapshot("ledger/ledger.csv");
    await expect(ledgerJson(stable)).toMatchFileSnapshot("ledger/ledger.json");
    await expect(ledgerTable(stable)).toMatchFileSnapshot("ledger/ledger.txt");
  });
});

test("a cell that a spreadsheet would take for a formula is none", () => {
  const cells = ["=1", "+1", "-1", "@x", "\t=1", "plain", 'say "x"', "a,b", "a\nb", "＝1", ""];
  expect(cells.map(csvCell)).toEqual([
    "'=1", "'+1", "'-1", "'@x", "'\t=1", "plain", '"say ""x"""', '"a,b"', '"a\nb"', "'＝1", "",
  ]); // biome-ignore format: one line
});
