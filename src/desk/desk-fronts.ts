import { encodePath } from "../base/urls.ts";
import { places } from "../model/addresses.ts";
import { type ExplainedFront, type ExplainedPlace, explainFront } from "../model/explain-front.ts";
import type { BannerOutcome } from "../model/front-banner.ts";
import type { PinOutcome, PinState } from "../model/front-pins.ts";
import type { FrontItem } from "../model/fronts.ts";
import type { Desk } from "./desk-data.ts";
import { sectionName } from "./desk-items.ts";
import { type DeskSetting, deskDate, storyUrl } from "./desk-setting.ts";
import type { DeskFront, DeskItem, DeskPlace } from "./desk-views.ts";

/** Which front: undefined `section` is the home. */
export interface FrontName {
  language: string;
  section?: string;
}

/** Every front that has something on it or a file of its own: homes first, then sections, in the outlet's order. */
export function frontNames({ editors, content }: Desk): FrontName[] {
  const { languages, sections, bySection } = editors;
  const homes = languages.map(({ code }) => ({ language: code }));
  const others = [...sections.keys()].flatMap((section) =>
    languages
      .filter(({ code }) => bySection.has(`${code} ${section}`) || content.fronts[`${section}.${code}`])
      .map(({ code }) => ({ language: code, section })),
  );
  return [...homes, ...others];
}

const placeNames: Record<ExplainedPlace["name"], string> = {
  lead: "Lead",
  related: "With the lead",
  second: "Second row",
  opinion: "Opinion",
  feature: "Feature",
  "photo-of-the-day": "Photo of the day",
  latest: "Latest",
  block: "Section",
};

const pinWords: Record<Exclude<PinState, "stands">, string> = {
  waits: "waits",
  over: "is over",
  hidden: "is not public: passed over",
  expired: "has expired: passed over",
  twice: "stands on this front already: passed over",
  replaced: "gave way to a pin that began later",
  "no-room": "found the place full: passed over",
};

const bannerWords: Record<Exclude<BannerOutcome["state"], "stands">, string> = {
  waits: "waits for its time",
  over: "is over",
  hidden: "is left out: its story is not public",
  leads: "is left out: its story is the lead, which says the word itself",
  "no-room": "found no room: two lines stand there already",
};

/** One front as readers see it at this moment: what is pinned, what fills the rest, what became of the other pins. */
export function frontView(name: FrontName, desk: Desk, setting: DeskSetting): DeskFront {
  const { editors } = desk;
  const explained = explainFront({ newsroom: editors, content: desk.content }, name);
  const language = editors.languages.find(({ code }) => code === name.language);
  const path = !language
    ? "/"
    : name.section === undefined
      ? places.home(language)
      : places.section(language, name.section);
  const title = name.section === undefined ? "Home" : sectionName(desk, name.section);
  return {
    name: editors.languages.length > 1 && language ? `${title}, ${language.name}` : title,
    url: setting.prefix + encodePath(path),
    ...(explained.file !== undefined && { file: explained.file }),
    places: explained.places.flatMap((place) => placeView(place, desk, setting)),
    faults: [
      ...explained.places.flatMap(({ pins }) => pins).flatMap((pin) => pinFault(pin, explained, desk, setting)),
      ...explained.banners.flatMap(({ state, line }) =>
        state === "stands" ? [] : [`${at(line, explained.file)}A banner ${bannerWords[state]}.`],
      ),
    ],
  };
}

function placeView(place: ExplainedPlace, desk: Desk, setting: DeskSetting): DeskPlace[] {
  if (place.items.length === 0) return [];
  const items = place.items.flatMap((item) => [
    frontItem(item, desk, setting),
    ...(item.more ?? []).map((each) => frontItem(each, desk, setting, "package")),
  ]);
  const name = place.section === undefined ? placeNames[place.name] : sectionName(desk, place.section);
  return [{ name, items }];
}

function frontItem({ story, headline, pinned }: FrontItem, desk: Desk, setting: DeskSetting, label?: string): DeskItem {
  const language = desk.byId.get(story.id)?.language;
  return {
    label: label ?? (pinned ? "pinned" : "filled"),
    name: headline ?? story.headline,
    url: storyUrl(setting, story.id),
    ...(language && { language: language.code, direction: language.direction }),
    ...(pinned?.until !== undefined && { notes: [`until ${deskDate(pinned.until, setting).text}`] }),
  };
}

function pinFault(pin: PinOutcome, { file = "" }: ExplainedFront, desk: Desk, setting: DeskSetting): string[] {
  if (pin.state === "stands") return [];
  const name = desk.byId.get(pin.story)?.headline ?? pin.story;
  const when = pin.state === "waits" ? pin.from : pin.state === "over" ? pin.until : undefined;
  const date =
    when === undefined ? "" : ` (${pin.state === "waits" ? "from" : "until"} ${deskDate(when, setting).text})`;
  return [`${at(pin.line, file)}${placeNames[pin.place]}: “${name}” ${pinWords[pin.state]}${date}.`];
}

function at(line: number | undefined, file = ""): string {
  return line === undefined ? "" : `${file === "" ? "Line " : `${file}:`}${line} — `;
}
