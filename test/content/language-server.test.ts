import { type ChildProcess, spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import {
  createMessageConnection,
  type MessageConnection,
  StreamMessageReader,
  StreamMessageWriter,
} from "vscode-jsonrpc/node";
import { type JsonSchema, jsonSchemas } from "../../src/content/json-schema.ts";
import { projectFolder } from "../../src/engine.ts";

// The YAML language server that editors run, told what the committed settings tell it: each key that may be written is
// offered where it may stand, with its description, and what may not is marked.

/** The server keeps what it has seen of a file: a name for each trial, where the schema is not for one name alone. */
function nameOf(file: string, number: number): string {
  return /_data\/\w+\.yaml$/.test(file) ? file : file.replace(/^(.*\/)a(?=\.)/, `$1a${number}`);
}

const settings = JSON.parse(readFileSync(join(projectFolder, ".vscode/settings.json"), "utf8"));
let server: ChildProcess;
let connection: MessageConnection;
let opened = 0;
const marked = new Map<string, (messages: string[]) => void>();

beforeAll(async () => {
  const entry = createRequire(import.meta.url).resolve("yaml-language-server/bin/yaml-language-server");
  server = spawn(process.execPath, [entry, "--stdio"], { stdio: ["pipe", "pipe", "inherit"] });
  if (!server.stdout || !server.stdin) throw new Error("no streams");
  connection = createMessageConnection(new StreamMessageReader(server.stdout), new StreamMessageWriter(server.stdin));
  const yaml = Object.fromEntries(
    Object.entries(settings)
      .filter(([key]) => key.startsWith("yaml."))
      .map(([key, value]) => [key.slice("yaml.".length), value]),
  );
  const answers: Record<string, unknown> = { yaml: { ...yaml, schemaStore: { enable: false } } };
  connection.onRequest("workspace/configuration", ({ items }: { items: { section?: string }[] }) =>
    items.map(({ section = "" }) => answers[section] ?? {}),
  );
  connection.onRequest("client/registerCapability", () => null);
  connection.onRequest("custom/schema/request", () => []);
  connection.onNotification("textDocument/publishDiagnostics", ({ uri, diagnostics }) => {
    marked.get(uri)?.(diagnostics.map(({ message }: { message: string }) => message));
  });
  connection.listen();
  const rootUri = pathToFileURL(projectFolder).href;
  await connection.sendRequest("initialize", {
    processId: process.pid,
    rootUri,
    workspaceFolders: [{ uri: rootUri, name: "site" }],
    capabilities: {
      workspace: { configuration: true, workspaceFolders: true },
      textDocument: { completion: { completionItem: { documentationFormat: ["plaintext"] } } },
    },
  });
  await connection.sendNotification("initialized", {});
  await connection.sendNotification("workspace/didChangeConfiguration", { settings: answers });
  // It asks for its settings in its own time, and offers nothing before.
  await vi.waitUntil(async () => (await offered("articles/world/a.jpg.yaml", "a", ++opened)).length > 0, 20_000);
});

afterAll(() => {
  connection.dispose();
  server.kill();
});

/** What is offered at the end of `text`, which stands in a file of this name. */
async function offered(
  file: string,
  text: string,
  number: number,
): Promise<{ label: string; documentation?: unknown }[]> {
  const uri = pathToFileURL(join(projectFolder, nameOf(file, number))).href;
  await connection.sendNotification("textDocument/didOpen", {
    textDocument: { uri, languageId: "yaml", version: number, text },
  });
  const lines = text.split("\n");
  const position = { line: lines.length - 1, character: lines.at(-1)?.length ?? 0 };
  const answer: { items: { label: string }[] } | null = await connection.sendRequest("textDocument/completion", {
    textDocument: { uri },
    position,
  });
  return answer?.items ?? [];
}

/** A file for which the schema holds, by the globs of the committed settings. */
const files: Record<string, string> = {
  story: "articles/world/deep/a.md",
  "live-entry": "articles/world/budget/entries/a.md",
  sidecar: "articles/world/a.jpg.yaml",
  outlet: "_data/outlet.yaml",
  sections: "_data/sections.yaml",
  contributors: "_data/contributors.yaml",
  agencies: "_data/agencies.yaml",
  topics: "_data/topics.yaml",
  front: "_data/fronts/home.ur.yaml",
  page: "_data/pages/hi/about.md",
  style: "_data/style.yaml",
  strings: "_data/strings/hi.yaml",
};

interface Place {
  /** Dotted, for people. */
  path: string;
  /** Lines that lead to it, and the blanks before what is written next. */
  lines: string[];
  indent: string;
  keys: Record<string, JsonSchema>;
}

/** Every place of a document where keys of its schema may stand. */
function places(schema: JsonSchema, path = "", lines: string[] = [], indent = ""): Place[] {
  const own = schema.properties ? [{ path, lines, indent, keys: schema.properties }] : [];
  const members = Object.entries(schema.properties ?? {});
  const free = typeof schema.additionalProperties === "object" ? [["x", schema.additionalProperties] as const] : [];
  const below = [...members, ...free].flatMap(([key, value]) => {
    const form = objectOf(value);
    const at = path === "" ? key : `${path}.${key}`;
    if (form) return places(form, at, [...lines, `${indent}${key}:`], `${indent}  `);
    const list = [value, ...(value.anyOf ?? [])].find(({ type }) => type === "array");
    const item = typeof list?.items === "object" ? objectOf(list.items) : undefined;
    return item ? inList(item, `${at}[]`, [...lines, `${indent}${key}:`], `${indent}  - `) : [];
  });
  return [...own, ...below];
}

/** The first key of a list's item stands behind its hyphen; what is below it goes on as elsewhere. */
function inList(schema: JsonSchema, path: string, lines: string[], indent: string): Place[] {
  const [first = "x"] = Object.keys(schema.properties ?? {});
  const after = `${" ".repeat(indent.length)}`;
  return [
    { path, lines, indent, keys: schema.properties ?? {} },
    ...places(schema, path, [...lines, `${indent}${first}: a`], after).slice(1),
  ];
}

function objectOf(schema: JsonSchema): JsonSchema | undefined {
  return [schema, ...(schema.anyOf ?? [])].find(({ type }) => type === "object");
}

test("there is a file to try for each schema", () => {
  expect(Object.keys(files).toSorted()).toEqual(Object.keys(jsonSchemas()).toSorted());
});

test.each(Object.entries(jsonSchemas()))("%s: each key is offered where it may stand", async (name, schema) => {
  const file = files[name] ?? expect.fail(name);
  const isMarkdown = file.endsWith(".md");
  const all = places(schema);
  if (schema.properties) expect(all.length).toBeGreaterThan(0);
  for (const { path, lines, indent, keys } of all) {
    opened += 1;
    const text = [...(isMarkdown ? ["---"] : []), ...lines, `${indent}a`].join("\n");
    const items = await offered(file, text, opened);
    const labels = items.map(({ label }) => label);
    // A key that stands before the place in the same list item is not offered twice.
    const missing = Object.keys(keys).filter((key) => !labels.includes(key));
    expect(missing, `${path || "top"} of ${file}, after\n${text}\noffered: ${labels.join(" ")}`).toEqual([]);
    const silent = Object.entries(keys).filter(
      ([key, { description }]) => description && !items.find(({ label }) => label === key)?.documentation,
    );
    expect(silent.map(([key]) => key)).toEqual([]);
  }
});

test("values of which there are a few are offered too", async () => {
  const labels = async (text: string) => (await offered(files.story ?? "", text, ++opened)).map(({ label }) => label);
  expect(await labels("---\nstatus: ")).toEqual(expect.arrayContaining(["ready", "draft", "withheld"]));
  expect(await labels("---\ntype: ")).toEqual(expect.arrayContaining(["news", "live", "sponsored"]));
});

test.each(["_data/topics.yaml", "articles/world/a.jpg.yaml"])("a key that %s does not know is marked", async (file) => {
  const uri = pathToFileURL(join(projectFolder, file.replace(/(\.\w+)$/, "$1"))).href;
  const text = file.startsWith("_data") ? "monsoon:\n  nmae: Monsoon\n" : "captoin: Boats\n";
  const messages = new Promise<string[]>((resolve) => marked.set(uri, resolve));
  await connection.sendNotification("textDocument/didOpen", {
    textDocument: { uri, languageId: "yaml", version: 1, text },
  });
  expect((await messages).join("\n")).toMatch(/nmae|captoin/);
});
