import { existsSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { walkFiles, writeFileAtomic } from "../src/base/files.ts";
import { visible } from "../src/base/format-problems.ts";
import { type ProblemCode, problemCodes } from "../src/base/problem-codes.ts";
import { jsonSchemas, publishedSchemas } from "../src/content/json-schema.ts";
import { type ProblemExample, problemList, problemPage, schemaTable } from "../src/content/reference.ts";
import { projectFolder } from "../src/engine.ts";
import { withdrawnSchema } from "../src/syndication/withdrawn.ts";
import { type Command, commandHelp, groupHelp } from "./command.ts";
import { commands } from "./commands.ts";

/** The generated reference: path under docs/reference/ → text. Made from the objects that the program itself goes by. */
export async function referenceFiles(): Promise<Map<string, string>> {
  const files = new Map<string, string>();
  const schemas = jsonSchemas();
  for (const [name, schema] of Object.entries(schemas)) {
    files.set(`schemas/${name}.json`, `${JSON.stringify(schema, null, 2)}\n`);
    const entry = publishedSchemas[name];
    files.set(
      `${name}.md`,
      `# ${entry?.title ?? name}\n\nFor \`${entry?.files ?? ""}\`. Schema: [schemas/${name}.json](schemas/${name}.json).\n\n${schemaTable(schema)}`,
    );
  }
  const withdrawn = z.toJSONSchema(withdrawnSchema);
  files.set("schemas/withdrawn.json", `${JSON.stringify({ title: "What was withdrawn", ...withdrawn }, null, 2)}\n`);
  files.set("commands.md", await commandsPage());
  const pageOf = (code: ProblemCode) => `problems/${code.replace("/", "-")}.md`;
  files.set("problems.md", `# Problems\n\nEvery code, with a page of reason and remedy.\n\n${problemList(pageOf)}`);
  for (const code of Object.keys(problemCodes) as ProblemCode[])
    files.set(pageOf(code), problemPage(code, exampleOf(code)));
  files.set("views.md", viewsPage());
  return files;
}

const longestLine = 160;

/** The case that the tests hold for a code, as its page shows it; undefined for what no folder of files brings about. */
function exampleOf(code: ProblemCode): ProblemExample | undefined {
  const folder = join(projectFolder, "test/checks", code.replace("/", "-"));
  const golden = join(folder, "golden/problems.txt");
  if (!existsSync(golden)) return undefined;
  const cut = (line: string) => (line.length > longestLine ? `${line.slice(0, longestLine)} …` : line);
  const told = readFileSync(golden, "utf8").split("\n").map(cut).join("\n");
  const [, file = "", number = "0"] = /^ {2}(\S+?):(\d+)/m.exec(told) ?? [];
  const source = join(folder, "in", file);
  const line = Number(number);
  if (line === 0 || !/\.(?:md|ya?ml|csv|njk|css)$/.test(file) || !existsSync(source)) return { told };
  const lines = readFileSync(source, "utf8")
    .split("\n")
    .slice(Math.max(0, line - 2), line + 1)
    .map(cut);
  return { written: { file, lines: lines.map((each) => visible(each)) }, told };
}

async function commandsPage(): Promise<string> {
  const part = (name: string, help: string) => `## ${name}\n\n\`\`\`text\n${help}\n\`\`\`\n`;
  const parts = await Promise.all(
    Object.entries(commands).map(async ([name, load]) => {
      const loaded = await load();
      if ("command" in loaded) return [part(name, commandHelp(name, loaded.command))];
      const members = Object.entries(loaded.group.commands).map(async ([member, loadMember]) => {
        const full = `${name} ${member}`;
        return part(full, commandHelp(full, (await loadMember()).command));
      });
      return [part(name, groupHelp(name, loaded.group)), ...(await Promise.all(members))];
    }),
  );
  return `# Commands\n\n${parts.flat().join("\n")}`;
}

/** The files of the views' types, in the order that a reader wants them. */
const viewFiles = ["views", "views-parts", "views-story", "views-lists", "views-lite", "views-editions"];

/** Templates see views and nothing else: their types are the reference. */
function viewsPage(): string {
  const source = viewFiles
    .map((name) => readFileSync(join(projectFolder, `src/pages/${name}.ts`), "utf8"))
    .map((text) => text.replace(/^import [^;]*;\n/gm, "").trim())
    .join("\n\n");
  return `# What templates see\n\nA template gets \`view\` (one of these, by its \`layout\`), \`strings\` (the words of the page's language) and \`assets\`. The filter \`fill\` puts values into a text: \`{{ strings["page-number"] | fill({ current: 7 }) }}\`.\n\n\`\`\`ts\n${source}\n\`\`\`\n`;
}

export const command: Command = {
  summary: "Makes docs/reference/ anew: front matter, data files, commands, problem codes, views.",
  options: { check: { type: "boolean", help: "only say whether it is up to date" } },
  async run({ values }) {
    const folder = join(projectFolder, "docs/reference");
    const files = await referenceFiles();
    const stale = [...files].filter(
      ([name, text]) => !existsSync(join(folder, name)) || readFileSync(join(folder, name), "utf8") !== text,
    );
    const gone = walkFiles(folder).filter((name) => !files.has(name));
    if (values.check === true) {
      for (const name of [...stale.map(([each]) => each), ...gone])
        console.log(`docs/reference/${name} is out of date`);
      return stale.length + gone.length > 0 ? 1 : 0;
    }
    for (const [name, text] of stale) writeFileAtomic(join(folder, name), text);
    for (const name of gone) rmSync(join(folder, name));
    console.log(`${files.size} files in docs/reference, ${stale.length} changed, ${gone.length} removed.`);
    return 0;
  },
};
