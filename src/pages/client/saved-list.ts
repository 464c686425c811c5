import { cacheName, inMegabytes, isolated, recordAddress, type SavedRecord } from "./offline-store.ts";

// The offline page: what is saved, with sizes and dates, to be opened and removed. A section or a day's paper opens its own list of
// stories: the front is the same for every day. Without scripts nothing can be saved, and the page says so.

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
    // To open a cache that the worker drops just now would make it anew.
    const record: SavedRecord | undefined = await (await caches.match(recordAddress, { cacheName: name }))?.json();
    const element = item.content.firstElementChild?.cloneNode(true);
    if (!record || !(element instanceof HTMLElement)) continue;
    const story = record.title === undefined ? await storyIn(name, record.url) : undefined;
    const title = record.title ?? story?.headline ?? record.url;
    const [link, details] = [element.querySelector("a"), element.querySelector("details")];
    if (record.title === undefined) {
      details?.remove();
      Object.assign(link ?? {}, {
        href: record.url,
        textContent: title,
        lang: story?.lang ?? "",
        dir: story?.dir ?? "",
      });
    } else if (details) {
      link?.remove();
      details.querySelector("summary")?.append(title);
      details.addEventListener("toggle", () => void listStories(name, record, details.querySelector("ul")), {
        once: true,
      });
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

/** In the order of the list that was saved; what was taken down since is no more there. */
async function listStories(name: string, { files }: SavedRecord, into: Element | null): Promise<void> {
  for (const url of files) {
    const story = await storyIn(name, url);
    if (!story) continue;
    const { headline, lang, dir } = story;
    const item = document.createElement("li");
    const link = document.createElement("a");
    Object.assign(item, { lang, dir });
    Object.assign(link, { href: url, textContent: headline });
    item.append(link);
    into?.append(item);
  }
}

/** Undefined for any other file. */
async function storyIn(name: string, url: string) {
  if (!url.endsWith("/")) return undefined;
  const text = (await (await caches.match(url, { cacheName: name }))?.text()) ?? "";
  // Only the heading: a page's styles would be refused in this one, loudly.
  const [, heading = ""] = /<article class="story[\s\S]*?(<h1[\s\S]*?<\/h1>)/.exec(text) ?? [];
  const headline = new DOMParser().parseFromString(heading, "text/html").body.textContent?.trim();
  const [, lang = "", dir = ""] = /<html lang="([\w-]+)" dir="(\w+)"/.exec(text) ?? [];
  return headline ? { headline, lang, dir } : undefined;
}
