import type { Moment } from "../base/dates.ts";
import { resolvePhotoId } from "../content/photo-path.ts";
import type { PhotoRecord, Sidecar } from "../content/photo-schema.ts";
import { endAtKills, spansOf, type Timed } from "./ledger-spans.ts";

const placements = ["lead", "gallery", "inline", "front", "portrait"] as const;
export type Placement = (typeof placements)[number];

/** Why a use ended. */
export type Ending =
  | "photo removed"
  | "photo killed"
  | "lease ended"
  | "agency's term ended"
  | "story removed"
  | "story killed"
  | "story hidden"
  | "slot ended";

/** What is known of the photos, and until when. */
export interface PhotoHistory {
  now: Moment;
  /** What a photo's sidecar said, by the id that the photo had then. */
  sidecarVersions: (id: string) => readonly Timed<Sidecar>[];
  /** When a photo was first there, under an id that it had then; undefined: never. */
  firstSeen: (id: string) => Moment | undefined;
  /** The id that a photo has now, or had last. */
  lastId: (id: string) => string;
}

/** A stretch of a use in which nothing that concerns it changed. */
export interface UseStretch {
  from: Moment;
  until: Moment;
  /** Why it ended, where no other stretch goes on from there. */
  ending: Ending | undefined;
  record: PhotoRecord;
  copyCredit: string | undefined;
  sidecar: Sidecar;
  /** When the story was first visible: agencies' terms count from there. */
  published: Moment;
  story: string;
  headline: string;
  /** Absolute. */
  address: string;
  language: string;
}

/** One photo in one place, without a break. */
export interface PhotoUse {
  /** Path under articles/, as the photo is called now or was called last. */
  photo: string;
  placement: Placement;
  /** Oldest first; empty where a take-down names a moment before the use began. */
  stretches: UseStretch[];
}

export interface Addition {
  /** What prints the photo: stretches of one owner join. */
  owner: string;
  placement: Placement;
  /** The file that names the photo; names beside it come first. */
  base: string;
  /** Nothing is known of the time before: a take-down in the record is all that tells of the use it ended. */
  isFirstKnown?: boolean;
  stretch: Omit<UseStretch, "sidecar">;
}

/** Cuts stretches where sidecars changed, and joins what follows without a break. */
export class UseCollector {
  readonly uses: PhotoUse[] = [];
  readonly #input: PhotoHistory;
  #open = new Map<string, PhotoUse[]>();

  constructor(input: PhotoHistory) {
    this.#input = input;
  }

  closeOwner(): void {
    this.#open = new Map();
  }

  add({ owner, placement, base, isFirstKnown = false, stretch }: Addition): void {
    const found = this.#find(base, stretch);
    if (!found || stretch.from >= stretch.until) return;
    const photo = this.#input.lastId(found.id);
    const key = `${owner}\0${placement}\0${photo}`;
    const known = this.#open.get(key) ?? [];
    this.#open.set(key, known);
    const { kill } = stretch.record;
    if (kill && !isFirstKnown) {
      endUses(known, Math.min(kill.at, stretch.from), stretch.from);
      return;
    }
    const whole: typeof stretch = {
      ...stretch,
      from: Math.max(stretch.from, found.since),
      ...(kill && { until: Math.min(stretch.until, kill.at), ending: "photo killed" as const }),
    };
    for (const piece of this.#pieces(found.id, whole)) {
      // The same photo may stand in a story twice: the first use that ends here goes on.
      const before = known.find((use) => use.stretches.at(-1)?.until === piece.from);
      if (before) before.stretches.push(piece);
      else {
        const use = { photo, placement, stretches: [piece] };
        known.push(use);
        this.uses.push(use);
      }
    }
  }

  /** The photo that a place named, as it was called then; one that came later is there from then on. */
  #find(base: string, { record, from, until }: Addition["stretch"]): { id: string; since: Moment } | undefined {
    if (/^(?:https?:)?\/\//i.test(record.file)) return undefined;
    const { firstSeen } = this.#input;
    for (const limit of [from, until]) {
      const has = (id: string) => {
        const since = firstSeen(id);
        return since !== undefined && since <= limit;
      };
      const id = resolvePhotoId({ has }, base, record.file);
      if (id !== undefined) return { id, since: firstSeen(id) ?? from };
    }
    return undefined;
  }

  *#pieces(id: string, stretch: Omit<UseStretch, "sidecar">): Generator<UseStretch> {
    const { now, sidecarVersions } = this.#input;
    const versions = sidecarVersions(id);
    const before: Timed<Sidecar> = { from: Number.NEGATIVE_INFINITY, value: {} };
    const isKnownFromTheStart = versions[0]?.from === Number.NEGATIVE_INFINITY;
    const spans = spansOf(isKnownFromTheStart ? versions : [before, ...versions], now);
    for (const { value: sidecar = {}, isKilled, ...span } of endAtKills(spans, ({ kill }) => kill?.at)) {
      const from = Math.max(stretch.from, span.from);
      const until = Math.min(stretch.until, span.until);
      if (from >= until || from > now) continue;
      // Where a sidecar only changed, the next piece goes on.
      yield {
        ...stretch,
        sidecar,
        from,
        until,
        ending: isKilled && span.until <= until ? "photo killed" : stretch.ending,
      };
    }
  }
}

/** A take-down in the story's own record, committed at a moment, ends what went on until then at the moment that it names. */
function endUses(uses: readonly PhotoUse[], killedAt: Moment, committed: Moment): void {
  for (const use of uses) {
    if (use.stretches.at(-1)?.until !== committed) continue;
    const kept = use.stretches.filter(({ from }) => from < killedAt);
    const last = kept.at(-1);
    if (last) kept[kept.length - 1] = { ...last, until: Math.min(last.until, killedAt), ending: "photo killed" };
    use.stretches = kept;
  }
}
