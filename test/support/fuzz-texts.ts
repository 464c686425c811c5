import { hostilePaths, pieces, prototypeNames } from "./fuzz-words.ts";
import type { Random } from "./random.ts";

// Files as nobody would write them: real ones with something wrong in a place, and made-up ones.

/** A text with one to four things done to it: bytes, words and lines taken out, doubled, pumped up, spliced in from another. */
export function mutated(text: string, others: readonly string[], random: Random): string {
  let result = text;
  for (let left = 1 + random.below(4); left > 0; left -= 1) result = random.pick(mutations)(result, others, random);
  return result.slice(0, 400_000);
}

type Mutation = (text: string, others: readonly string[], random: Random) => string;

const put = (text: string, at: number, length: number, what: string) =>
  text.slice(0, at) + what + text.slice(at + length);

const mutations: readonly Mutation[] = [
  // A piece of markup, mostly near the front matter.
  (text, _, random) => put(text, placeIn(text, random), random.below(3), random.pick(pieces)),
  // The same, many times.
  (text, _, random) => put(text, placeIn(text, random), 0, random.pick(pieces).repeat(howMany(random))),
  // Something of its own, many times.
  (text, _, random) => {
    const from = random.below(text.length + 1);
    return put(text, placeIn(text, random), 0, text.slice(from, from + 1 + random.below(30)).repeat(howMany(random)));
  },
  // One byte another: what comes of it may be no UTF-8.
  (text, _, random) => {
    const bytes = Buffer.from(text);
    for (let left = 1 + random.below(4); left > 0 && bytes.length > 0; left -= 1) {
      bytes[random.below(Math.min(bytes.length, 3000))] = random.below(256);
    }
    return bytes.toString("utf8");
  },
  (text, _, random) => put(text, placeIn(text, random), 1 + random.below(60), ""),
  (text, others, random) => {
    const other = random.pick(others);
    return text.slice(0, random.below(text.length + 1)) + other.slice(random.below(other.length + 1));
  },
  // Lines out, twice, elsewhere.
  (text, _, random) => {
    const lines = text.split("\n");
    const [taken = ""] = lines.splice(random.below(lines.length), 1);
    for (let left = random.below(3); left > 0; left -= 1) lines.splice(random.below(lines.length + 1), 0, taken);
    return lines.join("\n");
  },
  // One key's value another.
  (text, _, random) => {
    const keys = [...text.slice(0, 3000).matchAll(/^[ ]*(?:- )?[a-zA-Z]+:/gm)];
    const key = keys[random.below(keys.length)];
    if (!key) return text;
    const at = key.index + key[0].length;
    const end = text.indexOf("\n", at);
    return put(text, at, (end === -1 ? text.length : end) - at, ` ${anyYaml(random, 3)}`);
  },
  (text, _, random) => text.replaceAll("\n", random.pick(["\r\n", "\r", "\u2028", "\n\n", "\n "])),
  (text, _, random) => text.slice(0, random.below(text.length + 1)),
];

/** The beginning of a file holds its keys: half of all places lie there. */
function placeIn(text: string, random: Random): number {
  return random.below(1 + (random.chance() ? Math.min(text.length, 1200) : text.length));
}

/** Mostly few, for most faults want no more; now and then thousands. */
function howMany(random: Random): number {
  return random.pick([1, 2, 3, 5, 9, 30, 30, 100, 100, 1000, random.chance(0.1) ? 10_000 : 300]);
}

/** Copy put together from marks alone. */
export function anyCopy(random: Random): string {
  const parts: string[] = [];
  for (let left = random.below(80); left > 0; left -= 1) {
    const piece = random.pick(pieces);
    parts.push(
      random.chance(0.05) ? piece.repeat(howMany(random)) : piece,
      random.pick(["", "", " ", "word", "\n", "\n\n"]),
    );
  }
  return parts.join("");
}

/** A YAML value: plain, quoted, a list, a map, an anchor, an alias, a tag, and what is none of these. */
export function anyYaml(random: Random, depth: number): string {
  const kind = random.below(depth > 0 ? 16 : 9);
  const inner = () => anyYaml(random, depth - 1);
  const some = () => Array.from({ length: random.below(5) }, inner);
  if (kind < 2) return random.pick(hostilePaths);
  if (kind < 3) return JSON.stringify(random.pick(hostilePaths));
  if (kind < 4) return random.pick(prototypeNames);
  if (kind < 6) return random.pick(pieces).repeat(howMany(random));
  if (kind < 9) return random.pick(odd);
  if (kind < 10) return `[${some().join(", ")}]`;
  if (kind < 12)
    return `{ ${some()
      .map((value) => `${anyKey(random)}: ${value}`)
      .join(", ")} }`;
  if (kind < 13) return `&a${random.below(3)} ${inner()}`;
  if (kind < 14) return `*a${random.below(3)}`;
  if (kind < 15)
    return `${random.pick(["!!js/function", "!!binary", "!!timestamp", "!!set", "!x", "!!float"])} ${inner()}`;
  return random.pick(["[", "{a: "]).repeat(howMany(random)) + inner();
}

const odd = [
  "", "~", "null", "true", "yes", "0", "-1", "1e999", ".inf", ".nan", "007", "0x1F", "2026-13-45", "9999-99-99T99:99", "0000-00-00",
  "275760-09-13T00:00:00Z", "-271821-04-20", "2026-11-01T10:00:00+99:99", "2026-03-29T02:30", '"\\ud800"', '"\\x00"', '"\\U00110000"', "'it's'",
  '"open', "'open", "a: b", "a #b", "@x", "%x", "“so”", "|\n  text\n", ">-\n  text\n", "|9\n a", "? a\n: b", "<<: *a0", "- a\n- b", "\ta",
  "draft", "withheld", "live", "gallery", "sponsored", "en", "xx-YY-zz-1234567890", "world", "ANI", "https://e.org/", "/(a+)+$/", "/[/", "\u00a0",
]; // biome-ignore format: a list to scan

/** Keys of stories, photos, sidecars, entries and of the files in _data. */
const keys = [
  "headline", "shortHeadline", "kicker", "standfirst", "section", "alsoIn", "topics", "byline", "agency", "dateline", "published", "updated",
  "changeNote", "embargo", "expires", "status", "kill", "type", "language", "translationOf", "photo", "gallery", "corrections", "redacted",
  "sources", "methodology", "claim", "aiUse", "series", "live", "sponsor", "aliases", "permalink", "id", "canonical", "edNote", "file", "alt",
  "caption", "credit", "leases", "focus", "rights", "licence", "data", "original", "at", "reason", "notice", "replacedBy", "pinned", "key", "by",
  "slots", "name", "story", "until", "from", "fill", "banner", "url", "timeZone", "languages", "checks", "words", "find", "use", "except", "apart",
  "perPage", "role", "bio", "contacts", "text", "photos", "terms", "parent", "<<", "a b", "a", "1", "",
]; // biome-ignore format: a list to scan

function anyKey(random: Random): string {
  return random.chance(0.1) ? random.pick(prototypeNames) : random.pick(keys);
}

/** A map in block style, as front matter and the files of _data are; `more`: lines to begin with. */
export function anyYamlMap(random: Random, more: readonly string[] = []): string {
  const lines = more.filter(() => random.chance(0.95));
  for (let left = random.below(12); left > 0; left -= 1) {
    lines.splice(random.below(lines.length + 1), 0, `${anyKey(random)}: ${anyYaml(random, 4)}`);
  }
  if (random.chance(0.1)) lines.push(laughs(random));
  if (random.chance(0.05)) lines.push(Array.from({ length: 150 }, (_, depth) => `${" ".repeat(depth)}a:`).join("\n"));
  if (random.chance(0.05)) lines.unshift(random.pick(["---", "...", "%YAML 9.9", "\ufeff", "\t", "[", "{", "}"]));
  return lines.join("\n");
}

/** Aliases of aliases. */
function laughs(random: Random): string {
  const [width, depth] = [2 + random.below(8), 2 + random.below(40)];
  const aliases = (index: number) => Array.from({ length: width }, () => `*l${index - 1}`);
  const isMap = random.chance(0.3);
  return Array.from({ length: depth }, (_, index) => {
    if (index === 0) return "l0: &l0 { a: ha }";
    const merged = `{ <<: [${aliases(index).join(", ")}] }`;
    return `l${index}: &l${index} ${isMap ? merged : `[${aliases(index).join(", ")}]`}`;
  }).join("\n");
}

/** A whole story, half of whose keys are right. */
export function anyStory(random: Random): string {
  const right = ["headline: A headline", "section: world", "published: 2026-11-01T10:00:00+05:30"];
  return `---\n${anyYamlMap(random, right)}\n---\n\n${anyCopy(random)}\n`;
}

/** A table in CSV, or what is left of one. */
export function anyCsv(random: Random): string {
  const separator = random.pick([",", ";", "\t", "|"]);
  const width = 1 + random.below(6);
  const cell = () => random.pick(['"', '""', '"a"', "a", "", "1,5", "−3 %", "=1+1", '"a\nb"', random.pick(pieces)]);
  const rows = Array.from({ length: random.below(30) }, () => Array.from({ length: width }, cell).join(separator));
  return (
    random.pick(["", "", "\ufeff"]) +
    rows.join(random.pick(["\n", "\r\n", "\r"])) +
    random.pick(["", "\n", '"'.repeat(howMany(random))])
  );
}
