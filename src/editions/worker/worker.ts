import { checkCopies } from "./check-copies.ts";
import { photoStem } from "./photo-stem.ts";
import { cacheName, listen, ownCaches, retire } from "./worker-scope.ts";

// The paper's service worker. Pages come from the network where there is one, and from what was kept where there is none; a page
// itself keeps what its reader read or saved (pages/client/offline.ts). A new worker waits until the last page of the old
// one is closed, so that nobody loses their place.

const { scope, version, pages, files } = broadsheet;
const shell = cacheName(`shell-${version}`);

/** ms: a line that gives nothing for so long is as good as none where there is a copy. */
const patience = 3000;

/** Stands where a photo was asked for of which there is no copy: nothing is painted, and its words are read. */
const nothing = '<svg xmlns="http://www.w3.org/2000/svg"/>';

listen("install", (event) => {
  event.waitUntil(
    caches.open(shell).then((cache) => cache.addAll(files.map((file) => new Request(file, { cache: "no-cache" })))),
  );
});

listen("activate", (event) => event.waitUntil(begin()));

async function begin(): Promise<void> {
  // The folder was moved, and with it the worker of another address.
  if (new URL(registration.scope).pathname !== scope) return retire();
  for (const name of await ownCaches()) if (/:shell-/.test(name) && name !== shell) await caches.delete(name);
}

listen("message", (event) => event.waitUntil(checkCopies()));

listen("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  const path = url.pathname;
  if (request.method !== "GET" || url.origin !== location.origin || !path.startsWith(scope)) return;
  const place = path.slice(scope.length);
  if (request.mode === "navigate") {
    event.respondWith(
      soonest(request, async () => {
        // A search without a network looks through what is saved: the offline page does that, with the same address.
        const kept = url.search ? undefined : await copyOf(request);
        return kept ?? (await copyOf(pages.find((page) => path.startsWith(page.slice(0, -8))) ?? scope));
      }).then((answer) => {
        event.waitUntil(checkCopies());
        return answer;
      }),
    );
  } else if (/^assets\//.test(place)) {
    // Their names hold their digest.
    event.respondWith(copyOf(request).then((copy) => copy ?? fetch(request)));
  } else if (/^photos\//.test(place)) {
    event.respondWith(
      copyOf(request).then((copy) => copy ?? soonest(request, async () => (await sibling(request, path)) ?? blank())),
    );
  } else if (/^offline\/.*json$/.test(place)) {
    event.respondWith(soonest(request, () => copyOf(request)));
  }
});

/** The network's answer, or the copy where it has none in time. */
async function soonest(request: Request, copy: () => Promise<Response | undefined>): Promise<Response> {
  const network = fetch(request);
  const first = await Promise.race([
    network.catch(() => undefined),
    new Promise<undefined>((resolve) => {
      setTimeout(resolve, patience);
    }),
  ]);
  // A host in trouble is as good as none, too.
  if (first && first.status < 500) return first;
  return (await copy()) ?? network;
}

function copyOf(request: Request | string): Promise<Response | undefined> {
  return caches.match(request, { ignoreSearch: true, ignoreVary: true });
}

/** The same photo in another width or format, where its own file is not there. */
async function sibling(request: Request, path: string): Promise<Response | undefined> {
  const stem = photoStem(path);
  const hasAvif = /avif/.test(request.headers.get("accept") ?? "");
  for (const name of await ownCaches()) {
    for (const { url } of await (await caches.open(name)).keys()) {
      const other = new URL(url).pathname;
      if (photoStem(other) === stem && (hasAvif || !/\.avif$/.test(other))) return copyOf(url);
    }
  }
  return undefined;
}

function blank(): Response {
  return new Response(nothing, { headers: { "content-type": "image/svg+xml" } });
}
