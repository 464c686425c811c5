import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { digestOf, stableJson } from "../base/digest.ts";
import type { Steps } from "../base/pace.ts";
import type { Problem } from "../base/problem.ts";
import type { Store } from "../base/store.ts";
import { engineVersion } from "../content/engine-version.ts";
import type { StoryRecord } from "../content/site-content.ts";

// Ten thousand look-ups take longer than most rules, so findings are kept in 256 groups of stories, as readings are. A
// group is found by the names in it alone; of a group that changed, only the stories that did are gone through again.
const groups = 256;

/** Where findings are kept between runs, and for which site: two sites may share one store. */
export interface RuleMemory {
  store: Store;
  /** The site's folder, absolute. */
  site: string;
}

/** What was found in one story; kept only where the story is still as it was read. */
export interface Findings {
  problems: Problem[];
  isLasting: boolean;
}

export interface RememberInput {
  memory: RuleMemory;
  stories: readonly StoryRecord[];
  /** Which rules these are; each set is kept apart. */
  name: string;
  /** All that findings depend on besides the stories: the rules, the outlet, the style list. */
  shared: unknown;
  run: (story: StoryRecord) => Findings;
}

/** Findings of rules that look at one story alone, in the order of the stories; those of unchanged stories come from the store. */
export function* rememberFindings({ memory, stories, name, shared, run }: RememberInput): Steps<Problem[]> {
  const { store, site } = memory;
  const digest = digestOf(rulesVersion(), stableJson(shared));
  const found = new Map<StoryRecord, Problem[]>();
  for (const [number, group] of Map.groupBy(stories, ({ file }) => groupOf(file))) {
    yield;
    const place = `${name} ${number} of ${site}`;
    const stored = store.get("checks", place);
    const known = stored?.startsWith(digest) ? stored : undefined;
    const keys = group.map(keyOf);
    // Of a group that is as it was, only what was found is read: mostly nothing.
    const head = digest + digestOf(...keys);
    if (known?.startsWith(head)) {
      const told = JSON.parse(known.slice(head.length, known.indexOf("\n"))) as [number, Problem[]][];
      for (const [index, problems] of told) {
        const story = group[index];
        if (story) found.set(story, problems);
      }
      continue;
    }
    const before =
      known === undefined ? {} : (JSON.parse(known.slice(known.indexOf("\n"))) as Record<string, Problem[]>);
    const kept: Record<string, Problem[]> = {};
    const told: [number, Problem[]][] = [];
    let isKeepable = true;
    for (const [index, story] of group.entries()) {
      const key = keys[index] ?? "";
      const remembered = Object.hasOwn(before, key) ? before[key] : undefined;
      const { problems, isLasting } = remembered ? { problems: remembered, isLasting: true } : run(story);
      isKeepable &&= isLasting;
      kept[key] = problems;
      if (problems.length > 0) told.push([index, problems]);
      found.set(story, problems);
    }
    if (isKeepable) store.set("checks", place, `${head}${JSON.stringify(told)}\n${JSON.stringify(kept)}`);
  }
  return stories.flatMap((story) => found.get(story) ?? []);
}

/** Of a live story in a folder and of tables the digest of the story's own file says nothing; the reading's key does. */
function keyOf({ digest, readingKey, entries, tables }: StoryRecord): string {
  return entries || tables ? `${digest} ${readingKey ?? ""}` : digest;
}

function groupOf(path: string): number {
  let sum = 0x811c9dc5; // FNV-1a
  for (let index = 0; index < path.length; index += 1) sum = Math.imul(sum ^ path.charCodeAt(index), 0x01000193);
  return (sum >>> 0) % groups;
}

let version: string | undefined;

/** A digest of the rules' code and of all that they may import. Computed once a process. */
function rulesVersion(): string {
  version ??= digestOf(
    engineVersion(),
    ...sources(import.meta.dirname),
    ...sources(join(import.meta.dirname, "../model")),
  );
  return version;
}

function sources(folder: string): string[] {
  if (!existsSync(folder)) return [];
  const names = readdirSync(folder).filter((name) => name.endsWith(".ts"));
  return names.sort().flatMap((name) => [name, readFileSync(join(folder, name), "utf8")]);
}
