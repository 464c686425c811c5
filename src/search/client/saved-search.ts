import { queryWords } from "../fold.ts";
import { extractAround, markWords } from "./extract.ts";

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

async function search(asked: string, into: HTMLElement, say: HTMLElement): Promise<void> {
  const words = queryWords(asked);
  const found: { items: Element; rank: number }[] = [];
  const seen = new Set<string>();
  if (words.length > 0) {
    // A paper's caches begin with its path: bs:/paper/:saved:…
    const scope = form?.dataset.scope ?? "/";
    for (const name of await caches.keys()) {
      if (!name.startsWith(`bs:${scope}:saved:`) && name !== `bs:${scope}:read`) continue;
      const cache = await caches.open(name);
      for (const request of await cache.keys()) {
        const { pathname } = new URL(request.url);
        if (!/\/$|\.html?$/.test(pathname) || seen.has(pathname)) continue;
        seen.add(pathname);
        const text = (await (await cache.match(request))?.text()) ?? "";
        // Only the story: a page's styles would be refused in this one, loudly.
        const [article = ""] = /<article class="story[\s\S]*<\/article>/.exec(text) ?? [];
        const page = new DOMParser().parseFromString(article.replace(/ style="[^"]*"/g, ""), "text/html");
        const story = page.querySelector("article.story");
        const headline = page.querySelector("h1")?.textContent?.trim() ?? "";
        const copy = story?.textContent ?? "";
        // Every word of the query, somewhere in the story.
        if (!story || !words.every((word) => markWords(copy, [word]).some(({ isMatch }) => isMatch))) continue;
        const item = document.createElement("li");
        const link = document.createElement("a");
        link.href = pathname;
        link.textContent = headline;
        const extract = document.createElement("p");
        const passage =
          extractAround(story.querySelector(".story-body")?.textContent ?? "", words, length) ??
          extractAround(copy, words, length) ??
          "";
        extract.append(
          ...markWords(passage, words).map(({ text: piece, isMatch }) => {
            if (!isMatch) return piece;
            const mark = document.createElement("mark");
            mark.textContent = piece;
            return mark;
          }),
        );
        const [, lang = "", dir = ""] = /<html lang="([\w-]+)" dir="(\w+)"/.exec(text) ?? [];
        Object.assign(item, { lang, dir });
        item.append(link, extract);
        found.push({ items: item, rank: markWords(headline, words).filter(({ isMatch }) => isMatch).length });
      }
    }
  }
  found.sort((a, b) => b.rank - a.rank);
  into.replaceChildren(...found.slice(0, shown).map(({ items }) => items));
  const { none = "", count = "" } = say.dataset;
  say.textContent = found.length === 0 ? none : count.replace("{count}", String(found.length));
}
