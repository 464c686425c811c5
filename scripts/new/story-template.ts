import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { isMap, parseDocument } from "yaml";
import { plainText, splitFrontMatter } from "../../src/content/front-matter.ts";
import { projectFolder } from "../../src/engine.ts";
import { UsageError } from "../command.ts";

/** Under `_data/templates/`: a story type, or `live-entry`. */
const folder = join("_data", "templates");

/** A template as it was found: `file` for problems, from the site's folder or the project's. */
export interface StoryTemplate {
  file: string;
  text: string;
}

/**
 * What a story of this type begins as: the site's own `_data/templates/<name>.<language>.md`, its `<name>.md`, or the
 * project's.
 */
export function storyTemplate(name: string, { site, language }: { site: string; language: string }): StoryTemplate {
  const names = [`${name}.${language}.md`, `${name}.md`].map((each) => join(folder, each));
  for (const root of [site, projectFolder]) {
    for (const file of names) {
      if (existsSync(join(root, file))) return { file, text: plainText(readFileSync(join(root, file), "utf8")) };
    }
  }
  throw new UsageError(`There is no template ${names.at(-1)}.`);
}

/**
 * The template with these keys set, by dotted path (`live.start`): where it has them, in their place; else above `status`.
 * Its comments stay. Throws UsageError where its front matter can't be read.
 */
export function fillTemplate({ file, text }: StoryTemplate, values: Readonly<Record<string, unknown>>): string {
  const { yaml, body, problems, isWhole } = splitFrontMatter(text, file);
  const document = parseDocument(yaml);
  const [fault] = [...problems.map(({ message }) => message), ...document.errors.map(({ message }) => message)];
  if (!isWhole || fault !== undefined || !isMap(document.contents))
    throw new UsageError(`The template ${file} can't be read: ${fault ?? "it has no front matter"}`);
  for (const [path, value] of Object.entries(values)) {
    const keys = path.split(".");
    if (document.hasIn(keys) || keys.length > 1) document.setIn(keys, document.createNode(value));
    else document.contents.items.splice(beforeStatus(document.contents.items), 0, document.createPair(path, value));
  }
  return `---\n${document.toString({ lineWidth: 0 })}---\n${body}`;
}

function beforeStatus(items: readonly { key: unknown }[]): number {
  const index = items.findIndex(({ key }) => String(key) === "status");
  return index === -1 ? items.length : index;
}
