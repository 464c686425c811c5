import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import type { TextFile } from "./base/text-file.ts";
import type { EditionSourceInput } from "./edition-source.ts";
import type { PageRenderer } from "./pages/page-renderer.ts";
import type { PlannedPage } from "./pages/planned-file.ts";
import type { ViewContext } from "./pages/view-context.ts";
import type { PageView } from "./pages/views.ts";

// Files that an edition has in a form of its own, put on the disk while it is made.

/**
 * Puts the files of the index on the disk, for in memory they, and all that they are made of, would be there until the last
 * page is done; gives each file's path. Parts are named by a digest of what they hold: where the site has one of that name,
 * it is the same, and an edition of everything need not put ten thousand stories' words in order once more.
 */
export function writeSearch(
  files: readonly TextFile[],
  { making, output }: Pick<EditionSourceInput, "making" | "output">,
): Map<string, string> {
  return new Map(
    files.map((text) => {
      const { file } = text;
      const ofSite = join(output, file);
      if (file.includes("/parts/") && existsSync(ofSite)) return [file, ofSite];
      const path = join(making, "own", file);
      mkdirSync(dirname(path), { recursive: true });
      writeFileSync(path, "text" in text ? text.text : text.make());
      return [file, path];
    }),
  );
}

/** Makes pages as the build does and puts them on the disk; gives each one's path by its place in the output. */
export async function writePages(
  pages: readonly PlannedPage[],
  renderer: PageRenderer,
  { making, plan }: Pick<EditionSourceInput, "making" | "plan">,
): Promise<Map<string, string>> {
  const made = new Map<string, string>();
  for (const page of pages) {
    const html = await renderer.render(page, () => ({
      view: inEdition(page.view(), plan.context),
      strings: plan.context.strings(plan.context.language(page.language)),
      assets: plan.pageAssets(page.layout, page.language),
    }));
    const path = join(making, "own", page.file);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, html);
    made.set(page.file, path);
  }
  return made;
}

/** An edition's search finds what is in the edition, and says no more than that. */
function inEdition(view: PageView, context: ViewContext): PageView {
  if (view.layout !== "search") return view;
  const introduction = context.words(context.language(view.language), "edition-search");
  const openGraph = view.openGraph.map((item) =>
    item.content === view.description ? { ...item, content: introduction } : item,
  );
  return { ...view, introduction, description: introduction, openGraph };
}
