import { outputFileOf } from "../base/urls.ts";
import { plainId } from "../content/read-story.ts";
import type { StoryRecord } from "../content/site-content.ts";
import { normalisePath, places, storyPath } from "../model/addresses.ts";
import { TopicIndex } from "../model/topics.ts";
import { type Visibility, visibilityAt, visibleFrom } from "../model/visibility.ts";
import type { CheckContext } from "./rule.ts";

/** What answers at a path of the site. */
export type Target =
  | { kind: "story"; record: StoryRecord }
  /** An old address, which leads to a story's. */
  | { kind: "alias"; record: StoryRecord; to: string }
  /** A take-down's notice. */
  | { kind: "notice"; record: StoryRecord }
  /** A story that readers can't see now, or a page that has no story now. */
  | { kind: "hidden"; record?: StoryRecord; visibility?: Visibility }
  /** A page that the switch would bring that is named. */
  | { kind: "off"; feature: "search" | "lite" }
  /** Any other page or file of the site. */
  | { kind: "page"; file: string };

const known = new WeakMap<CheckContext, SiteTargets>();

/** The addresses of one context, listed once for all rules that ask. */
export function targetsOf(context: CheckContext): SiteTargets {
  const targets = known.get(context) ?? new SiteTargets(context);
  known.set(context, targets);
  return targets;
}

/** Every address of the site, of what is hidden too. Made from the plan's list; without one only stories are known. */
export class SiteTargets {
  /** False where nothing is planned: then only addresses of stories can be judged. */
  readonly isComplete: boolean;
  readonly #context: CheckContext;
  readonly #byPath = new Map<string, Target>();
  readonly #byId = new Map<string, { record: StoryRecord; path: string }>();
  readonly #files: ReadonlySet<string>;
  readonly #partSlugs: ReadonlySet<string>;

  constructor(context: CheckContext) {
    this.#context = context;
    const { content, newsroom, now, addresses } = context;
    this.isComplete = addresses !== undefined;
    this.#partSlugs = new Set(content.inPart?.map(({ record }) => record.slug));
    this.#files = new Set(addresses?.map(({ file }) => file));
    const [first] = newsroom.languages;
    const languages = new Map(newsroom.languages.map((language) => [language.code, language]));
    for (const record of content.stories) {
      const { frontMatter, id, slug } = record;
      const language = languages.get(frontMatter.language ?? "") ?? first;
      if (!language) continue;
      const known = newsroom.byId.get(id);
      const path =
        known?.file === record.file ? known.path : storyPath({ ...frontMatter, id, slug }, content.outlet, language);
      const visibility = visibilityAt(frontMatter, now);
      this.#byId.set(id, { record, path });
      if (visibility === "public") this.#byPath.set(path, { kind: "story", record });
      else if (visibility === "notice") this.#byPath.set(path, { kind: "notice", record });
      else this.#offer(path, { kind: "hidden", record, visibility });
      for (const alias of frontMatter.aliases ?? []) {
        const from = normalisePath(alias);
        if (from === path) continue;
        if (visibility === "public") this.#offer(from, { kind: "alias", record, to: path });
        else if (visibility !== "notice") this.#offer(from, { kind: "hidden", record, visibility });
      }
    }
  }

  /** The address of a story, whatever its state. */
  pathOf(id: string): string | undefined {
    return this.#byId.get(id)?.path;
  }

  /** The address of a story that readers can see. */
  publicPathOf(id: string): string | undefined {
    return this.#context.newsroom.byId.get(plainId(id))?.path;
  }

  recordOf(id: string): StoryRecord | undefined {
    return this.#byId.get(id)?.record;
  }

  /** What answers at a decoded path; undefined: nothing. */
  at(path: string): Target | undefined {
    const found = this.#byPath.get(normalisePath(path)) ?? this.#byPath.get(path.replace(/index\.html$/, ""));
    if (found) return found;
    // Where a story stands of which a date can't be read, nobody can say: a link by its name is left alone.
    if (this.#partSlugs.has(path.replace(/\/+$/, "").split("/").at(-1) ?? "")) return { kind: "page", file: "" };
    const file = [outputFileOf(path), outputFileOf(`${path}/`)].find((each) => this.#files.has(each));
    if (file !== undefined) return { kind: "page", file };
    return this.#off(path) ?? (this.#emptyListings().has(normalisePath(path)) ? { kind: "hidden" } : undefined);
  }

  /** Whether a reader of `from` can meet what `to` is hidden for: two stories that come out together may link each other. */
  comesWith(from: StoryRecord | undefined, to: StoryRecord | undefined): boolean {
    if (!from || !to) return false;
    const { now } = this.#context;
    const isHidden = visibilityAt(from.frontMatter, now) !== "public";
    if (!isHidden) return false;
    if (from.frontMatter.status !== "ready") return true;
    return to.frontMatter.status === "ready" && visibleFrom(to.frontMatter) <= visibleFrom(from.frontMatter);
  }

  /** The paths of public pages, for what was probably meant. */
  pages(): string[] {
    this.#pages ??= [...this.#files]
      .filter((file) => file.endsWith("index.html") && !file.startsWith("lite/"))
      .map((file) => `/${file.slice(0, -"index.html".length)}`);
    return this.#pages;
  }
  #pages: string[] | undefined;

  /** The address of the public story with this last part, where there is just one. */
  bySlug(slug: string): string | undefined {
    this.#bySlug ??= Map.groupBy(this.#context.newsroom.stories, (story) => story.slug);
    const found = this.#bySlug.get(slug);
    return found?.length === 1 ? found[0]?.path : undefined;
  }
  #bySlug: Map<string, { path: string }[]> | undefined;

  #offer(path: string, target: Target): void {
    if (!this.#byPath.has(path)) this.#byPath.set(path, target);
  }

  #off(path: string): Target | undefined {
    const { features } = this.#context.content.outlet;
    if (!features.lite && path.startsWith("/lite/")) return { kind: "off", feature: "lite" };
    const isSearch = this.#context.newsroom.languages.some((each) => normalisePath(path) === places.search(each));
    return isSearch && !features.search ? { kind: "off", feature: "search" } : undefined;
  }

  #empty: Set<string> | undefined;

  /** Lists of the outlet's own that have a page as soon as there is a story for them. */
  #emptyListings(): ReadonlySet<string> {
    if (this.#empty) return this.#empty;
    const { newsroom, content, now } = this.#context;
    const { contributors, agencies, sections } = newsroom;
    // An index of our own: the newsroom's would remember how a hidden story spells its topics.
    const topics = new TopicIndex(content.topics);
    const hidden = content.stories.filter((story) => visibilityAt(story.frontMatter, now) !== "public");
    const named = [...Object.keys(content.topics), ...hidden.flatMap(({ frontMatter }) => frontMatter.topics ?? [])];
    const slugs = new Set(named.map((topic) => topics.slugOf(topic)).filter((slug) => slug !== undefined));
    this.#empty = new Set(
      newsroom.languages.flatMap((language) => [
        ...[...sections.keys()].map((key) => places.section(language, key)),
        ...[...slugs].map((slug) => places.topic(language, slug)),
        ...Object.keys(contributors).map((key) => places.contributor(language, key)),
        ...Object.keys(agencies).map((key) => places.agency(language, key)),
      ]),
    );
    return this.#empty;
  }
}
