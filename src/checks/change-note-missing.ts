import { problem } from "../base/problem.ts";
import type { StoryRule } from "./rule.ts";

/** A story that says `updated` says what changed. Live coverage does by its entries; a story that a correction explains by that. */
export const changeNoteMissing: StoryRule = {
  code: "story/change-note-missing",
  needs: "front matter",
  runOnStory({ story }) {
    const { updated, changeNote, type, kill, corrections = [] } = story.frontMatter;
    if (updated === undefined || changeNote !== undefined || type === "live" || kill) return [];
    if (corrections.some(({ date }) => Math.abs(date - updated) < day)) return [];
    return [
      problem({
        code: "story/change-note-missing",
        file: story.file,
        line: story.lines.updated ?? 1,
        column: 1,
        story: story.id,
        key: "updated",
        message: "`updated` tells readers that the story changed, and nothing tells them what.",
        hint: "Add `changeNote: …`, or take `updated` away if it was a typo.",
      }),
    ];
  },
};

const day = 24 * 60 * 60 * 1000; // ms
