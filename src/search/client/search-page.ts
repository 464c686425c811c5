import { queryWords } from "../fold.ts";
import { IndexLoader } from "./index-loader.ts";
import { type Query, Search } from "./query.ts";
import { resultList } from "./result-list.ts";
import { addressOf, dayOf, isAddressed, readAddress } from "./search-address.ts";
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
  const results = resultList(settings, root);
  const number = new Intl.NumberFormat(settings.locale);
  const year = new Intl.NumberFormat(settings.locale, { useGrouping: false });
  const suggestions = document.getElementById("search-suggestions");
  const filters = place.querySelector("details");
  let timer: ReturnType<typeof setTimeout> | undefined;
  /** The search that may still show something: an older one's answer comes too late. */
  let latest: object | undefined;
  /** Whether the address is that of a search that was meant, not one that is being typed. */
  let isSettled = true;

  const field = (name: string) => form.elements.namedItem(name) as HTMLInputElement | HTMLSelectElement | null;

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
    const mine = {};
    latest = mine;
    const asked = query();
    const isAsking = queryWords(asked.text).length > 0;
    if (suggestions) suggestions.hidden = isAsking;
    if (!isAsking) {
      clear();
      status.textContent = "";
      return;
    }
    status.textContent = words.searching;
    for (const isFresh of [false, true]) {
      try {
        const search = await Search.begin(loader, asked, isFresh);
        if (latest !== mine) return;
        if (await show(search, { isFirst: true })) return;
        // What the page's own language has not, another may have: the reader asked for a word, not for a language.
        const others = settings.languages.filter((language) => !asked.languages.includes(language));
        if (asked.languages[0] !== settings.language || others.length === 0 || latest !== mine) return;
        const elsewhere = await Search.begin(loader, { ...asked, languages: others }, isFresh);
        if (latest !== mine) return;
        await show(elsewhere, { isFirst: true, isElsewhere: true });
        return;
      } catch {
        // The index may have been made anew since its catalogue was cached: once more, past the cache.
        if (latest !== mine) return;
      }
    }
    clear();
    status.textContent = words.failed;
  }

  function clear(): void {
    list.replaceChildren();
    more.replaceChildren();
  }

  /** The next results, and whether there were any; the first ones take the place of an older search's, so that nothing flickers while somebody types. */
  async function show(search: Search, { isFirst = false, isElsewhere = false } = {}): Promise<boolean> {
    const mine = latest;
    const found = await search.next(perPage);
    if (latest !== mine) return true;
    // Nothing elsewhere either: what the first search said holds.
    if (isElsewhere && found.length === 0) return false;
    const items = found.map((result) => results.item(result, search.words));
    if (isFirst) clear();
    list.append(...items);
    const { total, searchedBackTo: back } = search;
    const [one, many] = isElsewhere ? [words["elsewhere-one"], words.elsewhere] : [words.one, words.count];
    const counted = (total === 1 ? one : many)
      .replace("{count}", () => number.format(total))
      .replace("{language}", () => settings.named[settings.language]?.name ?? settings.language);
    status.textContent = [
      total > 0 && search.lacksWords ? lacking(search.unknownWords) : "",
      total === 0 && !search.hasOlder ? words.none : counted,
      back === undefined ? "" : words["back-to"].replace("{year}", () => year.format(back)),
    ]
      .filter((part) => part !== "")
      .join(" ");
    more.replaceChildren();
    if (search.hasMore) {
      const button = document.createElement("button");
      button.type = "button";
      button.className = "search-more-button";
      button.textContent = total > list.childElementCount ? words.more : words.older;
      button.onclick = () => {
        show(search, { isElsewhere }).catch(() => {
          status.textContent = words.failed;
        });
      };
      more.append(button);
    }
    if (!isFirst) items[0]?.querySelector("a")?.focus();
    return found.length > 0;
  }

  /** What is shown has not all words: which of them no story has, or that none has all. */
  function lacking(unknown: readonly string[]): string {
    if (unknown.length === 0) return words.apart;
    const list = new Intl.ListFormat(settings.locale, { type: "disjunction" });
    return words.without.replace("{words}", () => list.format(unknown.map((word) => `“${word}”`)));
  }

  /** Typing makes one entry of the history; what was sent, opened or left stays as another. */
  function remember(): void {
    if (isAddressed(form)) return;
    const address = addressOf(form);
    if (isSettled) history.pushState(null, "", address);
    else history.replaceState(null, "", address);
    isSettled = false;
  }

  function open(): void {
    readAddress(form);
    if (filters && ["section", "from", "to", "in"].some((name) => new URLSearchParams(location.search).has(name)))
      filters.open = true;
    isSettled = true;
    void run();
  }

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    remember();
    isSettled = true;
    void run();
  });
  form.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(() => {
      remember();
      void run();
    }, pause);
  });
  addEventListener("popstate", () => {
    form.reset();
    open();
  });
  document.addEventListener("keydown", (event) => moveByKey(event, list, field("q")));
  open();
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
