import { photoStem } from "./photo-stem.ts";
import type { OfflineChanges } from "./worker-forms.ts";
import { cacheName, ownCaches, retire } from "./worker-scope.ts";

/** Of `withdrawn.json`. */
interface Withdrawn {
  stories: { url: string }[];
  photos: { files: string[] }[];
}

const { scope } = broadsheet;
const changesFile = `${scope}offline/changes.json`;
/** Ends the address of what a page writes last when it saves (pages/client/offline-store.ts). */
const record = "/offline/saved";

/** What the last look was told; of workers before this one it may lack what they did not know. */
interface Known extends Partial<OfflineChanges> {
  /** Text of the list. */
  withdrawn?: string | undefined;
}

/** The front opens without a network whatever was read; what it must be held against is asked for with it. */
export async function keepFront(url: string): Promise<void> {
  const cache = await caches.open(cacheName("front"));
  if (await cache.match(url)) return;
  const front = await news(url);
  if (front?.ok) await cache.put(url, front);
  return checkCopies();
}

/**
 * Holds every copy against what the paper says now: what was taken down goes, what was put right is fetched again, and a photo
 * whose lease is over goes even where there is no network, by what was known before. Each time anew, whatever came of the last
 * time: that may have found no network. Two at once do the same twice.
 */
export async function checkCopies(): Promise<void> {
  const before = await known();
  const withdrawn = await news(`${scope}withdrawn.json`);
  const changes = await news(changesFile);
  // Neither the list nor the worker is there: the paper has moved away from here, and old copies would stand for ever.
  if (changes?.status === 404 && (await news(`${scope}sw.js`))?.status === 404) return retire();

  const list = withdrawn?.ok ? await withdrawn.text() : undefined;
  const down: Withdrawn = list ? JSON.parse(list) : { stories: [], photos: [] };
  const now: OfflineChanges | undefined = list && changes?.ok ? await changes.json() : undefined;
  const ends = { ...before?.photos, ...now?.photos };
  const paths = down.stories.map(({ url }) => pathOf(url).slice(scope.length - 1));
  const stems = down.photos.flatMap(({ files }) => files.map((file) => photoStem(pathOf(file))));

  const removed = await dropPhotos((stem) => stems.includes(stem) || hasEnded(stem, ends));
  const words = list === before?.withdrawn ? removed : [...removed, ...stems, ...paths];
  /** Photos of pages that go or change. */
  const loose = new Set<string>();
  let isWhole = true;
  for (const { cache, request, path } of await copies(isPage)) {
    const text = await textOf(cache, request);
    const change = now?.stories[path];
    const isDown = paths.some((each) => path.includes(each));
    const isOld = (change && !text.includes(change)) || (now && now.fronts[path] !== before?.fronts?.[path]);
    if (!isDown && !isOld && !words.some((word) => text.includes(word))) continue;
    for (const stem of stemsIn(text)) loose.add(stem);
    const fresh = isDown || (await news(path));
    if (!fresh) isWhole = false;
    else if (fresh !== true && fresh.ok && !fresh.redirected) await cache.put(request, fresh);
    else await cache.delete(request);
  }
  // Unless another page shows them too.
  if (loose.size > 0) {
    for (const { cache, request } of await copies(isPage))
      for (const stem of stemsIn(await textOf(cache, request))) loose.delete(stem);
    await dropPhotos((stem) => loose.has(stem));
  }
  await dropUnfinished();

  if (!now) return;
  // What could not be fetched is tried again.
  const kept: Known = { ...now, photos: ends, ...(isWhole ? { withdrawn: list } : { fronts: {} }) };
  await (await caches.open(cacheName("state"))).put(changesFile, new Response(JSON.stringify(kept)));
}

/** Gives the stems of those that were there. */
async function dropPhotos(isDue: (stem: string) => boolean): Promise<string[]> {
  const due = await copies((path) => isDue(photoStem(path)));
  for (const { cache, request } of due) await cache.delete(request);
  return due.map(({ path }) => photoStem(path));
}

/**
 * What was being saved when its page was closed is in no list, and a story that was saved alone and taken down leaves nothing to
 * name. Whoever saves holds the lock of that name.
 */
async function dropUnfinished(): Promise<void> {
  for (const name of await ownCaches("saved:"))
    await navigator.locks.request(name, { ifAvailable: true }, async (lock) => {
      const urls = (await (await caches.open(name)).keys()).map(({ url }) => url);
      const isSaved = urls.some(isPage) && urls.some((url) => url.endsWith(record));
      if (lock && !isSaved) await caches.delete(name);
    });
}

interface Copy {
  cache: Cache;
  request: Request;
  path: string;
}

/** Of all that is kept, what stands at such paths. */
export async function copies(isWanted: (path: string) => boolean): Promise<Copy[]> {
  const all: Copy[] = [];
  for (const name of await ownCaches()) {
    const cache = await caches.open(name);
    for (const request of await cache.keys()) all.push({ cache, request, path: pathOf(request.url) });
  }
  return all.filter(({ path }) => isWanted(path));
}

async function textOf(cache: Cache, request: Request): Promise<string> {
  return (await (await cache.match(request))?.text()) ?? "";
}

const pathOf = (url: string) => new URL(url).pathname;

const isPage = (path: string) => /\/$|\.html?$/.test(path);

/** Of the photos that a page names. */
function stemsIn(text: string): string[] {
  return (text.match(/\/[^ "]*photos\/[^ ",]+/g) ?? []).map(photoStem);
}

/** Whether a photo may be kept no longer, by what was known last. */
export async function isOver(stem: string): Promise<boolean> {
  return hasEnded(stem, (await known())?.photos);
}

function hasEnded(stem: string, ends: OfflineChanges["photos"] = {}): boolean {
  const end = ends[stem];
  return end !== undefined && end <= Date.now();
}

/** What the paper says now, past every cache; undefined without a network. */
function news(url: string): Promise<Response | undefined> {
  return fetch(url, { cache: "no-cache" }).catch(() => undefined);
}

async function known(): Promise<Known | undefined> {
  return (await caches.match(changesFile))?.json();
}
