import { readFileSync } from "node:fs";
import { join } from "node:path";
import { load } from "js-yaml";
import { walkFolder } from "./demo-pages.ts";
import { demo, projectFolder } from "./demo-site.ts";

/** A story of the demo as its file says, read without Broadsheet's own reader: a test must not share the fault it looks for. */
export interface DemoStory {
  /** Path under articles/, without `.md`, or the front matter's own. */
  id: string;
  matter: Record<string, unknown>;
  /** Markdown. */
  copy: string;
  headline: string;
  type: string;
  language: string;
  /** Whether readers may see it at the demo's moment. */
  isPublic: boolean;
}

const articles = join(projectFolder, "articles");

export function demoStories(): DemoStory[] {
  return (
    walkFolder(articles)
      // A live story's entries are no stories.
      .filter((name) => name.endsWith(".md") && !name.includes("/entries/"))
      .map((name) => {
        const [, front = "", copy = ""] =
          /^---\n(.*?)\n---\n(.*)$/s.exec(readFileSync(join(articles, name), "utf8")) ?? [];
        const matter = load(front) as Record<string, unknown>;
        return {
          id: String(matter.id ?? name.replace(/\.md$/, "")),
          matter,
          copy,
          headline: String(matter.headline),
          type: String(matter.type ?? "news"),
          language: String(matter.language ?? "en"),
          isPublic: isPublic(matter),
        };
      })
  );
}

function isPublic({ status = "ready", published, embargo, kill }: Record<string, unknown>): boolean {
  const now = Date.parse(demo.now);
  const isOut = [published, embargo].every((value) => value === undefined || momentOf(value) <= now);
  return status === "ready" && kill === undefined && isOut;
}

/** The demo outlet's zone is India's, which keeps one offset all the year. */
function momentOf(value: unknown): number {
  if (value instanceof Date) return value.getTime();
  const text = String(value);
  return Date.parse(/(Z|[+-]\d\d:?\d\d)$/.test(text) ? text : `${text.replace(" ", "T")}+05:30`);
}
