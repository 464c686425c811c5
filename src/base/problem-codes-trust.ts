/** Codes of what an outlet owes its readers: translations that follow, a grievance officer, a public history. */
export const trustCodes = {
  "translation/outdated": {
    severity: "warning",
    title: "A translation has not followed its original",
    reason:
      "The original was corrected or updated after its translation was last touched. Until the translation follows, its page tells readers so.",
    remedy:
      "Bring the translation up to date and write `updated`, or a correction of its own, with a date that is not earlier than the original's.",
  },
  "outlet/grievance-missing": {
    severity: "warning",
    title: "An outlet in India names no grievance officer",
    reason:
      "India's IT Rules of 2021 ask publishers of digital news to show the name and the contact of a grievance officer on their site.",
    remedy:
      "Write `contacts: { grievance: { name: …, email: …, phone: …, address: … } }` into `_data/outlet.yaml`; the page at /grievance/ is made from it.",
  },
  "history/shallow-clone": {
    severity: "error",
    title: "The history of stories can't be read from a shallow clone",
    reason:
      "`features.history` is on, but git has only the last commits here: every story would seem to begin with the oldest of them.",
    remedy:
      "Run `git fetch --unshallow`; in GitHub Actions give `actions/checkout` the option `fetch-depth: 0`; or switch `features.history` off.",
  },
  "history/unavailable": {
    severity: "error",
    title: "There is no history to show of stories",
    reason: "`features.history` is on, and the history comes from git, which has none of this folder.",
    remedy: "Commit the site to a git repository and build from there, or switch `features.history` off.",
  },
  "history/redaction-unused": {
    severity: "warning",
    title: "A redaction is found in no earlier version",
    reason:
      "`redacted` names words that are to be gone from the story's public history, but no version that was public holds them as they are written, so nothing is removed.",
    remedy: "Copy the words from the earlier version, or delete the line if they were never public.",
  },
} as const;
