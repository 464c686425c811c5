import { extractAround, hasMatch, type Marked, markWords } from "./extract.ts";
import { IndexLoader } from "./index-loader.ts";
import { type Query, queryWords, type Result, Search } from "./query.ts";
import type { SearchSettings } from "./settings.ts";

// The search page: reads the query from the form and the address, shows results as they come. Everything it says came with
// the page, in the page's language.

const perPage = 10;
/** ms without a key before a search begins. */
const pause = 180;

const script = document.currentScript;
// assets/scripts/x.js stands two folders below the site's root, wherever that is.
const root = script instanceof HTMLScriptElement ? new URL("../../", script.src).href : "/";
const place = document.getElementById("search");
const form = place?.querySelector("form");
const status = document.getElementById("search-status");
const list = document.getElementById("search-results");
const more = document.getElementById("search-more");
if (place && form && status && list && more) start({ place, form, status, list, more });

interface Parts {
  place: HTMLElement;
  form: HTMLFormElement;
  status: HTMLElement;
  list: HTMLElement;
  more: HTMLElement;
}

function start({ place, form, status, list, more }: Parts): void {
  const settings = JSON.parse(place.dataset.settings ?? "{}") as SearchSettings;
  const { words } = settings;
  const loader = new IndexLoader(root);
  const date = new Intl.DateTimeFormat(settings.locale, { dateStyle: "medium", timeZone: settings.zone });
  const number = new Intl.NumberFormat(settings.locale);
  let timer: ReturnType<typeof setTimeout> | undefined;

  const field = (name: string) => form.elements.namedItem(name) as HTMLInputElement | HTMLSelectElement | null;
  for (const [name, value] of new URLSearchParams(location.search)) {
    const input = field(name);
    if (input) input.value = value;
  }

  const query = (): Query => {
    const chosen = field("in")?.value || settings.language;
    return {
      text: field("q")?.value ?? "",
      languages: chosen === "all" ? settings.languages : [chosen],
      section: field("section")?.value || undefined,
      from: dayOf(field("from")?.value),
      to: dayOf(field("to")?.value),
    };
  };

  async function run(): Promise<void> {
    clearTimeout(timer);
    remember(form);
    const asked = query();
    list.textContent = "";
    more.textContent = "";
    if (queryWords(asked.text).length === 0) {
      status.textContent = "";
      return;
    }
    status.textContent = words.searching;
    const search = await found(asked).catch(() => undefined);
    if (search === null) return;
    if (!search) status.textContent = words.failed;
  }

  /** Undefined: the index can't be had; null: another search has begun meanwhile. */
  async function found(asked: Query): Promise<Search | null | undefined> {
    const mine = {};
    latest = mine;
    for (const isFresh of [false, true]) {
      try {
        const search = await Search.begin(loader, asked, isFresh);
        if (latest !== mine) return null;
        await show(search, mine);
        return search;
      } catch {
        // The index may have been made anew since its catalogue was cached: once more, past the cache.
        if (latest !== mine) return null;
      }
    }
    return undefined;
  }
  let latest: object | undefined;

  async function show(search: Search, mine: object | undefined): Promise<void> {
    const isFirst = list.childElementCount === 0;
    const results = await search.next(perPage);
    if (latest !== mine) return;
    const items = results.map((result) => item(result, search.words));
    list.append(...items);
    const { total } = search;
    const counted = total === 1 ? words.one : words.count.replace("{count}", number.format(total));
    const back = search.searchedBackTo;
    status.textContent = [
      total === 0 && !search.hasOlder ? words.none : counted,
      back === undefined ? "" : words["back-to"].replace("{year}", back),
    ]
      .filter((part) => part !== "")
      .join(" ");
    more.textContent = "";
    if (search.hasMore) {
      const button = document.createElement("button");
      button.type = "button";
      button.className = "search-more-button";
      button.textContent = total > list.childElementCount ? words.more : words.older;
      button.onclick = () => void show(search, latest);
      more.append(button);
    }
    if (!isFirst) items[0]?.querySelector("a")?.focus();
  }

  function item({ language, record, section }: Result, asked: readonly string[]): HTMLLIElement {
    const [path, headline, minutes, , summary, label] = record;
    const row = document.createElement("li");
    row.className = "search-result";
    if (language !== settings.language) {
      row.lang = language;
      row.dir = "auto";
    }
    const heading = element("p", "search-result-headline");
    const link = document.createElement("a");
    link.href = root + path + (location.protocol === "file:" && path.endsWith("/") ? "index.html" : "");
    link.append(...nodes(markWords(headline, asked)));
    heading.append(link);
    const facts = element("p", "search-result-facts");
    facts.textContent = [label, section, date.format(minutes * 60_000)].filter(Boolean).join(" · ");
    const extract = element("p", "search-result-words");
    const marked = markWords(summary, asked);
    extract.append(...nodes(marked));
    row.append(heading, facts, extract);
    if (!hasMatch(marked) && location.protocol !== "file:") void fetchExtract(path, asked, extract);
    return row;
  }

  /** Where neither headline nor summary has the words, the passage that has them, from the story's light page. */
  async function fetchExtract(path: string, asked: readonly string[], into: HTMLElement): Promise<void> {
    try {
      const answer = await fetch(root + (settings.lite ? "lite/" : "") + path);
      if (!answer.ok) return;
      // Without its styles, which the policy would report; a line break parts words.
      const html = (await answer.text()).replace(/<style[\s\S]*?<\/style>/g, "").replaceAll("<br>", " ");
      const page = new DOMParser().parseFromString(html, "text/html");
      const text = [...page.querySelectorAll("main p, main li, main td, main h2")].map((each) => each.textContent);
      const around = extractAround(text.join(" "), asked);
      if (around !== undefined) into.replaceChildren(...nodes(markWords(around, asked)));
    } catch {
      // Offline: the summary says enough.
    }
  }

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    void run();
  });
  form.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(() => void run(), pause);
  });
  addEventListener("popstate", () => location.reload());
  document.addEventListener("keydown", (event) => moveByKey(event, list, field("q")));
  if (field("q")?.value) void run();
}

/** `/` goes to the field; the arrows go through the results, and from the first one back. */
function moveByKey(event: KeyboardEvent, list: HTMLElement, input: HTMLElement | null): void {
  const target = event.target;
  const isTyping = target instanceof HTMLInputElement || target instanceof HTMLSelectElement;
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.key === "/" && !isTyping) {
    event.preventDefault();
    input?.focus();
    return;
  }
  if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return;
  const links = [...list.querySelectorAll("a")];
  const at = links.indexOf(document.activeElement as HTMLAnchorElement);
  if (at < 0 && (document.activeElement !== input || event.key === "ArrowUp")) return;
  const next = at + (event.key === "ArrowDown" ? 1 : -1);
  event.preventDefault();
  if (next < 0) input?.focus();
  else links[next]?.focus();
}

/** The address says what was asked, so that it can be kept and sent on; nothing in it that nobody asked. */
function remember(form: HTMLFormElement): void {
  const asked = new URLSearchParams();
  for (const [name, value] of new FormData(form)) {
    const input = form.elements.namedItem(name);
    const isStandard =
      input instanceof HTMLSelectElement &&
      [...input.options].some((each) => each.defaultSelected && each.value === value);
    if (typeof value === "string" && value !== "" && !isStandard) asked.append(name, value);
  }
  const text = asked.toString();
  history.replaceState(null, "", text === "" ? location.pathname : `?${text}`);
}

/** A date of a form as days since 1970. */
function dayOf(value: string | undefined): number | undefined {
  const time = value ? Date.parse(`${value}T00:00Z`) : Number.NaN;
  return Number.isNaN(time) ? undefined : Math.floor(time / 86_400_000);
}

function nodes(marked: Marked): Node[] {
  return marked.map(({ text, isMatch }) => {
    if (!isMatch) return document.createTextNode(text);
    const mark = document.createElement("mark");
    mark.textContent = text;
    return mark;
  });
}

function element(name: "p", className: string): HTMLParagraphElement {
  const made = document.createElement(name);
  made.className = className;
  return made;
}
