import type { Moment } from "../base/dates.ts";
import type { Problem } from "../base/problem.ts";
import { count } from "../base/text.ts";
import type { StoryRecord } from "../content/site-content.ts";
import { places } from "../model/addresses.ts";
import type { Story } from "../model/story.ts";
import type { PageBase } from "../pages/views.ts";
import type { FeedItem } from "../syndication/feed.ts";
import { leavesNews, type NewsRefusal } from "../syndication/news-sitemap.ts";
import type { Desk } from "./desk-data.ts";
import { problemCount, problemGroupView, sectionName, stateNames } from "./desk-items.ts";
import { type DeskSetting, deskBase, deskDate, longDate, paperUrl, storyUrl } from "./desk-setting.ts";
import type { DeskStory } from "./desk-story.ts";
import type { DeskItem, DeskStoryPage } from "./desk-views.ts";
import { cutForSearch } from "./search-result.ts";
import { type PictureOf, storyPhotos } from "./story-photos-view.ts";

/** How a story goes out, as the plan of what the preview shows has it. */
export interface StoryLooks {
  story: Story;
  /** Its own page. */
  page: PageBase;
  feedItem: FeedItem;
  news: NewsRefusal | undefined;
  pictureOf: PictureOf;
}

export interface StoryPageInput {
  desk: Desk;
  story: DeskStory;
  record: StoryRecord;
  /** Undefined where the preview does not show the story. */
  looks: StoryLooks | undefined;
  problems: readonly Problem[];
  setting: DeskSetting;
}

/** All that the desk knows of one story. */
export function storyPageView(input: StoryPageInput): DeskStoryPage {
  const { desk, story, record, looks, problems, setting } = input;
  const { code: language, direction } = story.language;
  const notShown = looks ? undefined : whyNotShown(story, setting);
  const hasLite = looks !== undefined && desk.content.outlet.features.lite;
  return {
    ...deskBase("desk-story", { heading: story.headline, path: "story/" }, setting),
    story: { text: story.headline, language, direction, state: story.state, stateName: stateNames[story.state] },
    facts: facts(input),
    ...(looks && { pageUrl: paperUrl(setting, story.path) }),
    ...(notShown !== undefined && { notShown }),
    ...(looks && { result: resultView(looks, story), card: cardView(looks, story, setting) }),
    ...(looks && { feed: feedView(looks, story, setting) }),
    ...(hasLite && {
      lite: { url: paperUrl(setting, places.lite(story.path)), note: "As it looks on a phone of 320 px." },
    }),
    news: newsView(looks, setting),
    photos: storyPhotos({ record, story, looks, zone: setting.zone }),
    ...(problems.length > 0 && {
      group: problemGroupView(
        { name: story.id, story, errors: story.errors, warnings: story.warnings, problems: [...problems] },
        setting,
        { isWhole: true },
      ),
    }),
    moments: { items: moments(input), empty: "" },
  };
}

function whyNotShown({ state, kill, errors }: DeskStory, { audience }: DeskSetting): string {
  if (errors > 0) return "It has errors, so the preview leaves it out.";
  if (kill)
    return kill.wasPublic ? "It was killed: its address tells readers so." : "It was killed before readers saw it.";
  if (state !== "published" && audience === "public") {
    return "The preview shows the paper as readers see it, and they do not see this story at that moment. Look as an editor to see how it goes out.";
  }
  return "The preview does not show it.";
}

function facts({ desk, story, record, setting }: StoryPageInput): DeskStoryPage["facts"] {
  const { frontMatter: front } = record;
  const original = desk.byId.get(story.translationOf ?? "");
  const byline = (front.byline ?? []).map(({ name }) => name);
  const lacking = desk.untranslated.find((each) => each.story === story)?.lacks ?? [];
  const late = desk.late.find((each) => each.story === story);
  const linked = (name: string, other: DeskStory) => ({ name, text: other.headline, url: storyUrl(setting, other.id) });
  const listed: (DeskStoryPage["facts"][number] | undefined)[] = [
    story.due === undefined
      ? undefined
      : { name: "Comes out", text: "", when: longDate(story.due, setting), isCountdown: true },
    { name: "File", text: story.file },
    { name: "Address", text: story.path },
    { name: "Section", text: [story.section, ...(front.alsoIn ?? [])].map((key) => sectionName(desk, key)).join(", ") },
    { name: "Language", text: story.language.name },
    { name: "Type", text: story.type },
    byline.length > 0 ? { name: "Byline", text: byline.join(", ") } : undefined,
    front.agency === undefined ? undefined : { name: "Agency", text: front.agency },
    { name: "Length", text: count(record.copy.words, "word") },
    original ? linked("Translation of", original) : undefined,
    late ? { name: "Translation", text: "Behind: its original has changed since." } : undefined,
    ...desk.stories
      .filter(({ translationOf }) => translationOf === story.id)
      .map((each) => linked(each.language.name, each)),
    lacking.length > 0 ? { name: "Not yet in", text: lacking.map(({ name }) => name).join(", ") } : undefined,
    front.edNote === undefined ? undefined : { name: "Note among editors", text: front.edNote },
    front.kill ? { name: "Killed for", text: front.kill.reason } : undefined,
    story.errors + story.warnings > 0 ? { name: "Problems", text: problemCount(story) } : undefined,
  ];
  return listed.filter((each) => each !== undefined);
}

function resultView({ page }: StoryLooks, { language }: DeskStory): NonNullable<DeskStoryPage["result"]> {
  const { hostname, pathname } = new URL(page.canonical);
  return {
    language: language.code,
    direction: language.direction,
    site: page.site.name,
    address: [hostname, ...readable(pathname).split("/").filter(Boolean)].join(" › "),
    title: cutForSearch(page.title, "title"),
    description: cutForSearch(page.description, "description"),
  };
}

/** An address of another paper may hold what is no UTF-8. */
function readable(path: string): string {
  try {
    return decodeURI(path);
  } catch {
    return path;
  }
}

function cardView(
  { page }: StoryLooks,
  { language, path }: DeskStory,
  setting: DeskSetting,
): NonNullable<DeskStoryPage["card"]> {
  const tag = (property: string) => page.openGraph.find((each) => each.property === property)?.content;
  const image = tag("og:image");
  const [width, height] = [tag("og:image:width"), tag("og:image:height")];
  return {
    language: language.code,
    direction: language.direction,
    // The preview holds the picture at the same path as the paper's own host will.
    ...(image !== undefined && { imageUrl: new URL(image).pathname }),
    ...(width !== undefined && { width }),
    ...(height !== undefined && { height }),
    alt: tag("og:image:alt") ?? "",
    host: new URL(page.canonical).hostname,
    title: tag("og:title") ?? "",
    description: tag("og:description") ?? "",
    note:
      image === undefined
        ? `No picture: services show the words alone (${paperUrl(setting, path)}).`
        : `The picture that services are sent${width === undefined ? "" : `, ${width} × ${height} px`}.`,
  };
}

function feedView(
  { feedItem }: StoryLooks,
  { language }: DeskStory,
  setting: DeskSetting,
): NonNullable<DeskStoryPage["feed"]> {
  const { title, summary, isWhole, published, updated, authors, categories, photo, id } = feedItem;
  const host = new URL(feedItem.url).origin;
  return {
    language: language.code,
    direction: language.direction,
    title,
    summary,
    facts: [
      isWhole ? "The whole text goes out." : "Only the summary goes out: its agency's terms allow no more.",
      `Published ${deskDate(published, setting).text}${updated > published ? `, changed ${deskDate(updated, setting).text}` : ""}`,
      ...(authors.length > 0 ? [`By ${authors.map(({ name }) => name).join(", ")}`] : []),
      `Categories: ${categories.join(", ")}`,
      photo ? `Photo: ${photo.credit}, ${photo.width} × ${photo.height} px` : "No photo goes with it.",
      `Its lasting id: ${id}`,
    ],
    // Pictures come from the preview, not from the paper's own host, which may not have them yet.
    contentHtml: feedItem.html().replaceAll(`src="${host}/`, 'src="/'),
  };
}

const refusals: Record<NewsRefusal, string> = {
  old: "It was first published more than two days ago.",
  sponsored: "Somebody paid for it.",
  expired: "It has expired.",
  elsewhere: "Its original stands elsewhere (`canonical`), so it is that paper's to list.",
};

function newsView(looks: StoryLooks | undefined, setting: DeskSetting): DeskStoryPage["news"] {
  if (!looks) return { isIn: false, text: "No: the preview does not show it." };
  const { news, story } = looks;
  if (story.hiddenAs !== undefined) return { isIn: false, text: "No: readers do not see it yet." };
  if (news !== undefined) return { isIn: false, text: `No. ${refusals[news]}` };
  return {
    isIn: true,
    text: `Yes, until ${deskDate(leavesNews(story), setting).text}: two days from its publication.`,
  };
}

/** What has happened to the story and what will, the earliest first. */
function moments({ story, record, looks, desk, setting }: StoryPageInput): DeskItem[] {
  const { frontMatter: front } = record;
  const leases = looks ? [looks.story.photo, ...looks.story.gallery, ...looks.story.copyPhotos] : [];
  const ends = leases.flatMap((photo) =>
    Object.entries(photo?.leaseEnds ?? {}).map(([scope, at]): [string, Moment, string] => [
      `a photo leaves ${scope}`,
      at,
      photo?.id ?? "",
    ]),
  );
  const isOut = looks !== undefined && looks.news === undefined && looks.story.hiddenAs === undefined;
  const all: [what: string, at: Moment | undefined, note?: string | undefined][] = [
    ["published", front.published],
    ["embargo ends", front.embargo],
    ["updated", front.updated, front.changeNote],
    ["off fronts and feeds", front.expires],
    ["killed", front.kill?.at],
    ["coverage starts", front.live?.start],
    ["coverage ends", front.live?.end],
    ...(front.corrections ?? []).map(({ kind, date, text }): [string, Moment, string] => [kind, date, text]),
    ["leaves the news sitemap", isOut && looks ? leavesNews(looks.story) : undefined],
    ...ends,
  ];
  return all
    .flatMap(([label, at, name]) => (at === undefined ? [] : [{ label, at, name }]))
    .sort((a, b) => a.at - b.at)
    .map(({ label, at, name }) => ({
      when: deskDate(at, setting),
      ...(at > desk.now && { isCountdown: true }),
      label,
      name: name ?? "",
      language: story.language.code,
      direction: story.language.direction,
    }));
}
