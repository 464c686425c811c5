import { type Problem, problem } from "../base/problem.ts";
import type { BuildManifest } from "./build-manifest.ts";

/**
 * Addresses of stories that the last build had and this one would not. An alias or a take-down notice stands at the same
 * path, so that only a real loss is left. `hidden`: ids that a fault in their status takes off on purpose.
 */
export function lostAddresses(
  before: BuildManifest,
  planned: readonly { file: string }[],
  stories: readonly { id: string; file: string; frontMatter: { kill?: unknown } }[],
  hidden: ReadonlySet<string>,
): Problem[] {
  const paths = new Set(planned.map(({ file }) => file));
  const byId = new Map(stories.map((story) => [story.id, story]));
  return before.files
    .filter(({ path, story }) => story !== undefined && !paths.has(path) && !hidden.has(story))
    .filter(({ story }) => byId.get(story ?? "")?.frontMatter.kill === undefined)
    .map(({ path, story = "" }) => {
      const file = byId.get(story)?.file;
      const address = `/${path.replace(/index\.html$/, "")}`;
      return problem({
        code: "site/address-lost",
        ...(file !== undefined && { file, story }),
        message: file
          ? `The address ${address} was public, and this story no longer answers at it.`
          : `The address ${address} was public, and its story is gone.`,
        hint: file
          ? `Add the line \`aliases: [${address}]\` to the story.`
          : "Bring the story back with `kill: { at, reason }`, so that the address says why, or build with --allow-removed.",
      });
    });
}
