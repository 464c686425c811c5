// The entries of a fragment against those of the open page. Nothing on the page is touched before the reader asks for it.

const entries = ".live-entry[id]";

/** The articles of the fragment that the page lacks, in the fragment's order; `isWhole`: and none between may be missing. */
export function newEntries(fragment: Document, page: Document): { found: HTMLElement[]; isWhole: boolean } {
  const all = [...fragment.querySelectorAll<HTMLElement>(entries)];
  const shown = (entry: HTMLElement) => page.getElementById(entry.id)?.matches(entries) === true;
  const oldest = hasOlderPages(page) ? Math.min(...[...page.querySelectorAll(entries)].map(timeOf)) : -Infinity;
  // What is older than all that is shown here stands on an older page, and is not news.
  const found = all.filter((entry) => !shown(entry) && timeOf(entry) >= oldest);
  return { found, isWhole: all.some(shown) };
}

function hasOlderPages(page: Document): boolean {
  return page.querySelector('.live-pages [rel="next"]') !== null;
}

function timeOf(entry: Element): number {
  return Date.parse(entry.querySelector("time")?.dateTime ?? "");
}

/** Puts new entries where the fragment has them, with the headings of their days. Gives the first in the page's order. */
export function insertEntries(found: readonly HTMLElement[], page: Document): HTMLElement | undefined {
  const made: HTMLElement[] = [];
  for (const entry of found) {
    const day = dayBefore(entry);
    const copy = page.importNode(entry, true);
    const next = neighbour(entry, "nextElementSibling", page);
    const previous = neighbour(entry, "previousElementSibling", page);
    if (previous) previous.after(copy);
    else if (next) (dayBefore(next) ?? next).before(copy);
    if (day) copy.before(page.importNode(day, true));
    made.push(copy);
  }
  // A day's heading stands once: that of the entry which was the day's first is now below another.
  let last = "";
  for (const day of page.querySelectorAll(".live-day")) {
    if (day.textContent === last) day.remove();
    last = day.textContent ?? "";
  }
  return made[0];
}

function dayBefore(entry: Element): Element | undefined {
  const before = entry.previousElementSibling;
  return before?.classList.contains("live-day") ? before : undefined;
}

/** The nearest entry of the fragment on one side that the page has, as the page has it. */
function neighbour(
  entry: Element,
  side: "nextElementSibling" | "previousElementSibling",
  page: Document,
): HTMLElement | undefined {
  for (let each = entry[side]; each; each = each[side]) {
    const known = each.id === "" ? null : page.getElementById(each.id);
    if (known?.matches(entries)) return known;
  }
  return undefined;
}
