import { cpSync, existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { stringify } from "yaml";
import { walkFiles } from "../../src/base/files.ts";
import { benchDesks, benchName, benchSections, generateStories, markdownFile, writeText } from "./generate-site.ts";

/** The same stories as a Hugo site whose templates make the same pages: what `npm run bench` measures against. */
export interface GeneratedHugoSite {
  folder: string;
  stories: number;
  /** A built Broadsheet site of these stories: its inlined styles, policies, fonts and host files are used as they are. */
  built: string;
}

// Their names end otherwise than Hugo wants them: no formatter of HTML reads Go's templates.
const templates = join(import.meta.dirname, "hugo");

// Which built page tells the styles of which kind of layout.
const stylePages = {
  story: undefined,
  front: "index.html",
  listing: "world/latest/index.html",
  archive: "archive/index.html",
} as const;

/** Writes the Hugo site folder. */
export function generateHugoSite({ folder, stories, built }: GeneratedHugoSite): void {
  const write = (path: string, text: string) => writeText(join(folder, path), text);
  for (const name of walkFiles(templates))
    write(name.replace(/\.go(html|xml)$/, ".$1"), readFileSync(join(templates, name), "utf8"));
  const index = (place: string, frontMatter: object) =>
    write(`content/${place}/_index.md`, markdownFile(frontMatter, ""));

  const years = new Set<string>();
  let aStory = "";
  for (const { section, slug, headline, standfirst, topics, byline, published, copy } of generateStories(stories)) {
    const year = published.slice(0, 4);
    years.add(year);
    aStory = `${published.slice(0, 10).replaceAll("-", "/")}/${slug}/index.html`;
    const archive = [year, published.slice(0, 7)];
    const frontMatter = { title: headline, description: standfirst, date: published, topics, by: byline, archive };
    write(`content/${section}/${year}/${slug}.md`, markdownFile(frontMatter, copy));
  }

  for (const section of benchSections) {
    const title = benchName(section);
    index(section, { title });
    index(`${section}/latest`, { title, type: "latest", outputs: ["HTML"] });
  }
  for (const desk of benchDesks) index(`by/${desk}`, { title: benchName(desk) });
  // Broadsheet has no page that lists all topics or all contributors.
  for (const taxonomy of ["by", "topics"]) index(taxonomy, { _build: { render: "never" } });
  write(
    "content/corrections.md",
    markdownFile(
      {
        title: "Corrections and clarifications",
        description:
          "We correct errors of substance openly and say what was wrong. Each correction stands on the story it belongs to, and here.",
        layout: "corrections",
        date: "2000-01-01",
      },
      "",
    ),
  );

  const named = (keys: readonly string[]) => Object.fromEntries(keys.map((key) => [key, benchName(key)]));
  write("data/sections.yaml", stringify(benchSections.map((key) => ({ key, name: benchName(key) }))));
  write("data/names.yaml", stringify(named(benchSections)));
  write("data/contributors.yaml", stringify(named(benchDesks)));
  write("data/years.yaml", stringify([...years]));

  for (const [kind, page = aStory] of Object.entries(stylePages)) {
    const html = readFileSync(join(built, page), "utf8");
    for (const [name, pattern] of Object.entries({
      csp: /<meta http-equiv=[^>]*>/,
      style: /(?:<style>.*?<\/style>\s*)+/s,
    })) {
      write(`layouts/partials/generated/${name}-${kind}.html`, pattern.exec(html)?.[0] ?? "");
    }
  }
  for (const name of ["assets", "_headers", "_redirects", "favicon.ico"]) {
    if (existsSync(join(built, name))) cpSync(join(built, name), join(folder, "static", name), { recursive: true });
  }
}
