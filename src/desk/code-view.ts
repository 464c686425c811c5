import { problemCodes } from "../base/problem-codes.ts";
import type { Desk } from "./desk-data.ts";
import { sectionName } from "./desk-items.ts";
import { type DeskSetting, deskBase, storyUrl } from "./desk-setting.ts";
import type { DeskCodePage } from "./desk-views.ts";

// Places that the page of a code lists; all of them stand in the list of problems.
const most = 50;

/** What a problem's code means, what to do, and where it stands now; undefined where there is no such code. */
export function codeView(asked: string, desk: Desk, setting: DeskSetting): DeskCodePage | undefined {
  const found = Object.entries(problemCodes).find(([known]) => known === asked);
  if (!found) return undefined;
  const [code, { severity, title, reason, remedy }] = found;
  const items = desk.problems.flatMap(({ story, problems }) =>
    problems
      .filter((each) => each.code === code)
      .map((each) => ({
        label: [each.file, each.line].filter(Boolean).join(":"),
        name: story?.headline ?? each.message,
        ...(story && {
          url: storyUrl(setting, story.id),
          language: story.language.code,
          direction: story.language.direction,
          notes: [sectionName(desk, story.section), each.message],
        }),
      })),
  );
  return {
    ...deskBase("desk-code", { heading: title, path: "code/" }, setting),
    code,
    severity,
    reason,
    remedy,
    list: { items: items.slice(0, most), empty: "Nowhere now." },
  };
}
