import { cacheName, inMegabytes, isolated, recordAddress, type SavedRecord } from "./offline-store.ts";

// The offline page: what is saved, with sizes and dates, to be opened and removed. Without scripts nothing can be saved, and the
// page says so.

const list = document.getElementById("saved");
const template = document.getElementById("saved-item");
const all = document.getElementById("saved-all");
const none = document.getElementById("saved-none");

if (list && template instanceof HTMLTemplateElement && "caches" in window) {
  const begin = () => void show(list, template);
  begin();
  addEventListener("pageshow", begin);
  addEventListener("broadsheet-saved", begin);
  all?.addEventListener("click", async () => {
    for (const name of await saved()) await caches.delete(name);
    await show(list, template);
    none?.focus();
  });
}

async function saved(): Promise<string[]> {
  return (await caches.keys()).filter((name) => name.startsWith(cacheName("saved:")));
}

async function show(into: HTMLElement, item: HTMLTemplateElement): Promise<void> {
  const items: { at: number; element: Element }[] = [];
  for (const name of await saved()) {
    const cache = await caches.open(name);
    const record: SavedRecord | undefined = await (await cache.match(recordAddress))?.json();
    const element = item.content.firstElementChild?.cloneNode(true);
    if (!record || !(element instanceof HTMLElement)) continue;
    const link = element.querySelector("a");
    const title = record.title ?? (await titleOf(cache, record.url));
    if (link) {
      link.href = record.url;
      link.textContent = title;
    }
    const facts = element.querySelector("span");
    const date = new Intl.DateTimeFormat(item.dataset.locale, { dateStyle: "long", timeStyle: "short" }).format(
      record.at,
    );
    if (facts) facts.textContent = `${inMegabytes(record.bytes)} · ${isolated(date)}`;
    const button = element.querySelector("button");
    if (button) {
      button.setAttribute("aria-label", `${button.textContent}: ${title}`);
      button.onclick = async () => {
        await caches.delete(name);
        await show(into, item);
        (document.querySelector<HTMLElement>("#saved button") ?? none)?.focus();
      };
    }
    items.push({ at: record.at, element });
  }
  items.sort((a, b) => b.at - a.at);
  into.replaceChildren(...items.map(({ element }) => element));
  if (none) none.hidden = items.length > 0;
  if (all) all.hidden = items.length < 2;
}

async function titleOf(cache: Cache, url: string): Promise<string> {
  const text = (await (await cache.match(url))?.text()) ?? "";
  // Only the heading: a page's styles would be refused in this one, loudly.
  const [heading = ""] = /<h1[\s\S]*?<\/h1>/.exec(text) ?? [];
  return new DOMParser().parseFromString(heading, "text/html").body.textContent?.trim() || url;
}
