import { escapeXml } from "../base/xml.ts";
import { type DeskSetting, deskUrl, longDate } from "./desk-setting.ts";

/**
 * The bar that stands on every page of a preview which shows another moment than now, or what readers see; empty where it
 * shows the paper as its editors see it now. HTML without styles of its own: `previewBarCss` has them.
 */
export function lookNotice(setting: DeskSetting): string {
  const { movedTo, audience } = setting;
  if (movedTo === undefined && audience === "desk") return "";
  const at = longDate(setting.now, setting);
  const when = movedTo === undefined ? "now" : `on <time datetime="${at.iso}">${escapeXml(at.text)}</time>`;
  const who = audience === "public" ? "as readers see it" : "with what is hidden from readers";
  const other = audience === "public" ? ["editors", "Look as an editor"] : ["readers", "Look as a reader"];
  const moment = movedTo === undefined ? "" : `<input type="hidden" name="at" value="${at.iso}">`;
  const form = (fields: string, name: string) =>
    `<form method="post" action="${escapeXml(deskUrl(setting, "look/"))}"><input type="hidden" name="go" value="paper">${fields}<button type="submit">${name}</button></form>`;
  return [
    `<aside class="preview-bar" lang="en" dir="ltr" aria-label="Preview">`,
    `<p>The paper ${when}, ${who}.</p>`,
    form(`${moment}<input type="hidden" name="as" value="${other[0]}">`, `${other[1]}`),
    form(`<input type="hidden" name="as" value="editors">`, "Back to now"),
    `<a href="${escapeXml(deskUrl(setting, ""))}">The desk</a>`,
    "</aside>",
  ].join("");
}

/** Styles of the bar and of the problems below it: system faces and colours, for they stand on any paper's pages. */
export const previewBarCss = `
.preview-bar, .preview-problems { box-sizing: border-box; margin: 0; padding: 8px 12px; border: 2px solid CanvasText; background: Canvas; color: CanvasText; font: 14px/1.4 system-ui, sans-serif; text-align: start; }
.preview-bar { display: flex; flex-wrap: wrap; gap: 4px 12px; align-items: center; }
.preview-bar p, .preview-bar form { margin: 0; }
.preview-bar button { padding: 4px 8px; border: 1px solid CanvasText; background: Canvas; color: CanvasText; font: inherit; cursor: pointer; }
.preview-problems { overflow-wrap: anywhere; }
.preview-bar a, .preview-problems a { color: inherit; }
@media print { .preview-bar, .preview-problems { display: none; } }
`;
