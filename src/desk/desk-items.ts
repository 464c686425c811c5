import type { Problem } from "../base/problem.ts";
import { problemCodes } from "../base/problem-codes.ts";
import { count } from "../base/text.ts";
import { inLanguage } from "../content/schema-parts.ts";
import { type ComingChange, scopeNames } from "./coming-changes.ts";
import type { Desk } from "./desk-data.ts";
import type { EndingLease } from "./desk-leases.ts";
import type { ProblemGroup } from "./desk-problems.ts";
import { type DeskSetting, deskDate, deskUrl, storyUrl } from "./desk-setting.ts";
import type { DeskState, DeskStory } from "./desk-story.ts";
import type { LateTranslation, Untranslated } from "./desk-translations.ts";
import type { DeskItem, DeskProblem, DeskProblemGroup } from "./desk-views.ts";
import type { MonthCorrection } from "./month-corrections.ts";

// Facts of the desk as rows of its lists.

/** What each state is called, and what it means to readers. */
export const stateNames: Record<DeskState, string> = {
  published: "Published",
  scheduled: "Scheduled",
  embargoed: "Embargoed",
  draft: "Draft",
  withheld: "Withheld",
  killed: "Killed",
};

/** The name of a section in English, else in the outlet's first language, else its key. */
export function sectionName({ content }: Pick<Desk, "content">, key: string): string {
  return inLanguage(content.sections[key]?.name, "en", content.outlet.languages[0]?.code) ?? key;
}

function foreign({ language }: DeskStory): Pick<DeskItem, "language" | "direction"> {
  return { language: language.code, direction: language.direction };
}

/** A story as a row: its moment, state, headline and place. */
export function storyItem(story: DeskStory, desk: Pick<Desk, "content">, setting: DeskSetting): DeskItem {
  const { kill, due, isExpired, errors, warnings } = story;
  return {
    when: deskDate(kill?.at ?? story.from, setting),
    ...(due !== undefined && { isCountdown: true }),
    label: stateNames[story.state],
    state: story.state,
    name: story.headline,
    url: storyUrl(setting, story.id),
    ...foreign(story),
    notes: [
      sectionName(desk, story.section),
      ...(desk.content.outlet.languages.length > 1 ? [story.language.name] : []),
      ...(story.type === "news" ? [] : [story.type]),
      ...(kill ? [kill.wasPublic ? "the address says so" : "never public: nothing is left"] : []),
      ...(isExpired ? ["expired: off fronts and feeds"] : []),
    ],
    ...(errors + warnings > 0 && { faults: problemCount({ errors, warnings }) }),
  };
}

/** `1 error, 2 warnings` */
export function problemCount({ errors, warnings }: { errors: number; warnings: number }): string {
  return [errors > 0 && count(errors, "error"), warnings > 0 && count(warnings, "warning")].filter(Boolean).join(", ");
}

/** Something that will happen by itself, as a row. */
export function changeItem(change: ComingChange, desk: Desk, setting: DeskSetting): DeskItem {
  const story = desk.byId.get(change.story ?? "");
  return {
    when: deskDate(change.at, setting),
    isCountdown: true,
    label: change.what,
    name: story?.headline ?? change.name ?? change.story ?? "",
    ...(story && { url: storyUrl(setting, story.id), ...foreign(story) }),
    ...(story && change.name !== undefined && { notes: [change.name] }),
  };
}

/** The end of a photo's use, as a row. */
export function leaseItem(lease: EndingLease, setting: DeskSetting): DeskItem {
  const { story, photo, scopes } = lease;
  return {
    when: deskDate(lease.at, setting),
    isCountdown: true,
    label: `leaves ${scopes.map((scope) => scopeNames[scope]).join(", ")}`,
    name: photo,
    ...(story && { url: storyUrl(setting, story.id) }),
    notes: [`${lease.file}${lease.line === undefined ? "" : `:${lease.line}`}`],
  };
}

/** A correction, as a row. */
export function correctionItem({ story, correction }: MonthCorrection, setting: DeskSetting): DeskItem {
  const place = [story.headline, ...(story.state === "published" ? [] : [stateNames[story.state]])];
  return {
    when: deskDate(correction.date, setting),
    label: correction.kind,
    name: correction.text,
    url: storyUrl(setting, story.id),
    ...foreign(story),
    notes: place,
  };
}

/** A story that lacks a language, as a row. */
export function untranslatedItem({ story, lacks }: Untranslated, desk: Desk, setting: DeskSetting): DeskItem {
  return {
    when: deskDate(story.from, setting),
    label: `no ${lacks.map(({ name }) => name).join(", ")}`,
    name: story.headline,
    url: storyUrl(setting, story.id),
    ...foreign(story),
    notes: [
      sectionName(desk, story.section),
      ...(story.state === "published" ? [] : [stateNames[story.state].toLowerCase()]),
    ],
  };
}

/** A translation that is behind its original, as a row. */
export function lateItem({ story, lag }: LateTranslation, desk: Desk, setting: DeskSetting): DeskItem {
  const original = desk.byId.get(lag.original)?.headline ?? lag.original;
  return {
    when: deskDate(lag.at, setting),
    label: lag.corrections.length > 0 ? "original corrected" : "original updated",
    name: story.headline,
    url: storyUrl(setting, story.id),
    ...foreign(story),
    notes: [original, ...(lag.changeNote === undefined ? [] : [lag.changeNote])],
  };
}

/** So many problems of one story are shown in an overview; its own page shows all. */
const mostOfAGroup = 4;

/** The problems of one story or file; all of them where `isWhole`. */
export function problemGroupView(
  group: ProblemGroup,
  setting: DeskSetting,
  { isWhole = false }: { isWhole?: boolean } = {},
): DeskProblemGroup {
  const { story, name, problems } = group;
  return {
    name: story?.headline ?? (name === "" ? "The site" : name),
    ...(story && { url: storyUrl(setting, story.id), ...foreign(story), file: story.file }),
    summary: problemCount(group) + (group.errors > 0 ? ": left out of the preview, and no build goes out" : ""),
    problems: problems.slice(0, isWhole ? undefined : mostOfAGroup).map((each) => problemView(each, setting)),
    ...(!isWhole &&
      problems.length > mostOfAGroup && { more: `and ${count(problems.length - mostOfAGroup, "other")}` }),
  };
}

function problemView(problem: Problem, setting: DeskSetting): DeskProblem {
  const { severity, message, found, expected, correctedLine, hint, fix, code } = problem;
  const place = [problem.file, problem.line, problem.line && problem.column].filter(Boolean).join(":");
  return {
    severity,
    message,
    ...(place !== "" && { place }),
    ...(found !== undefined && { found }),
    ...(expected !== undefined && { expected }),
    ...(correctedLine !== undefined && { correctedLine }),
    ...(hint !== undefined && { hint }),
    ...(fix && { isMendable: true }),
    code: { name: `${code}: ${problemCodes[code].title}`, url: deskUrl(setting, "code/", { code }) },
  };
}
