import { photoStem } from "./photo-stem.ts";
import type { OfflineChanges } from "./worker-forms.ts";
import { cacheName, ownCaches, retire } from "./worker-scope.ts";

/** Of `withdrawn.json`. */
interface Withdrawn {
  stories: { url: string }[];
  photos: { files: string[] }[];
}

const [withdrawnFile, changesFile] = ["withdrawn.json", "offline/changes.json"];
const { scope } = broadsheet;
const stateName = cacheName("state");

/** ms between two looks. */
const pause = 30_000;
let looked = 0;

/**
 * Holds every copy against what the paper says now: what was taken down goes, what was put right is fetched again, and a photo
 * whose lease is over goes even where there is no network, by what was known before.
 */
export async function checkCopies(): Promise<void> {
  if (Date.now() - looked < pause) return;
  looked = Date.now();
  const state = await caches.open(stateName);
  const before = await known<OfflineChanges>(changesFile);
  const seen = await (await state.match(scope + withdrawnFile))?.text();
  const withdrawn = await news(withdrawnFile);
  const changes = await news(changesFile);
  // Neither the list nor the worker is there: the paper has moved away from here, and old copies would stand for ever.
  if (changes?.status === 404 && (await news("sw.js"))?.status === 404) return retire();

  const down = withdrawn?.ok ? ((await withdrawn.clone().json()) as Withdrawn) : { stories: [], photos: [] };
  const now = changes?.ok ? ((await changes.clone().json()) as OfflineChanges) : undefined;
  const isNew = withdrawn?.ok === true && (await withdrawn.clone().text()) !== seen;
  const ends = { ...before?.photos, ...now?.photos };
  const paths = down.stories.map(({ url }) => new URL(url).pathname.slice(scope.length - 1));
  const stems = new Set(down.photos.flatMap(({ files }) => files.map((file) => photoStem(new URL(file).pathname))));
  const names = await ownCaches();

  const removed = new Set<string>();
  for (const name of names) {
    const cache = await caches.open(name);
    for (const request of await cache.keys()) {
      const stem = photoStem(new URL(request.url).pathname);
      if (!stems.has(stem) && !hasEnded(stem, ends)) continue;
      await cache.delete(request);
      removed.add(stem);
    }
  }

  const words = isNew ? [...removed, ...stems, ...paths] : [...removed];
  let isWhole = true;
  for (const name of names) {
    const cache = await caches.open(name);
    let left = 0;
    for (const request of await cache.keys()) {
      const path = new URL(request.url).pathname;
      if (!/\/$|\.html?$/.test(path)) continue;
      left += 1;
      const text = (await (await cache.match(request))?.text()) ?? "";
      const change = now?.stories[path];
      const isDown = paths.some((each) => path.includes(each));
      if (!isDown && !(change && !text.includes(change)) && !words.some((word) => text.includes(word))) continue;
      if (isDown) await cache.delete(request);
      const fresh = await news(path.slice(scope.length));
      if (!fresh) isWhole = false;
      else if (fresh.ok && !fresh.redirected) await cache.put(request, fresh);
      else await cache.delete(request);
      if (isDown) left -= 1;
    }
    // A story that was saved alone leaves nothing to name.
    if (left === 0 && name.startsWith(cacheName("saved:"))) await caches.delete(name);
  }
  // What could not be fetched is tried again.
  if (isWhole && withdrawn?.ok) await state.put(scope + withdrawnFile, withdrawn);
  if (changes?.ok) await state.put(scope + changesFile, new Response(JSON.stringify({ ...now, photos: ends })));
}

/** Whether a photo may be kept no longer, by what was known last. */
export async function isOver(stem: string): Promise<boolean> {
  return hasEnded(stem, (await known<OfflineChanges>(changesFile))?.photos);
}

function hasEnded(stem: string, ends: OfflineChanges["photos"] = {}): boolean {
  return (ends[stem] ?? Number.POSITIVE_INFINITY) <= Date.now();
}

/** What the paper says now, past every cache; undefined without a network. */
function news(file: string | undefined): Promise<Response | undefined> {
  return fetch(scope + file, { cache: "no-cache" }).catch(() => undefined);
}

async function known<Known>(file: string | undefined): Promise<Known | undefined> {
  return (await caches.match(scope + file))?.json() as Promise<Known | undefined>;
}
