import type { Moment } from "../base/dates.ts";
import type { FormerStory, StoryEnd } from "../content/git-story-ends.ts";
import type { Outlet } from "../content/outlet-schema.ts";
import type { StoryRecord } from "../content/site-content.ts";
import { normalisePath, places, storyPath } from "./addresses.ts";
import { languagesOf } from "./languages.ts";
import { visibilityAt } from "./visibility.ts";

/** A story that was public, and that can't be found any more by what the public knew of it. */
export interface LostStory {
  /** The last that its file said, under its last public path. */
  former: FormerStory;
  end: StoryEnd;
  /** The story as it lives on; undefined: nobody knows of one. */
  heir?: StoryRecord;
  /** The id under which it was public first, where no story has it now. */
  id?: string;
  /** Its addresses at which nothing would answer, the oldest first. */
  addresses: string[];
}

export interface FormerStoriesInput {
  /** Oldest first. */
  ends: readonly StoryEnd[];
  stories: readonly StoryRecord[];
  pages: readonly { language: string; slug: string }[];
  outlet: Outlet;
  /** Addresses of public stories by id, where they were worked out before. */
  known?: ReadonlyMap<string, { path: string; file: string }>;
}

/** A story file through all its names. */
interface Line {
  ends: StoryEnd[];
}

/** A file that was renamed and renamed back within this time was nowhere else, as far as readers are concerned. */
const takenBack = 24 * 60 * 60 * 1000; // ms

/**
 * What was public before its file went, and is to be found no more: neither by its id nor at its address. A story was
 * public if it was `ready` and its time had come when the commit that moved it was made, whenever that was. Pure.
 */
export function lostStories(input: FormerStoriesInput): LostStory[] {
  const { ends, stories, outlet } = input;
  if (ends.length === 0) return [];
  const { lines, closed } = linesOf(ends);
  const addressOf = addressFinder(outlet);
  const byFile = new Map(stories.map((story) => [story.file, story]));
  const ids = new Set(stories.map(({ id }) => id));
  const answered = answeredAddresses(input, addressOf);
  const found: LostStory[] = [];
  const settle = (line: Line, heir: StoryRecord | undefined): void => {
    const known = publicEnds(line, heir?.file);
    const last = known.at(-1);
    if (!last) return;
    const addresses = known.map(({ former }) => addressOf(former)).filter((each) => each !== undefined);
    const lost = [...new Set(addresses)].filter((each) => !answered.has(each));
    const id = known[0]?.former.id;
    const lostId = heir && id !== undefined && !ids.has(id) ? id : undefined;
    if (lost.length === 0 && lostId === undefined) return;
    found.push({
      former: last.former,
      end: last.end,
      ...(heir && { heir }),
      ...(lostId !== undefined && { id: lostId }),
      addresses: lost,
    });
  };
  for (const [path, line] of lines) {
    const heir = byFile.get(path);
    // A file that can't be read says so itself; when it can, this is told of it.
    if (heir) settle(line, heir);
  }
  const told = new Set(found.flatMap(({ addresses }) => addresses));
  for (const line of closed) {
    const heir = heirOf(line, stories);
    settle(line, heir);
    const last = found.at(-1);
    if (last && !last.heir && last.addresses.every((each) => told.has(each))) found.pop();
  }
  return found;
}

/** Puts the ends of one file together, commit by commit: those of one commit happen at once. */
function linesOf(ends: readonly StoryEnd[]): { lines: Map<string, Line>; closed: Set<Line> } {
  const lines = new Map<string, Line>();
  const closed = new Map<string, Line>();
  const isSame = (a: StoryEnd, b: StoryEnd | undefined) => b !== undefined && a.commit === b.commit && a.at === b.at;
  for (let first = 0; first < ends.length; ) {
    let after = first + 1;
    const begin = ends[first];
    while (begin && after < ends.length && isSame(begin, ends[after])) after += 1;
    const moved: [string, Line][] = [];
    for (const end of ends.slice(first, after)) {
      const line = lines.get(end.path) ?? returned(end, closed) ?? { ends: [] };
      lines.delete(end.path);
      line.ends.push(end);
      if (end.to === undefined) closed.set(end.path, line);
      else moved.push([end.to, line]);
    }
    for (const [path, line] of moved) lines.set(path, line);
    first = after;
  }
  return { lines, closed: new Set(closed.values()) };
}

/** The line of a file that was deleted and brought back, and now goes again. */
function returned(end: StoryEnd, closed: Map<string, Line>): Line | undefined {
  const line = closed.get(end.path);
  if (line?.ends.at(-1)?.former?.published !== end.former?.published) return undefined;
  closed.delete(end.path);
  return line;
}

/** The forms of a line that readers met, the oldest first; a name that was taken back at once is none. */
function publicEnds({ ends }: Line, now: string | undefined): { end: StoryEnd; former: FormerStory }[] {
  return ends.flatMap((end, index) => {
    const { former, at } = end;
    if (!former || !["public", "notice"].includes(visibilityAt(former, at))) return [];
    const before = ends[index - 1];
    const next = ends[index + 1]?.path ?? now;
    const wasTakenBack =
      before !== undefined && before.to === end.path && before.path === next && at - before.at < takenBack;
    return wasTakenBack ? [] : [{ end, former }];
  });
}

/** Where git sees no rename: a story with the same headline and the same time of publication is the same story. */
function heirOf({ ends }: Line, stories: readonly StoryRecord[]): StoryRecord | undefined {
  const former = ends.at(-1)?.former;
  if (!former) return undefined;
  const same = stories.filter(
    ({ frontMatter }) => frontMatter.published === former.published && frontMatter.headline === former.headline,
  );
  return same.length === 1 ? same[0] : undefined;
}

type AddressOf = (
  facts: Pick<FormerStory, "id" | "slug" | "section" | "published" | "language" | "permalink">,
) => string | undefined;

/** Addresses by the outlet's present pattern; undefined for a language that it no longer has. */
function addressFinder(outlet: Outlet): AddressOf {
  const languages = languagesOf(outlet);
  const primary = (code: string) => code.split("-")[0];
  return ({ language: written, ...facts }) => {
    const language =
      written === undefined
        ? languages[0]
        : (languages.find(({ code }) => code === written) ??
          languages.find(({ code }) => primary(code) === primary(written)));
    return language && storyPath(facts, outlet, language);
  };
}

/** Every path at which something stands that a former address may have become: stories in whatever state, aliases, pages. */
function answeredAddresses({ stories, pages, outlet, known }: FormerStoriesInput, addressOf: AddressOf): Set<string> {
  const languages = new Map(languagesOf(outlet).map((language) => [language.code, language]));
  const answered = new Set<string>();
  for (const { id, slug, file, frontMatter } of stories) {
    const here = known?.get(id);
    const path = here?.file === file ? here.path : addressOf({ ...frontMatter, id, slug });
    if (path !== undefined) answered.add(path);
    for (const alias of frontMatter.aliases ?? []) answered.add(normalisePath(alias));
  }
  for (const { language, slug } of pages) {
    const found = languages.get(language);
    if (found) answered.add(places.page(found, slug));
  }
  return answered;
}

/** The date before which an outlet may let such losses pass: the story's own. */
export function publishedOf({ former }: LostStory): { id: string; frontMatter: { published: Moment } } {
  return { id: former.id, frontMatter: { published: former.published } };
}
