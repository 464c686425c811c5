import { extractAround, hasMatch, type Marked, markWords } from "./extract.ts";
import type { Result } from "./query.ts";
import type { SearchSettings } from "./settings.ts";

export interface ResultList {
  /** A result's item; `asked` are the query's folded words. */
  item: (result: Result, asked: readonly string[]) => HTMLLIElement;
}

/** Characters of an extract where the summary is shorter than that. */
const shortExtract = 120;

/** Makes the items of the list of results. `root`: the site's address, with a slash at the end. */
export function resultList(settings: SearchSettings, root: string): ResultList {
  const dates = new Map<string, Intl.DateTimeFormat>();
  /** A story's date as its own language writes it. */
  const dateIn = (language: string) => {
    const locale = settings.named[language]?.locale ?? settings.locale;
    const known = dates.get(locale);
    const date = known ?? new Intl.DateTimeFormat(locale, { dateStyle: "medium", timeZone: settings.zone });
    dates.set(locale, date);
    return date;
  };
  const isOnDisk = location.protocol === "file:";
  const wanted = new WeakMap<Element, () => Promise<void>>();
  // Passages cost a request each: only what a reader sees asks for them.
  const seen = new IntersectionObserver((entries) => {
    for (const { isIntersecting, target } of entries) {
      if (!isIntersecting) continue;
      seen.unobserve(target);
      // Offline, or gone: the summary says enough.
      void wanted
        .get(target)?.()
        .catch(() => undefined);
    }
  });

  function item({ language, record, section, text }: Result, asked: readonly string[]): HTMLLIElement {
    const [path, headline, minutes, , summary, label] = record;
    const row = document.createElement("li");
    row.className = "search-result";
    if (language !== settings.language) {
      row.lang = language;
      row.dir = settings.named[language]?.direction ?? "auto";
    }
    const heading = paragraph("search-result-headline");
    const link = document.createElement("a");
    link.href = root + path + (isOnDisk && path.endsWith("/") ? "index.html" : "");
    link.append(...nodes(markWords(headline, asked)));
    heading.append(link);
    const facts = paragraph("search-result-facts");
    const isolated = document.createElement("bdi");
    isolated.textContent = [label, section, dateIn(language).format(minutes * 60_000)].filter(Boolean).join(" · ");
    facts.append(isolated);
    const extract = paragraph("search-result-words");
    const marked = markWords(summary, asked);
    extract.append(...nodes(marked));
    row.append(heading, facts, extract);
    if (!hasMatch(marked) && (text || !isOnDisk)) {
      wanted.set(extract, async () => {
        const words = await (text ?? (() => wordsOfPage(root + (settings.lite ? "lite/" : "") + path)))();
        const around = extractAround(words, asked, Math.max(shortExtract, summary.length));
        if (around === undefined) return;
        // What is below must not move.
        extract.style.minBlockSize = `${extract.offsetHeight}px`;
        extract.replaceChildren(...nodes(markWords(around, asked)));
      });
      seen.observe(extract);
    }
    return row;
  }
  return { item };
}

/** The words of the copy on a story's page, full or light: nothing of its header, its pictures' lines or its times. */
async function wordsOfPage(url: string): Promise<string> {
  const answer = await fetch(url);
  if (!answer.ok) throw new Error(url);
  // Without its styles, which the policy would report; a line break parts words.
  const html = (await answer.text()).replace(/<style[\s\S]*?<\/style>/g, "").replaceAll("<br>", " ");
  const page = new DOMParser().parseFromString(html, "text/html");
  const copy = page.querySelector(".story-body") ?? page.querySelector("main article");
  if (!copy) return "";
  for (const other of copy.querySelectorAll("figure, time, p:has(> a[href*='/photos/']:first-child)")) other.remove();
  for (const block of copy.querySelectorAll("p, li, dt, dd, h2, h3, th, td, caption, div")) block.after(" ");
  return copy.textContent;
}

/** Texts of others become text nodes, whatever they hold. */
function nodes(marked: Marked): Node[] {
  return marked.map(({ text, isMatch }) => {
    if (!isMatch) return document.createTextNode(text);
    const mark = document.createElement("mark");
    mark.textContent = text;
    return mark;
  });
}

function paragraph(className: string): HTMLParagraphElement {
  const made = document.createElement("p");
  made.className = className;
  return made;
}
