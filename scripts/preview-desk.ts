import type { Moment } from "../src/base/dates.ts";
import { openStore } from "../src/base/store.ts";
import { previewBarCss } from "../src/desk/look-notice.ts";
import { DeskPages } from "../src/desk.ts";
import type { Preview } from "../src/preview.ts";
import type { PreviewServer } from "./preview-server.ts";

/** Puts the editors' desk at `/desk/` of a preview, and its bar on every page that shows another moment than `clock` says. */
export function addDesk(
  server: PreviewServer,
  { preview, site, cache, clock }: { preview: Preview; site: string; cache: string; clock: () => Moment },
): void {
  const desk = new DeskPages({
    preview: {
      get current() {
        return preview.current;
      },
      async look(look) {
        const { problems } = await preview.look(look, clock());
        server.problems = problems;
        server.noticeHtml = desk.noticeHtml();
        server.pages.reloadOthers();
      },
    },
    site,
    store: openStore(cache),
  });
  server.noticeCss = previewBarCss;
  server.handlers.push((url, method, body) => desk.answer(url, method, body));
}
