/** Codes of stories, copy and the site's data files. */
export const contentCodes = {
  "yaml/invalid": {
    severity: "error",
    title: "The YAML can't be read",
    reason: "A mark is missing or in the wrong place, so that nobody can tell what is meant.",
    remedy: "Correct the line that is named; quote texts that hold `: ` or begin with a special mark.",
  },
} as const;
