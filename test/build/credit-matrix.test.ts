import { beforeAll, describe, expect, test } from "vitest";
import { openStore } from "../../src/base/store.ts";
import { build, openSite } from "../../src/build.ts";
import { planSite } from "../../src/plan-site.ts";
import { type CreditCase, creditCases } from "../support/credit-cases.ts";
import { type CreditKind, photosInSitemaps, type StatedCredit, statedCredits } from "../support/credit-outputs.ts";
import { creditNow, creditSite, ownPage } from "../support/credit-site.ts";
import { plainPhoto, readFolder, smallSite } from "../support/site-folder.ts";

// One value from front matter to pixel: placement × caption × language × source of the credit, each photo's credit read back
// from every file of the output. A sample here, the whole matrix under `npm run prove`.

interface BuiltMatrix {
  files: Map<string, Buffer>;
  stated: Map<string, StatedCredit[]>;
  /** By photo, what is drawn on the cards that stand in the output. */
  drawn: Map<string, string[]>;
  codes: string[];
}

async function builtMatrix(cases: readonly CreditCase[]): Promise<BuiltMatrix> {
  const folder = await creditSite(cases);
  try {
    const output = folder.path("out");
    const cache = folder.path("cache");
    const { status, problems } = await build({ site: folder.site, output, cache, now: creditNow });
    const faults = problems.filter(({ code }) => code !== "photo/lease-over" && code !== "story/markup");
    expect(faults.map(({ code, file, message, found }) => `${code} ${file} ${message} ${found ?? ""}`)).toEqual([]);
    expect(status).toBe(0);
    const files = readFolder(output);
    const stated = Map.groupBy(await statedCredits(files), ({ photo }) => photo);
    return {
      files,
      stated,
      drawn: await drawnCredits(folder.site, cache, files),
      codes: problems.map((each) => each.code),
    };
  } finally {
    folder.close();
  }
}

/** The text of the credit on each card, from the plan by which it was drawn. */
async function drawnCredits(site: string, cache: string, files: ReadonlyMap<string, Buffer>) {
  const store = openStore(cache);
  try {
    const opened = await openSite({ site, now: creditNow }, store);
    const plan = await planSite({ site, store, opened, engine: "" });
    const cards = [...plan.cards.cards()].filter(([file, { photo }]) => photo !== undefined && files.has(file));
    return new Map(
      [...Map.groupBy(cards, ([, { photo = "" }]) => photo.replace(/\.\w+$/, ""))].map(([photo, list]) => [
        photo,
        list.map(([, { plan: card }]) => card.photo?.credit ?? ""),
      ]),
    );
  } finally {
    store.close();
  }
}

const labels = { en: "Credit", hi: "सौजन्य", ur: "بشکریہ" } as const;
const isFeed = (file: string) => /(^|\/)(feed|atom|rss|ninjs)\.(xml|json)$/.test(file);
const isLead = ({ placement }: CreditCase) => ["lead", "lead with card", "drawing"].includes(placement);
const hasCard = ({ placement }: CreditCase) => placement === "lead with card" || placement === "drawing";
const isOfStory = ({ placement }: CreditCase) => placement !== "front slot" && placement !== "portrait";

/** IIM 4.2, 2:110: at most 32 octets; cut between two characters as readers see them. */
function clipped(credit: string): string {
  let kept = "";
  for (const { segment } of new Intl.Segmenter().segment(credit)) {
    if (Buffer.byteLength(kept + segment) > 32) break;
    kept += segment;
  }
  return kept;
}

function isRight({ kind, credit: found }: StatedCredit, { credit, language }: CreditCase): boolean {
  if (kind === "IIM") return found === clipped(credit);
  // Readers trim: a cut may fall behind a blank.
  if (kind === "IIM by our reader") return found === clipped(credit).trim();
  if (kind === "lite words") return found === `${labels[language]}: ${credit}`;
  if (kind === "feed words") return found.endsWith(`${labels[language]}: ${credit}`);
  return found === credit;
}

/** What must state the photo's credit, in words; each with whether a statement is that. */
function places(each: CreditCase): [string, (stated: StatedCredit) => boolean][] {
  const kind = (wanted: CreditKind, picture?: StatedCredit["picture"]): [string, (stated: StatedCredit) => boolean] => [
    `${wanted}${picture ? ` of ${picture}` : ""}`,
    (stated) => stated.kind === wanted && stated.picture === picture,
  ];
  const isDrawing = each.placement === "drawing";
  return [
    kind("page"),
    ...(isDrawing ? [kind("XMP", "svg")] : [kind("XMP", "avif"), kind("XMP by our reader", "avif")]),
    kind("XMP", "jpeg"),
    kind("XMP by our reader", "jpeg"),
    kind("IIM", "jpeg"),
    kind("IIM by our reader", "jpeg"),
    ...(hasCard(each)
      ? [kind("XMP", "card"), kind("XMP by our reader", "card"), kind("IIM", "card"), kind("IIM by our reader", "card")]
      : []),
    ...(isOfStory(each) ? [kind("JSON-LD"), kind("lite words"), ...(each.denied ? [] : [kind("ninjs")])] : []),
    ...(isLead(each)
      ? ([
          ["its story's page", ({ kind, file }) => kind === "page" && file === ownPage(each)],
          ["a card of a list", ({ kind, file }) => kind === "page" && file.includes("/latest/")],
          ...(each.denied ? [] : [kind("media:credit")]),
        ] satisfies [string, (stated: StatedCredit) => boolean][])
      : []),
  ];
}

const namesFileOf = (photo: string, bytes: Buffer) =>
  bytes.includes(`${photo}-`) && new RegExp(`${photo}-[0-9a-f]{16}`).test(bytes.toString("latin1"));

const nameOf = ({ photo, placement, source, caption, language }: CreditCase) =>
  `${photo}: ${placement}, ${source}, caption ${caption}, ${language}`;

describe.each(creditCases().map((list, part) => ({ list, part: part + 1 })))("part $part of the matrix", ({ list }) => {
  let built: BuiltMatrix;
  beforeAll(async () => {
    built = await builtMatrix(list);
  }, 300_000);
  const shown = list.filter(({ denied }) => denied !== "web");

  test("every output states the record's one credit, byte for byte", () => {
    const { stated } = built;
    const wrong = shown.flatMap((each) =>
      (stated.get(each.photo) ?? [])
        .filter((found) => !isRight(found, each))
        .map(({ kind, file, credit }) => `${nameOf(each)}: ${kind} in ${file} says “${credit}”, not “${each.credit}”`),
    );
    expect(wrong).toEqual([]);
  });

  test("no place is without it where the photo may be", () => {
    const { stated, files, drawn } = built;
    const mapped = photosInSitemaps(files);
    const missing = shown.flatMap((each) => {
      const found = stated.get(each.photo) ?? [];
      const lacking = places(each).filter(([, isThere]) => !found.some(isThere));
      return [
        ...lacking.map(([what]) => `${nameOf(each)}: ${what}`),
        ...(isOfStory(each) && !mapped.has(each.photo) ? [`${nameOf(each)}: image sitemap`] : []),
        ...(hasCard(each) && drawn.get(each.photo)?.join("|") !== each.credit
          ? [`${nameOf(each)}: the card shows “${drawn.get(each.photo)?.join("|") ?? ""}”`]
          : []),
      ];
    });
    expect(missing).toEqual([]);
  });

  test("where an output may not have the photo it has no credit of it", () => {
    const { stated, files, drawn } = built;
    const feeds = [...files].filter(([file]) => isFeed(file));
    expect(feeds.length).toBeGreaterThan(3);
    const leaks = list.flatMap((each) => {
      const found = stated.get(each.photo) ?? [];
      const isOwn = each.credit.startsWith("Kept-out");
      const where = each.denied === "web" ? [...files] : each.denied === "feeds" ? feeds : [];
      return [
        ...(each.denied === "web" ? [...found.map(({ kind }) => kind), ...(drawn.get(each.photo) ?? [])] : []),
        ...(each.denied ? found.filter(({ file }) => isFeed(file)).map(({ kind }) => kind) : []),
        ...where.filter(([, bytes]) => isOwn && bytes.includes(each.credit)).map(([file]) => file),
        ...where.filter(([, bytes]) => namesFileOf(each.photo, bytes)).map(([file]) => `a file of it in ${file}`),
      ].map((what) => `${nameOf(each)}: ${what}`);
    });
    expect(leaks).toEqual([]);
  });
});

test("one file with a credit of its own in each place is that many pictures, in every output", async () => {
  const folder = smallSite();
  try {
    folder.write("articles/c0001.jpg", await plainPhoto(40, 90, 160));
    const given = { lead: "ANI", gallery: "The lead's twin", directive: "Rao & Sons", line: "Asha Rao" };
    const photo = (credit: string) => ({ file: "c0001.jpg", alt: "Boats", credit });
    const story = {
      ...{ headline: "Boats", section: "world", published: "2026-05-20T10:00" },
      ...{ photo: photo(given.lead), gallery: [photo(given.gallery)] },
    };
    const copy = `Words.\n\n:::photo{file="c0001.jpg" alt="Boats" credit="${given.directive}"}\n:::\n\nWords.\n\n![Boats](c0001.jpg)\n\n[Photo : ${given.line}]\n`;
    folder.writeStory("plain", story, copy);
    folder.writeStory("pictures", { ...story, type: "gallery" }, copy);
    const output = folder.path("out");
    expect((await build({ site: folder.site, output, cache: folder.path("cache"), now: creditNow })).status).toBe(0);
    const stated = await statedCredits(readFolder(output));
    const said = (wanted: (each: StatedCredit) => boolean) =>
      [...new Set(stated.filter(wanted).map(({ credit }) => credit.replace(/^.*?Credit: /, "")))].sort();
    const all = Object.values(given).sort();
    for (const slug of ["plain", "pictures"]) {
      const of = (kind: CreditKind, folders = "") =>
        said((each) => each.kind === kind && each.file === `${folders}2026/05/20/${slug}/index.html`);
      expect([slug, of("page"), of("JSON-LD"), of("lite words", "lite/")]).toEqual([slug, all, all, all]);
    }
    for (const kind of ["XMP", "IIM"] as const) expect(said((each) => each.kind === kind)).toEqual(all);
    expect(said(({ kind }) => kind === "media:credit" || kind === "feed words")).toEqual(all);
  } finally {
    folder.close();
  }
});
