import type { Moment } from "../base/dates.ts";
import { type Problem, type ProblemCode, problem } from "../base/problem.ts";
import type { FrontRecord } from "../content/front-schema.ts";
import { type FrontSlot, frontSlots } from "../content/front-slots.ts";
import type { FrontInput, FrontItem } from "./fronts.ts";
import type { Story } from "./story.ts";

/** What became of a pin. `replaced`: one that began later took its place; `twice`: the story stands on the front already. */
export type PinState = "stands" | "waits" | "over" | "hidden" | "expired" | "twice" | "replaced" | "no-room";

/** One story that a front's file pins, and what became of it. For editors: it may name a hidden story. */
export interface PinOutcome {
  place: FrontSlot;
  /** Id. */
  story: string;
  state: PinState;
  /** Below the first story of a package. */
  isMember?: true;
  line?: number;
  from?: Moment;
  until?: Moment;
}

type Slot = FrontRecord["slots"][number];
interface Pin {
  slot: Slot & { story: string };
  index: number;
}

/** A story as a slot or its package names it. */
interface Named {
  story: string;
  headline?: string | undefined;
  kicker?: string | undefined;
  isMember: boolean;
}

/** How many stories a place holds on this front. */
export function sizeOf(name: FrontSlot, record: FrontRecord | undefined): number {
  const rule = record?.fill?.[name];
  return (rule === "none" ? undefined : rule?.stories) ?? frontSlots[name];
}

/** Whether a time with a beginning and an end, each of which may be open, holds a moment. */
export function isInForce({ from, until }: { from?: Moment | undefined; until?: Moment | undefined }, now: Moment) {
  return (from === undefined || from <= now) && (until === undefined || until > now);
}

/**
 * Puts pinned stories into their places; marks them as `used`. In plain words: of pins in force, the one that began last
 * goes first, and those without a beginning come after, in the file's order; so a pin for this evening takes the place of
 * one that stands there always, and gives it back. Within a place the file's order stays. A package whose first story is
 * not public is led by the first of it that is; none of the words that the slot had for the hidden one are used.
 */
export function settlePins(
  input: FrontInput,
  used: Set<string>,
): { pinned: Map<FrontSlot, FrontItem[]>; pins: PinOutcome[]; problems: Problem[] } {
  const { record, now } = input;
  const problems: Problem[] = [];
  const placed = new Map<FrontSlot, { index: number; item: FrontItem; from: Moment }[]>();
  const outcomes = new Map<number, PinOutcome[]>();
  /** When the pin began that a story stands on the front by. */
  const since = new Map<string, Moment>();
  const all: Pin[] = (record?.slots ?? []).flatMap(({ story, ...slot }, index) =>
    story === undefined ? [] : [{ slot: { ...slot, story }, index }],
  );

  const settle = ({ slot, index }: Pin): void => {
    const line = lineOf(record, `slots.${index}.story`, `slots.${index}`);
    const from = slot.from ?? Number.NEGATIVE_INFINITY;
    const tell = (story: string, state: PinState, isMember: boolean) => {
      const outcome: PinOutcome = {
        place: slot.name,
        story,
        state,
        ...(isMember && { isMember: true }),
        ...(line !== undefined && { line }),
        ...(slot.from !== undefined && { from: slot.from }),
        ...(slot.until !== undefined && { until: slot.until }),
      };
      outcomes.set(index, [...(outcomes.get(index) ?? []), outcome]);
    };
    const warn = (code: ProblemCode, message: string, expected?: string) => {
      const at = { file: record?.file ?? "", ...(line !== undefined && { line }) };
      problems.push(problem({ ...at, code, message, ...(expected !== undefined && { expected }) }));
    };
    const members = slot.package ?? [];
    const named: Named[] = [{ ...slot, isMember: false }, ...members.map((each) => ({ ...each, isMember: true }))];
    if (!isInForce(slot, now)) {
      const state = slot.until !== undefined && slot.until <= now ? "over" : "waits";
      for (const { story, isMember } of named) tell(story, state, isMember);
      return;
    }
    const there = placed.get(slot.name) ?? [];
    const room = sizeOf(slot.name, record);
    const standing: { story: Story; named: Named }[] = [];
    for (const each of named) {
      const story = input.byId.get(each.story);
      if (!story && !input.exists(each.story)) continue; // content has reported it
      const passOver = (state: PinState, code: ProblemCode | undefined, member: string, main: string) => {
        tell(each.story, state, each.isMember);
        if (code)
          warn(
            code,
            each.isMember ? `The package in the slot ${slot.name} ${member}` : `The slot ${slot.name} ${main}`,
          );
      };
      if (!story || story.isExpired) {
        const rest = members.length > 0;
        passOver(
          story ? "expired" : "hidden",
          "front/pin-hidden",
          "names a story that is not public now; it was left out.",
          rest
            ? "pins a story that is not public now; the next of its package leads, or the newest fills the place."
            : "pins a story that is not public now; it was filled with the newest.",
        );
      } else if (used.has(story.id)) {
        const isPlanned = (since.get(story.id) ?? from) > from;
        passOver(
          isPlanned ? "replaced" : "twice",
          isPlanned ? undefined : "front/pin-twice",
          "names a story that stands on this front already; it was left out.",
          "pins a story that stands on this front already.",
        );
      } else if (there.length >= room) {
        const isPlanned = there.some((other) => other.from > from);
        tell(each.story, isPlanned ? "replaced" : "no-room", each.isMember);
        if (!isPlanned && !each.isMember) {
          const message = `The place ${slot.name} is full; this pin was passed over, and the story stands where it falls.`;
          warn("front/pin-too-many", message, `at most ${room}`);
        }
      } else {
        used.add(story.id);
        since.set(story.id, from);
        tell(each.story, "stands", each.isMember);
        standing.push({ story, named: each });
      }
    }
    const [first, ...others] = standing;
    if (!first) return;
    const photo = first.named.isMember ? undefined : slotPhoto(slot, first.story, line, input);
    const item: FrontItem = {
      ...itemOf(first),
      pinned: {
        ...(slot.from !== undefined && { from: slot.from }),
        ...(slot.until !== undefined && { until: slot.until }),
      },
      ...(photo !== undefined && { photo }),
      ...(others.length > 0 && { more: others.map(itemOf) }),
    };
    placed.set(slot.name, [...there, { index, item, from }]);
  };

  const order = [...all].sort(
    (a, b) =>
      Number(isInForce(b.slot, now)) - Number(isInForce(a.slot, now)) ||
      compare(b.slot.from, a.slot.from) ||
      a.index - b.index,
  );
  for (const pin of order) settle(pin);
  const pinned = new Map<FrontSlot, FrontItem[]>();
  for (const [name, items] of placed) {
    pinned.set(
      name,
      items.sort((a, b) => a.index - b.index).map(({ item }) => item),
    ); // the file's order
  }
  return { pinned, pins: [...outcomes].sort(([a], [b]) => a - b).flatMap(([, each]) => each), problems };
}

function compare(a: Moment | undefined, b: Moment | undefined): number {
  if (a === b) return 0;
  return a === undefined ? -1 : b === undefined ? 1 : a - b;
}

function itemOf({ story, named }: { story: Story; named: Named }): FrontItem {
  return {
    story,
    ...(named.headline !== undefined && { headline: named.headline }),
    ...(named.kicker !== undefined && { kicker: named.kicker }),
  };
}

function slotPhoto(slot: Slot, story: Story, line: number | undefined, input: FrontInput): FrontItem["photo"] {
  if (typeof slot.photo === "string") return input.settleSlotPhoto(slot.photo, line, input.record?.file ?? "", story);
  return slot.photo === false ? null : undefined;
}

/** The line of the first of these keys that has one. */
export function lineOf(
  record: { lines: Readonly<Record<string, number>> } | undefined,
  ...keys: string[]
): number | undefined {
  return keys.map((key) => record?.lines[key]).find((line) => line !== undefined);
}
