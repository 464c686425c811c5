import type { Moment } from "../base/dates.ts";
import { encodePath } from "../base/urls.ts";
import type { Contributors } from "../content/data-schemas.ts";
import type { FrontRecord } from "../content/front-schema.ts";
import type { Outlet } from "../content/outlet-schema.ts";
import type { PhotoRecord } from "../content/photo-schema.ts";
import { inLanguage } from "../content/schema-parts.ts";
import type { StoryRecord } from "../content/site-content.ts";
import type { FrontMatter } from "../content/story-schema.ts";
import { places, storyPath } from "./addresses.ts";
import { languagesOf } from "./languages.ts";
import { type EntryFacts, entryLines } from "./ledger-entries.ts";
import { publicSpans, type Span, spansOf, type Timed } from "./ledger-spans.ts";
import { type Ending, type PhotoHistory, type PhotoUse, type Placement, UseCollector } from "./ledger-use.ts";
import { visibleFrom } from "./visibility.ts";

/** What a ledger needs of one version of a story. */
export interface StoryFacts
  extends Pick<
    FrontMatter,
    "headline" | "section" | "language" | "permalink" | "published" | "embargo" | "expires" | "status"
  > {
  id: string;
  slug: string;
  /** Path under the site folder. */
  file: string;
  killedAt?: Moment;
  /** Its entries may stand in files of their own. */
  isLive?: true;
  photos: { placement: Placement; record: PhotoRecord; copyCredit?: string | undefined }[];
}

/** A front's file at a time, with its place and language. */
export interface FrontHistory {
  /** `home`, or a section's key. */
  place: string;
  language: string;
  versions: Timed<FrontRecord>[];
}

export interface UsesInput extends PhotoHistory {
  outlet: Outlet;
  /** One list a story file, through all its names. */
  stories: readonly (readonly Timed<StoryFacts>[])[];
  /** One list an entry's file. */
  entries: readonly (readonly Timed<EntryFacts>[])[];
  fronts: readonly FrontHistory[];
  contributors: readonly Timed<Contributors>[];
}

/** What a ledger needs of a story as it was read. */
export function storyFacts(record: StoryRecord): StoryFacts {
  const { headline, section, language, permalink, published, embargo, expires, status, kill, photo, gallery, type } =
    record.frontMatter;
  return {
    headline,
    section,
    language,
    permalink,
    published,
    embargo,
    expires,
    status,
    id: record.id,
    slug: record.slug,
    file: record.file,
    ...(kill && { killedAt: kill.at }),
    ...(type === "live" && { isLive: true }),
    photos: [
      ...(photo ? [{ placement: "lead" as const, record: photo, copyCredit: record.copy.leadCredit?.credit }] : []),
      ...(gallery ?? []).map((each) => ({ placement: "gallery" as const, record: each })),
      ...record.copyPhotos.map((use) => ({
        placement: "inline" as const,
        record: use.record,
        copyCredit: use.copyCredit,
      })),
    ],
  };
}

/**
 * Every use of a photo that was ever public up to now, in the order of their stories. A use begins at the later of the story's visibility and
 * the commit that brought it; it ends with the photo, the story or a take-down, whichever is first. Credits, leases, agencies' terms and periods
 * are `ledgerOf`'s. Pure.
 */
export function photoUses(input: UsesInput): PhotoUse[] {
  const { outlet, now } = input;
  const languages = languagesOf(outlet);
  const languageOf = new Map(languages.map((language) => [language.code, language]));
  const absolute = (path: string) => outlet.url.replace(/\/+$/, "") + encodePath(path);
  const collector = new UseCollector(input);
  /** When a story of an id was public. */
  const seen = new Map<string, (Span<StoryFacts> & { value: StoryFacts })[]>();

  const entries = entryLines(input.entries, now);
  for (const [index, versions] of input.stories.entries()) {
    const shown = publicSpans(spansOf(versions, now), { now, visibleFrom });
    for (const { ending, ...span } of shown) {
      const { value: story, from, until } = span;
      const language = languageOf.get(story.language ?? languages[0]?.code ?? "");
      if (!language) continue;
      const known = seen.get(story.id);
      if (known) known.push(span);
      else seen.set(story.id, [span]);
      const words = {
        published: visibleFrom(story),
        story: story.id,
        headline: story.headline,
        address: absolute(storyPath(story, outlet, language)),
        language: language.code,
      };
      for (const { placement, record, copyCredit } of story.photos) {
        collector.add({
          owner: `story ${index}`,
          placement,
          base: story.file,
          isFirstKnown: versions[0]?.from === Number.NEGATIVE_INFINITY,
          stretch: { ...words, from, until, ending, record, copyCredit },
        });
      }
      // An entry's photo is a use of its story, while both can be seen.
      for (const { owner, isFirstKnown, spans } of (story.isLive && entries.get(story.file)) || []) {
        for (const { value: entry, ...seenFrom } of spans) {
          if (entry.story !== story.file) continue;
          const isFirst = seenFrom.until < until;
          const stretch = {
            ...words,
            from: Math.max(from, seenFrom.from),
            until: isFirst ? seenFrom.until : until,
            ending: isFirst ? seenFrom.ending : ending,
          };
          for (const photo of entry.photos) {
            const { record, copyCredit } = photo;
            const use = { ...stretch, record, copyCredit };
            collector.add({ owner, placement: "inline", base: entry.file, isFirstKnown, stretch: use });
          }
        }
      }
    }
    collector.closeOwner();
  }

  for (const { place, language: code, versions } of input.fronts) {
    const language = languageOf.get(code);
    if (!language) continue;
    const spans = spansOf(versions, now);
    for (const { value: front, from, until } of spans) {
      for (const slot of front?.slots ?? []) {
        if (typeof slot.photo !== "string" || slot.story === undefined) continue;
        for (const { value: story, ...shown } of seen.get(slot.story) ?? []) {
          const ends: [Moment, Ending][] = [
            [until, "slot ended"],
            [slot.until ?? Number.POSITIVE_INFINITY, "slot ended"],
            [story.expires ?? Number.POSITIVE_INFINITY, "slot ended"],
            [shown.until, "story hidden"],
          ];
          const [end, ending] = ends.reduce((first, next) => (next[0] < first[0] ? next : first));
          collector.add({
            owner: `front ${place} ${code} ${slot.name} ${slot.story}`,
            placement: "front",
            base: "",
            stretch: {
              from: Math.max(from, shown.from, slot.from ?? from),
              until: end,
              ending,
              record: { file: slot.photo },
              copyCredit: undefined,
              published: visibleFrom(story),
              story: story.id,
              headline: slot.headline ?? story.headline,
              address: absolute(place === "home" ? places.home(language) : places.section(language, place)),
              language: language.code,
            },
          });
        }
      }
    }
  }
  collector.closeOwner();

  const [first] = languages;
  for (const { value: people, from, until } of first ? spansOf(input.contributors, now) : []) {
    for (const [key, { name, photo }] of Object.entries(people ?? {})) {
      if (photo === undefined || !first) continue;
      const record: PhotoRecord = typeof photo === "string" ? { file: photo } : photo;
      collector.add({
        owner: `contributor ${key}`,
        placement: "portrait",
        base: "",
        stretch: {
          from,
          until,
          record,
          ending: "photo removed",
          copyCredit: undefined,
          published: from,
          story: "",
          headline: inLanguage(name, first.code) ?? key,
          address: absolute(places.contributor(first, key)),
          language: first.code,
        },
      });
    }
  }
  collector.closeOwner();
  return collector.uses;
}
