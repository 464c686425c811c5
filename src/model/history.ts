import type { Moment } from "../base/dates.ts";
import type { StoryVersion, VersionWords } from "../content/story-versions.ts";
import { redact } from "./redaction.ts";
import { visibleFrom } from "./visibility.ts";

/** A version as readers saw it. */
export interface ShownVersion {
  /** When they first could. */
  from: Moment;
  headline: string;
  standfirst?: string;
  changeNote?: string;
  paragraphs: string[];
  corrections: { kind: "correction" | "clarification"; date: Moment; text: string }[];
  credits: string[];
}

/** What readers may know of a story's past. */
export interface PublicHistory {
  /** Changes whenever anything does that the history shows. */
  digest: string;
  /** Oldest first; at least two. Read from the store when they are asked for. */
  versions: () => ShownVersion[];
  hasRedactions: boolean;
}

/** A version of a story while it was public. */
export interface PublicVersion {
  version: StoryVersion;
  from: Moment;
  until: Moment;
}

/**
 * The versions of a story that readers could see, oldest first. A version was public from the later of its commit and its
 * `published` or `embargo`, if that was before the next one came and its status was ready. What stood at the file under
 * another id is another story's; a kill or a deletion ends all that was before, whatever came after it. A version with
 * errors was never built: it ends the one before it, and shows nothing.
 */
export function publicVersions(versions: readonly StoryVersion[], id: string, now: Moment): PublicVersion[] {
  let shown: PublicVersion[] = [];
  for (const [index, version] of versions.entries()) {
    if (version.from > now) break;
    const { facts } = version;
    if (version.isGone || (facts && (facts.id !== id || facts.isKilled))) {
      shown = [];
      continue;
    }
    if (facts?.status !== "ready") continue;
    const from = Math.max(version.from, visibleFrom(facts));
    const until = versions[index + 1]?.from ?? Number.POSITIVE_INFINITY;
    if (from < until && from <= now) shown.push({ version, from, until });
  }
  return shown;
}

/** How many of a version's corrections readers saw: some may be dated ahead of it. */
export function correctionsSeen({ version, until }: PublicVersion, now: Moment): number {
  const last = Math.min(until - 1, now);
  return (version.facts?.corrections ?? []).filter((date) => date <= last).length;
}

export interface ShownInput {
  words: VersionWords;
  from: Moment;
  until: Moment;
  now: Moment;
  redactions: readonly RegExp[];
  /** In the place of what is redacted. */
  mark: string;
  /** Of withdrawn photos, by the file's own name: nothing is said of them. */
  hiddenPhotos: ReadonlySet<string>;
}

/** What a history may say of one public version: corrections that readers saw by then, and nothing that was redacted. */
export function shownVersion(input: ShownInput): { shown: ShownVersion; found: Set<number> } {
  const { words, from, until, now, redactions, mark, hiddenPhotos } = input;
  const found = new Set<number>();
  const clean = (paragraphs: readonly string[]): string[] => {
    const cleaned = redact(paragraphs, redactions, mark);
    for (const index of cleaned.found) found.add(index);
    return cleaned.paragraphs;
  };
  const one = (text: string) => clean([text])[0] ?? "";
  const last = Math.min(until - 1, now);
  const shown: ShownVersion = {
    from,
    headline: one(words.headline),
    ...(words.standfirst !== undefined && { standfirst: one(words.standfirst) }),
    ...(words.changeNote !== undefined && { changeNote: one(words.changeNote) }),
    paragraphs: clean(words.paragraphs),
    corrections: words.corrections
      .filter(({ date }) => date <= last)
      .map(({ kind, date, text }) => ({ kind, date, text: one(text) })),
    credits: words.credits.filter(({ file }) => !hiddenPhotos.has(file)).map(({ credit }) => one(credit)),
  };
  return { shown, found };
}

/** The versions that differ for readers: one that changed nothing they see is none. */
export function distinctVersions(versions: readonly ShownVersion[]): ShownVersion[] {
  const seen = ({ from: _from, ...rest }: ShownVersion) => JSON.stringify(rest);
  return versions.filter((version, index) => {
    const before = versions[index - 1];
    return !before || seen(before) !== seen(version);
  });
}
