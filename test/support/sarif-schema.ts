/**
 * What a SARIF 2.1.0 log of ours may hold, by the specification's own words: its properties, which of them must be there, and
 * nothing else. Sections of https://docs.oasis-open.org/sarif/sarif/v2.1.0/. Logs of ours passed the specification's own schema too.
 */
export const sarifSchema = {
  // 3.13: `version` and `runs` must be there.
  ...record({ $schema: uri(), version: { const: "2.1.0" }, runs: list({ $ref: "#/definitions/run" }) }, [
    "version",
    "runs",
  ]),
  definitions: {
    // 3.11.
    message: record({ text: text() }, ["text"]),
    // 3.14: a run names its tool; its columns are counted in code units of UTF-16, or in code points.
    run: record(
      {
        tool: record({ driver: { $ref: "#/definitions/driver" } }, ["driver"]),
        columnKind: { enum: ["utf16CodeUnits", "unicodeCodePoints"] },
        originalUriBaseIds: { type: "object", additionalProperties: { $ref: "#/definitions/artifactLocation" } },
        results: list({ $ref: "#/definitions/result" }),
      },
      ["tool"],
    ),
    // 3.19: a component has a name; 3.49: a rule has an id.
    driver: record(
      {
        name: text(),
        rules: {
          ...list(
            record(
              {
                id: text(),
                shortDescription: { $ref: "#/definitions/message" },
                fullDescription: { $ref: "#/definitions/message" },
                help: { $ref: "#/definitions/message" },
                helpUri: uri(),
                defaultConfiguration: record({ level: level() }, []),
              },
              ["id"],
            ),
          ),
          uniqueItems: true,
        },
      },
      ["name"],
    ),
    // 3.27: a result has a message.
    result: record(
      {
        ruleId: text(),
        ruleIndex: { type: "integer", minimum: 0 },
        level: level(),
        message: { $ref: "#/definitions/message" },
        locations: list(
          record(
            {
              physicalLocation: record(
                {
                  artifactLocation: { $ref: "#/definitions/artifactLocation" },
                  region: { $ref: "#/definitions/region" },
                },
                ["artifactLocation"],
              ),
            },
            ["physicalLocation"],
          ),
        ),
        fixes: list({ $ref: "#/definitions/fix" }),
      },
      ["message"],
    ),
    // 3.4: a reference after RFC 3986.
    artifactLocation: record(
      {
        uri: { type: "string", format: "uri-reference", pattern: "^[\\x21-\\x7e]+$" },
        uriBaseId: text(),
        description: { $ref: "#/definitions/message" },
      },
      [],
    ),
    // 3.30: lines and columns begin at 1; a column needs its line.
    region: {
      ...record({ startLine: count(), startColumn: count(), endLine: count(), endColumn: count() }, ["startLine"]),
      dependentRequired: { endColumn: ["startColumn"] },
    },
    // 3.55–3.57: a fix changes at least one file in at least one place.
    fix: record(
      {
        description: { $ref: "#/definitions/message" },
        artifactChanges: {
          ...list(
            record(
              {
                artifactLocation: { $ref: "#/definitions/artifactLocation" },
                replacements: {
                  ...list(
                    record(
                      {
                        deletedRegion: { $ref: "#/definitions/region" },
                        insertedContent: record({ text: { type: "string" } }, ["text"]),
                      },
                      ["deletedRegion"],
                    ),
                  ),
                  minItems: 1,
                },
              },
              ["artifactLocation", "replacements"],
            ),
          ),
          minItems: 1,
        },
      },
      ["artifactChanges"],
    ),
  },
};

function record(properties: Record<string, unknown>, required: string[]) {
  return { type: "object", additionalProperties: false, properties, required };
}

function list(items: unknown) {
  return { type: "array", items };
}

function text() {
  return { type: "string", minLength: 1 };
}

function uri() {
  return { type: "string", format: "uri" };
}

function count() {
  return { type: "integer", minimum: 1 };
}

function level() {
  return { enum: ["none", "note", "warning", "error"] };
}
