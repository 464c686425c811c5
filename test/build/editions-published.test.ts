// Longer than 250 lines: what becomes of an edition, one site after the other.
import { execFileSync } from "node:child_process";
import { appendFileSync, existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { parse, stringify } from "yaml";
import { openPromise } from "yauzl";
import { sha256 } from "../../src/base/digest.ts";
import { walkFiles } from "../../src/base/files.ts";
import { build } from "../../src/build.ts";
import { newKey, publicKeyLine, signBytes } from "../../src/editions/minisign.ts";
import { makeEditions } from "../../src/make-editions.ts";
import { pruneEditions } from "../../src/prune-editions.ts";
import { findTraces } from "../../src/publish/find-traces.ts";
import { withdrawnSchema } from "../../src/syndication/withdrawn.ts";
import { plainPhoto, smallSite } from "../support/site-folder.ts";

// Each test builds a site several times, in processes that others keep busy too.
vi.setConfig({ testTimeout: 240_000, hookTimeout: 240_000 });

const day = 86_400_000;
const now = Date.parse("2026-11-22T12:00:00+05:30");
const iso = (moment: number) => new Date(moment).toISOString();

/** A site with a story of its own, one with a leased photo, one of an agency, an old one, and three that nobody may see. */
async function site() {
  const folder = smallSite();
  folder.write("articles/boats.jpg", await plainPhoto(200, 40, 40));
  folder.write("articles/leased.jpg", await plainPhoto(40, 40, 200));
  folder.writeYaml("articles/leased.jpg.yaml", {
    credit: "Agency",
    leases: [{ use: "allow", scopes: ["offline"], until: iso(now + 3 * day) }],
  });
  folder.writeYaml("_data/agencies.yaml", { wire: { name: "Wire", credit: "Wire", text: "full" } });
  const story = (id: string, front: Record<string, unknown>, copy?: string) =>
    folder.writeStory(id, { headline: id, section: "world", published: iso(now - 3 * 3600_000), ...front }, copy);
  story("with-photo", { photo: { file: "boats.jpg", alt: "Boats", credit: "Staff" } }, "Harbourword of the story.\n");
  story("with-lease", { photo: { file: "leased.jpg", alt: "A pier", credit: "Agency" } });
  story("of-an-agency", { agency: "wire" }, "Wireword of the agency.\n");
  story("corrected", { corrections: [{ kind: "correction", date: iso(now - 3600_000), text: "It was eleven." }] });
  story("old", { published: iso(now - 90 * day) });
  story("embargoed", { headline: "Embargosecret", embargo: iso(now + day) }, "Embargosecret text.\n");
  story("draft", { headline: "Draftsecret", status: "draft" }, "Draftsecret text.\n");
  story("withheld", { headline: "Withheldsecret", status: "withheld" }, "Withheldsecret text.\n");
  return { ...folder, folder, story };
}

type Site = Awaited<ReturnType<typeof site>>;

const folders = ({ folder }: Site) => ({
  site: folder.site,
  output: folder.path("output"),
  cache: folder.path("cache"),
});
const make = (own: Site, at = now, kind: "daily" | "all" = "daily") =>
  makeEditions({ ...folders(own), now: at, kind, languages: ["en"] });
const publish = async (own: Site, at = now) => {
  const result = await build({ ...folders(own), now: at, allowRemoved: true });
  return { ...result, codes: result.problems.map(({ code }) => code) };
};
const outputText = (own: Site, file: string) => {
  const path = own.folder.path(join("output", file));
  return existsSync(path) ? readFileSync(path, "utf8") : "";
};
const outlet = (own: Site, change: (outlet: Record<string, unknown>) => void) => {
  const path = join(own.folder.site, "_data/outlet.yaml");
  const value = parse(readFileSync(path, "utf8")) as Record<string, unknown>;
  change(value);
  writeFileSync(path, stringify(value));
};
const id = "2026-11-22-daily-en";
const filesOf = (own: Site) => walkFiles(own.folder.path("output/editions")).filter((name) => name.startsWith("2026-"));

describe("a site with editions", () => {
  let own: Site;
  beforeAll(async () => {
    own = await site();
    expect((await make(own)).status).toBe(0);
    expect((await publish(own)).codes).not.toContain("edition/altered");
  });
  afterAll(() => own.folder.close());

  test("publishes every file of the edition byte for byte, with its digest in the build manifest", () => {
    const made = join(own.folder.site, "editions");
    const record = JSON.parse(readFileSync(join(made, `${id}.json`), "utf8")) as { files: { name: string }[] };
    const names = [...record.files.map(({ name }) => name), `${id}.json`, "SHA256SUMS"];
    expect(record.files.length).toBeGreaterThanOrEqual(3);
    for (const name of names) {
      const bytes = readFileSync(join(made, name));
      expect(readFileSync(own.folder.path(`output/editions/${name}`)).equals(bytes), name).toBe(true);
    }
    const manifest = JSON.parse(readFileSync(own.folder.path("output/build-manifest.json"), "utf8")) as {
      files: { path: string; sha256: string }[];
    };
    const zip = manifest.files.find(({ path }) => path === `editions/${id}.zip`);
    expect(zip?.sha256).toBe(sha256(readFileSync(join(made, `${id}.zip`))));
  });

  test("has a page of them in the languages that have any, which the footer and the sitemap name, and no file does the sitemap", () => {
    const page = outputText(own, "editions/index.html");
    expect(page).toContain(`href="/editions/${id}.epub"`);
    expect(page).toContain("It was eleven.");
    expect(outputText(own, "index.html")).toContain('href="/editions/"');
    expect(outputText(own, "hi/index.html")).not.toContain("/editions/");
    expect(existsSync(own.folder.path("output/hi/editions/index.html"))).toBe(false);
    const pages = outputText(own, "sitemaps/pages.xml");
    expect(pages).toContain("<loc>https://test.example/editions/</loc>");
    expect(pages).not.toContain(id);
    expect(outputText(own, "_headers")).toContain("/editions/*.epub\n  Content-Type: application/epub+zip");
  });

  test("has a catalogue that reading programs can walk: each acquisition link is a file that is there, of the size that it says", () => {
    const xml = outputText(own, "editions/opds.xml");
    execFileSync("xmllint", ["--noout", own.folder.path("output/editions/opds.xml")]);
    const links = [...xml.matchAll(/rel="http:\/\/opds-spec.org\/acquisition\/open-access"[^>]*/g)].map(
      ([text]) => text,
    );
    expect(links.length).toBeGreaterThanOrEqual(3);
    for (const link of links) {
      const file = /href="https:\/\/test\.example\/([^"]+)"/.exec(link)?.[1] ?? "";
      const size = Number(/length="(\d+)"/.exec(link)?.[1]);
      expect(readFileSync(own.folder.path(`output/${file}`)).length, file).toBe(size);
    }
    for (const [, href = ""] of xml.matchAll(
      /rel="http:\/\/opds-spec.org\/facet"[^>]*?href="https:\/\/test\.example\/([^"]+)"/g,
    ))
      expect(existsSync(own.folder.path(`output/${href}`)), href).toBe(true);
    const json = JSON.parse(outputText(own, "editions/opds.json")) as { publications: { links: unknown[] }[] };
    expect(json.publications).toHaveLength(1);
  });

  test("makes the same edition again, whether or not there was a page of editions before", async () => {
    const before = readFileSync(join(own.folder.site, "editions", `${id}.zip`));
    await make(own);
    expect(readFileSync(join(own.folder.site, "editions", `${id}.zip`)).equals(before)).toBe(true);
  });

  test("holds no word of a story that is embargoed, a draft or withheld, in any form", async () => {
    await make(own, now, "all");
    const words = /(?:embargo|draft|withheld)secret/i;
    const texts = await decoded(join(own.folder.site, "editions"));
    // The search is right: what is public is found in each form.
    for (const ending of [".zip", ".epub", ".html"])
      expect(
        texts.filter(({ name, text }) => name.includes(ending) && /harbourword/i.test(text)).length,
        ending,
      ).toBeGreaterThan(0);
    expect(texts.filter(({ name, text }) => words.test(name) || words.test(text)).map(({ name }) => name)).toEqual([]);
  });
});

/** Every file of a folder as text, with what archives and base64 hold. */
async function decoded(folder: string): Promise<{ name: string; text: string }[]> {
  const found: { name: string; text: string }[] = [];
  for (const name of walkFiles(folder)) {
    const bytes = readFileSync(join(folder, name));
    const text = bytes.toString("latin1");
    found.push({ name, text });
    for (const [, base64 = ""] of text.matchAll(/base64,([A-Za-z0-9+/=]+)/g))
      found.push({ name: `${name} base64`, text: Buffer.from(base64, "base64").toString("latin1") });
    if (!/\.(?:zip|epub)$/.test(name)) continue;
    const zip = await openPromise(join(folder, name));
    for await (const entry of zip.eachEntry()) {
      const parts: Buffer[] = [];
      for await (const part of await zip.openReadStreamPromise(entry)) parts.push(part as Buffer);
      found.push({ name: `${name} ${entry.fileName}`, text: Buffer.concat(parts).toString("utf8") });
    }
    zip.close();
  }
  return found;
}

describe("an edition is taken back", () => {
  const cases: [string, "story" | "photo" | "right", (own: Site) => void, number?][] = [
    ["a story in it is killed", "story", ({ story }) => story("old", { published: iso(now - 90 * day), kill: { at: iso(now), reason: "x" } })],
    ["a story in it is a draft again", "story", ({ story }) => story("corrected", { status: "draft" })],
    ["a story in it is gone", "story", ({ folder }) => folder.remove("articles/corrected.md")],
    ["an agency lets its words nowhere", "right", ({ folder }) =>
      folder.writeYaml("_data/agencies.yaml", { wire: { name: "Wire", credit: "Wire", text: "none" } })],
    ["an agency lets out summaries only", "right", ({ folder }) =>
      folder.writeYaml("_data/agencies.yaml", { wire: { name: "Wire", credit: "Wire", text: "summary" } })],
    ["a photo in it is killed", "photo", ({ folder }) =>
      folder.writeYaml("articles/boats.jpg.yaml", { credit: "Staff", kill: { at: iso(now), reason: "x" } })],
    ["the lease of a photo for editions is over", "right", () => {}, now + 4 * day],
    ["the lease of a photo is over, and no story shows it any more", "right", ({ story }) => story("with-lease", {}), now + 4 * day],
  ]; // biome-ignore format: a list to scan
  test.each(cases)("where %s", async (_name, reason, change, at = now) => {
    const own = await site();
    try {
      await make(own, now, "all");
      expect((await publish(own)).status).toBe(0);
      expect(filesOf(own).length).toBeGreaterThan(3);
      change(own);
      const result = await build({ ...folders(own), now: at, allowRemoved: true });
      expect(result.problems.filter(({ severity }) => severity === "error")).toEqual([]);
      // The command makes the edition of the day on which it is run, and no earlier one.
      const { hint } = result.problems.find(({ code }) => code === "edition/withdrawn") ?? {};
      expect(hint).toMatch(at === now ? /^Make it again: npm run editions/ : /^Its day is over\. Today's edition/);
      expect(filesOf(own)).toEqual([]);
      const page = outputText(own, "editions/index.html");
      expect(page).toContain(`Withdrawn: ${{ story: "a story", photo: "a photo", right: "the right" }[reason]}`);
      expect(page).not.toContain(".epub");
      expect([page.includes("opds.xml"), existsSync(own.folder.path("output/editions/opds.xml"))]).toEqual([
        false,
        false,
      ]);
      const list = withdrawnSchema.parse(JSON.parse(outputText(own, "withdrawn.json")));
      expect(list.editions?.[0]?.id).toBe("2026-11-22-all-en");
      expect(list.editions?.[0]?.files.map(({ url }) => url)).toContain(
        "https://test.example/editions/2026-11-22-all-en.zip",
      );
      // Made again, it is whole and may be given out.
      await make(own, at, "all");
      const again = await build({ ...folders(own), now: at, allowRemoved: true });
      expect(again.status).toBe(0);
      expect(filesOf(own).length).toBeGreaterThan(3);
    } finally {
      own.folder.close();
    }
  });

  test("where a story is killed that its pages only name", async () => {
    const own = await site();
    try {
      own.story("naming", {}, "See [the old one](/2026/08/24/old/).\n");
      await make(own);
      const record = JSON.parse(readFileSync(join(own.folder.site, "editions", `${id}.json`), "utf8")) as {
        stories: { id: string }[];
        mentions: { id: string }[];
      };
      expect(record.mentions.map((each) => each.id).concat(record.stories.map((each) => each.id))).toContain("old");
      own.story("naming", {}, "Nothing.\n");
      own.story("old", { published: iso(now - 90 * day), kill: { at: iso(now), reason: "x" } });
      expect((await publish(own)).codes).toContain("edition/withdrawn");
      expect(filesOf(own)).toEqual([]);
    } finally {
      own.folder.close();
    }
  });

  test("and not where a file was only renamed, or nothing in it changed but its words", async () => {
    const own = await site();
    try {
      await make(own);
      own.story("corrected", { headline: "Another headline" });
      own.folder.remove("articles/of-an-agency.md");
      own.story("moved/of-an-agency", { agency: "wire" }, "Wireword of the agency.\n");
      expect((await publish(own)).codes).not.toContain("edition/withdrawn");
      expect(filesOf(own).length).toBeGreaterThan(3);
    } finally {
      own.folder.close();
    }
  });

  test("and its files go from the site's folder too when editors say so, while the page goes on telling", async () => {
    const own = await site();
    try {
      await make(own);
      own.story("corrected", { status: "draft" });
      const { removed } = await pruneEditions({ ...folders(own), now });
      expect(removed).toContain(`${id}.zip`);
      expect(walkFiles(join(own.folder.site, "editions"))).toEqual([`${id}.json`, "SHA256SUMS"].sort());
      expect((await publish(own)).codes).toContain("edition/withdrawn");
      expect(outputText(own, "editions/index.html")).toContain("Withdrawn: a story");
    } finally {
      own.folder.close();
    }
  });
});

describe("what is not as it was made", () => {
  test("is left out with a warning: an altered file, one that is missing, a record that can't be read, one of a later moment", async () => {
    const own = await site();
    const editions = join(own.folder.site, "editions");
    try {
      await make(own);
      appendFileSync(join(editions, `${id}.epub`), "x");
      rmSync(join(editions, `${id}.html`));
      writeFileSync(join(editions, "2026-11-01-daily-en.json"), "{");
      const { codes, problems } = await publish(own);
      expect(codes.filter((code) => code === "edition/altered")).toHaveLength(2);
      expect(codes).toContain("edition/unreadable");
      expect(problems.filter(({ severity }) => severity === "error")).toEqual([]);
      expect(filesOf(own)).not.toContain(`${id}.epub`);
      expect(filesOf(own)).toContain(`${id}.zip`);
      const early = await publish(own, now - 3600_000);
      expect(early.codes).toContain("edition/later");
      expect(filesOf(own)).toEqual([]);
    } finally {
      own.folder.close();
    }
  });

  test("the signature goes out while it is the outlet's and fits, and else not", async () => {
    const own = await site();
    const [key, other] = [newKey(), newKey()];
    const signature = own.folder.path("output/editions/SHA256SUMS.minisig");
    const signed = (secret: typeof key) =>
      makeEditions({
        ...folders(own),
        ...{ now, kind: "daily", languages: ["en"] },
        sign: (sums) => signBytes(sums, { secret, trustedComment: "timestamp:1" }),
      });
    try {
      outlet(own, (value) => {
        value.publicKey = publicKeyLine(key);
      });
      await signed(key);
      expect((await publish(own)).codes).not.toContain("edition/sums-wrong");
      expect(existsSync(signature)).toBe(true);
      expect(outputText(own, "editions/index.html")).toContain(`minisign -Vm SHA256SUMS -P ${publicKeyLine(key)}`);
      await signed(other);
      expect((await publish(own)).codes).toContain("edition/sums-wrong");
      expect(existsSync(signature)).toBe(false);
      expect(outputText(own, "editions/index.html")).not.toContain("minisign");
    } finally {
      own.folder.close();
    }
  });

  test("a list of digests that does not fit is replaced by one of the build's own", async () => {
    const own = await site();
    try {
      await make(own);
      writeFileSync(join(own.folder.site, "editions/SHA256SUMS"), `${"0".repeat(64)}  ${id}.zip\n`);
      expect((await publish(own)).codes).toContain("edition/sums-wrong");
      const zip = readFileSync(own.folder.path(`output/editions/${id}.zip`));
      expect(outputText(own, "editions/SHA256SUMS")).toContain(`${sha256(zip)}  ${id}.zip\n`);
    } finally {
      own.folder.close();
    }
  });
});

test("the newest of each kind are offered, as many as outlet.yaml says, and nothing is deleted from the site", async () => {
  const own = await site();
  try {
    outlet(own, (value) => {
      value.editions = { keep: 1 };
    });
    await make(own, now);
    await make(own, now + day);
    expect((await publish(own, now + day)).status).toBe(0);
    expect(filesOf(own).filter((name) => name.endsWith(".json"))).toEqual(["2026-11-23-daily-en.json"]);
    expect(existsSync(join(own.folder.site, "editions", `${id}.zip`))).toBe(true);
    outlet(own, (value) => {
      value.features = { offline: false };
    });
    await publish(own, now + day);
    expect(filesOf(own)).toEqual([]);
    expect(outputText(own, "index.html")).not.toContain("/editions/");
  } finally {
    own.folder.close();
  }
});

test("the search for what is left of a killed photo finds it in each form of an edition in the site's folder", async () => {
  const own = await site();
  try {
    await make(own);
    await publish(own);
    const files = new Map(
      walkFiles(own.folder.path("output/photos"))
        .filter((name) => name.includes("boats"))
        .map((name) => [sha256(readFileSync(own.folder.path(`output/photos/${name}`))), name]),
    );
    const found = await findTraces(
      [{ folder: join(own.folder.site, "editions"), name: "editions", hasMentions: true }],
      {
        digests: files,
        names: [],
        ids: ["boats.jpg"],
        samples: [],
      },
    );
    const places = found.found.map(({ place }) => place);
    for (const start of [
      `editions/${id}.zip › `,
      `editions/${id}.epub › `,
      `editions/${id}.html`,
      `editions/${id}.json`,
    ])
      expect(
        places.some((place) => place.startsWith(start)),
        start,
      ).toBe(true);
    if (existsSync(join(own.folder.site, "editions", `${id}.zim`)))
      expect(found.unopened.map(({ place }) => place)).toContain(`editions/${id}.zim`);
  } finally {
    own.folder.close();
  }
});
