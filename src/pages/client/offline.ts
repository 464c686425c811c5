import { offerToSave } from "./offline-save.ts";
import { cacheName, root } from "./offline-store.ts";

// Registers the service worker, keeps the page that is being read with what it shows, and offers to save more. In an edition, on a
// host without a safe line and in old browsers it does nothing, and nothing is offered.

/** Pages, photos and faces that were read: beyond that the oldest go. */
const kept = 200;

if ("serviceWorker" in navigator && "caches" in window) addEventListener("load", () => void begin());

async function begin(): Promise<void> {
  try {
    await navigator.serviceWorker.register(new URL("sw.js", root), { updateViaCache: "none" });
  } catch {
    // A browser that keeps nothing for us: the page is as it was.
    return;
  }
  const tell = async (what: unknown) => (await navigator.serviceWorker.ready).active?.postMessage(what);
  addEventListener("online", () => {
    void tell(1);
    // The event may come before the line is good.
    setTimeout(tell, 4000, 1);
  });
  for (const template of document.querySelectorAll<HTMLTemplateElement>("template.save")) offerToSave(template);
  await tell(document.querySelector<HTMLAnchorElement>(".masthead-home")?.href);
  await keep();
}

/** What a reader has seen stays readable: taken from what the browser has already, so that nothing is fetched twice. */
async function keep(): Promise<void> {
  // Stories whose words may not leave the web have no offer to save them, and are not kept either.
  if (!document.querySelector("template.save")) return;
  const assets = performance
    .getEntriesByType("resource")
    .map(({ name }) => name)
    .filter((name) => name.startsWith(`${root.href}assets/`));
  const read = await caches.open(cacheName("read"));
  const put = async (url: string, isPage = false) => {
    if (!url.startsWith(root.href) || (!isPage && (await read.match(url)))) return;
    const answer = await fetch(url, { cache: "force-cache" }).catch(() => undefined);
    if (answer?.ok && !answer.redirected) await read.put(url, answer).catch(() => undefined);
  };
  const photo = (image: EventTarget | null) =>
    image instanceof HTMLImageElement && image.currentSrc && image.matches(".photo img:not([data-online])")
      ? put(image.currentSrc)
      : undefined;
  document.addEventListener("load", ({ target }) => void photo(target), true);
  if (!location.search) await put(location.origin + location.pathname, true);
  for (const url of assets) await put(url);
  for (const image of document.images) if (image.complete) await photo(image);
  const all = await read.keys();
  for (const old of all.slice(0, Math.max(all.length - kept, 0))) await read.delete(old);
}
