import { lastUpdate } from "../model/last-change.ts";
import { fragmentPath } from "../model/live-paging.ts";
import type { Story } from "../model/story.ts";
import { bodyViews } from "./body-views.ts";
import { type LivePage, livePages, newestEntries } from "./live-pages.ts";
import { type Neighbours, noNeighbours } from "./neighbourhood.ts";
import type { PageBaseFactory } from "./page-base.ts";
import type { AddPage } from "./planned-page-input.ts";
import { bodyReferences, storyView } from "./story-view.ts";
import type { ViewContext } from "./view-context.ts";
import type { LiveLatestView } from "./views-story.ts";

/** A live story's page at its own address, its older pages, and the fragment that open pages fetch. */
export function planLiveStory(input: {
  story: Story;
  pages: readonly LivePage[];
  neighbours: Neighbours;
  context: ViewContext;
  base: PageBaseFactory;
  add: AddPage;
}): void {
  const { story, pages, context, base, add } = input;
  // Only pages to which something may still be added load the script that asks.
  const isOpen = story.live !== undefined && story.live.state !== "ended";
  for (const page of pages) {
    const isAtAddress = page.place.number === undefined;
    const around = isAtAddress ? input.neighbours : noNeighbours;
    const shown = { story: page.story, place: page.place, neighbours: around, context, base };
    const layout = isAtAddress && isOpen ? "live" : "live-story";
    add({
      path: page.story.path,
      layout,
      language: story.language,
      light: () => ({ ...storyView(shown), layout }),
      view: () => ({ ...storyView({ ...shown, blocks: context.blocksOf(page.story) }), layout }),
      ...(isAtAddress && { story: story.id }),
      origin: story.file,
    });
  }
  const newest = newestEntries(story);
  add({
    path: fragmentPath(story.path),
    layout: "live-latest",
    language: story.language,
    light: () => ({
      ...latestView(story, newest, false, context),
      references: bodyReferences(newest, context),
      // An entry's lasting address may move to a page of its own while the entry stays as it is.
      addresses: (newest.entries ?? []).map(({ id }) => pages[0]?.place.pathOf(id)),
    }),
    view: () => latestView(story, newest, true, context),
    origin: story.file,
  });
}

function latestView(story: Story, newest: Story, isWhole: boolean, context: ViewContext): LiveLatestView {
  // Open pages take these entries in: their links are those of the story's own address.
  const place = livePages(story)?.[0].place;
  const language = context.language(story.language);
  const state = story.live?.state ?? "ended";
  return {
    layout: "live-latest",
    language: story.language,
    direction: language.direction,
    title: story.headline,
    canonical: context.absolute(story.path),
    url: context.url(story.path),
    state,
    label: context.words(language, `live-${state}`),
    updated: context.date(lastUpdate(story), language),
    blocks: isWhole
      ? bodyViews({ blocks: context.blocksOf(newest), story: newest, context, language, place }).filter(
          ({ kind }) => kind === "live-entry",
        )
      : [],
  };
}
