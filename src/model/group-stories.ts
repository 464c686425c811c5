import type { Story } from "./story.ts";

/** Stories by each of their keys, keys in the order of first appearance; within one the stories keep their order. */
export function groupStories(
  stories: readonly Story[],
  keysOf: (story: Story) => readonly string[],
): Map<string, Story[]> {
  const groups = new Map<string, Story[]>();
  for (const story of stories) {
    for (const key of new Set(keysOf(story))) {
      const group = groups.get(key);
      if (group) group.push(story);
      else groups.set(key, [story]);
    }
  }
  return groups;
}
