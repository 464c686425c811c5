import { readdirSync, readFileSync } from "node:fs";
import { basename, dirname, join, relative } from "node:path";
import { describe, expect, test } from "vitest";
import { walkFolder } from "./support/demo-pages.ts";

// Holds DESIGN.md's table of rooms by reading the import lines.

const project = join(import.meta.dirname, "..");
const source = join(project, "src");

interface Import {
  /** File that imports, below src/. */
  from: string;
  /** A package's name, or a file below src/. */
  to: string;
  isTypeOnly: boolean;
}

const files = walkFolder(source).filter((file) => file.endsWith(".ts"));
const texts = new Map(files.map((file) => [file, readFileSync(join(source, file), "utf8")]));
const imports = files.flatMap((file) => importsOf(file, texts.get(file) ?? ""));

function importsOf(from: string, text: string): Import[] {
  const found = [
    ...text.matchAll(/^(?:import|export)\s+(type\s)?([^;]*?)\s*from\s*"([^"]+)"/gm),
    ...text.matchAll(/^import()()\s*"([^"]+)"/gm),
    ...text.matchAll(/\bimport()()\("([^"]+)"\)/g),
  ];
  return found.map(([, type, names = "", specifier = ""]) => ({
    from,
    to: specifier.startsWith(".") ? relative(source, join(source, dirname(from), specifier)) : packageOf(specifier),
    isTypeOnly: type !== undefined || /^\{\s*(type\s+[\w\s]+,?\s*)+\}$/.test(names),
  }));
}

function packageOf(specifier: string): string {
  return /^(@[^/]+\/[^/]+|[^/]+)/.exec(specifier)?.[0] ?? specifier;
}

/** `content` of `content/read-site.ts`; empty for what stands beside the rooms. */
const roomOf = (file: string) => (file.includes("/") ? (file.split("/")[0] ?? "") : "");

interface Room {
  /** Rooms that it may import. */
  rooms: string[];
  /** Rooms whose types alone it may import. */
  types?: string[];
  /** Files of other rooms that it may import whole, and why. */
  files?: Record<string, string>;
}

const pureOfContent = "pure, a few lines about the words of the front matter: a second copy could differ";

// The table of rooms in DESIGN.md. "photos' reader" is photos/read-photo.ts.
const table: Record<string, Room> = {
  base: { rooms: [] },
  content: { rooms: ["base"] },
  model: {
    rooms: ["base"],
    types: ["content"],
    files: {
      "content/schema-parts.ts": pureOfContent,
      "content/front-slots.ts": "a table of names and numbers: what the schema admits and the model fills",
      "content/photo-path.ts": pureOfContent,
      "content/photo-schema.ts": pureOfContent,
    },
  },
  photos: { rooms: ["base", "model"] },
  pages: {
    rooms: ["base", "model", "photos"],
    types: ["content"],
    files: {
      "content/schema-parts.ts": pureOfContent,
      "content/blocks.ts": "the form in which copy is handed on",
      "content/block-text.ts": "pure: the words of that form",
    },
  },
  syndication: { rooms: ["base", "model"] },
  search: { rooms: ["base", "model"] },
  editions: { rooms: ["base", "model"] },
  checks: { rooms: ["base", "content", "model"] },
  importers: { rooms: ["base", "content"], files: { "photos/read-photo.ts": "DESIGN.md: photos' reader" } },
  publish: { rooms: ["base"] },
  desk: {
    rooms: ["base", "model", "pages", "syndication"],
    types: ["content"],
    files: { "content/schema-parts.ts": pureOfContent },
  },
};

// Each heavy library has one home (STYLE.md).
const homes: Record<string, RegExp> = {
  luxon: /^base\/dates\.ts$/,
  sharp: /^photos\//,
  "markdown-it": /^content\/markdown/,
  "markdown-it-footnote": /^content\/markdown/,
  "@11ty/eleventy": /^pages\//,
};

describe("rooms", () => {
  test("the source has imports to look at", () => {
    expect(imports.length).toBeGreaterThan(100);
    expect(imports.some(({ isTypeOnly }) => isTypeOnly)).toBe(true);
  });

  test("every folder below src/ is a room of the table", () => {
    const rooms = new Set(files.map(roomOf).filter((room) => room !== ""));
    expect([...rooms].filter((room) => !(room in table))).toEqual([]);
  });

  test("each imports only what the table lets it", () => {
    const wrong = imports
      .filter(({ to }) => files.includes(to))
      .filter(({ from, to, isTypeOnly }) => {
        const [room, other] = [roomOf(from), roomOf(to)];
        // What stands beside the rooms puts them in order, and knows them all.
        if (room === "" || room === other) return false;
        const { rooms = [], types = [], files: exceptions = {} } = table[room] ?? {};
        return !(rooms.includes(other) || to in exceptions || (isTypeOnly && types.includes(other)));
      });
    expect(wrong.map(({ from, to, isTypeOnly }) => `${from} → ${isTypeOnly ? "type of " : ""}${to}`)).toEqual([]);
  });

  test("no exception stands that nobody needs", () => {
    const unused = Object.entries(table).flatMap(([room, { files: exceptions = {} }]) =>
      files.some((file) => roomOf(file) === room)
        ? Object.keys(exceptions).filter(
            (file) => !imports.some(({ from, to }) => roomOf(from) === room && to === file),
          )
        : [],
    );
    expect(unused).toEqual([]);
  });

  test("a room does not import what stands beside the rooms", () => {
    const wrong = imports.filter(
      ({ from, to, isTypeOnly }) => roomOf(from) !== "" && files.includes(to) && roomOf(to) === "" && !isTypeOnly,
    );
    expect(wrong.map(({ from, to }) => `${from} → ${to}`)).toEqual([]);
  });

  test("each heavy library has one home", () => {
    // Values only: a type weighs nothing, and the site's config is handed Eleventy's own.
    const wrong = imports.filter(({ from, to, isTypeOnly }) => {
      const home = homes[to];
      return home !== undefined && !home.test(from) && !isTypeOnly;
    });
    expect(wrong.map(({ from, to }) => `${from} → ${to}`)).toEqual([]);
  });
});

describe("files", () => {
  const code = ["src", "scripts", "test"].flatMap((folder) =>
    walkFolder(join(project, folder))
      .filter((file) => /\.(ts|mts|mjs)$/.test(file))
      .map((file) => `${folder}/${file}`),
  );

  test("are named after what they hold: no index, utils, helpers, lib or common", () => {
    const vague = /(^|\/)(index|utils?|helpers?|misc)\.m?[jt]s$|\/(lib|common)\//;
    expect(code.filter((file) => vague.test(file))).toEqual([]);
  });

  test("are named in kebab-case", () => {
    const kebab = /^[a-z0-9]+(-[a-z0-9]+)*(\.(test|d|worker|config))?\.(ts|mts|mjs)$/;
    expect(code.filter((file) => !kebab.test(basename(file)))).toEqual([]);
  });

  test("of more than 250 lines say why in their first lines", () => {
    const unexplained = code.filter((file) => {
      const lines = readFileSync(join(project, file), "utf8").split("\n");
      const comments = lines.slice(0, 20).filter((line) => /^\s*(\/\/|\/?\*)/.test(line));
      return lines.length > 251 && !/250 lines|longer than/i.test(comments.join(" "));
    });
    expect(unexplained).toEqual([]);
  });

  test("export by name; a default export only where a program asks for one", () => {
    const wrong = files.filter((file) => /^export default/m.test(texts.get(file) ?? ""));
    expect(wrong).toEqual([]);
  });

  test("of the project's own folder are those that DESIGN.md names", () => {
    const folders = readdirSync(project, { withFileTypes: true })
      .filter((entry) => entry.isDirectory() && !entry.name.startsWith(".") && entry.name !== "node_modules")
      .map(({ name }) => name);
    const known = ["_data", "_includes", "_site", "articles", "assets", "docs", "scripts", "src", "test", "types"];
    expect(folders.filter((folder) => !known.includes(folder))).toEqual([]);
  });
});
