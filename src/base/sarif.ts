import type { PublicReport } from "./annotations.ts";
import { type Edit, type Problem, sortProblems } from "./problem.ts";
import { problemCodes } from "./problem-codes.ts";
import { encodePath } from "./urls.ts";

// SARIF 2.1.0, in which code scanning takes results. https://docs.oasis-open.org/sarif/sarif/v2.1.0/

/**
 * Problems as a SARIF log. Paths are relative to the repository's root (`%SRCROOT%`), columns in UTF-16 code units. Of a
 * story that is not public neither words nor corrections are in it.
 */
export function sarifLog(problems: readonly Problem[], report: PublicReport): object {
  const sorted = sortProblems(problems);
  const codes = [...new Set(sorted.map(({ code }) => code))].sort();
  return {
    $schema: "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json",
    version: "2.1.0",
    runs: [
      {
        tool: {
          driver: {
            name: "Broadsheet",
            rules: codes.map((code) => rule(code, report.pageOf?.(code))),
          },
        },
        columnKind: "utf16CodeUnits",
        originalUriBaseIds: { "%SRCROOT%": { description: { text: "The root of the repository." } } },
        results: sorted.map((each) => result(each, codes.indexOf(each.code), report)),
      },
    ],
  };
}

function rule(code: Problem["code"], page: string | undefined): object {
  const { title, reason, remedy, severity } = problemCodes[code];
  return {
    id: code,
    shortDescription: { text: title },
    fullDescription: { text: reason },
    help: { text: remedy },
    ...(page !== undefined && { helpUri: page }),
    defaultConfiguration: { level: severity },
  };
}

function result(each: Problem, ruleIndex: number, report: PublicReport): object {
  const isQuotable = report.isQuotable(each);
  const { title, remedy } = problemCodes[each.code];
  const words = isQuotable
    ? [
        each.message,
        each.found && `Found: ${each.found}`,
        each.expected && `Expected: ${each.expected}`,
        each.correctedLine !== undefined && `Write: ${each.correctedLine}`,
        each.hint,
      ]
    : [title, remedy];
  const artifactLocation = each.file === undefined ? undefined : locationOf(each.file, report);
  return {
    ruleId: each.code,
    ruleIndex,
    level: each.severity,
    message: { text: words.filter(Boolean).join("\n") },
    ...(artifactLocation && {
      locations: [
        { physicalLocation: { artifactLocation, ...(each.line !== undefined && { region: regionOf(each) }) } },
      ],
    }),
    ...(artifactLocation &&
      each.fix &&
      isQuotable && {
        fixes: [
          {
            description: { text: title },
            artifactChanges: [{ artifactLocation, replacements: each.fix.map(replacement) }],
          },
        ],
      }),
  };
}

function locationOf(file: string, { prefix = "" }: PublicReport): object {
  return { uri: encodePath(prefix + file), uriBaseId: "%SRCROOT%" };
}

function regionOf({ line = 1, column }: Problem): object {
  return { startLine: line, ...(column !== undefined && { startColumn: column }) };
}

function replacement({ line, column, found, text }: Edit): object {
  const lines = found.split("\n");
  const last = lines.at(-1) ?? "";
  return {
    deletedRegion: {
      startLine: line,
      startColumn: column,
      endLine: line + lines.length - 1,
      // The end lies behind the last character.
      endColumn: (lines.length === 1 ? column : 1) + last.length,
    },
    insertedContent: { text },
  };
}
