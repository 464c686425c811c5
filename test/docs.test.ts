import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { expect, test } from "vitest";
import { parse } from "yaml";
import { commands } from "../scripts/commands.ts";
import { referenceFiles } from "../scripts/docs.ts";
import { editorFiles } from "../scripts/editor.ts";
import { walkFiles } from "../src/base/files.ts";
import { problemCodes } from "../src/base/problem-codes.ts";
import { openStore } from "../src/base/store.ts";
import { crawlersReviewed, trainingCrawlers } from "../src/base/training-crawlers.ts";
import { directiveForms } from "../src/content/copy-directives.ts";
import { jsonSchemas, publishedSchemas } from "../src/content/json-schema.ts";
import { readSite } from "../src/content/read-site.ts";
import { projectFolder } from "../src/engine.ts";
import { plainPhoto, type SiteFolder, smallSite } from "./support/site-folder.ts";

// What is written about Broadsheet is true of it: the reference is what the code makes now, nothing that people may write
// goes unmentioned, and what the README shows is read without a word of complaint.

const read = (name: string) => readFileSync(join(projectFolder, name), "utf8");
const readme = read("README.md");
const handwritten = [
  "README.md",
  "CONTRIBUTING.md",
  "CHANGELOG.md",
  ...readdirSync(join(projectFolder, "docs"), { recursive: true, encoding: "utf8" })
    .map((name) => `docs/${name.replaceAll("\\", "/")}`)
    .filter((name) => name.endsWith(".md") && !name.startsWith("docs/reference/")),
];
const docs = walkFiles(join(projectFolder, "docs"))
  .filter((name) => name.endsWith(".md"))
  .map((name) => read(`docs/${name}`))
  .join("\n");

test("the editors' settings are what `npm run editor` makes now", () => {
  const stale = [...editorFiles(projectFolder)].filter(([name, text]) => read(name) !== text).map(([name]) => name);
  expect(stale).toEqual([]);
});

test("docs/reference is what `npm run docs` makes now", async () => {
  const files = await referenceFiles();
  const committed = walkFiles(join(projectFolder, "docs/reference"));
  expect(committed.toSorted()).toEqual([...files.keys()].toSorted());
  const stale = [...files].filter(([name, text]) => read(`docs/reference/${name}`) !== text).map(([name]) => name);
  expect(stale).toEqual([]);
});

test("every key that people may write has a row in the reference", () => {
  const missing = Object.entries(jsonSchemas()).flatMap(([name, schema]) => {
    const page = read(`docs/reference/${name}.md`);
    return Object.keys(schema.properties ?? {})
      .filter((key) => !page.includes(`| \`${key}\` |`))
      .map((key) => `${name}: ${key}`);
  });
  expect(missing).toEqual([]);
});

test("every problem code has its page, and the list links to it", () => {
  const list = read("docs/reference/problems.md");
  const pageOf = (code: string) => `problems/${code.replace("/", "-")}.md`;
  const missing = Object.keys(problemCodes).filter(
    (code) => !list.includes(`(${pageOf(code)})`) || !read(`docs/reference/${pageOf(code)}`).includes(`\`${code}\``),
  );
  expect(missing).toEqual([]);
});

test("what templates see is in the reference, whichever file of views it stands in", () => {
  const page = read("docs/reference/views.md");
  const files = readdirSync(join(projectFolder, "src/pages")).filter((name) => /^views(-.*)?\.ts$/.test(name));
  expect(files.length).toBeGreaterThan(3);
  for (const file of files) {
    const source = read(`src/pages/${file}`);
    for (const [declared] of source.matchAll(/^export (?:interface|type) \w+/gm)) expect(page).toContain(declared);
  }
});

test("every word of the interface is said by a template or a program", () => {
  const english = parse(read("_data/strings/en.yaml")) as Record<string, string>;
  const sources = ["src", "_includes"]
    .flatMap((folder) => walkFiles(join(projectFolder, folder)).map((name) => `${folder}/${name}`))
    .filter((name) => /\.(?:ts|njk)$/.test(name))
    .map(read)
    .join("\n");
  // `type-${type}` says every word that begins so.
  const beginnings = [...sources.matchAll(/`([a-z]+(?:-[a-z]+)*-)\$\{/g)].map(([, beginning = ""]) => beginning);
  const isSaid = (key: string) =>
    new RegExp(`(?<![\\w-])${key}(?![\\w-])`).test(sources) || beginnings.some((each) => key.startsWith(each));
  expect(Object.keys(english).filter((key) => !isSaid(key))).toEqual([]);
});

test("every directive and each of its attributes is in docs/copy.md", () => {
  const rows = read("docs/copy.md").split("\n");
  for (const [name, { attributes }] of Object.entries(directiveForms)) {
    const row = rows.find((line) => line.startsWith(`| \`${name}\` |`));
    expect(row, name).toBeDefined();
    for (const attribute of attributes) expect(row, name).toContain(`\`${attribute}\``);
  }
});

test("every filter that templates may use is in the docs", () => {
  const plugin = read("src/pages/eleventy-plugin.ts");
  const filters = [...plugin.matchAll(/addFilter\("(\w+)"/g)].map(([, name = ""]) => name);
  expect(filters).toContain("fill");
  expect(filters.filter((name) => !docs.includes(`\`${name}\``))).toEqual([]);
});

test("the README names every script of package.json, and every command has its help in the reference", () => {
  const { scripts } = JSON.parse(read("package.json")) as { scripts: Record<string, string> };
  const callOf = (name: string) => (name === "start" || name === "test" ? `npm ${name}` : `npm run ${name}`);
  const isNamed = (name: string) => new RegExp(`${callOf(name)}(?![\\w:-])`).test(readme);
  expect(Object.keys(scripts).filter((name) => !isNamed(name))).toEqual([]);
  const page = read("docs/reference/commands.md");
  expect(Object.keys(commands).filter((name) => !page.includes(`## ${name}\n`))).toEqual([]);
});

test("every room of src/ is on the README's map", () => {
  const files = walkFiles(join(projectFolder, "src")).filter((name) => name.includes("/"));
  const rooms = new Set(files.map((name) => name.split("/")[0]));
  expect([...rooms].filter((room) => !readme.includes(`\`src/${room}/\``))).toEqual([]);
});

test.each(handwritten)("%s links only to what is there", (name) => {
  const text = read(name).replace(/```[\s\S]*?```|`[^`\n]*`/g, "");
  const targets = [...text.matchAll(/\]\(([^)\s]+)\)/g)].map(([, target = ""]) => target);
  const missing = targets.filter(
    (target) =>
      !/^(https?:|mailto:|#)/.test(target) &&
      !existsSync(join(projectFolder, dirname(name), target.replace(/#.*$/, ""))),
  );
  expect(missing).toEqual([]);
});

test("editors' settings name every schema that people write by, and each is there", () => {
  const { "yaml.schemas": wired } = JSON.parse(read(".vscode/settings.json")) as {
    "yaml.schemas": Record<string, string | string[]>;
  };
  expect(Object.keys(wired).toSorted()).toEqual(
    Object.keys(publishedSchemas)
      .map((name) => `./docs/reference/schemas/${name}.json`)
      .toSorted(),
  );
  for (const path of Object.keys(wired)) expect(existsSync(join(projectFolder, path)), path).toBe(true);
});

interface Example {
  /** `yaml` is front matter unless its first line is a comment that names a file; `markdown` a story or copy. */
  language: string;
  text: string;
}

function examplesOf(text: string): Example[] {
  return [...text.matchAll(/^```(yaml|markdown)\n([\s\S]*?)^```$/gm)].map(([, language = "", body = ""]) => ({
    language,
    text: body,
  }));
}

function writeExample({ language, text }: Example, index: number, folder: SiteFolder): void {
  const base = { headline: `Example ${index}`, section: "climate", published: "2026-05-24T17:00" };
  const file = /^# (\S+\.yaml)\n/.exec(text)?.[1];
  if (language === "markdown" && text.startsWith("---")) {
    folder.write("articles/climate/rain-reaches-kerala-a-week-early.md", text);
  } else if (language === "markdown") {
    // Live entries belong to live stories.
    const live = text.includes(":::live-entry") && { type: "live", live: { start: "2026-05-24T17:00" } };
    folder.writeStory(`climate/example-${index}`, { ...base, ...live }, text);
  } else if (file === "_data/outlet.yaml") {
    const outlet = parse(readFileSync(join(folder.site, file), "utf8")) as object;
    folder.writeYaml(file, { ...outlet, ...(parse(text) as object) });
  } else if (file) {
    folder.write(file, text);
  } else {
    folder.writeStory(`climate/example-${index}`, { ...base, ...(parse(text) as object) });
  }
}

test("what the README and docs/copy.md show as examples is read without a problem", async () => {
  const folder = smallSite();
  try {
    folder.writeYaml("_data/sections.yaml", { climate: { name: "Climate" }, world: { name: "World" } });
    folder.writeYaml("_data/contributors.yaml", { "climate-desk": { name: "Climate desk" } });
    folder.write("articles/photos/boats.jpg", await plainPhoto(40, 80, 120));
    const other = { section: "world", published: "2026-01-01T09:00" };
    folder.writeStory("world/how-tall-is-everest", { headline: "How tall is Everest?", ...other });
    folder.writeStory("climate/how-to-read-a-reservoir", { headline: "How to read a reservoir", ...other });
    const examples = examplesOf(readme + read("docs/copy.md"));
    expect(examples.length).toBeGreaterThan(10);
    for (const [index, example] of examples.entries()) writeExample(example, index, folder);
    const store = openStore(folder.path("cache"));
    const { problems } = await readSite({ root: folder.site, store, project: projectFolder });
    store.close();
    expect(problems).toEqual([]);
  } finally {
    folder.close();
  }
});

test("the crawlers that train models are listed with where they say so, and when that was looked at", () => {
  const page = read("docs/exports.md");
  const rows = Object.entries(trainingCrawlers).map(([name, source]) => `| \`${name}\` | ${source} |`);
  expect(rows.filter((row) => !page.includes(row))).toEqual([]);
  expect(page.match(/^\| `[\w-]+` \| .*\|$/gm)?.length).toBeGreaterThanOrEqual(rows.length);
  expect(page).toContain(`reviewed in ${crawlersReviewed}`);
});

test("every problem has a page with an example", () => {
  const without = Object.keys(problemCodes).filter(
    (code) => !read(`docs/reference/problems/${code.replace("/", "-")}.md`).includes("## Example"),
  );
  expect(without).toEqual([]);
});
