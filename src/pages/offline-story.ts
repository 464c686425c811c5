// Longer than 250 lines: the parts of one page in its order, one small method each.
import { escapeXml } from "../base/xml.ts";
import type { Language } from "../model/languages.ts";
import type { Story } from "../model/story.ts";
import { liveView } from "./live-view.ts";
import { type Neighbours, noNeighbours } from "./neighbourhood.ts";
import type { PageBaseFactory } from "./page-base.ts";
import { type PlainStyle, plainBody, plainPhoto } from "./plain-body.ts";
import { storyView } from "./story-view.ts";
import type { ViewContext } from "./view-context.ts";
import type { BylineView, CorrectionView, DateView } from "./views-parts.ts";
import type { StoryView } from "./views-story.ts";

type Facts = StoryView["story"];
type Live = NonNullable<Facts["live"]>;

export interface OfflineStoryInput {
  story: Story;
  context: ViewContext;
  base: PageBaseFactory;
  /** For the parts of its series; default: none are named. */
  neighbours?: Neighbours | undefined;
  /** Of its headline; headings of the copy stand below it, whatever they are on the page. */
  level: 1 | 2;
  /** Id of the headline. */
  id: string;
  /** No more than what it is about: its agency lets nothing else leave the web. */
  isSummary?: boolean;
}

/**
 * A story for an edition's forms that have no components: a book, a file for phones. Made from the view of its page, so that no
 * fact, label, credit or correction can differ; every entry of a live story is in it. Addresses are the site's own, and
 * pictures too: whoever asks takes out what may not leave the web.
 */
export function offlineStory(input: OfflineStoryInput): string {
  const { story, context, base, neighbours = noNeighbours, level, id, isSummary = false } = input;
  const language = context.language(story.language);
  const blocks = isSummary ? [] : context.blocksOf(story);
  const { story: facts } = storyView({ story, neighbours, context, base, blocks });
  const live = story.live && liveView(story, wholePlace(story), context, language);
  const style: PlainStyle = { strings: context.strings(language), photos: "image", hasBoxes: true };
  const parts = new OfflineParts(facts, style, { language, context, level, id });
  return (isSummary ? parts.summary() : parts.whole(live))
    .flat()
    .filter((part) => part !== "")
    .join("\n");
}

/** All of a live story's entries stand on one page here. */
function wholePlace(story: Story): Parameters<typeof liveView>[1] {
  const marked = (story.entries ?? []).filter(({ isPinned, isKey }) => isPinned || isKey).reverse();
  return { path: story.path, isShownAtAddress: true, olderPages: [], marked, pathOf: () => "" };
}

interface Frame {
  language: Language;
  context: ViewContext;
  level: 1 | 2;
  id: string;
}

class OfflineParts {
  readonly #facts: Facts;
  readonly #style: PlainStyle;
  readonly #frame: Frame;

  constructor(facts: Facts, style: PlainStyle, frame: Frame) {
    this.#facts = facts;
    this.#style = style;
    this.#frame = frame;
  }

  summary(): (string | string[])[] {
    return [this.#head(), this.#corrections(this.#facts.corrections)];
  }

  /** In the order of the page. */
  whole(live: Live | undefined): (string | string[])[] {
    const {
      highCorrections,
      corrections,
      photo,
      photoNote,
      gallery,
      galleryNotes = [],
      blocks,
      dateline,
    } = this.#facts;
    // A gallery that begins with its lead photo shows it once; another credit makes it another photo.
    const [first] = gallery;
    const isFirst = first && photo && first.alt === photo.alt && first.credit === photo.credit;
    return [
      this.#head(),
      this.#lag(),
      this.#corrections(highCorrections),
      photo && !isFirst ? plainPhoto(photo, this.#style) : "",
      note(photo ? undefined : photoNote),
      live ? this.#live(live) : [],
      this.#below(plainBody(blocks, { ...this.#style, dateline })),
      gallery.map((each) => plainPhoto(each, this.#style)),
      galleryNotes.map(note),
      note(this.#facts.type === "opinion" ? this.#words("opinion-note") : undefined),
      corrections.length > 0 ? this.#heading(this.#words("corrections-heading")) : "",
      this.#corrections(corrections),
      this.#sources(),
      this.#around(),
    ];
  }

  #words(key: string): string {
    return this.#style.strings[key] ?? "";
  }

  #heading(text: string): string {
    const name = `h${this.#frame.level + 1}`;
    return `<${name}>${escapeXml(text)}</${name}>`;
  }

  /** The copy's second level is the first below a headline; where that is a second level itself, all move down. */
  #below(html: string): string {
    const { level } = this.#frame;
    if (level === 1) return html;
    return html.replace(
      /(<\/?h)([1-6])(?=[\s>])/g,
      (_whole, tag: string, digit: string) => `${tag}${Math.min(6, Number(digit) + level - 1)}`,
    );
  }

  #head(): string[] {
    const { label, section, kicker, headline, standfirst, sponsor, aiLabel } = this.#facts;
    const { language, context, level, id } = this.#frame;
    const place = [label, section.name, kicker].filter((part) => part !== undefined && part !== "");
    const paid = sponsor && context.words(language, "sponsored-by", { name: sponsor.name });
    return [
      paid === undefined
        ? ""
        : `<p class="paid"><strong>${escapeXml(paid)}</strong> ${escapeXml(this.#words("sponsored-note"))}${
            sponsor?.url === undefined ? "" : ` <a href="${escapeXml(sponsor.url)}">${escapeXml(sponsor.name)}</a>`
          }</p>`,
      `<p class="small">${place.map((part) => (part === label ? `<b class="label">${escapeXml(part ?? "")}</b>` : escapeXml(part ?? ""))).join(" · ")}</p>`,
      `<h${level} id="${escapeXml(id)}">${escapeXml(headline)}</h${level}>`,
      standfirst === undefined ? "" : `<p class="standfirst">${escapeXml(standfirst)}</p>`,
      this.#byline(),
      note(aiLabel),
    ];
  }

  #byline(): string {
    const { byline, agency, published, updated, changeNote, readingTime } = this.#facts;
    const by = this.#words("by");
    const people = byline.map(person).join(this.#words("list-comma"));
    const lines = [
      [people === "" ? "" : `${by === "" ? "" : `${escapeXml(by)} `}${people}`, escapeXml(agency?.name ?? "")]
        .filter((part) => part !== "")
        .join(" · "),
      `${escapeXml(this.#words("published"))} ${time(published)}`,
      updated ? `${escapeXml(this.#words("updated"))} ${time(updated)}` : "",
      changeNote === undefined ? "" : `${escapeXml(this.#words("change-note"))} ${escapeXml(changeNote)}`,
      escapeXml(readingTime ?? ""),
    ];
    return `<p class="small">${lines.filter((line) => line !== "").join("<br>\n")}</p>`;
  }

  /** What became of the original since; in its own language and direction. */
  #lag(): string[] {
    const { lag } = this.#facts;
    if (!lag) return [];
    const { language, direction, url } = lag.original;
    const own = `lang="${escapeXml(language)}" dir="${direction}"`;
    return [
      '<div class="box">',
      `<p><strong>${escapeXml(lag.text)}</strong></p>`,
      ...lag.items.map(
        ({ label, text }) =>
          `<p ${own}>${label === undefined ? "" : `<strong>${escapeXml(label)}</strong>: `}${escapeXml(text)}</p>`,
      ),
      `<p>${link(url, this.#words("translation-original"))}</p>`,
      "</div>",
    ];
  }

  #corrections(items: readonly CorrectionView[]): string[] {
    return items.map(
      ({ label, date, text }) =>
        `<p class="correction"><strong>${escapeXml(label)}</strong> ${time(date)}: ${escapeXml(text)}</p>`,
    );
  }

  #live({ label, start, end, pinned, keyEvents }: Live): string[] {
    const finished = end ? `, ${escapeXml(this.#words("live-finished"))} ${time(end)}` : "";
    const events = (key: string, items: Live["pinned"]) =>
      items.length === 0
        ? []
        : [
            `<p><b>${escapeXml(this.#words(key))}</b></p>`,
            `<ul>${items.map(({ url, time: at, headline }) => `<li>${link(url, `${at} ${headline}`)}</li>`).join("\n")}</ul>`,
          ];
    return [
      `<p class="small"><b class="label">${escapeXml(label)}</b> ${escapeXml(this.#words("live-started"))} ${time(start)}${finished}</p>`,
      ...events("live-pinned", pinned),
      ...events("live-key-events", keyEvents),
    ];
  }

  #sources(): string[] {
    const { methodology, sources, aiUse } = this.#facts;
    return [
      ...(methodology === undefined
        ? []
        : [this.#heading(this.#words("methodology")), `<p>${escapeXml(methodology)}</p>`]),
      ...(sources.length === 0
        ? []
        : [
            this.#heading(this.#words("sources")),
            `<ul>${sources.map(({ title, url }) => `<li>${url === undefined ? escapeXml(title) : link(url, title)}</li>`).join("\n")}</ul>`,
          ]),
      ...(aiUse
        ? [
            this.#heading(this.#words("ai-heading")),
            `<p>${[aiUse.label, aiUse.note ?? ""]
              .filter((part) => part !== "")
              .map(escapeXml)
              .join(" ")}</p>`,
          ]
        : []),
    ];
  }

  /** Its history, topics, series and translations. */
  #around(): string[] {
    const { historyUrl, topics, series, translations } = this.#facts;
    const part = (number: number | undefined) =>
      number === undefined
        ? ""
        : `${escapeXml(this.#frame.context.words(this.#frame.language, "series-part", { part: String(number) }))} `;
    return [
      historyUrl === undefined ? "" : `<p class="small">${link(historyUrl, this.#words("history-link"))}</p>`,
      topics.length === 0
        ? ""
        : `<p class="small">${escapeXml(this.#words("topics"))}: ${topics.map(({ name }) => escapeXml(name)).join(this.#words("list-comma"))}</p>`,
      ...(series
        ? [
            this.#heading(`${this.#words("series")}: ${series.name}`),
            `<ul>${series.items
              .map(
                (item) =>
                  `<li>${part(item.part)}${item.isCurrent ? escapeXml(item.name) : link(item.url, item.name)}</li>`,
              )
              .join("\n")}</ul>`,
          ]
        : []),
      translations.length === 0
        ? ""
        : `<p class="small">${translations
            .map(
              ({ url, name, language, direction }) =>
                `<a href="${escapeXml(url)}" lang="${escapeXml(language)}" dir="${direction}">${escapeXml(name)}</a>`,
            )
            .join(" · ")}</p>`,
    ];
  }
}

function person({ name, role, location }: BylineView): string {
  return escapeXml(
    [`${name}${role === undefined ? "" : ` (${role})`}`, location].filter((part) => part !== undefined).join(", "),
  );
}

function note(text: string | undefined): string {
  return text === undefined || text === "" ? "" : `<p class="small">${escapeXml(text)}</p>`;
}

function time({ iso, text }: DateView): string {
  return `<time datetime="${escapeXml(iso)}">${escapeXml(text)}</time>`;
}

function link(url: string, words: string): string {
  return `<a href="${escapeXml(url)}">${escapeXml(words)}</a>`;
}
