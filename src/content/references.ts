import { linkedIds, readableLink } from "../base/linked-ids.ts";
import type { Steps } from "../base/pace.ts";
import { type Problem, type ProblemCode, problem } from "../base/problem.ts";
import { clip, nearest } from "../base/text.ts";
import { frontReferences } from "./front-references.ts";
import { lineOf } from "./key-lines.ts";
import type { SiteData } from "./read-data.ts";
import { plainId } from "./read-story.ts";
import type { PageText, PhotoFile, StoryRecord } from "./site-content.ts";
import { storyFinder } from "./story-finder.ts";
import { settleLanguage, translationFaults } from "./translation-references.ts";
import type { FindValue } from "./value-place.ts";

/** Everything that refers to something, and everything that can be referred to. */
export interface ReferenceInput {
  data: SiteData;
  pages: readonly PageText[];
  stories: readonly StoryRecord[];
  /** Ids of all story files, the faulty ones too: a reference to a faulty story is no fault of its own. */
  ids: ReadonlySet<string>;
  photos: ReadonlyMap<string, PhotoFile>;
  findValue: FindValue;
}

interface Place {
  file: string;
  /** The line, or the lines of the file's keys, in which it is only looked up for a fault. */
  line: number | Readonly<Record<string, number>>;
  key?: string;
  story?: string;
}

function settled(place: Place): Omit<Place, "line"> & { line: number } {
  return { ...place, line: typeof place.line === "number" ? place.line : lineOf(place.line, place.key ?? "") };
}

/** Every reference to something that does not exist, with what was probably meant. */
export function* checkReferences({ data, pages, stories, ids, photos, findValue }: ReferenceInput): Steps<Problem[]> {
  const problems: Problem[] = [];
  // Keys whose records are faulty count as there: their own fault is reported where it is.
  const known = (name: string, records: object) =>
    new Set([
      ...Object.keys(records),
      ...Object.keys(data.lines[`_data/${name}.yaml`] ?? {}).filter((key) => !key.includes(".")),
    ]);
  const sections = known("sections", data.sections);
  const agencies = known("agencies", data.agencies);
  const contributors = known("contributors", data.contributors);
  const languages = data.outlet.languages.map((language) => language.code);
  const slugs = new Set(pages.map((page) => page.slug));

  const demand = (what: string, code: ProblemCode, value: string, there: ReadonlySet<string>, place: Place) => {
    if (there.has(value)) return;
    const near = nearest(value, there);
    const at = settled(place);
    problems.push(
      problem({
        code,
        ...at,
        ...findValue({ ...at, value, right: near }),
        message: `There is no ${what} of this name.`,
        found: clip(value, 80),
        ...(near === undefined ? {} : { hint: `Did you mean \`${near}\`?` }),
      }),
    );
  };
  const nearestStory = storyFinder(ids);
  const demandStory = (id: string, place: Place, message = "There is no story with this id.") => {
    if (ids.has(id)) return;
    const near = nearestStory(id);
    const at = settled(place);
    problems.push(
      problem({
        code: "reference/story",
        ...at,
        ...findValue({ ...at, value: id, right: near }),
        message,
        found: clip(id, 80),
        ...(near === undefined ? {} : { hint: `Did you mean \`${near}\`?` }),
      }),
    );
  };

  const byId = new Map(stories.map((story) => [story.id, story]));
  for (const story of stories) {
    yield;
    const { frontMatter: front, lines } = story;
    const at = (key: string): Place => ({ file: story.file, line: lines, key, story: story.id });
    demand("section", "reference/section", front.section, sections, at("section"));
    for (const [index, key] of (front.alsoIn ?? []).entries())
      demand("section", "reference/section", key, sections, at(`alsoIn.${index}`));
    if (front.agency !== undefined) demand("agency", "reference/agency", front.agency, agencies, at("agency"));
    for (const [index, { name }] of (front.byline ?? []).entries()) {
      if (isKey(name)) demand("contributor", "reference/contributor", name, contributors, at(`byline.${index}`));
    }
    for (const { name, line, file = story.file } of story.copyBylines ?? []) {
      if (isKey(name)) {
        demand("contributor", "reference/contributor", name, contributors, { file, line, story: story.id });
      }
    }
    if (front.photo?.agency !== undefined)
      demand("agency", "reference/agency", front.photo.agency, agencies, at("photo.agency"));
    for (const [index, photo] of (front.gallery ?? []).entries()) {
      if (photo.agency !== undefined)
        demand("agency", "reference/agency", photo.agency, agencies, at(`gallery.${index}.agency`));
    }
    for (const use of story.copyPhotos) {
      if (use.record.agency !== undefined)
        demand("agency", "reference/agency", use.record.agency, agencies, {
          file: use.file ?? story.file,
          line: use.line,
          story: story.id,
        });
    }
    if (front.language !== undefined) settleLanguage(story, languages, problems);
    if (front.translationOf !== undefined && front.translationOf !== story.id) {
      demandStory(front.translationOf, at("translationOf"));
      problems.push(...translationFaults(story, byId.get(front.translationOf), languages[0] ?? "en"));
    }
    for (const [key, kill] of [
      ["kill", front.kill],
      ["photo.kill", front.photo?.kill],
    ] as const) {
      const target = kill?.replacedBy;
      if (target !== undefined && !/^(?:\/|https?:)/i.test(target))
        demandStory(plainId(target), at(`${key}.replacedBy`));
    }
    for (const { id, line, file = story.file } of story.copyStories) demandStory(id, { file, line, story: story.id });
    for (const { href, line, file = story.file } of story.copy.links) {
      const [beside, ...others] = linkedIds(href, story.file);
      if (beside === undefined || [beside, ...others].some((id) => ids.has(id))) continue;
      const near = nearestStory(beside);
      const right = near === undefined ? undefined : `/${near}.md`;
      const value = readableLink(href).replace(/[?#].*$/, "");
      problems.push(
        problem({
          code: "reference/story",
          file,
          line,
          ...findValue({ file, line, value, right }),
          story: story.id,
          message: "This link names a story's file that does not exist; its words would be printed without a link.",
          found: clip(readableLink(href), 80),
          ...(right === undefined ? {} : { hint: `Did you mean \`${right}\`?` }),
        }),
      );
    }
  }

  for (const front of Object.values(data.fronts)) {
    for (const { kind, value, key, message } of frontReferences(front)) {
      const place = { file: front.file, line: front.lines, key };
      if (kind === "story") demandStory(value, place, message);
      else demand("section", "reference/section", value, sections, place);
    }
  }
  for (const photo of photos.values()) {
    const agency = photo.sidecar?.agency;
    if (agency !== undefined && photo.sidecarFile)
      demand("agency", "reference/agency", agency, agencies, { file: photo.sidecarFile, line: 1, key: "agency" });
  }
  const outletLines = data.lines["_data/outlet.yaml"] ?? {};
  const atOutlet = (key: string): Place => ({ file: "_data/outlet.yaml", line: outletLines, key });
  for (const [key, slug] of Object.entries(data.outlet.policies ?? {})) demandPage(slug, `policies.${key}`);
  for (const [index, slug] of (data.outlet.footer ?? []).entries()) demandPage(slug, `footer.${index}`);
  function demandPage(slug: string, key: string): void {
    if (!/^(?:\/|https?:)/i.test(slug)) demand("page", "reference/page", slug, slugs, atOutlet(key));
  }

  problems.push(...sectionFaults(data, sections, demand));
  return problems;
}

/**
 * A byline is a contributor's key if it could be nothing else: one word, without a capital and without a letter of a
 * script that has none (so `world-desk`, but not `ANI`, `Asha Rao` or `गुलज़ार`).
 */
function isKey(name: string): boolean {
  return !/[\s\p{Lu}\p{Lt}\p{Lo}]/u.test(name);
}

function sectionFaults(
  data: SiteData,
  sections: ReadonlySet<string>,
  demand: (what: string, code: ProblemCode, value: string, there: ReadonlySet<string>, place: Place) => void,
): Problem[] {
  const problems: Problem[] = [];
  const file = "_data/sections.yaml";
  const lines = data.lines[file] ?? {};
  for (const [key, section] of Object.entries(data.sections)) {
    if (section.parent === undefined) continue;
    const place = { file, line: lineOf(lines, `${key}.parent`), key: `${key}.parent` };
    demand("section", "reference/section", section.parent, sections, place);
    const seen = new Set<string>();
    let above: string | undefined = section.parent;
    while (above !== undefined && above !== key && !seen.has(above)) {
      seen.add(above);
      above = data.sections[above]?.parent;
    }
    if (above === key) {
      problems.push(
        problem({
          code: "data/section-cycle",
          ...settled(place),
          column: 1,
          message: `Above \`${key}\` stands \`${key}\` itself.`,
          found: section.parent,
        }),
      );
    }
  }
  return problems;
}
