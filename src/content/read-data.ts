import { readFileSync } from "node:fs";
import { posix } from "node:path";
import type { z } from "zod";
import { isZone } from "../base/dates.ts";
import { type Problem, problem } from "../base/problem.ts";
import { nearest } from "../base/text.ts";
import {
  type Agencies,
  agenciesSchema,
  type Contributors,
  contributorsSchema,
  type Sections,
  type Strings,
  sectionsSchema,
  stringsSchema,
  type Topics,
  topicsSchema,
} from "./data-schemas.ts";
import { plainText } from "./front-matter.ts";
import { type Outlet, outletSchema } from "./outlet-schema.ts";
import { readDataFile } from "./read-data-file.ts";
import { readFront } from "./read-front.ts";
import type { Validation } from "./schema-problems.ts";
import type { SiteContent } from "./site-content.ts";
import type { SiteFiles } from "./site-files.ts";
import { type StyleList, styleSchema } from "./style-schema.ts";
import { readYaml } from "./yaml-read.ts";

/** What _data/ says, but for the pages; `lines` holds the lines of each file's keys, for references. */
export interface SiteData {
  outlet: Outlet;
  sections: Sections;
  contributors: Contributors;
  agencies: Agencies;
  topics: Topics;
  fronts: SiteContent["fronts"];
  strings: Record<string, Strings>;
  style: StyleList;
  lines: Record<string, Record<string, number>>;
  problems: Problem[];
}

const shortest: Record<string, string> = {
  "_data/outlet.yaml":
    "`name: The Daily`, `url: https://example.org`, `timeZone: Asia/Kolkata` and `languages: [en]`, each on a line of its own.",
  "_data/sections.yaml": "`news: { name: News }`",
};

// What an outlet is taken for where its own file says nothing usable, so that everything else can still be read.
const placeholder = { name: "Untitled", url: "https://example.org", timeZone: "UTC", languages: ["en"] };

/** Reads and validates every YAML file of _data/; `project` holds the strings and agencies to fall back to. */
export function readData({ files, project }: { files: SiteFiles; project: string }): SiteData {
  const problems: Problem[] = [];
  const lines: SiteData["lines"] = {};

  const read = <Schema extends z.ZodType>(name: string, schema: Schema): Validation<z.output<Schema>> | undefined => {
    const file = files.has(name) ? name : name.replace(/\.yaml$/, ".yml");
    if (!files.has(file)) {
      if (shortest[name]) {
        const message = `The site has no \`${name}\`.`;
        problems.push(
          problem({
            code: "data/file-missing",
            file: name,
            message,
            hint: `The shortest that will do: ${shortest[name]}`,
          }),
        );
      }
      return undefined;
    }
    const outcome = readDataFile(files.onDisk(file), file, schema);
    problems.push(...outcome.problems);
    lines[name] = outcome.lines;
    return outcome;
  };

  const outletReading = read("_data/outlet.yaml", outletSchema);
  const outlet = outletReading?.value ?? outletSchema.parse({ ...placeholder, ...usable(files) });
  const sections = read("_data/sections.yaml", sectionsSchema)?.value ?? {};
  const contributors = read("_data/contributors.yaml", contributorsSchema)?.value ?? {};
  const topics = read("_data/topics.yaml", topicsSchema)?.value ?? {};
  const agencies = {
    ...ofProject(project, "agencies", agenciesSchema),
    ...read("_data/agencies.yaml", agenciesSchema)?.value,
  };
  const style = read("_data/style.yaml", styleSchema)?.value ?? {};
  const languages = outlet.languages.map((language) => language.code);

  const fronts: SiteContent["fronts"] = {};
  for (const file of files.paths.filter((path) => /^_data\/fronts\/[^/]+\.ya?ml$/.test(path))) {
    const found = readFront(file, { files, outlet, sections, fronts });
    problems.push(...found.problems);
  }

  const strings: Record<string, Strings> = {};
  const english = ofProject(project, "strings/en", stringsSchema) ?? {};
  for (const language of languages) {
    const base =
      ofProject(project, `strings/${language}`, stringsSchema) ??
      ofProject(project, `strings/${language.split("-")[0]}`, stringsSchema) ??
      {};
    const file = `_data/strings/${language}.yaml`;
    const own = files.has(file) ? (read(file, stringsSchema)?.value ?? {}) : {};
    strings[language] = { ...english, ...base, ...own };
    problems.push(...stringFaults({ language, file, english, base, own, lines: lines[file] ?? {} }));
  }

  problems.push(...unknownFiles(files, languages));
  return { outlet, sections, contributors, agencies, topics, fronts, strings, style, lines, problems };
}

const projectFiles = new Map<string, unknown>();

/** A file of the project's own _data/; its faults are the project's and not the site's, so nothing is said of them here. */
function ofProject<Schema extends z.ZodType>(
  project: string,
  name: string,
  schema: Schema,
): z.output<Schema> | undefined {
  const path = posix.join(project, "_data", `${name}.yaml`);
  let text: string;
  try {
    text = readFileSync(path, "utf8");
  } catch {
    return undefined;
  }
  const key = `${path}\0${text}`;
  if (!projectFiles.has(key)) {
    projectFiles.set(key, readDataFile(path, name, schema).value);
  }
  return projectFiles.get(key) as z.output<Schema> | undefined;
}

/** Of a faulty outlet.yaml, what the reading of everything else goes by. */
function usable(files: SiteFiles): Partial<typeof placeholder> {
  if (!files.has("_data/outlet.yaml")) return {};
  const text = plainText(readFileSync(files.onDisk("_data/outlet.yaml"), "utf8"));
  const { value } = readYaml({ text, file: "", firstLine: 1 });
  if (value === null || typeof value !== "object") return {};
  const { timeZone, languages, name, url } = value as Record<string, unknown>;
  return {
    ...(typeof timeZone === "string" && isZone(timeZone) ? { timeZone } : {}),
    ...(outletSchema.shape.languages.safeParse(languages).success ? { languages: languages as string[] } : {}),
    ...(outletSchema.shape.name.safeParse(name).success ? { name: name as string } : {}),
    ...(outletSchema.shape.url.safeParse(url).success ? { url: url as string } : {}),
  };
}

interface LanguageStrings {
  language: string;
  file: string;
  english: Strings;
  base: Strings;
  own: Strings;
  lines: Record<string, number>;
}

function stringFaults({ language, file, english, base, own, lines }: LanguageStrings): Problem[] {
  const problems: Problem[] = [];
  const absent = Object.keys(english).filter((key) => base[key] === undefined && own[key] === undefined);
  if (absent.length > 0) {
    problems.push(
      problem({
        code: "data/strings-incomplete",
        file,
        message: `${absent.length} of the interface's ${Object.keys(english).length} words are missing in \`${language}\`; they are printed in English.`,
        hint: `Add them to \`${file}\`: ${absent.slice(0, 5).join(", ")}${absent.length > 5 ? ", …" : ""}.`,
      }),
    );
  }
  const known = { ...english, ...base };
  for (const key of Object.keys(own)) {
    if (known[key] !== undefined) continue;
    // A site's own templates may ask for words of their own: only what is nearly one of ours is probably a slip.
    const near = nearest(key, Object.keys(known));
    if (near === undefined || own[near] !== undefined) continue;
    problems.push(
      problem({
        code: "data/unknown-string",
        file,
        line: lines[key] ?? 1,
        column: 1,
        key,
        message: `Nothing asks for a word \`${key}\`.`,
        hint: `Did you mean \`${near}\`?`,
      }),
    );
  }
  return problems;
}

const knownNames = ["outlet", "sections", "contributors", "agencies", "topics", "style"].map(
  (name) => `_data/${name}.yaml`,
);

function unknownFiles(files: SiteFiles, languages: readonly string[]): Problem[] {
  const strings = languages.map((code) => `_data/strings/${code}.yaml`);
  return files.paths
    .filter((path) => path.startsWith("_data/"))
    .filter((path) => {
      if (/^_data\/fronts\/[^/]+\.ya?ml$/.test(path)) return false;
      // What `new` begins stories with; checked when it is used.
      if (/^_data\/templates\/[^/]+\.md$/.test(path)) return false;
      if (path === "_data/signatures/withdrawn.json.minisig") return false;
      const page = /^_data\/pages\/([^/]+)\/[^/]+\.md$/.exec(path);
      if (page) return !languages.includes(page[1] ?? "");
      // Words for a language that the outlet does not have (yet) do no harm.
      return !(knownNames.includes(path.replace(/\.yml$/, ".yaml")) || /^_data\/strings\/[^/]+\.yaml$/.test(path));
    })
    .map((file) => {
      const near = nearest(file, [...knownNames, ...strings]);
      return problem({
        code: "data/unknown-file",
        file,
        message: "Nothing reads this file.",
        ...(near === undefined ? {} : { hint: `Did you mean \`${near}\`?` }),
      });
    });
}
