import { nextDelay } from "./live-delay.ts";
import { insertEntries, newEntries } from "./live-merge.ts";

// New entries of a live story. One small fragment is asked for, on our own host; what it brings is counted and announced, and
// comes onto the page when the reader presses, so that nothing moves under anybody's eyes. Without scripts the link loads
// the page again; with `Save-Data` too.

const bar = document.querySelector<HTMLElement>("[data-live]");
const plainLink = bar?.querySelector("a");
const status = bar?.querySelector<HTMLElement>("[role=status]");

followAnchor();
addEventListener("hashchange", followAnchor);
const connection = (navigator as { connection?: { saveData?: boolean } }).connection;
if (bar && plainLink && status && location.protocol !== "file:" && !connection?.saveData) {
  watch(bar, plainLink, status);
}

function watch(line: HTMLElement, link: HTMLAnchorElement, told: HTMLElement): void {
  const { fragment = "", locale, one = "", many = "", over = "" } = line.dataset;
  const plainWords = link.textContent;
  let state: "active" | "paused" | "ended" = "active";
  let quiet = 0;
  let failures = 0;
  let count = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let found: HTMLElement[] = [];
  /** When the story changed last, as the fragment has it: the page says so once its words stand there. */
  let updated: { iso: string; text: string } | undefined;
  const button = document.createElement("button");
  button.type = "button";
  button.className = link.className;
  button.onclick = show;

  document.addEventListener("visibilitychange", wait);
  wait();

  function wait(): void {
    clearTimeout(timer);
    if (state === "ended" || document.hidden) return;
    timer = setTimeout(ask, nextDelay({ state, quiet, failures }, Math.random()));
  }

  async function ask(): Promise<void> {
    try {
      const answer = await fetch(fragment, { cache: "no-cache", credentials: "omit" });
      if (!answer.ok) throw new Error(String(answer.status));
      take(new DOMParser().parseFromString(await answer.text(), "text/html"));
      failures = 0;
    } catch {
      failures += 1;
    }
    wait();
  }

  function take(answer: Document): void {
    const main = answer.querySelector<HTMLElement>("[data-live-state]");
    // Not our fragment: a login page of the line, say.
    if (!main) throw new Error("no fragment");
    const { liveState, liveLabel = "", liveUpdated: iso, liveUpdatedText: text } = main.dataset;
    if (iso && text) updated = { iso, text };
    state = liveState === "paused" || liveState === "ended" ? liveState : "active";
    const label = document.querySelector(".live-header-label");
    if (label && liveState !== undefined) {
      label.textContent = liveLabel;
      label.closest(".live-header")?.setAttribute("class", `live-header live-header-${state}`);
    }
    const news = newEntries(answer, document);
    found = news.found;
    quiet = found.length === count ? quiet + 1 : 0;
    if (found.length > 0 && found.length !== count) announce(news.isWhole);
    else if (found.length === 0 && state === "ended") say(over);
    count = found.length;
  }

  function announce(isWhole: boolean): void {
    const words = found.length === 1 ? one : many.replace("{count}", found.length.toLocaleString(locale));
    line.classList.add("live-updates-new");
    // More is new than the fragment holds: the page as a whole has to come again.
    if (isWhole) swap(link, button);
    else swap(button, link);
    (isWhole ? button : link).textContent = words;
    told.textContent = words;
  }

  function say(words: string): void {
    link.textContent = words;
    told.textContent = words;
  }

  function show(): void {
    const first = insertEntries(found, document);
    const moment = document.querySelector<HTMLTimeElement>(".byline-updated time");
    if (moment && updated) {
      moment.dateTime = updated.iso;
      moment.textContent = updated.text;
    }
    found = [];
    count = 0;
    line.classList.remove("live-updates-new");
    told.textContent = "";
    link.textContent = state === "ended" ? over : plainWords;
    swap(button, link);
    if (!first) return;
    first.tabIndex = -1;
    first.focus({ preventScroll: true });
    first.scrollIntoView({ block: "start" });
  }
}

/** Takes the other's place; the reader who had it in focus keeps it. */
function swap(gone: HTMLElement, come: HTMLElement): void {
  if (!gone.isConnected) return;
  const hasFocus = document.activeElement === gone;
  gone.replaceWith(come);
  if (hasFocus) come.focus({ preventScroll: true });
}

/** An old link to an entry that has moved to an older page: the link at its anchor knows where. */
function followAnchor(): void {
  let id = location.hash.slice(1);
  try {
    id = decodeURIComponent(id);
  } catch {
    // as it stands
  }
  const place = id === "" ? null : document.getElementById(id)?.closest(".live-pages-all li, .live-header-item");
  const link = place?.querySelector("a");
  if (link) location.replace(link.href.replace(/#.*|$/, location.hash));
}
