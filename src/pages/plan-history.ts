import { places } from "../model/addresses.ts";
import { historyView } from "./history-view.ts";
import type { PageBaseFactory } from "./page-base.ts";
import type { AddPage } from "./planned-page-input.ts";
import type { ViewContext } from "./view-context.ts";

/** The public histories of stories that changed since readers first saw them; none where the outlet wants none. */
export function planHistories(context: ViewContext, base: PageBaseFactory, add: AddPage): void {
  for (const story of context.newsroom.stories) {
    const history = context.historyOf(story);
    if (!history) continue;
    add({
      path: places.history(story.path),
      layout: "history",
      language: story.language,
      light: () => historyView({ story, history, context, base, isWhole: false }),
      view: () => historyView({ story, history, context, base, isWhole: true }),
      origin: story.file,
    });
  }
}
