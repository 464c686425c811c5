import { existsSync, readFileSync } from "node:fs";
import { join, posix } from "node:path";
import { digestOf } from "../base/digest.ts";
import { type Problem, problem } from "../base/problem.ts";
import type { DeskLayout, Layout } from "./views.ts";

/** What a layout is made of. */
export interface TemplateGraph {
  /** Names under `_includes/`, in the order in which they are met; the layout first. */
  templates: string[];
  /** Stylesheets of the components among them, in order of name. */
  stylesheets: string[];
  /** Whether one of them asks for a photo cropped (`isCropped: …`): stories show theirs whole. */
  hasCrops: boolean;
  /** Changes when any of the templates does. */
  digest: string;
}

// {% include "x" %}, {% extends %}, {% import %}, {% from %}: the name must be a literal, or the digest could not know it.
const reference = /\{%-?\s*(include|extends|import|from)\s+(?:"([^"]+)"|'([^']+)'|([^\s%]+))/g;

/** Reads templates from several `_includes/` folders, the first of which wins by path, and knows what each layout uses. */
export class TemplateFolders {
  /** Absolute paths, the site's own first. */
  readonly folders: readonly string[];
  readonly problems: Problem[] = [];
  readonly #graphs = new Map<string, TemplateGraph>();

  constructor(folders: readonly string[]) {
    this.folders = folders.filter((folder) => existsSync(folder));
  }

  /** The absolute path of a file under `_includes/`, the site's own before the project's. */
  find(name: string): string | undefined {
    return this.folders.map((folder) => join(folder, name)).find((path) => existsSync(path));
  }

  /** The desk's layouts are in no build. */
  graph(layout: Layout | DeskLayout): TemplateGraph {
    const known = this.#graphs.get(layout);
    if (known) return known;
    const texts = new Map<string, string>();
    this.#visit(`layouts/${layout}.njk`, texts);
    const stylesheets = [...texts.keys()]
      .filter((name) => name.startsWith("components/"))
      .map((name) => `${posix.dirname(name)}/${posix.basename(posix.dirname(name))}.css`)
      .filter((name, index, all) => all.indexOf(name) === index && this.find(name) !== undefined)
      .sort();
    const graph = {
      templates: [...texts.keys()],
      stylesheets,
      hasCrops: [...texts.values()].some((text) => /\bisCropped["']?\s*:/.test(text)),
      digest: digestOf(...[...texts].flat()),
    };
    this.#graphs.set(layout, graph);
    return graph;
  }

  #visit(name: string, texts: Map<string, string>): void {
    if (texts.has(name)) return;
    const path = this.find(name);
    if (!path) {
      this.problems.push(
        problem({ code: "site/template", file: `_includes/${name}`, message: `The template ${name} does not exist.` }),
      );
      return;
    }
    const text = readFileSync(path, "utf8");
    texts.set(name, text);
    for (const match of text.matchAll(reference)) {
      const wanted = match[2] ?? match[3];
      if (wanted === undefined) {
        this.problems.push(
          problem({
            code: "site/template",
            file: `_includes/${name}`,
            line: text.slice(0, match.index).split("\n").length,
            message: `A template is named by a value (${match[4]}); only a literal name lets a build know what a page is made of.`,
            hint: "Write one {% include %} for each case, inside {% if %}.",
          }),
        );
      } else {
        this.#visit(wanted.startsWith(".") ? posix.join(posix.dirname(name), wanted) : wanted, texts);
      }
    }
  }
}
