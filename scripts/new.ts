import { existsSync } from "node:fs";
import { join } from "node:path";
import { stringify } from "yaml";
import { isoMoment } from "../src/base/dates.ts";
import { writeFileAtomic } from "../src/base/files.ts";
import { openStore } from "../src/base/store.ts";
import { nearest, oneOf, shortSlug } from "../src/base/text.ts";
import { readSite } from "../src/content/read-site.ts";
import { type StoryType, storyTypes } from "../src/content/story-schema.ts";
import { projectFolder } from "../src/engine.ts";
import { type Command, foldersOf, type Given, sharedOptions, UsageError } from "./command.ts";
import { storyPhoto } from "./photos/story-photo.ts";

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
  const { outlet, sections } = content;

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

  const named = given.values.photo;
  const photo = typeof named === "string" ? await storyPhoto(named, { site, cache, folder, content }) : undefined;
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
