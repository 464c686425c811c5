import { type Moment, parseMoment } from "./base/dates.ts";
import type { Store } from "./base/store.ts";
import { outputFileOf } from "./base/urls.ts";
import { inLanguage } from "./content/schema-parts.ts";
import { codeView } from "./desk/code-view.ts";
import { type Desk, deskOf } from "./desk/desk-data.ts";
import { type DeskSetting, deskUrl } from "./desk/desk-setting.ts";
import type { DeskView } from "./desk/desk-views.ts";
import { queryOf } from "./desk/list-filter.ts";
import { frontsView, problemsView, storiesView, translationsView } from "./desk/list-views.ts";
import { lookNotice } from "./desk/look-notice.ts";
import { overviewView } from "./desk/overview-view.ts";
import { type DeskAssets, deskRenderer } from "./desk/render-desk.ts";
import { type StoryLooks, storyPageView } from "./desk/story-page-view.ts";
import { DeskAssetMaker } from "./desk-assets.ts";
import { openNewsroom } from "./model/newsroom.ts";
import type { Story } from "./model/story.ts";
import type { PlannedPage } from "./pages/planned-file.ts";
import { addressesOf } from "./plan-texts.ts";
import type { Look, PreviewState } from "./preview.ts";
import { FeedItems } from "./syndication/feed.ts";
import { newsRefusal } from "./syndication/news-sitemap.ts";

/** What the desk asks of the preview that it is part of. */
export interface DeskPreview {
  readonly current: PreviewState | undefined;
  look(look: Look): Promise<unknown>;
}

export interface DeskAnswer {
  status: number;
  type: string;
  body: string;
  headers?: Record<string, string>;
}

const html = "text/html; charset=utf-8";

/** All that a state of the preview gives, worked out once for it. */
interface Known {
  desk: Desk;
  render: (view: DeskView) => Promise<string>;
  pages: Map<string, PlannedPage>;
  feedItems: FeedItems;
}

/** The editors' pages of a preview, below `/desk/`: made when they are asked for, and part of no build. */
export class DeskPages {
  readonly #preview: DeskPreview;
  readonly #assets: DeskAssetMaker;
  readonly #known = new WeakMap<PreviewState, Known>();

  constructor({ preview, site, store }: { preview: DeskPreview; site: string; store: Store }) {
    this.#preview = preview;
    this.#assets = new DeskAssetMaker(site, store);
  }

  /** Answers what lies below `/desk/`; undefined for every other address. `url`'s path is without the outlet's prefix. */
  async answer(url: URL, method: string, body: string): Promise<DeskAnswer | undefined> {
    if (url.pathname !== "/desk" && !url.pathname.startsWith("/desk/")) return undefined;
    const state = this.#preview.current;
    if (!state) return plain(503, "The site can't be shown yet: mend what the terminal says, and this page comes.");
    if (url.pathname === "/desk") return movedTo(deskUrl(settingOf(state), ""));
    const place = url.pathname.slice("/desk/".length);
    if (place === "look/" && method === "POST") return this.#look(new URLSearchParams(body), state);
    if (place === "desk.js") {
      return { status: 200, type: "text/javascript; charset=utf-8", body: await this.#assets.script() };
    }
    return this.#page(place, url.searchParams, state);
  }

  /** Says on every page of the preview that it shows another moment, or what readers see; empty where it does not. */
  noticeHtml(): string {
    const state = this.#preview.current;
    return state ? lookNotice(settingOf(state)) : "";
  }

  async #page(place: string, query: URLSearchParams, state: PreviewState, fault?: string): Promise<DeskAnswer> {
    const { desk, render, pages, feedItems } = this.#knownOf(state);
    const setting = settingOf(state, { fault, nextChange: desk.changes[0]?.at });
    const view = viewOf();
    if (!view) return plain(404, "The desk has no such page.");
    return { status: fault === undefined ? 200 : 422, type: html, body: await render(view) };

    function viewOf(): DeskView | undefined {
      switch (place) {
        case "":
          return overviewView(desk, setting);
        case "stories/":
          return storiesView(desk, queryOf(query), setting);
        case "problems/":
          return problemsView(desk, queryOf(query), setting);
        case "fronts/":
          return frontsView(desk, queryOf(query), setting);
        case "translations/":
          return translationsView(desk, queryOf(query), setting);
        case "code/":
          return codeView(query.get("code") ?? "", desk, setting);
        case "story/":
          return storyView(query.get("id") ?? "");
        default:
          return undefined;
      }
    }

    function storyView(id: string): DeskView | undefined {
      const story = desk.byId.get(id);
      const record = desk.content.stories.find((each) => each.id === id);
      if (!story || !record) return undefined;
      const problems = desk.problems.find((group) => group.story === story)?.problems ?? [];
      const looks = looksOf(state.plan.context.newsroom.byId.get(id), { state, pages, feedItems });
      return storyPageView({ desk, story, record, looks, problems, setting });
    }
  }

  /** Moves the moment or the audience of the whole preview, and leads to the page where that is seen. */
  async #look(form: URLSearchParams, state: PreviewState): Promise<DeskAnswer> {
    const { timeZone } = state.opened.content.outlet;
    if (form.has("back")) {
      await this.#preview.look({ audience: "desk" });
      return movedTo(deskUrl(settingOf(state), ""));
    }
    const audience = form.get("as") === "readers" ? "public" : "desk";
    // A button's own moment comes before the field's, which every button sends along.
    const asked = (form.get("quick") || form.get("at") || "").trim();
    const at = asked === "" ? undefined : parseMoment(asked, timeZone);
    if (asked !== "" && at === undefined) {
      const fault = `“${asked}” is not a moment in ${timeZone}: write 2026-11-27T18:00. An hour that summer time leaps over does not exist.`;
      return this.#page("", new URLSearchParams(), state, fault);
    }
    await this.#preview.look({ ...(at !== undefined && { at }), audience });
    const { prefix } = settingOf(state);
    return movedTo(form.get("go") === "paper" ? `${prefix}/` : deskUrl({ prefix }, ""));
  }

  #knownOf(state: PreviewState): Known {
    let known = this.#known.get(state);
    if (!known) {
      known = this.#workOut(state);
      this.#known.set(state, known);
    }
    return known;
  }

  #workOut(state: PreviewState): Known {
    const { opened, plan, now, problems, look } = state;
    const { content, readings, faults } = opened;
    // Where the preview shows what readers see, the desk settles the rest for itself.
    const editors =
      look.audience === "desk" ? opened.newsroom : openNewsroom({ content, readings, faults, now, audience: "desk" });
    const desk = deskOf({ content, editors, problems });
    const assets = new Map<string, Promise<DeskAssets>>();
    const render = deskRenderer(plan.folders.folders);
    return {
      desk,
      pages: new Map(plan.files.flatMap((file) => (file.kind === "page" ? [[file.file, file]] : []))),
      feedItems: new FeedItems(addressesOf(plan.context)),
      render: async (view) => {
        const { layout } = view;
        const made = assets.get(layout) ?? this.#assets.of(layout, state);
        assets.set(layout, made);
        return render(view, await made);
      },
    };
  }
}

function settingOf(
  { opened, plan, now, look }: PreviewState,
  more: { fault?: string | undefined; nextChange?: Moment | undefined } = {},
): DeskSetting {
  const { outlet } = opened.content;
  return {
    prefix: plan.context.prefix,
    zone: outlet.timeZone,
    paper: inLanguage(outlet.name, "en", outlet.languages[0]?.code) ?? "",
    now,
    movedTo: look.at,
    audience: look.audience,
    ...more,
  };
}

/** How the preview's plan has a story go out; undefined where the preview does not show it. */
function looksOf(
  story: Story | undefined,
  { state, pages, feedItems }: { state: PreviewState } & Pick<Known, "pages" | "feedItems">,
): StoryLooks | undefined {
  const { context } = state.plan;
  const page = story && pages.get(outputFileOf(story.path))?.view();
  if (!story || !page || !("openGraph" in page)) return undefined;
  return {
    story,
    page,
    feedItem: feedItems.of(story),
    news: newsRefusal(story, state.now, (path) => context.absolute(path)),
    pictureOf: (photo) => context.photo(photo, photo === story.photo ? "lead" : "inline").src,
  };
}

function movedTo(url: string): DeskAnswer {
  return { status: 303, type: "text/plain; charset=utf-8", body: "", headers: { Location: url } };
}

function plain(status: number, body: string): DeskAnswer {
  return { status, type: "text/plain; charset=utf-8", body };
}
