import type { FrontRecord } from "./front-schema.ts";

/** One thing that a front's file refers to; `message` names the place where a story does not exist. */
export interface FrontReference {
  kind: "story" | "section";
  value: string;
  /** Dotted: `slots.0.story`. */
  key: string;
  message?: string;
}

/** Every story and section that a front's file names. */
export function frontReferences({ slots, breaking = [], fill = {}, blocks = [] }: FrontRecord): FrontReference[] {
  const story = (value: string, key: string, message?: string): FrontReference => ({
    kind: "story",
    value,
    key,
    ...(message !== undefined && { message }),
  });
  const rules = [
    ...Object.entries(fill).map(([name, rule]) => ({ key: `fill.${name}`, rule })),
    ...(blocks === "none" ? [] : blocks).map((rule, index) => ({ key: `blocks.${index}`, rule })),
  ];
  return [
    ...slots.flatMap((slot, index) => [
      ...(slot.story === undefined
        ? []
        : [story(slot.story, `slots.${index}.story`, `The slot ${slot.name} pins a story that does not exist.`)]),
      ...(slot.package ?? []).map((member, at) =>
        story(
          member.story,
          `slots.${index}.package.${at}`,
          `The package in the slot ${slot.name} names a story that does not exist.`,
        ),
      ),
    ]),
    ...breaking.flatMap((banner, index) =>
      banner.story === undefined
        ? []
        : [story(banner.story, `breaking.${index}.story`, "The breaking banner names a story that does not exist.")],
    ),
    ...rules.flatMap(({ key, rule }): FrontReference[] => {
      if (rule === undefined || rule === "none") return [];
      const exclude = "exclude" in rule ? rule.exclude : undefined;
      return [
        ...("sections" in rule ? (rule.sections ?? []) : []).map(
          (value, at): FrontReference => ({ kind: "section", value, key: `${key}.sections.${at}` }),
        ),
        ...("section" in rule ? [{ kind: "section" as const, value: rule.section, key }] : []),
        ...(exclude ?? []).map((value, at) => story(value, `${key}.exclude.${at}`)),
      ];
    }),
  ];
}
