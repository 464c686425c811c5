import { ProblemError } from "../base/problem.ts";
import type { PageModel, RenderRun, WarmRender } from "./eleventy-plugin.ts";
import { renderPages, templateProblem } from "./render.ts";
import type { Layout } from "./views.ts";

export interface PageRendererInput extends Pick<RenderRun, "includes" | "siteConfig"> {
  cache: string;
}

/**
 * Renders pages one by one, as a preview asks for them. The first is an Eleventy run of its own, and the Nunjucks that
 * Eleventy has set up for it, with the site's filters and shortcodes, then renders all others: the bytes are those of
 * `renderPages`, without the tenth of a second that a run costs. Where a site's configuration transforms finished pages,
 * each page is a run. Templates are read once: when one changes, begin a new renderer.
 */
export class PageRenderer {
  readonly #input: PageRendererInput;
  #warm: WarmRender | undefined;
  /** Renders take turns: faults in templates are heard by whoever renders now. */
  #turn: Promise<unknown> = Promise.resolve();

  constructor(input: PageRendererInput) {
    this.#input = input;
  }

  /** `model` is asked for when the page's turn comes. Throws ProblemError for what is wrong in a template. */
  render(page: { layout: Layout; file: string }, model: () => PageModel): Promise<string> {
    const rendered = this.#turn.then(() => this.#render(page, model));
    this.#turn = rendered.catch(() => {});
    return rendered;
  }

  async #render(page: { layout: Layout; file: string }, model: () => PageModel): Promise<string> {
    if (this.#warm) {
      const made = model();
      try {
        return await this.#warm(page.layout, made);
      } catch (error) {
        throw new ProblemError([templateProblem(error)]);
      }
    }
    const { cache, ...run } = this.#input;
    let html = "";
    const problems = await renderPages(
      {
        ...run,
        pages: [page],
        modelOf: model,
        onPage: (_file, made) => {
          html = made;
        },
        onWarm: (render) => {
          this.#warm = render;
        },
      },
      cache,
    );
    if (problems.length > 0) {
      // Nunjucks keeps templates that could not be compiled.
      this.#warm = undefined;
      throw new ProblemError(problems);
    }
    return html;
  }
}
