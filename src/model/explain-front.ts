import { dayLength, type Moment } from "../base/dates.ts";
import { type FrontPlace, frontPlaces } from "../content/front-slots.ts";
import type { SiteContent } from "../content/site-content.ts";
import type { BannerOutcome } from "./front-banner.ts";
import type { PinOutcome } from "./front-pins.ts";
import { type Front, type FrontItem, fillFront } from "./fronts.ts";
import type { Newsroom } from "./newsroom.ts";

/** One place of a front as editors see it: what was pinned there, what came of it, and what stands there now. */
export interface ExplainedPlace {
  /** A place by its name, or a section's block. */
  name: FrontPlace | "block";
  /** Of a block. */
  section?: string;
  /** From the top; what has no `pinned` is backfilled. */
  items: FrontItem[];
  /** In the file's order, those that were passed over too. */
  pins: PinOutcome[];
}

export interface ExplainedFront {
  language: string;
  /** Undefined: the home front. */
  section?: string;
  /** The file that curates it; undefined: none does, and the newest fill it. */
  file?: string;
  front: Front;
  places: ExplainedPlace[];
  banners: BannerOutcome[];
}

/** A front as readers see it at the newsroom's moment, whichever audience that is for, with the reasons why. Pure. */
export function explainFront(
  { newsroom, content }: { newsroom: Newsroom; content: SiteContent },
  { language, section }: { language: string; section?: string },
): ExplainedFront {
  const listed =
    section === undefined ? newsroom.byLanguage.get(language) : newsroom.bySection.get(`${language} ${section}`);
  const ids = new Set(content.stories.map(({ id }) => id));
  const record = content.fronts[`${section ?? "home"}.${language}`];
  const { front, pins, banners } = fillFront({
    stories: (listed ?? []).filter((story) => !story.isExpired && story.hiddenAs === undefined),
    record,
    tree: newsroom.sections,
    byId: {
      get: (id) => {
        const story = newsroom.byId.get(id);
        return story?.hiddenAs === undefined ? story : undefined;
      },
    },
    now: newsroom.now,
    ...(section !== undefined && { section, homeRecord: content.fronts[`home.${language}`] }),
    exists: (id) => ids.has(id),
    topicSlug: (topic) => newsroom.topics.slugOf(topic),
    settleSlotPhoto: () => undefined,
  });
  const items: Record<FrontPlace, FrontItem[]> = {
    lead: front.lead ? [front.lead] : [],
    related: front.leadRelated,
    second: front.second,
    opinion: front.opinion,
    feature: front.feature ? [front.feature] : [],
    "photo-of-the-day": front.photoOfTheDay ? [front.photoOfTheDay] : [],
    latest: front.latest,
  };
  return {
    language,
    ...(section !== undefined && { section }),
    ...(record && { file: record.file }),
    front,
    places: [
      ...frontPlaces.map((name) => ({ name, items: items[name], pins: pins.filter(({ place }) => place === name) })),
      ...front.blocks.map((block) => ({
        name: "block" as const,
        section: block.section,
        items: block.items,
        pins: [],
      })),
    ],
    banners,
  };
}

/** Every moment after `now` at which time may change a front by itself: pins, banners, and stories that grow too old. */
export function frontMoments({ content, now }: { content: SiteContent; now: Moment }): {
  at: Moment;
  kind: "pin" | "banner" | "age";
  file: string;
  /** Of the story concerned. */
  story?: string;
  isEnd: boolean;
}[] {
  return Object.values(content.fronts).flatMap(({ file, slots, breaking = [], fill = {}, blocks = [] }) => {
    const spans = [
      ...slots.map((slot) => ({ ...slot, kind: "pin" as const })),
      ...breaking.map((banner) => ({ ...banner, kind: "banner" as const })),
    ].flatMap(({ kind, story, from, until }) => {
      const about = { kind, file, ...(story !== undefined && { story }) };
      return [
        ...(from === undefined ? [] : [{ ...about, at: from, isEnd: false }]),
        ...(until === undefined ? [] : [{ ...about, at: until, isEnd: true }]),
      ];
    });
    const rules = [...Object.values(fill), ...(blocks === "none" ? [] : blocks)];
    const ages = new Set(
      rules.flatMap((rule) => (rule === undefined || rule === "none" ? [] : "maxAge" in rule ? [rule.maxAge] : [])),
    );
    const leaving = [...ages].flatMap((days) =>
      days === undefined
        ? []
        : content.stories.map(({ frontMatter: { published, embargo = published }, id }) => ({
            kind: "age" as const,
            file,
            story: id,
            isEnd: true,
            at: Math.ceil(Math.max(published, embargo) + days * dayLength),
          })),
    );
    return [...spans, ...leaving].filter(({ at }) => at > now);
  });
}
