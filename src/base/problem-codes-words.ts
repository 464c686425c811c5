/** Codes of the rules that read one story's words, photos and dates. */
export const wordCodes = {
  "photo/credit-vague": {
    severity: "warning",
    title: "A credit names nobody",
    reason:
      "“Internet”, “WhatsApp”, “social media” or “file photo” say where a picture was come by, not whose it is. Its owner can still ask for the fee, and the reader can't judge the picture.",
    remedy:
      "Find out whose picture it is and name them: `X/@name`, `Handout/Ministry of Railways`, `File photo: ANI`. If nobody knows, take another picture.",
  },
  "photo/alt-repeats-caption": {
    severity: "warning",
    title: "An alt text is the caption once more",
    reason: "A reader who listens hears the same sentence twice, and still does not know what the picture shows.",
    remedy: "Say in `alt` what can be seen, and in `caption` what it means.",
  },
  "photo/alt-announces": {
    severity: "warning",
    title: "An alt text begins by saying that it is a picture",
    reason: "Screen readers say “image” themselves, before each alt text.",
    remedy: "Begin with what the picture shows: “Boats at dawn” in place of “Image of boats at dawn”.",
  },
  "photo/alt-file-name": {
    severity: "warning",
    title: "An alt text is the name of a file",
    reason: "Cameras and programs write `IMG_2041.jpg` where a person should say what the picture shows.",
    remedy: "Say what the picture shows, or write `decorative: true` if it adds nothing to the story.",
  },
  "photo/alt-long": {
    severity: "warning",
    title: "An alt text is very long",
    reason: "An alt text is heard in one go: nobody can stop in it, go back or skim. The limit is 300 characters.",
    remedy:
      "Say what matters in a sentence or two; the rest belongs in the caption or the copy. `limit` in the rule's switch changes the limit.",
  },
  "story/headline-long": {
    severity: "warning",
    title: "A headline is too long",
    reason:
      "Search results, cards and phones cut it off. The limit is 110 characters as readers count them, 100 in Hindi and Urdu.",
    remedy:
      "Shorten it; what it loses can stand in the standfirst. `checks: { story/headline-long: { level: warning, limit: 90 } }` changes the limit.",
  },
  "story/short-headline-missing": {
    severity: "warning",
    title: "A long headline has no short form",
    reason:
      "Cards and link previews have room for some 80 characters. Without a `shortHeadline` the long headline is printed there.",
    remedy: "Write `shortHeadline: …`. `limit` in the rule's switch changes the length from which one is wanted.",
  },
  "story/headline-twice": {
    severity: "warning",
    title: "Two stories of one year have the same headline",
    reason:
      "Readers and search engines take them for one story, and the one for a copy of the other. Capitals and punctuation do not tell them apart.",
    remedy: "Say in the later headline what is new; or, if it is the same story, keep one and let an alias lead to it.",
  },
  "story/standfirst-missing": {
    severity: "warning",
    title: "A story has no standfirst",
    reason:
      "It stands below the headline, on cards, in feeds and in search results. Without one the first lines of the copy are cut off to serve. Shorts, live coverage, galleries and drafts need none.",
    remedy: "Write `standfirst: …`: one or two sentences that say why to read on.",
  },
  "story/change-note-missing": {
    severity: "warning",
    title: "An update does not say what changed",
    reason: "The story shows readers that it was updated; they are owed the reason.",
    remedy: "Write `changeNote: …` below `updated`. If it was a typo, take `updated` away.",
  },
  "text/house-style": {
    severity: "warning",
    title: "A word is on the outlet's style list",
    reason:
      "`_data/style.yaml` lists words that the outlet does not print, each with its reason, which the message gives.",
    remedy:
      "Write what the list asks for. Where the word is right, add the phrase to the entry's `except`, or the place to its `unless`.",
  },
  "text/two-spellings": {
    severity: "warning",
    title: "A name or a word is spelled two ways in one story",
    reason: "One of the two is a slip, or readers will take them for two people.",
    remedy: "Spell it one way. If they are two people or two words, write both into `apart` of `_data/style.yaml`.",
  },
  "text/quote-open": {
    severity: "warning",
    title: "A quotation does not close, or never began",
    reason:
      "Readers can't tell where somebody else's words end. A quotation that goes on over several paragraphs opens in each and closes in the last.",
    remedy: "Put the missing quotation mark where it belongs.",
  },
  "text/bidi-control": {
    severity: "error",
    title: "An invisible mark turns text around",
    reason:
      "Marks that override the direction of writing, or begin a direction and never end it, show readers other words than the file holds: a way to forge names, amounts and addresses. The plain marks (U+200E, U+200F) and isolates that are closed are allowed.",
    remedy: "Delete the mark: `check --fix` does it.",
  },
  "text/secret": {
    severity: "error",
    title: "A key or password stands in a file",
    reason:
      "What is in git is read by everybody who can read the repository, and stays in its history. The message does not repeat it.",
    remedy:
      "Make the key useless where it was issued, first of all; then take it out of the file. Taking it out alone does not help: it is in the history.",
  },
} as const;
