import { isError, type Problem, sortProblems } from "../base/problem.ts";
import type { DeskStory } from "./desk-story.ts";

/** The problems of one story, of one other file, or of the site as a whole. */
export interface ProblemGroup {
  /** Where there is a story that the desk knows. */
  story?: DeskStory;
  /** The story's id, or the file; empty: of the site. */
  name: string;
  /** Errors keep a story out of the paper, so a group that has one is left out of what is shown. */
  errors: number;
  warnings: number;
  /** Errors first, each in the order of its place. */
  problems: Problem[];
}

/** Problems by story, then by file: what has errors first, then by name. */
export function problemGroups(problems: readonly Problem[], stories: readonly DeskStory[]): ProblemGroup[] {
  const byId = new Map(stories.map((story) => [story.id, story]));
  const byFile = new Map(stories.map((story) => [story.file, story]));
  const storyOf = ({ story, file }: Problem) => byId.get(story ?? "") ?? byFile.get(file ?? "");
  const grouped = Map.groupBy(sortProblems(problems), (each) => storyOf(each)?.id ?? each.story ?? each.file ?? "");
  return [...grouped]
    .map(([name, group]): ProblemGroup => {
      const [first] = group;
      const story = first && storyOf(first);
      const errors = group.filter(isError);
      const warnings = group.filter(({ severity }) => severity !== "error");
      return {
        name,
        ...(story && { story }),
        errors: errors.length,
        warnings: warnings.length,
        problems: [...errors, ...warnings],
      };
    })
    .sort((a, b) => Number(b.errors > 0) - Number(a.errors > 0) || (a.name < b.name ? -1 : 1));
}

/** How many errors and warnings several groups hold. */
export function problemTotals(groups: readonly ProblemGroup[]): Pick<ProblemGroup, "errors" | "warnings"> {
  return {
    errors: groups.reduce((sum, { errors }) => sum + errors, 0),
    warnings: groups.reduce((sum, { warnings }) => sum + warnings, 0),
  };
}
