import { type Problem, type ProblemInput, problem } from "../base/problem.ts";
import { clip } from "../base/text.ts";
import { readTree, textOf } from "./sanitise-tree.ts";
import type { FrontMatter } from "./story-schema.ts";

/** What the rules below see of a story: nothing of any other story. */
export interface StoryFacts {
  id: string;
  file: string;
  frontMatter: FrontMatter;
  lines: Readonly<Record<string, number>>;
  /** Whether the copy holds anything. */
  hasCopy: boolean;
  /** 1-based line where the copy begins. */
  copyLine: number;
  /** 1-based line of the first `:::live-entry`; undefined where the copy has none. */
  liveEntryLine?: number | undefined;
}

type Rule = (story: StoryFacts) => Omit<ProblemInput, "file" | "story">[];

/** Rules that one story's front matter answers alone, in the order of the keys. */
const rules: readonly Rule[] = [
  function sponsorIsNamed({ frontMatter, lines }) {
    if (frontMatter.type !== "sponsored" || frontMatter.sponsor) return [];
    return [
      {
        code: "story/sponsor-missing",
        key: "type",
        line: lines.type ?? 1,
        column: 1,
        message: "`type: sponsored` needs `sponsor`: readers must know who paid.",
        hint: "Add `sponsor: { name: … }`.",
      },
    ];
  },
  function liveHasStart({ frontMatter, lines }) {
    if (frontMatter.type !== "live" || frontMatter.live) return [];
    return [
      {
        code: "story/live-missing",
        key: "type",
        line: lines.type ?? 1,
        column: 1,
        message: "`type: live` needs `live`, with the coverage's start.",
        hint: "Add `live: { start: 2025-05-10T19:30 }`.",
      },
    ];
  },
  function liveEntriesAreOfLiveStory({ frontMatter, liveEntryLine }) {
    if (frontMatter.type === "live" || liveEntryLine === undefined) return [];
    return [
      {
        code: "story/live-entry-elsewhere",
        line: liveEntryLine,
        column: 1,
        message: `Live entries begin here, and the story is of type \`${frontMatter.type}\`.`,
        hint: "Write `type: live` and `live: { start: … }`, or put a heading in the entry's place.",
      },
    ];
  },
  function changeHasTime({ frontMatter, lines }) {
    if (frontMatter.changeNote === undefined || frontMatter.updated !== undefined) return [];
    return [
      {
        code: "story/change-note-alone",
        key: "changeNote",
        line: lines.changeNote ?? 1,
        column: 1,
        message: "`changeNote` is printed together with `updated`, which is missing.",
        hint: "Add `updated:` with the time of the change.",
      },
    ];
  },
  function datesInOrder({ frontMatter, lines }) {
    const found: Omit<ProblemInput, "file" | "story">[] = [];
    const before = (key: string, earlier: string) => ({
      code: "story/dates-order" as const,
      key,
      line: lines[key] ?? 1,
      column: 1,
      message: `\`${key}\` is before \`${earlier}\`.`,
    });
    const { published, updated, expires, live } = frontMatter;
    if (updated !== undefined && updated < published) found.push(before("updated", "published"));
    if (expires !== undefined && expires < published) found.push(before("expires", "published"));
    if (live?.end !== undefined && live.end < live.start)
      found.push({ ...before("live.end", "live.start"), line: lines["live.end"] ?? lines.live ?? 1 });
    return found;
  },
  function isNoTranslationOfItself({ frontMatter, lines, id }) {
    if (frontMatter.translationOf !== id) return [];
    return [
      {
        code: "story/translation-self",
        key: "translationOf",
        line: lines.translationOf ?? 1,
        column: 1,
        message: "`translationOf` names this story itself.",
        hint: "Name the original's id; an original has no `translationOf`.",
      },
    ];
  },
  function addressesAreOurs({ frontMatter, lines }) {
    const found: Omit<ProblemInput, "file" | "story">[] = [];
    const check = (key: string, address: string, line: number) => {
      const fault = addressFault(address);
      if (fault)
        found.push({
          code: "story/address",
          key,
          line,
          column: 1,
          message: `\`${key}\` ${fault}.`,
          expected: "a path such as /2025/05/10/some-words/",
          found: address.slice(0, 60),
        });
    };
    if (frontMatter.permalink !== undefined) check("permalink", frontMatter.permalink, lines.permalink ?? 1);
    for (const [index, alias] of (frontMatter.aliases ?? []).entries()) {
      check("aliases", alias, lines[`aliases.${index}`] ?? lines.aliases ?? 1);
    }
    return found;
  },
  function textsArePlain({ frontMatter, lines }) {
    return printedTexts(frontMatter).flatMap(([key, text]) => {
      const found = markup.exec(text)?.[0];
      const plain = found === undefined ? text : textOf(readTree(text, 1).nodes).replace(/\s+/g, " ").trim();
      if (found === undefined || plain === text) return [];
      return [
        {
          code: "story/markup" as const,
          key,
          line: lines[key] ?? lines[key.split(".")[0] ?? ""] ?? 1,
          column: 1,
          message: `\`${key}\` is a plain text: readers see its HTML as it stands.`,
          found: clip(found, 60),
          expected: clip(plain, 200),
        },
      ];
    });
  },
  function saysSomething({ frontMatter, hasCopy, copyLine }) {
    if (hasCopy || frontMatter.status !== "ready" || frontMatter.kill) return [];
    // Its entries may have files of their own; `withEntries` looks.
    if (frontMatter.type === "live") return [];
    if (frontMatter.type === "gallery" && frontMatter.gallery?.length) return [];
    return [
      {
        code: "story/empty",
        line: copyLine,
        column: 1,
        message: "There is no copy below the front matter.",
        hint: "Write it, or set `status: draft`.",
      },
    ];
  },
];

/** Tags of running text, and characters written as HTML writes them. */
const markup =
  /<\/?(?:a|abbr|b|big|br|center|cite|code|del|div|em|font|h[1-6]|i|img|ins|mark|p|q|s|small|span|strike|strong|sub|sup|u|wbr)(?:\s[^<>]*|\s*\/)?>|&(?:[a-z]{2,8}|#\d{2,6}|#x[0-9a-f]{2,6});/i;

/** The plain texts that readers see, by their keys. */
function printedTexts(frontMatter: FrontMatter): [key: string, text: string][] {
  const { headline, shortHeadline, kicker, standfirst, dateline, changeNote, methodology } = frontMatter;
  const texts: [string, string | undefined][] = [
    ...Object.entries({ headline, shortHeadline, kicker, standfirst, dateline, changeNote, methodology }),
    ["photo.caption", frontMatter.photo?.caption],
    ["photo.credit", frontMatter.photo?.credit],
    ...(frontMatter.gallery ?? []).map(({ caption }, index): [string, string | undefined] => [
      `gallery.${index}.caption`,
      caption,
    ]),
    ...(frontMatter.corrections ?? []).map(({ text }, index): [string, string] => [`corrections.${index}.text`, text]),
  ];
  return texts.flatMap(([key, text]) => (text === undefined ? [] : [[key, text]]));
}

/** What is wrong with a path of this site, after `permalink`; undefined where nothing is. */
function addressFault(address: string): string | undefined {
  if (!address.startsWith("/")) return "does not begin with `/`";
  if (address.startsWith("//")) return "begins with `//`, which names another host";
  if (/[?#]/.test(address)) return "holds `?` or `#`, which no file can";
  if (address.split("/").some((part) => part === ".." || part === ".")) return "holds `..` or `.`";
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
  if (/[\s\\<>"|*\u0000-\u001f]/u.test(address)) return "holds a space or a mark that no address has";
  // 255 bytes are what disks take for a name; ours carry an ending while they are written.
  if (address.split("/").some((part) => Buffer.byteLength(part) > 200)) return "holds a part of more than 200 bytes";
  return undefined;
}

/** Everything that one story's own words say is wrong with it. */
export function checkStory(story: StoryFacts): Problem[] {
  return rules.flatMap((rule) => rule(story).map((found) => problem({ ...found, file: story.file, story: story.id })));
}
