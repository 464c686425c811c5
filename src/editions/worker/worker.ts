import { checkCopies, copies, isOver, keepFront } from "./check-copies.ts";
import { photoStem } from "./photo-stem.ts";
import { cacheName, listen, ownCaches, retire, type WorkerEvent } from "./worker-scope.ts";

// The paper's service worker. Pages come from the network where there is one, and from what was kept where there is none; a page
// itself keeps what its reader read or saved (pages/client/offline.ts). A new worker waits until the last page of the old
// one is closed, so that nobody loses their place.

const { scope, version, pages, files } = broadsheet;
const shell = cacheName(`shell-${version}`);

/** ms: a line that gives nothing for so long is as good as none where there is a copy. */
const patience = 3000;

listen("install", (event) => {
  event.waitUntil(
    caches.open(shell).then((cache) => cache.addAll(files.map((file) => new Request(file, { cache: "no-cache" })))),
  );
});

listen("activate", (event) => event.waitUntil(begin()));

async function begin(): Promise<void> {
  // The folder was moved, and with it the worker of another address.
  if (new URL(registration.scope).pathname !== scope) return retire();
  for (const name of await ownCaches("shell-")) if (name !== shell) await caches.delete(name);
}

/** A page says where its front is, and something else when its device has got the network back. */
listen("message", (event) => {
  const { data } = event;
  event.waitUntil(typeof data === "string" ? keepFront(data) : checkCopies());
});

listen("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  const path = url.pathname;
  if (request.method !== "GET" || url.origin !== location.origin || !path.startsWith(scope)) return;
  const place = path.slice(scope.length);
  if (request.mode === "navigate") {
    event.respondWith(
      soonest(
        request,
        // A search without a network looks through what is saved: the offline page does that, with the same address.
        async () => (url.searchParams.has("q") ? undefined : ((await copyOf(request)) ?? (await withSlash(path)))),
        () => copyOf(offlinePage(path)?.[0] ?? scope),
      ).then((answer) => {
        event.waitUntil(checkCopies());
        return answer;
      }),
    );
  } else if (/^assets\//.test(place)) {
    // Their names hold their digest.
    event.respondWith(copyOf(request).then((copy) => copy ?? fetch(request)));
  } else if (/^photos\//.test(place)) {
    event.respondWith(photo(event, path));
  } else if (/^offline\/.*json$/.test(place)) {
    event.respondWith(soonest(request, () => copyOf(request)));
  }
});

/**
 * The network's answer, or the copy where it has none in time. What there is no copy of is waited for: `lastly` answers where
 * there is no network at all.
 */
async function soonest(request: Request, copy: Answer, lastly: Answer = async () => undefined): Promise<Response> {
  const network = fetch(request);
  // A host in trouble is as good as none.
  const answer = network.then(({ status }) => status < 500, () => false); // biome-ignore format: one line
  const isSoon = await Promise.race([answer, new Promise((resolve) => setTimeout(resolve, patience))]);
  if (isSoon) return network;
  return (await copy()) ?? ((await answer) ? network : ((await lastly()) ?? network));
}

type Answer = () => Promise<Response | undefined>;

function copyOf(request: Request | string): Promise<Response | undefined> {
  return caches.match(request, { ignoreSearch: true, ignoreVary: true });
}

/** As a host answers a folder that is asked for without its slash. */
async function withSlash(path: string): Promise<Response | undefined> {
  return (await copyOf(`${path}/`)) && Response.redirect(`${path}/`);
}

/**
 * A photo: its copy, or the network's, or its copy in another width. One that may be kept no longer is asked for anew: it must not come
 * back from the browser's own cache into ours.
 */
async function photo({ request, clientId }: WorkerEvent, path: string): Promise<Response> {
  const words = () => noPhoto(clientId);
  if (await isOver(photoStem(path)))
    return soonest(new Request(request, { cache: "no-cache" }), async () => undefined, words);
  return (await copyOf(request)) ?? soonest(request, () => sibling(request, path), words);
}

/** The same photo in another width or format, where its own file is not there. */
async function sibling(request: Request, path: string): Promise<Response | undefined> {
  const stem = photoStem(path);
  const hasAvif = /avif/.test(request.headers.get("accept") ?? "");
  const [other] = await copies((each) => photoStem(each) === stem && (hasAvif || !/\.avif$/.test(each)));
  return other && copyOf(other.request);
}

/**
 * Stands where a photo was asked for of which there is no copy: words, in the language of the page that asks. Its status says that it
 * is not the photo, so that nobody keeps it for one.
 */
async function noPhoto(client: string): Promise<Response> {
  const page = (await clients.get(client))?.url;
  const [, words] = offlinePage(page ? new URL(page).pathname : scope) ?? [];
  const text = `<p xmlns="http://www.w3.org/1999/xhtml" dir="auto" style="margin:0;padding:8px;background:#444;color:#fff;font:14px sans-serif">${words}</p>`;
  const svg = `<svg xmlns="http://www.w3.org/2000/svg"><foreignObject width="100%" height="100%">${text}</foreignObject></svg>`;
  return new Response(svg, { status: 503, headers: { "content-type": "image/svg+xml" } });
}

/** Of the language of a page; `/hi/offline/` for `/hi/2026/…`. */
function offlinePage(path: string) {
  return pages.find(([page]) => path.startsWith(page.slice(0, -8)));
}
