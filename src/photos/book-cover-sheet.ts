import type { Language } from "../model/languages.ts";
import type { Size } from "./crop.ts";
import type { CardColours } from "./social-card.ts";
import { Canvas } from "./social-card-canvas.ts";
import { type CardScript, scriptOf } from "./social-card-fonts.ts";
import { fitText, lineHeights, type SetText, stepsFrom } from "./social-card-text.ts";

/** px: two by three, as shelves of books show them. */
export const bookCoverSize = { width: 1200, height: 1800 } as const;

export interface BookCoverHeadline {
  /** `Opinion · Monsoon`: what a reader must know before the headline. */
  label?: string;
  text: string;
}

/** px */
const margin = 72;
/** Where words and photo stand. */
export const column = { left: margin, width: bookCoverSize.width - 2 * margin };
/** px an em. */
const sizes = {
  latin: { name: 132, edition: 36, label: 32, lead: 96, more: 46, credit: 22 },
  devanagari: { name: 112, edition: 34, label: 30, lead: 80, more: 42, credit: 20 },
  nastaliq: { name: 92, edition: 32, label: 28, lead: 70, more: 38, credit: 20 },
} as const;

/** A photo for it, of its size there. */
export interface CoverPicture extends Size {
  /** Three bytes a pixel. */
  data: Buffer;
}

interface SetHeadline {
  label?: SetText;
  text: SetText;
}

/** px between a label and its headline. */
const labelGap = 12;

/** The cover while it is printed, from the top downwards. */
export class CoverSheet {
  readonly canvas: Canvas;
  readonly #script: CardScript;
  readonly #direction: "ltr" | "rtl";
  readonly #colours: CardColours;
  #top = margin;

  constructor(
    script: CardScript,
    { language, colours }: { language: Pick<Language, "direction">; colours: CardColours },
  ) {
    this.canvas = new Canvas(bookCoverSize, colours.paper);
    this.#script = script;
    this.#direction = language.direction;
    this.#colours = colours;
  }

  async masthead(outlet: string, edition: string): Promise<void> {
    const scale = sizes[this.#script];
    const name = await this.#fit(outlet, { size: scale.name, share: 0.45, lines: 1, height: 300, isCentred: true });
    this.#print(name, "centre");
    this.#top += this.#script === "nastaliq" ? 26 : 34;
    this.#rule(4);
    this.#top += 5;
    this.#rule(1);
    this.#top += this.#script === "nastaliq" ? 12 : 20;
    const line = await this.#fit(edition, {
      size: scale.edition,
      share: 0.5,
      lines: 2,
      height: 160,
      weight: "small",
      isCentred: true,
      colour: this.#colours.soft,
    });
    this.#print(line, "centre");
    this.#top += this.#script === "nastaliq" ? 14 : 22;
    this.#rule(1);
    this.#top += 36;
  }

  async photo(picture: CoverPicture, credit: string): Promise<void> {
    const left = Math.round((bookCoverSize.width - picture.width) / 2);
    this.canvas.paste(picture.data, { left, top: this.#top, width: picture.width, height: picture.height });
    this.#top += picture.height + 14;
    const script = scriptOf(credit, this.#script);
    const set = await fitText({
      text: credit,
      style: { script, direction: this.#direction, weight: "small", colour: this.#colours.soft },
      box: { width: column.width, height: 200 },
      sizes: stepsFrom(sizes[this.#script].credit, 0.6),
      maximumLines: () => 4,
    });
    this.#print(set);
    this.#top += 34;
  }

  /** The lead as large as it may be with two more below it, and of those as many as there is room for; gives what it printed. */
  async headlines(all: readonly BookCoverHeadline[]): Promise<BookCoverHeadline[]> {
    const [lead, ...rest] = all;
    if (!lead) return [];
    // Where the lead has no photo it has the photo's room.
    const isRoomy = this.#top < bookCoverSize.height / 3;
    if (lead.label !== undefined) {
      this.#print(await this.#label(lead.label));
      this.#top += this.#script === "nastaliq" ? 14 : 20;
    }
    const more = await Promise.all(rest.slice(0, isRoomy ? 4 : 3).map((each) => this.#more(each)));
    const room = bookCoverSize.height - margin - this.#top;
    const { set, shown, taken } = await this.#lead(lead.text, { isRoomy, room, more });
    this.#print(set);
    // What room is left stands above each of the rules, and the last line meets the lower margin.
    const spare = shown.length === 0 ? 0 : Math.min(60, Math.floor((room - taken) / (2 * shown.length)));
    for (const each of shown) {
      this.#top += this.#gap + spare;
      this.#rule(1);
      this.#top += this.#gap + spare;
      if (each.label) {
        this.#print(each.label);
        this.#top += labelGap;
      }
      this.#print(each.text);
    }
    return [lead, ...rest.slice(0, shown.length)];
  }

  async #lead(
    text: string,
    { isRoomy, room, more }: { isRoomy: boolean; room: number; more: readonly SetHeadline[] },
  ): Promise<{ set: SetText; shown: SetHeadline[]; taken: number }> {
    const { lead } = sizes[this.#script];
    const size = isRoomy ? Math.round(lead * 1.5) : lead;
    const least = Math.min(2, more.length);
    let found: { set: SetText; shown: SetHeadline[]; taken: number } | undefined;
    for (const share of [0.7, 0.5, 0.35, 0.28, 0.2]) {
      const set = await this.#fit(text, { size, share: 0.3, lines: isRoomy ? 7 : 4, height: Math.floor(room * share) });
      const shown: SetHeadline[] = [];
      let taken = set.height;
      for (const each of more) {
        const height = 2 * this.#gap + 1 + each.text.height + (each.label ? each.label.height + labelGap : 0);
        if (taken + height > room) break;
        shown.push(each);
        taken += height;
      }
      found = { set, shown, taken };
      if (shown.length >= least) break;
    }
    if (!found) throw new Error("a cover has no size for its lead");
    return found;
  }

  get #gap(): number {
    return this.#script === "nastaliq" ? 20 : 28;
  }

  async #more({ label, text }: BookCoverHeadline): Promise<SetHeadline> {
    const set = await this.#fit(text, { size: sizes[this.#script].more, share: 0.5, lines: 2, height: 260 });
    return { text: set, ...(label !== undefined && { label: await this.#label(label) }) };
  }

  #label(text: string): Promise<SetText> {
    const { label } = sizes[this.#script];
    return this.#fit(text, { size: label, share: 0.6, lines: 2, height: 160, colour: this.#colours.accent });
  }

  #fit(
    text: string,
    {
      size,
      share,
      lines,
      height,
      weight = "large",
      isCentred = false,
      colour = this.#colours.ink,
    }: {
      size: number;
      share: number;
      lines: number;
      height: number;
      weight?: "small" | "large";
      isCentred?: boolean;
      colour?: string;
    },
  ): Promise<SetText> {
    const least = lineHeights[this.#script] * size;
    return fitText({
      text,
      style: {
        script: this.#script,
        direction: this.#direction,
        weight,
        colour,
        ...(isCentred && { align: "centre" as const }),
      },
      box: { width: column.width, height: Math.max(height, least) },
      sizes: stepsFrom(size, share),
      maximumLines: (tried) => (tried > size * 0.58 ? lines : lines + 2),
    });
  }

  #print(set: SetText, place: "start" | "centre" = "start"): void {
    const free = column.width - set.width;
    const start = this.#direction === "rtl" ? free : 0;
    const left = column.left + (place === "centre" ? Math.round(free / 2) : start);
    this.canvas.print(set, { left, top: this.#top });
    this.#top += set.height;
  }

  /** Its own height goes into the place. */
  #rule(height: number): void {
    this.canvas.fill({ ...column, top: this.#top, height }, this.#colours.ink);
    this.#top += height;
  }
}
