import { OwnLinks } from "../base/own-links.ts";
import { lineOf } from "../content/key-lines.ts";
import { plainId } from "../content/read-story.ts";
import type { StoryRecord } from "../content/site-content.ts";
import { normalisePath } from "../model/addresses.ts";
import type { CheckContext } from "./rule.ts";
import { targetsOf } from "./site-targets.ts";

/** A take-down that sends readers on: where it is written, and every address that they pass. */
export interface Redirect {
  record: StoryRecord;
  line: number;
  /** As it is written. */
  written: string;
  /** Paths after the story's own, in order; the last is where the way ends, or where it comes round again. */
  way: string[];
  end: "page" | "loop" | "nowhere" | "hidden";
}

const known = new WeakMap<CheckContext, Redirect[]>();

/**
 * Where `replacedBy` of every taken-down story leads in the end. Aliases lead straight to their story, so that no more than
 * one step can follow from them; what is written in take-downs can go on and on.
 */
export function redirectsOf(context: CheckContext): Redirect[] {
  const before = known.get(context);
  if (before) return before;
  const targets = targetsOf(context);
  const own = new OwnLinks(context.content.outlet);
  /** The path to which a taken-down story sends; undefined: to nobody of ours. */
  const nextOf = (record: StoryRecord): string | undefined => {
    const written = record.frontMatter.kill?.replacedBy;
    if (written === undefined) return undefined;
    if (/^(?:\/|https?:)/i.test(written)) return own.read(written, "/")?.path;
    return targets.pathOf(plainId(written));
  };
  const found = context.content.stories.flatMap((record): Redirect[] => {
    const first = nextOf(record);
    if (first === undefined) return [];
    const way: string[] = [];
    const seen = new Set([targets.pathOf(record.id) ?? ""]);
    let path: string | undefined = first;
    let end: Redirect["end"] = "page";
    while (path !== undefined) {
      const here: string = normalisePath(path);
      way.push(path);
      if (seen.has(here)) {
        end = "loop";
        break;
      }
      seen.add(here);
      const target = targets.at(path);
      if (!target || target.kind === "off") end = targets.isComplete || target ? "nowhere" : "page";
      else if (target.kind === "hidden") end = "hidden";
      path = target?.kind === "alias" ? target.to : target?.kind === "notice" ? nextOf(target.record) : undefined;
    }
    const { file: _file, lines } = record;
    const written = record.frontMatter.kill?.replacedBy ?? "";
    return [{ record, line: lineOf(lines, "kill.replacedBy"), written, way, end }];
  });
  known.set(context, found);
  return found;
}
