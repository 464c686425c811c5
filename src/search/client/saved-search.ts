import { queryWords } from "../fold.ts";
import { extractAround, hasMatch, markWords } from "./extract.ts";
import { markedNodes } from "./marked-nodes.ts";

// On the offline page: looks through the pages that are on this device, word by word. It has no index to keep in step with what
// was put right or taken down.

const form = document.querySelector<HTMLFormElement>("#saved-search");
const field = form?.querySelector("input");
const results = document.getElementById("saved-found");
const status = document.getElementById("saved-status");

/** Characters of a result's extract. */
const length = 200;
const shown = 30;

if (form && field && results && status && "caches" in window) {
  const asked = new URLSearchParams(location.search).get("q");
  const run = () => void search(field.value, results, status);
  form.hidden = false;
  form.onsubmit = (event) => {
    event.preventDefault();
    run();
  };
  if (asked) {
    field.value = asked;
    run();
  }
}

interface Found {
  item: Element;
  /** Words of the query that stand in the headline. */
  rank: number;
}

async function search(asked: string, into: HTMLElement, say: HTMLElement): Promise<void> {
  const words = queryWords(asked);
  const found: Found[] = [];
  if (words.length > 0) {
    for (const [path, page] of await savedPages()) {
      const result = resultOf(path, await page.text(), words);
      if (result) found.push(result);
    }
  }
  found.sort((a, b) => b.rank - a.rank);
  into.replaceChildren(...found.slice(0, shown).map(({ item }) => item));
  const { none = "", count = "" } = say.dataset;
  say.textContent = found.length === 0 ? none : count.replace("{count}", String(found.length));
}

/** By path, the pages that were saved or read here; of one that stands in several caches the first. */
async function savedPages(): Promise<Map<string, Response>> {
  const pages = new Map<string, Response>();
  // A paper's caches begin with its path: bs:/paper/:saved:…
  const scope = form?.dataset.scope ?? "/";
  for (const name of await caches.keys()) {
    if (!name.startsWith(`bs:${scope}:saved:`) && name !== `bs:${scope}:read`) continue;
    const cache = await caches.open(name);
    for (const request of await cache.keys()) {
      const { pathname } = new URL(request.url);
      if (!/\/$|\.html?$/.test(pathname) || pages.has(pathname)) continue;
      const page = await cache.match(request);
      if (page) pages.set(pathname, page);
    }
  }
  return pages;
}

/** A story that has every word of the query, somewhere in it; undefined for any other page. */
function resultOf(path: string, html: string, words: readonly string[]): Found | undefined {
  // Only the story: a page's styles would be refused in this one, loudly.
  const [article = ""] = /<article class="story[\s\S]*<\/article>/.exec(html) ?? [];
  const page = new DOMParser().parseFromString(article.replace(/ style="[^"]*"/g, ""), "text/html");
  const story = page.querySelector("article.story");
  const copy = story?.textContent ?? "";
  if (!story || !words.every((word) => hasMatch(markWords(copy, [word])))) return undefined;
  const headline = page.querySelector("h1")?.textContent?.trim() ?? "";
  const item = document.createElement("li");
  const link = document.createElement("a");
  link.href = path;
  link.textContent = headline;
  const extract = document.createElement("p");
  const passage =
    extractAround(story.querySelector(".story-body")?.textContent ?? "", words, length) ??
    extractAround(copy, words, length) ??
    "";
  extract.append(...markedNodes(markWords(passage, words)));
  const [, lang = "", dir = ""] = /<html lang="([\w-]+)" dir="(\w+)"/.exec(html) ?? [];
  Object.assign(item, { lang, dir });
  item.append(link, extract);
  return { item, rank: markWords(headline, words).filter(({ isMatch }) => isMatch).length };
}
