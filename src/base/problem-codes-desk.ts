/** Codes of the rules that look at the whole newsroom: links, addresses, fronts, photos that nothing uses. */
export const deskCodes = {
  "link/broken": {
    severity: "error",
    title: "A link leads to an address that the site does not have",
    reason: "Readers who follow it find that there is no such page; search engines count it against the paper.",
    remedy:
      "Correct the address. A link to a story's file (`/world/the-story.md`) finds the story's address by itself, and keeps it.",
  },
  "link/anchor-missing": {
    severity: "warning",
    title: "A link names a part of a page that is not there",
    reason: "The page opens at its top, and readers look in vain for what the link promised.",
    remedy:
      "Correct what stands behind `#`. An anchor is made of a heading's words: `## What changed` is `#what-changed`.",
  },
  "link/hidden": {
    severity: "warning",
    title: "A link leads to a story that is not public now",
    reason:
      "Readers would find nothing there, and the address alone tells them of a story that they should not know yet.",
    remedy:
      "Link to the story's file (`/world/the-story.md`): such a link is left out until the story is public, and appears with it.",
  },
  "link/taken-down": {
    severity: "warning",
    title: "A link leads to a story that was taken down",
    reason: "Readers would find the notice of the take-down.",
    remedy: "Link to what took its place, or take the link out.",
  },
  "link/moved": {
    severity: "warning",
    title: "A link leads to an old address",
    reason: "The redirect works, but every reader waits for a page more, and old copies of the paper may not have it.",
    remedy: "Write the present address; `npm run check -- --fix` does it.",
  },
  "redirect/loop": {
    severity: "error",
    title: "What takes a story's place leads back to it",
    reason: "Readers would be sent round in circles until their browser gives up.",
    remedy: "Name in `replacedBy` the story that readers should find in the end, or take the key out.",
  },
  "redirect/chain": {
    severity: "warning",
    title: "What takes a story's place sends readers on",
    reason: "Each step is a page that a reader waits for, and search engines follow only a few.",
    remedy: "Name in `replacedBy` the last address of the way, or that story's id.",
  },
  "redirect/nowhere": {
    severity: "error",
    title: "What takes a story's place does not exist",
    reason: "Readers of the notice would be sent to a page that the site does not have.",
    remedy: "Correct the address in `replacedBy`, or write a story's id.",
  },
  "redirect/to-itself": {
    severity: "warning",
    title: "A story's alias is its present address",
    reason:
      "The story's page stands there, so that the alias means nothing; it may be left from a move that was taken back.",
    remedy: "Take it out of `aliases`.",
  },
  "photo/unused": {
    severity: "warning",
    title: "Nothing uses a picture",
    reason: "It was forgotten, or the story that wanted it names another; until then it only weighs on the repository.",
    remedy: "Use it, or delete it and its sidecar.",
  },
  "photo/lead-small": {
    severity: "warning",
    title: "A lead photo is small",
    reason:
      "From 1,200 px on, search engines and messengers show a large picture; below, a thumbnail or none. What counts is what is left after the crop for previews.",
    remedy: "Ask for a larger file. Leave it where there is none: an old or a sent-in photo may be all there is.",
  },
} as const;
