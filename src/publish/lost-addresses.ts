import { type Edit, type Problem, problem } from "../base/problem.ts";
import type { BuildManifest, ManifestFile } from "./build-manifest.ts";

export interface LostInput {
  before: BuildManifest;
  planned: readonly { file: string; story?: string }[];
  stories: readonly { id: string; file: string; frontMatter: { kill?: unknown; status: string } }[];
  /** Ids that a fault in their status takes off on purpose. */
  hidden: ReadonlySet<string>;
  /** The edits that put old addresses and an old id into a story's file; undefined where that is not certain. */
  mend?: (file: string, keys: { id?: string; aliases?: string[] }) => Edit[] | undefined;
}

/**
 * Addresses and ids of stories that the last build had and this one would not. An alias or a take-down notice stands at
 * the same path, so that only a real loss is left. A take-down is never held up: where its notice is missing, a warning.
 */
export function lostAddresses(input: LostInput): Problem[] {
  const { before, planned, stories, hidden, mend = () => undefined } = input;
  const storyAt = new Map(planned.map(({ file, story }) => [file, story]));
  const ids = new Set(planned.map(({ story }) => story));
  const byId = new Map(stories.map((story) => [story.id, story]));
  return before.files.flatMap((known) => {
    const { path, story, alias } = known;
    if (alias !== undefined && !storyAt.has(path) && !hidden.has(alias))
      return [lostAddress(known, byId.get(alias), mend)];
    if (story === undefined || hidden.has(story)) return [];
    if (!storyAt.has(path)) return [lostAddress(known, byId.get(story), mend)];
    const now = storyAt.get(path);
    // At an alias's path stands no story: the old id is accounted for.
    return now === undefined || now === story || ids.has(story) ? [] : [lostId(story, byId.get(now), mend)];
  });
}

type Mend = NonNullable<LostInput["mend"]>;
type Record = LostInput["stories"][number];

function lostAddress({ path, story, alias }: ManifestFile, record: Record | undefined, mend: Mend): Problem {
  const address = `/${path.replace(/index\.html$/, "")}`;
  const id = story ?? alias;
  const place = record
    ? { file: record.file, line: 1, column: 1, story: record.id }
    : { ...(id !== undefined && { story: id }) };
  if (record?.frontMatter.kill !== undefined) {
    return problem({
      ...place,
      code: "site/notice-missing",
      message: `The address ${address} was public, and this take-down leaves no notice at it.`,
      hint: "Leave `status` and `published` as they were: the kill alone takes the story down.",
    });
  }
  const isHidden = record !== undefined && record.frontMatter.status !== "ready";
  const fix = record && !isHidden ? mend(record.file, { aliases: [address] }) : undefined;
  return problem({
    ...place,
    code: "site/address-lost",
    message: record
      ? `The address ${address} was public, and this story no longer answers at it.`
      : `The address ${address} was public, and its story is gone.`,
    hint:
      record && !isHidden
        ? `Add the line \`aliases: [${address}]\` to the story.`
        : `${record ? "Take the story down" : "Bring the file back"} with \`kill: { at: …, reason: … }\`, so that the address says why, or build with --allow-removed.`,
    ...(fix && { fix }),
  });
}

function lostId(old: string, record: Record | undefined, mend: Mend): Problem {
  const fix = record && mend(record.file, { id: old });
  return problem({
    code: "site/id-lost",
    ...(record && { file: record.file, line: 1, column: 1, story: record.id }),
    message: "This story was public under another id, by which feeds and other papers know it.",
    found: record?.id ?? "",
    expected: old,
    hint: `Add the line \`id: ${old}\` to the story.`,
    ...(fix && { fix }),
  });
}
