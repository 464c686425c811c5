/** Codes of editions to read offline, as a build finds them in `editions/`. */
export const editionCodes = {
  "edition/withdrawn": {
    severity: "warning",
    title: "An edition is published no more",
    reason:
      "Something that it holds was taken down since it was made: a story was killed or is hidden again, a photo was killed, or the right to give it out in editions has ended. Its files are left out of the output, the page of editions says so, and `withdrawn.json` names them for those who have copies.",
    remedy:
      "`npm run editions` makes today's edition, without what may not be in it; one of an earlier day is not made again. `npm run editions -- --prune` deletes the files of withdrawn editions from the site's folder.",
  },
  "edition/altered": {
    severity: "warning",
    title: "A file of an edition is not what its record says",
    reason:
      "It is missing, or its bytes are others than when it was made: copied by halves, changed by hand, or by a Git LFS pointer in its place. Readers could not verify it, so it is left out.",
    remedy: "Fetch the right file (`git lfs pull`), or make the edition again with `npm run editions`.",
  },
  "edition/unreadable": {
    severity: "warning",
    title: "A record of an edition can't be read",
    reason:
      "Each edition is published by its record, `<id>.json`; without it nobody knows what the files beside it hold.",
    remedy: "Make the edition again with `npm run editions`, or delete its files.",
  },
  "edition/later": {
    severity: "warning",
    title: "An edition was made for a later moment than this build's",
    reason: "It may hold stories that are embargoed until then, so it is left out until that moment has come.",
    remedy: "Nothing; build again after that moment.",
  },
  "edition/sums-wrong": {
    severity: "warning",
    title: "SHA256SUMS in editions/ does not fit the files there, or its signature does not fit it",
    reason:
      "A command was stopped before its end, files were changed by hand, or the list was signed with another key than the outlet's. What the build publishes instead is a list of its own, which nobody signed.",
    remedy: "Run `npm run editions` again, or `npm run sign -- editions/SHA256SUMS`.",
  },
} as const;
