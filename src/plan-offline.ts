import { join } from "node:path";
import { digestOf } from "./base/digest.ts";
import type { Store } from "./base/store.ts";
import { outputFileOf } from "./base/urls.ts";
import { escapeXml } from "./base/xml.ts";
import { type ChosenStory, chooseStories } from "./editions/choose-stories.ts";
import type { WorkerSettings } from "./editions/worker/worker-forms.ts";
import { projectFolder } from "./engine.ts";
import { places } from "./model/addresses.ts";
import type { Language } from "./model/languages.ts";
import type { Newsroom } from "./model/newsroom.ts";
import { changesFile } from "./offline-changes.ts";
import { type Part, savedPhotos } from "./offline-photos.ts";
import type { PlannedFile, PlannedText } from "./pages/planned-file.ts";
import { bundleOnce, scriptsOf } from "./pages/scripts.ts";
import type { ViewContext } from "./pages/view-context.ts";

/** Words of the interface that saving says, by their names in the script. */
const savingWords = ["size", "save", "cancel", "busy", "done", "list", "full", "failed", "cancelled"] as const;

/** Stories of a section that are saved at once. */
const sectionLimit = 60;

export interface PlanOfflineInput {
  context: ViewContext;
  engine: string;
  store: Store;
  /** Pages and scripts of the site. */
  files: readonly PlannedFile[];
  /** Output paths of scripts, by source. */
  scripts: ReadonlyMap<string, string>;
  /** Only where the files stand is wanted. */
  isListOnly?: boolean;
  /** Addresses of the faces that a language's pages are set in. */
  faces: (language: Language) => readonly string[];
}

/**
 * The service worker and what it and the pages' script read. Where the outlet has offline reading off, the worker alone, as one
 * that removes itself: those who have the one before must not keep it.
 */
export async function planOffline(input: PlanOfflineInput): Promise<PlannedText[]> {
  const { context, engine, store } = input;
  const { newsroom, prefix } = context;
  const bundle = { folder: join(projectFolder, "src"), engine, store };
  const worker = (settings: WorkerSettings, source: string) =>
    plain(outputFileOf(places.worker), `var broadsheet=${JSON.stringify(settings)};\n${source}`);
  if (!newsroom.outlet.features.offline) {
    const source = await bundleOnce("editions/worker/retired.ts", bundle);
    return [worker({ scope: `${prefix}/`, version: "", pages: [], files: [] }, source)];
  }

  if (input.isListOnly) return offlinePaths(context).map((path) => plain(outputFileOf(path), ""));
  const digests = new Map(input.files.map(({ file, digest }) => [file, digest]));
  const offlinePages = newsroom.languages.map(places.offline);
  const words = newsroom.languages.map((language) => wordsFile(language, context));
  const scripts = (scriptsOf.offline ?? []).map((source) => `/${input.scripts.get(source) ?? ""}`);
  const files = [...offlinePages, ...newsroom.languages.map(places.offlineWords), ...scripts];
  const version = digestOf(
    ...offlinePages.map((path) => digests.get(outputFileOf(path)) ?? ""),
    ...words.map(({ digest }) => digest),
    ...scripts,
  ).slice(0, 10);
  const url = (path: string) => context.url(path);
  const source = await bundleOnce("editions/worker/worker.ts", bundle);
  return [
    worker({ scope: `${prefix}/`, version, pages: pagesByLength(context), files: files.map(url) }, source),
    changesFile(context, digests),
    ...words,
    ...newsroom.languages.flatMap((language) => saveLists(language, input, digests)),
  ];
}

/** A language's path may be the beginning of another's. */
function pagesByLength(context: ViewContext): WorkerSettings["pages"] {
  return context.newsroom.languages
    .map((language): [string, string] => [
      context.url(places.offline(language)),
      escapeXml(context.words(language, "offline-photo")),
    ])
    .sort(([a], [b]) => b.length - a.length);
}

/** Where all of it stands, in the order in which it is made. */
function offlinePaths({ newsroom }: ViewContext): string[] {
  const { languages } = newsroom;
  return [
    places.worker,
    places.offlineChanges,
    ...languages.map(places.offlineWords),
    ...languages.flatMap((language) =>
      listsOf(language, newsroom).map((section) => places.offlineList(language, section)),
    ),
  ];
}

/** The sections of which a language has stories, after the whole paper, which has no section. */
function listsOf(language: Language, { byLanguage, bySection, sections }: Newsroom): (string | undefined)[] {
  if (!byLanguage.get(language.code)?.length) return [];
  return [undefined, ...[...sections.keys()].filter((key) => bySection.has(`${language.code} ${key}`))];
}

function plain(file: string, text: string): PlannedText {
  return { kind: "text", file, text: () => text, digest: digestOf(text) };
}

function wordsFile(language: Language, context: ViewContext): PlannedText {
  const words = Object.fromEntries(savingWords.map((key) => [key, context.words(language, `offline-${key}`)]));
  const page = context.url(places.offline(language));
  return plain(outputFileOf(places.offlineWords(language)), `${JSON.stringify({ ...words, page })}\n`);
}

function saveLists(language: Language, input: PlanOfflineInput, digests: ReadonlyMap<string, string>): PlannedText[] {
  const { context } = input;
  const { newsroom } = context;
  const date = context.moment(newsroom.now, "date", language);
  const day = context.iso(newsroom.now).slice(0, 10);
  const list = (section: string | undefined) => {
    const kind = section === undefined ? "daily" : "section";
    const { groups } = chooseStories(newsroom, { kind, language: language.code, section, isByDay: true });
    const chosen = groups.flatMap((group) => group.stories).filter(({ carriage }) => carriage === "full");
    const stories = (section === undefined ? chosen : newest(chosen).slice(0, sectionLimit)).map(({ story }) => story);
    const home = section === undefined ? places.home(language) : places.section(language, section);
    const name =
      section === undefined
        ? (context.localized(newsroom.outlet.name, language) ?? "")
        : context.sectionLink(section, language).name;
    return listFile({
      file: outputFileOf(places.offlineList(language, section)),
      head: {
        id: section === undefined ? `today-${language.code}-${day}` : `section-${section}-${language.code}`,
        title: context.words(language, `offline-title-${section === undefined ? "today" : "section"}`, {
          name,
          section: name,
          date,
        }),
        url: context.url(home),
      },
      parts: [home, places.offline(language), ...stories.map(({ path }) => path)]
        .map((path) => ({ url: context.url(path), file: outputFileOf(path) }))
        .concat(stories.flatMap((story) => savedPhotos(story, context)))
        .concat(ownFiles(language, input)),
      digests,
    });
  };
  return listsOf(language, newsroom).map(list);
}

/** Scripts and faces: what is saved must open as it is long after the site has others. */
function ownFiles(language: Language, { context, scripts, faces }: PlanOfflineInput): Part[] {
  const { prefix } = context;
  return [
    ...[...new Set([...(scriptsOf.story ?? []), ...(scriptsOf.front ?? [])])].map((source) =>
      context.url(`/${scripts.get(source) ?? ""}`),
    ),
    ...faces(language),
  ].map((url) => ({ url, file: url.slice(prefix.length + 1) }));
}

function listFile(input: {
  file: string;
  head: { id: string; title: string; url: string };
  parts: readonly Part[];
  digests: ReadonlyMap<string, string>;
}): PlannedText {
  const { file, head, digests } = input;
  const parts = [...new Map(input.parts.map((part) => [part.url, part])).values()];
  return {
    kind: "text",
    file,
    isLast: true,
    digest: digestOf(JSON.stringify(head), ...parts.flatMap((part) => [part.url, digests.get(part.file) ?? ""])),
    text: (madeOf) =>
      `${JSON.stringify({ ...head, files: parts.map((part) => [part.url, madeOf?.(part.file)?.size ?? 0]) })}\n`,
  };
}

function newest(chosen: readonly ChosenStory[]): ChosenStory[] {
  return [...chosen].sort((a, b) => b.story.published - a.story.published || (a.story.id < b.story.id ? -1 : 1));
}
