import type { Random } from "./random.ts";
import { plainPhoto, type SiteFolder, smallSite } from "./site-folder.ts";

const hour = 3_600_000;
const day = 24 * hour;
const zones = ["Asia/Kolkata", "Europe/London", "America/New_York", "Pacific/Apia", "UTC"];

/**
 * A small newsroom in which nearly everything has a time: stories, kills, corrections, entries, leases, agencies' days, pins, banners and
 * rules of fronts. All within a few weeks of `now`, on whole seconds.
 */
export async function timedNewsroom(random: Random, now: number): Promise<SiteFolder> {
  const folder = smallSite();
  const zone = random.pick(zones);
  const at = (from: number, to: number) =>
    new Date(now + Math.round((from + random.next() * (to - from)) / 1000) * 1000).toISOString();
  const sometimes = <Value>(share: number, value: () => Value): Value | undefined =>
    random.chance(share) ? value() : undefined;
  const tidy = (record: Record<string, unknown>) =>
    Object.fromEntries(Object.entries(record).filter(([, value]) => value !== undefined));

  folder.writeYaml("_data/outlet.yaml", {
    name: "The Test",
    url: "https://test.example",
    timeZone: zone,
    languages: ["en", "hi"].map((code) => ({ code, name: code })),
    features: { search: true, lite: true, ninjs: true },
    photos: { leaseNotes: random.chance(0.5) },
    ...(random.chance(0.7) && {
      securityTxt: {
        contact: ["mailto:security@test.example"],
        ...(random.chance(0.3) && { expires: at(day, 20 * day) }),
      },
    }),
  });
  folder.writeYaml("_data/agencies.yaml", {
    wire: {
      name: "Wire",
      credit: "WIRE",
      photos: [
        { scope: "web", days: 3 },
        { scope: "feeds", days: 1 },
      ],
    },
  });
  const photos = ["one", "two", "three"];
  for (const [index, name] of photos.entries())
    folder.write(`articles/photos/${name}.jpg`, await plainPhoto(60 * index, 90, 120));
  const leases = () => {
    const from = sometimes(0.5, () => at(-9 * day, 2 * day));
    return [
      tidy({
        use: random.pick(["allow", "deny"]),
        scopes: sometimes(0.5, () => [random.pick(["web", "feeds", "offline"])]),
        from,
        until: at(2 * day, 12 * day),
      }),
    ];
  };
  const ids: string[] = [];
  const count = 6 + random.below(8);
  for (let index = 0; index < count; index += 1) {
    const id = `world/story-${index}`;
    const published = at(-20 * day, 5 * day);
    const type = random.pick(["news", "news", "news", "opinion", "explainer", "gallery", "sponsored", "live"]);
    const front = tidy({
      headline: `Story number ${index}`,
      section: random.pick(["world", "sport", "cricket"]),
      language: sometimes(0.3, () => "hi"),
      type,
      published,
      topics: sometimes(0.5, () => [random.pick(["rain", "rail"])]),
      embargo: sometimes(0.2, () => at(-2 * day, 6 * day)),
      expires: sometimes(0.25, () => at(-2 * day, 8 * day)),
      updated: sometimes(0.3, () => at(-2 * day, 6 * day)),
      changeNote: sometimes(0.3, () => "A change."),
      status: sometimes(0.15, () => random.pick(["draft", "withheld"])),
      kill: sometimes(0.15, () => ({ at: at(-5 * day, 6 * day), reason: "wrong", notice: "It was wrong." })),
      corrections: sometimes(0.4, () => [{ kind: "correction", date: at(-16 * day, 6 * day), text: "A wrong year." }]),
      translationOf: undefined,
      sponsor: type === "sponsored" ? { name: "Somebody" } : undefined,
      live: type === "live" ? { start: published, state: "active" } : undefined,
      photo: sometimes(0.6, () =>
        tidy({
          file: `photos/${random.pick(photos)}.jpg`,
          alt: "A field",
          credit: random.pick(["Asha Rao", "WIRE"]),
          leases: sometimes(0.5, leases),
        }),
      ),
    });
    const entry = (number: number) => `:::live-entry{at="${at(-3 * day, 5 * day)}"}\nEntry ${number}.\n:::\n`;
    const copy = type === "live" ? `Words.\n\n${entry(1)}\n${entry(2)}\n${entry(3)}` : "Words of the story.\n";
    folder.writeStory(id, front, copy);
    ids.push(id);
  }
  for (const file of ["home.en", "home.hi", "sport.en"]) {
    if (random.chance(0.2)) continue;
    const span = () =>
      random.chance(0.3)
        ? {}
        : tidy({
            from: sometimes(0.5, () => at(-2 * day, 2 * day)),
            until: sometimes(0.6, () => at(2 * day, 7 * day)),
          });
    folder.writeYaml(`_data/fronts/${file}.yaml`, {
      layout: random.pick(["standard", "lead-wide", "lead-and-list", "photo", "text"]),
      ...(random.chance(0.6) && {
        breaking: [
          tidy({
            story: random.pick(ids),
            text: sometimes(0.5, () => "It breaks"),
            allFronts: random.chance(0.3),
            ...span(),
          }),
        ],
      }),
      slots: Array.from({ length: random.below(5) }, () => {
        const name = random.pick(["lead", "second", "second", "feature", "latest"]);
        return tidy({
          name,
          story: random.pick(ids),
          headline: sometimes(0.3, () => "For the front"),
          photo: sometimes(0.3, () => `photos/${random.pick(photos)}.jpg`),
          package: sometimes(name === "latest" ? 0 : 0.4, () => [random.pick(ids)]),
          ...span(),
        });
      }),
      ...(random.chance(0.6) && {
        fill: {
          lead: { maxAge: 1 + random.below(4) },
          second: { stories: 2 },
          latest: random.pick(["none", { maxAge: 2.5 }]),
        },
      }),
    });
  }
  for (const name of photos) {
    folder.writeYaml(
      `articles/photos/${name}.jpg.yaml`,
      tidy({ alt: "A field at noon", credit: "Asha Rao", leases: sometimes(0.4, leases) }),
    );
  }
  return folder;
}
