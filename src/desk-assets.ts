import { join } from "node:path";
import type { Store } from "./base/store.ts";
import { deskFaces } from "./desk/desk-faces.ts";
import { deskUrl } from "./desk/desk-setting.ts";
import type { DeskView } from "./desk/desk-views.ts";
import type { DeskAssets } from "./desk/render-desk.ts";
import { engineDigest, projectFolder } from "./engine.ts";
import { readAssets } from "./pages/assets.ts";
import { bundleOnce } from "./pages/scripts.ts";
import { layoutStyles } from "./pages/stylesheets.ts";
import type { PreviewState } from "./preview.ts";

const scriptSource = "desk/client/desk.ts";

/** Makes what stands in the head of the desk's pages, and their script. */
export class DeskAssetMaker {
  readonly #site: string;
  readonly #store: Store;
  #engine: string | undefined;

  constructor(site: string, store: Store) {
    this.#site = site;
    this.#store = store;
  }

  /** Styles, faces and policy of one layout, as the state's templates and outlet have it. */
  async of(layout: DeskView["layout"], { plan, opened }: PreviewState): Promise<DeskAssets> {
    const { folders, context } = plan;
    const assets = readAssets([join(this.#site, "assets"), join(projectFolder, "assets")]);
    const input = { folders, assets, prefix: context.prefix, store: this.#store };
    const style = await layoutStyles({ ...input, layout });
    const languages = opened.content.outlet.languages.map(({ code }) => code);
    const faces = await deskFaces(input, languages);
    this.#store.flush();
    return {
      cssHtml: style.css,
      facesHtml: faces.css,
      // Nothing from elsewhere; the light page is shown in a frame.
      csp: [
        "default-src 'none'",
        `style-src ${style.cspHash} ${faces.cspHash}`,
        "img-src 'self'",
        "font-src 'self'",
        "frame-src 'self'",
        "script-src 'self'",
        "connect-src 'self'",
        "base-uri 'none'",
        "form-action 'self'",
      ].join("; "),
      scriptUrl: deskUrl({ prefix: context.prefix }, "desk.js"),
    };
  }

  /** The desk's own script, bundled. */
  async script(): Promise<string> {
    this.#engine ??= engineDigest();
    const text = await bundleOnce(scriptSource, {
      folder: join(projectFolder, "src"),
      engine: this.#engine,
      store: this.#store,
    });
    this.#store.flush();
    return text;
  }
}
