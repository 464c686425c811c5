import { extractAround, hasMatch, markWords } from "./extract.ts";
import { markedNodes } from "./marked-nodes.ts";
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
    link.append(...markedNodes(markWords(headline, asked)));
    heading.append(link);
    const facts = paragraph("search-result-facts");
    const isolated = document.createElement("bdi");
    // "Opinion · Opinion" says nothing more than once; a label may be what was asked for.
    const labels = [...new Set([label, section])].filter(Boolean).join(" · ");
    isolated.append(...markedNodes(markWords(labels, asked)), ` · ${dateIn(language).format(minutes * 60_000)}`);
    facts.append(isolated);
    const extract = paragraph("search-result-words");
    const marked = markWords(summary, asked);
    extract.append(...markedNodes(marked));
    row.append(heading, facts, extract);
    if (!hasMatch(marked) && (text || !isOnDisk)) {
      wanted.set(extract, async () => {
        const length = Math.max(shortExtract, summary.length);
        const page = root + (settings.lite ? "lite/" : "") + path;
        const found = text
          ? { around: extractAround(await text(), asked, length) }
          : await passageOf(page, asked, length);
        const { around } = found ?? {};
        if (around === undefined) return;
        // An entry of a live story that stands on a page of its own.
        if (found && "at" in found && found.at !== undefined) link.href = found.at.replace(`${root}lite/`, root);
        // What is below must not move.
        extract.style.minBlockSize = `${extract.offsetHeight}px`;
        extract.replaceChildren(...markedNodes(markWords(around, asked)));
      });
      seen.observe(extract);
    }
    return row;
  }
  return { item };
}

interface Passage {
  around: string | undefined;
  /** Address of the page that has it, where that is not the story's own. */
  at?: string;
}

/** Older pages of a live story that are gone through for one result. */
const mostPages = 40;

/**
 * Where a story says what was asked for: in its copy, or else in what stands around it (captions, credits, corrections, sources,
 * writers), or, of a live story, on one of its older pages.
 */
async function passageOf(url: string, asked: readonly string[], length: number): Promise<Passage | undefined> {
  const page = await fetchPage(url);
  for (const words of [copyWords(page), allWords(page)]) {
    const around = extractAround(words, asked, length);
    if (around !== undefined) return { around };
  }
  const links = [...page.querySelectorAll("main a[href*='/page/']")].map((link) => link.getAttribute("href") ?? "");
  const older = links.map((href) => new URL(href, url).href.replace(/#.*/, ""));
  for (const each of [...new Set(older)].filter((href) => href.startsWith(url)).slice(0, mostPages)) {
    const entries = await fetchPage(each);
    const around = extractAround(copyWords(entries), asked, length);
    if (around !== undefined) return { around, at: each + entryOf(entries, asked) };
  }
  return undefined;
}

/** The anchor of the first entry that says what was asked for. */
function entryOf(page: Document, asked: readonly string[]): string {
  let id = "";
  for (const part of page.querySelectorAll("main article [id], main article p, main article li")) {
    if (part.id !== "") id = part.id;
    if (hasMatch(markWords(part.textContent, asked))) return id === "" ? "" : `#${id}`;
  }
  return "";
}

/** A page without its styles, which the policy would report. */
async function fetchPage(url: string): Promise<Document> {
  const answer = await fetch(url);
  if (!answer.ok) throw new Error(url);
  const html = (await answer.text()).replace(/<style[\s\S]*?<\/style>/g, "").replaceAll("<br>", " ");
  return new DOMParser().parseFromString(html, "text/html");
}

/** The words of the copy on a story's page, full or light: nothing of its header, its pictures' lines or its times. */
function copyWords(page: Document): string {
  const copy = page.querySelector(".story-body") ?? page.querySelector("main article");
  const others =
    "figure, time, .apart, .related, .live-entry-day, .live-entry-by, p:has(> a[href*='/photos/']:first-child)";
  return wordsWithout(copy, others);
}

/** All that a story's page says of the story itself. */
function allWords(page: Document): string {
  const others = "time, nav, form, .apart, .related, .earlier, .share, .series, .print-links";
  return wordsWithout(page.querySelector("main"), others);
}

function wordsWithout(part: Element | null, others: string): string {
  if (!part) return "";
  const copy = part.cloneNode(true) as Element;
  for (const other of copy.querySelectorAll(others)) other.remove();
  for (const block of copy.querySelectorAll("p, li, dt, dd, h1, h2, h3, th, td, caption, div")) block.after(" ");
  return copy.textContent;
}

function paragraph(className: string): HTMLParagraphElement {
  const made = document.createElement("p");
  made.className = className;
  return made;
}
