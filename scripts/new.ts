import { existsSync } from "node:fs";
import { dirname, join, sep } from "node:path";
import { isoMoment, type Moment } from "../src/base/dates.ts";
import { writeFileAtomic } from "../src/base/files.ts";
import { openStore } from "../src/base/store.ts";
import { nearest, oneOf, shortSlug } from "../src/base/text.ts";
import { readSite } from "../src/content/read-site.ts";
import { plainId } from "../src/content/read-story.ts";
import type { SiteContent } from "../src/content/site-content.ts";
import { type StoryType, storyTypes } from "../src/content/story-schema.ts";
import { projectFolder } from "../src/engine.ts";
import { type Command, foldersOf, type Given, sharedOptions, UsageError } from "./command.ts";
import { fillTemplate, storyTemplate } from "./new/story-template.ts";
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
    entry: { type: "string", value: "ID", help: "begins an entry of this live story instead" },
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
  const entry = given.values.entry;
  if (typeof entry === "string") return beginEntry(headline, entry, { site, now, content });

  const section = choose("section", given.values.section, Object.keys(sections));
  const type = choose("type", given.values.type, storyTypes, "news") as StoryType;
  const sponsor = typeof given.values.sponsor === "string" ? given.values.sponsor.trim() : "";
  if (type === "sponsored" && sponsor === "")
    throw new UsageError('Who paid? A sponsored story needs --sponsor "NAME".');
  const languages = outlet.languages.map(({ code }) => code);
  const language = choose("language", given.values.language, languages);
  const published = isoMoment(now, outlet.timeZone);
  const slug = shortSlug(headline);
  if (slug === "")
    throw new UsageError("The headline holds no letter or digit, so that no file can be named after it.");
  const place = join("articles", language === languages[0] ? "" : language, section);
  // A live story is a folder, so that two who write at once never touch one file.
  const file = join(place, type === "live" ? `${slug}/index.md` : `${slug}.md`);
  const taken = [join(place, `${slug}.md`), join(place, slug, "index.md")].find((each) => existsSync(join(site, each)));
  if (taken !== undefined) throw new UsageError(`${taken} exists already.`);

  const named = given.values.photo;
  const folder = dirname(file);
  const photo = typeof named === "string" ? await storyPhoto(named, { site, cache, folder, content }) : undefined;
  const text = fillTemplate(storyTemplate(type, { site, language }), {
    headline,
    section,
    ...(type !== "news" && { type }),
    ...(language !== languages[0] && { language }),
    ...(type === "live" && { "live.start": published }),
    ...(sponsor !== "" && { "sponsor.name": sponsor }),
    published,
    ...(photo && { photo }),
    status: "draft",
  });
  writeFileAtomic(join(site, file), text);
  console.log(`${file}\nIt is a draft: remove \`status: draft\` when it is ready. \`npm start\` shows it.`);
  if (type === "live") console.log(`Its entries: npm run new -- "What is new" --entry ${idOf(file)}`);
  return 0;
}

/** One entry of a live story, in a file of its own that is named by its time, so that two who write at once never meet. */
function beginEntry(headline: string, id: string, { site, now, content }: EntryPlace): number {
  const { outlet, stories } = content;
  const wanted = plainId(id).replace(/\/index$/, "");
  const story = stories.find((each) => each.id === wanted || each.id === `${wanted}/index`);
  const near = nearest(
    wanted,
    stories.filter(({ frontMatter }) => frontMatter.type === "live").map((each) => each.id),
  );
  if (!story)
    throw new UsageError(`There is no story "${id}"${near === undefined ? "." : `; did you mean "${near}"?`}`);
  if (story.frontMatter.type !== "live") throw new UsageError(`${story.file} is no live story: write \`type: live\`.`);
  if (!/\/_?index\.md$/i.test(story.file)) {
    const folder = story.file.replace(/\.md$/i, "");
    throw new UsageError(
      `${story.file} is no folder: move it to ${folder}/index.md, and write \`id: ${story.id}\` into it.`,
    );
  }
  const language = story.frontMatter.language ?? outlet.languages[0]?.code ?? "en";
  const at = isoMoment(now, outlet.timeZone);
  const stamp = at.slice(0, 16).replace("T", "-").replace(":", "");
  const file = join(dirname(story.file), "entries", `${[stamp, shortSlug(headline)].filter(Boolean).join("-")}.md`);
  if (existsSync(join(site, file))) throw new UsageError(`${file} exists already.`);
  writeFileAtomic(join(site, file), fillTemplate(storyTemplate("live-entry", { site, language }), { at, headline }));
  console.log(`${file}\nIt is a draft: remove \`status: draft\` when it is ready. \`npm start\` shows it.`);
  return 0;
}

interface EntryPlace {
  site: string;
  now: Moment;
  content: SiteContent;
}

function idOf(file: string): string {
  return plainId(file.split(sep).join("/"));
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
