import { readFileSync } from "node:fs";
import { posix } from "node:path";
import { digestOf } from "../base/digest.ts";
import { type Problem, problem } from "../base/problem.ts";
import { slugify } from "../base/text.ts";
import type { Block } from "./blocks.ts";
import { pageSchema } from "./data-schemas.ts";
import { plainText, splitFrontMatter } from "./front-matter.ts";
import type { CopyReader } from "./read-story.ts";
import { validate } from "./schema-problems.ts";
import type { PageText } from "./site-content.ts";
import { readYaml } from "./yaml-read.ts";

export interface PageReading {
  page?: PageText;
  problems: Problem[];
}

/** Reads one page of _data/pages/<language>/: front matter, and its copy as one piece of HTML. */
export function readPage(input: {
  path: string;
  file: string;
  zone: string;
  engine: string;
  renderCopy: CopyReader;
}): PageReading {
  const { path, file, zone, engine, renderCopy } = input;
  const text = plainText(readFileSync(path, "utf8"));
  const language = posix.basename(posix.dirname(file));
  const parts = splitFrontMatter(text, file);
  const yaml = readYaml({ text: parts.yaml, file, firstLine: parts.yamlLine });
  const problems = [...parts.problems, ...yaml.problems];
  if (!parts.isWhole) return { problems };
  const { value, problems: faults } = validate(pageSchema, yaml, { file, kind: "data" });
  problems.push(...faults);
  if (!value) return { problems };
  const { copy, problems: copyFaults } = renderCopy({
    source: parts.body,
    firstLine: parts.bodyLine,
    file,
    language,
    zone,
  });
  problems.push(...copyFaults);
  if (copy.blocks.length === 0) {
    problems.push(
      problem({
        code: "story/empty",
        file,
        line: parts.bodyLine,
        column: 1,
        message: "There is no copy below the front matter.",
      }),
    );
  }
  const page: PageText = {
    ...value,
    language,
    slug: slugify(posix.basename(file, ".md")),
    file,
    digest: digestOf("page", engine, zone, file, text),
    html: copy.blocks.map(blockHtml).join("\n"),
  };
  return { page, problems };
}

/** A page's blocks as plain HTML: what needs a component of its own on a story page is put here in the simplest form. */
function blockHtml(block: Block): string {
  switch (block.kind) {
    case "html":
    case "footnotes":
      return block.html;
    case "pull-quote":
      return `<blockquote>${block.html}</blockquote>`;
    case "key-points":
      return heading(block.title) + block.html;
    case "fact-box":
      return `<aside>${heading(block.title)}${block.blocks.map(blockHtml).join("\n")}</aside>`;
    case "timeline":
      return `${heading(block.title)}<dl>${block.entries.map((entry) => `<dt>${entry.whenHtml}</dt><dd>${entry.html}</dd>`).join("")}</dl>`;
    case "embed":
      return `<p><a href="${escaped(block.url)}">${escaped(block.title ?? block.host)}</a></p>`;
    default:
      return "";
  }
}

function heading(title: string | undefined): string {
  return title === undefined ? "" : `<h2>${escaped(title)}</h2>`;
}

function escaped(text: string): string {
  return text.replace(/[&<>"]/g, (mark) => `&#${mark.charCodeAt(0)};`);
}
