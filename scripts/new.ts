import { copyFileSync, existsSync, readFileSync } from "node:fs";
import { basename, extname, join, resolve } from "node:path";
import { stringify } from "yaml";
import { isoMoment } from "../src/base/dates.ts";
import { sha256 } from "../src/base/digest.ts";
import { writeFileAtomic } from "../src/base/files.ts";
import { openStore } from "../src/base/store.ts";
import { nearest, oneOf, shortSlug } from "../src/base/text.ts";
import { readSite } from "../src/content/read-site.ts";
import { type StoryType, storyTypes } from "../src/content/story-schema.ts";
import { projectFolder } from "../src/engine.ts";
import { resolveRights } from "../src/model/resolve-rights.ts";
import { readPhoto } from "../src/photos/read-photo.ts";
import { type Command, foldersOf, type Given, sharedOptions, UsageError } from "./command.ts";

export const command: Command = {
  summary: "Begins a story: makes its file, as a draft, with the photo's embedded rights in its record.",
  arguments: '"Headline"',
  options: {
    site: sharedOptions.site,
    cache: sharedOptions.cache,
    now: sharedOptions.now,
    section: { type: "string", value: "KEY", help: "a key of _data/sections.yaml (default: the first)" },
    type: { type: "string", value: "TYPE", help: `${oneOf(storyTypes)} (default: news)` },
    language: { type: "string", value: "TAG", help: "a language of the outlet (default: its first)" },
    sponsor: { type: "string", value: "NAME", help: "who paid; a sponsored story needs it" },
    photo: {
      type: "string",
      value: "FILE",
      help: "the lead photo; copied beside the story unless it is under articles/",
    },
  },
  run: begin,
};

async function begin(given: Given): Promise<number> {
  const headline = given.positionals.join(" ").trim();
  if (headline === "")
    throw new UsageError('What is the headline? npm run new -- "Rain reaches Kerala a week early" --section india');
  const { site, cache, now } = foldersOf(given);
  const store = openStore(cache);
  const content = await readSite({ root: site, store, project: projectFolder });
  store.close();
  const { outlet, sections, agencies } = content;

  const section = choose("section", given.values.section, Object.keys(sections));
  const type = choose("type", given.values.type, storyTypes, "news") as StoryType;
  const sponsor = typeof given.values.sponsor === "string" ? given.values.sponsor.trim() : "";
  if (type === "sponsored" && sponsor === "")
    throw new UsageError('Who paid? A sponsored story needs --sponsor "NAME".');
  const languages = outlet.languages.map(({ code }) => code);
  const language = choose("language", given.values.language, languages);
  const slug = shortSlug(headline);
  if (slug === "")
    throw new UsageError("The headline holds no letter or digit, so that no file can be named after it.");
  const folder = join("articles", language === languages[0] ? "" : language, section);
  const file = join(folder, `${slug}.md`);
  if (existsSync(join(site, file))) throw new UsageError(`${file} exists already.`);

  const photo =
    typeof given.values.photo === "string" ? await photoRecord(given.values.photo, site, folder) : undefined;
  const frontMatter = {
    headline,
    standfirst: "",
    section,
    ...(type !== "news" && { type }),
    ...(language !== languages[0] && { language }),
    ...(type === "live" && { live: { start: isoMoment(now, outlet.timeZone) } }),
    ...(sponsor !== "" && { sponsor: { name: sponsor } }),
    published: isoMoment(now, outlet.timeZone),
    status: "draft",
    ...(photo && { photo }),
  };
  writeFileAtomic(join(site, file), `---\n${stringify(frontMatter, { lineWidth: 0 })}---\n\nThe story.\n`);
  console.log(`${file}\nIt is a draft: remove \`status: draft\` when it is ready. \`npm start\` shows it.`);
  return 0;

  async function photoRecord(path: string, root: string, beside: string) {
    const source = resolve(path);
    if (!existsSync(source)) throw new UsageError(`There is no photo ${path}.`);
    const bytes = readFileSync(source);
    const { value: reading, failure } = await readPhoto({ path: source, sha256: sha256(bytes) });
    if (failure) throw new UsageError(`The photo ${path} ${failure.message}.`);
    const articles = join(root, "articles");
    const isInside = source.startsWith(`${articles}/`);
    const name = `${shortSlug(basename(path, extname(path))) || "photo"}${extname(path).toLowerCase()}`;
    if (!isInside) copyFileSync(source, join(root, beside, name));
    const { rights } = resolveRights({ claims: { xmp: reading.xmp, iim: reading.iim, exif: reading.exif }, agencies });
    const { credit = "", creator = [], copyright, source: from, licence, usageTerms, digitalSource } = rights ?? {};
    const known = { copyright, source: from, licence, usageTerms, digitalSource };
    return {
      file: isInside ? source.slice(articles.length + 1) : name,
      alt: reading.xmp.alt ?? "",
      caption: reading.xmp.caption ?? reading.iim.caption ?? "",
      credit,
      ...(creator.length > 0 && { creator }),
      ...Object.fromEntries(Object.entries(known).filter(([, value]) => value !== undefined)),
    };
  }
}

function choose(
  name: string,
  given: string | boolean | undefined,
  known: readonly string[],
  standard = known[0],
): string {
  if (typeof given !== "string") return standard ?? "";
  if (known.includes(given)) return given;
  const near = nearest(given, known);
  throw new UsageError(
    `There is no ${name} "${given}"${near ? `; did you mean "${near}"?` : `: it is ${oneOf(known)}.`}`,
  );
}
