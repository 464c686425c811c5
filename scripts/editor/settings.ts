/** Which schema holds for which files of a site: name of the schema → globs from the site's folder, those with `!` left out. */
const schemaFiles: Readonly<Record<string, readonly string[]>> = {
  story: ["articles/**/*.md", "!articles/**/entries/*.md"],
  "live-entry": ["articles/**/entries/*.md"],
  sidecar: ["articles/**/*.yaml", "articles/**/*.yml"],
  outlet: ["_data/outlet.yaml"],
  sections: ["_data/sections.yaml"],
  contributors: ["_data/contributors.yaml"],
  agencies: ["_data/agencies.yaml"],
  topics: ["_data/topics.yaml"],
  front: ["_data/fronts/*.yaml"],
  page: ["_data/pages/*/*.md"],
  style: ["_data/style.yaml"],
  strings: ["_data/strings/*.yaml"],
};

/** The same as `yaml.schemas` of an editor's settings. `folder`: where the schemas are, from the site's folder. */
function yamlSchemas(folder: string): Record<string, string | string[]> {
  return Object.fromEntries(
    Object.entries(schemaFiles).map(([name, globs]) => {
      const [only, ...more] = globs;
      return [`${folder}/${name}.json`, more.length === 0 && only !== undefined ? only : [...globs]];
    }),
  );
}

/**
 * Settings of VS Code for a site, over those that it has: schemas for its YAML, and suggestions while front matter is
 * written, which VS Code leaves off in markdown.
 */
export function vscodeSettings(present: Readonly<Record<string, unknown>>, folder: string): Record<string, unknown> {
  const ours = new Set(Object.keys(schemaFiles).map((name) => `${name}.json`));
  const kept = Object.entries((present["yaml.schemas"] ?? {}) as Record<string, unknown>).filter(
    ([path]) => !ours.has(path.split("/").at(-1) ?? ""),
  );
  const markdown = (present["[markdown]"] ?? {}) as Record<string, unknown>;
  return {
    ...present,
    "yaml.schemas": { ...Object.fromEntries(kept), ...yamlSchemas(folder) },
    "[markdown]": {
      "editor.quickSuggestions": { other: "on", comments: "off", strings: "off" },
      "editor.wordWrap": "on",
      "editor.unicodeHighlight.ambiguousCharacters": false,
      ...markdown,
    },
  };
}

/** Zed runs a YAML server for markdown too, once it is told; validation stays off there, for the copy below is no YAML. */
export function zedSettings(present: Readonly<Record<string, unknown>>, folder: string): Record<string, unknown> {
  const languages = (present.languages ?? {}) as Record<string, unknown>;
  const lsp = (present.lsp ?? {}) as Record<string, unknown>;
  return {
    ...present,
    languages: { ...languages, Markdown: { language_servers: ["yaml-language-server", "..."] } },
    lsp: {
      ...lsp,
      "yaml-language-server": { settings: { yaml: { schemas: yamlSchemas(folder), schemaStore: { enable: false } } } },
    },
  };
}

/** Helix: the same, in a file of its own. */
export function helixLanguages(folder: string): string {
  const schemas = Object.entries(yamlSchemas(folder)).map(
    ([path, globs]) => `${JSON.stringify(path)} = ${JSON.stringify(globs)}`,
  );
  return `# Made by \`npm run editor\`.
[language-server.yaml-language-server]
command = "yaml-language-server"
args = ["--stdio"]

[language-server.yaml-language-server.config.yaml.schemas]
${schemas.join("\n")}

[[language]]
name = "markdown"
language-servers = ["marksman", "yaml-language-server"]
`;
}
