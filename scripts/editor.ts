import { existsSync, readFileSync } from "node:fs";
import { join, relative, sep } from "node:path";
import { writeFileAtomic } from "../src/base/files.ts";
import { jsonSchemas } from "../src/content/json-schema.ts";
import { projectFolder } from "../src/engine.ts";
import { type Command, foldersOf, sharedOptions, UsageError } from "./command.ts";
import { helixLanguages, vscodeSettings, zedSettings } from "./editor/settings.ts";
import { frontMatterSnippets } from "./editor/snippets.ts";

export const command: Command = {
  summary: "Sets up VS Code, Zed and Helix for a site: keys of front matter and data files are offered as you write.",
  options: { site: sharedOptions.site },
  async run(given) {
    const { site } = foldersOf(given);
    const files = editorFiles(site);
    const changed = [...files].filter(([name, text]) => textOf(site, name) !== text);
    for (const [name, text] of changed) writeFileAtomic(join(site, name), text);
    for (const [name] of changed) console.log(name);
    if (changed.length === 0) console.log("All is set up already.");
    return 0;
  },
};

/** What the editors of a site read, over what the site has: path under the site's folder → text. The project's own site names its reference. */
export function editorFiles(site: string): Map<string, string> {
  const isOwn = relative(site, projectFolder) === "";
  const folder = isOwn ? "./docs/reference/schemas" : "./.vscode/schemas";
  const files = new Map([
    [
      ".vscode/settings.json",
      `${JSON.stringify(vscodeSettings(present(site, ".vscode/settings.json"), folder), null, 2)}\n`,
    ],
    [".vscode/front-matter.code-snippets", frontMatterSnippets()],
    [".zed/settings.json", `${JSON.stringify(zedSettings(present(site, ".zed/settings.json"), folder), null, 2)}\n`],
    [".helix/languages.toml", helixLanguages(folder)],
  ]);
  if (!isOwn) {
    for (const [name, schema] of Object.entries(jsonSchemas()))
      files.set(`.vscode/schemas/${name}.json`, `${JSON.stringify(schema, null, 2)}\n`);
  }
  return files;
}

/** Settings that a site has; with comments in them they can't be merged without losing these. */
function present(site: string, name: string): Record<string, unknown> {
  const text = textOf(site, name);
  if (text === undefined) return {};
  try {
    return JSON.parse(text) as Record<string, unknown>;
  } catch {
    throw new UsageError(
      `${name.split("/").join(sep)} is not plain JSON (comments?), so that nothing was added to it.`,
    );
  }
}

function textOf(site: string, name: string): string | undefined {
  const path = join(site, name);
  return existsSync(path) ? readFileSync(path, "utf8") : undefined;
}
