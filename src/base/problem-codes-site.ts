/** Codes of the build: addresses, outputs, templates, the work itself. */
export const siteCodes = {
  "site/duplicate-path": {
    severity: "error",
    title: "Two outputs have one path",
    reason: "One would overwrite the other.",
    remedy: "Give one of them another file name, date or `permalink`.",
  },
} as const;
