import { type Problem, problem } from "../base/problem.ts";
import { clip, nearest } from "../base/text.ts";
import { lineOf } from "./key-lines.ts";
import type { StoryRecord } from "./site-content.ts";

/** A story's language as the outlet spells it (`en-IN` is the outlet's `en`); one that it lacks is a fault. */
export function settleLanguage(story: StoryRecord, languages: readonly string[], problems: Problem[]): void {
  const written = story.frontMatter.language ?? "";
  const primary = (code: string) => code.split("-")[0];
  const settled =
    languages.find((code) => code === written) ?? languages.find((code) => primary(code) === primary(written));
  if (settled !== undefined) {
    story.frontMatter.language = settled;
    return;
  }
  const near = nearest(written, languages);
  problems.push(
    problem({
      code: "reference/language",
      file: story.file,
      line: lineOf(story.lines, "language"),
      column: 1,
      key: "language",
      story: story.id,
      message: "The outlet has no such language.",
      expected: languages.join(", "),
      found: written,
      ...(near === undefined ? {} : { hint: `Did you mean \`${near}\`?` }),
    }),
  );
}

/** What is wrong with what a story is a translation of. `first`: the language of stories that name none. */
export function translationFaults(story: StoryRecord, original: StoryRecord | undefined, first: string): Problem[] {
  if (!original) return [];
  const at = {
    file: story.file,
    line: lineOf(story.lines, "translationOf"),
    column: 1,
    key: "translationOf",
    story: story.id,
  };
  const beyond = original.frontMatter.translationOf;
  if (beyond !== undefined) {
    const message = "`translationOf` names a story that is a translation itself.";
    const hint =
      beyond === story.id
        ? "One of the two is the original: take its `translationOf` away."
        : `Write \`translationOf: ${clip(beyond, 80)}\`.`;
    return [problem({ code: "story/translation-chain", ...at, message, hint })];
  }
  const language = story.frontMatter.language ?? first;
  if (language !== (original.frontMatter.language ?? first)) return [];
  return [
    problem({
      code: "story/translation-language",
      ...at,
      message: "This translation is in the same language as its original.",
      found: language,
      hint: "Write the translation's `language`.",
    }),
  ];
}
