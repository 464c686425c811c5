import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { earlierForms } from "./content/earlier-forms.ts";
import { openHistory } from "./content/git-history.ts";
import type { SiteContent, StoryRecord } from "./content/site-content.ts";
import type { Loss } from "./find-losses.ts";
import { saysTakenOff } from "./hold-back.ts";
import type { DataPlace } from "./last-data.ts";
import { publishedReading } from "./last-published.ts";
import type { HeldSite } from "./open-held-back.ts";
import { readManifest } from "./publish/build-manifest.ts";

/** Stories that moved or went, and what stands for them. */
export interface HeldMoves {
  /** Their ids, in order: kept, or only excused. */
  stories: string[];
  /** Puts those back that may stand where they stood, in the place of what they have become. */
  replace: (content: SiteContent) => SiteContent;
}

/**
 * A story that was renamed or deleted without a trace stays where it was, as it was published last. Not so one that was
 * taken off meanwhile, under whatever name, or may have been: it is let go, and its address with it.
 */
export async function holdMoves(losses: readonly Loss[], held: HeldSite, place: DataPlace): Promise<HeldMoves> {
  const { site, store } = place;
  const { content, newsroom } = held.opened;
  const records = new Map(content.stories.map((story) => [story.id, story]));
  const kept = new Map<string, StoryRecord>();
  const dropped = new Set<string>();
  for (const [id, group] of Map.groupBy(losses, (loss) => loss.id)) {
    const heirs = group.flatMap(({ heir }) => (heir === undefined ? [] : [heir]));
    const files = group.flatMap(({ file }) => (file === undefined ? [] : [file]));
    // A story that goes by this id is what the public is to see, unless it is what was moved.
    if (records.has(id) && !heirs.includes(id)) continue;
    const isTaken = (heir: string) => !newsroom.byId.has(heir) || records.get(heir)?.frontMatter.kill !== undefined;
    if (heirs.some(isTaken) || group.some(({ former }) => former && isOff(former))) continue;
    let last = publishedReading(place, content, id);
    for (const file of last ? [] : files) {
      last ??= (await earlierForms({ site, store, content, files: new Map([[id, file]]) })).get(id);
    }
    if (!last || (heirs.length === 0 && (await mayBeTakenOff(last, held, place)))) continue;
    kept.set(id, last);
    for (const heir of heirs) dropped.add(heir);
  }
  return {
    stories: [...new Set(losses.map(({ id }) => id))].sort(),
    replace: (again) => ({
      ...again,
      stories: [...again.stories.filter(({ id }) => !dropped.has(id) && !kept.has(id)), ...kept.values()],
    }),
  };
}

function isOff({ kill, status }: { kill?: unknown; status: string }): boolean {
  return kill !== undefined || status !== "ready";
}

/**
 * Whether a story whose file is gone, and that nobody knows by another name, may have been taken off: its last text says so,
 * one that is new and hidden looks like it, or one is hidden for a fault and nobody can tell what it was.
 */
async function mayBeTakenOff(last: StoryRecord, { opened, hidden }: HeldSite, place: DataPlace): Promise<boolean> {
  const { headline, published } = last.frontMatter;
  const { content, newsroom } = opened;
  const known = new Set(content.stories.map(({ id }) => id));
  if ([...hidden].some((id) => !known.has(id))) return true;
  const files = readManifest(place.output)?.files;
  const wasPublic = new Set(files?.map(({ story }) => story));
  const isSame = ({ frontMatter, slug }: StoryRecord) =>
    frontMatter.headline === headline ||
    slug === last.slug ||
    (files !== undefined && frontMatter.published === published);
  // One that was public by its own id is not another under a new name.
  const isHidden = ({ id, frontMatter }: StoryRecord) =>
    (isOff(frontMatter) || !newsroom.byId.has(id)) && !wasPublic.has(id);
  if (content.stories.some((story) => isHidden(story) && isSame(story))) return true;
  const disk = join(place.site, last.file);
  if (existsSync(disk) && saysTakenOff(readFileSync(disk, "utf8"), last)) return true;
  const history = await openHistory(place.site);
  if (history.kind !== "history") return false;
  const blob = history.versionsAt(last.file).findLast((each) => each.blob !== undefined)?.blob;
  if (blob === undefined) return false;
  for await (const bytes of history.read([blob])) return saysTakenOff(bytes?.toString("utf8") ?? "", last);
  return false;
}
