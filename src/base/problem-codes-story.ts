/** Codes of stories: their YAML and their front matter. */
export const storyCodes = {
  "yaml/invalid": {
    severity: "error",
    title: "The YAML can't be read",
    reason: "A mark is missing or in the wrong place, so that nobody can tell what is meant.",
    remedy: "Correct the line that is named; quote texts that hold `: ` or begin with a special mark.",
  },
  "yaml/colon": {
    severity: "error",
    title: "A colon is in the wrong place",
    reason:
      "In YAML a colon and a space part a key from its value. A value that holds them, or a key without the space, is read as something else.",
    remedy:
      'Put the value in quotation marks, `headline: "Budget: what it means"`; write a space after a key\'s colon.',
  },
  "yaml/quotes": {
    severity: "error",
    title: "Quotation marks are missing or don't match",
    reason:
      "A value that begins with a quotation mark ends at the next one, and some marks (`@ * & ! % >`) mean something else at a value's beginning.",
    remedy: "Close what was opened, and put the whole value in quotation marks of the other kind than those inside it.",
  },
  "yaml/curly-quotes": {
    severity: "warning",
    title: "A keyboard turned the quotation marks around a value",
    reason:
      "Phones write “ ” where YAML wants plain quotation marks. They were taken off; without that, readers would see them printed.",
    remedy: 'Write plain ones. If the quotation marks belong to the text, put plain ones around them: `"“…”"`.',
  },
  "yaml/tab": {
    severity: "warning",
    title: "A tab indents a line of YAML",
    reason: "YAML is indented with spaces; most tools refuse tabs, and how deep one is nobody can say.",
    remedy: "Put spaces in its place, as the corrected line shows.",
  },
  "yaml/invisible-character": {
    severity: "warning",
    title: "An invisible character stands in a key or before it",
    reason:
      "A non-breaking space looks like a space and is none to YAML, so that the key would not be found. It comes with copied text, and from some keyboards.",
    remedy: "Delete the space and type it again.",
  },
  "yaml/duplicate-key": {
    severity: "error",
    title: "A key stands twice",
    reason:
      "Only one of the two values can be meant, and tools don't agree which. (With the same value twice it is a warning.)",
    remedy: "Delete one of the two lines.",
  },
  "yaml/fence": {
    severity: "warning",
    title: "A keyboard changed the line around the front matter",
    reason: "Phones turn `---` into `—-` or `———`. It was understood; other tools won't.",
    remedy: "Write three hyphens, alone on the line.",
  },
  "yaml/fence-missing": {
    severity: "error",
    title: "A file has no front matter",
    reason: "A story begins with a line `---`, keys such as `headline:`, and another line `---`; then comes the copy.",
    remedy: "Add them. `npm run new` writes a story to start from.",
  },
  "yaml/fence-unclosed": {
    severity: "error",
    title: "The front matter has no end",
    reason: "Without a line `---` after the last key nobody can tell where the copy begins.",
    remedy: "Write a line `---` between the last key and the copy.",
  },
  "yaml/toml": {
    severity: "error",
    title: "The front matter is not YAML",
    reason: "TOML (`+++`) and JSON (`{`) are other systems' forms; Broadsheet reads YAML alone.",
    remedy: "Write `key: value` lines between two lines `---`.",
  },
  "story/file-empty": {
    severity: "error",
    title: "A file is empty",
    reason: "There is nothing in it, not even front matter.",
    remedy: "Write the story, or delete the file.",
  },
  "story/encoding": {
    severity: "error",
    title: "A file is not UTF-8",
    reason: "Its bytes are of another encoding, so that letters would be printed wrong.",
    remedy: "Save it as UTF-8 in the editor that wrote it.",
  },
  "story/empty": {
    severity: "error",
    title: "A story has no copy",
    reason:
      "Below the front matter there is nothing to read. (Drafts, killed stories and galleries with photos may be empty.)",
    remedy: "Write the copy, or set `status: draft`.",
  },
  "story/unknown-key": {
    severity: "error",
    title: "The front matter has a key that doesn't exist",
    reason: "A mistyped key would be ignored in silence: an embargo that nobody reads holds nothing back.",
    remedy: "Correct the key, or delete the line. A key from another system is named with what it is called here.",
  },
  "story/missing-key": {
    severity: "error",
    title: "A required key is missing or empty",
    reason: "A story can't be printed without its headline, its section and its time of publication.",
    remedy: "Add the key that is named.",
  },
  "story/empty-key": {
    severity: "error",
    title: "`status`, `embargo` or `kill` is there without a value",
    reason:
      "These decide what the public sees, so an empty one is not passed over: it may be a date that is still to be filled in.",
    remedy: "Give it a value, or delete the line.",
  },
  "story/markup": {
    severity: "warning",
    title: "A plain text holds HTML",
    reason:
      "Headlines, standfirsts and captions are plain texts: readers, feeds and search engines would see `<em>` and `&amp;` as they stand.",
    remedy: "Write the characters themselves, and no tags.",
  },
  "story/wrong-type": {
    severity: "error",
    title: "A value has the wrong form",
    reason: "A text stands where a list is wanted, or a list where a text is, or the like.",
    remedy: "Write the value in the form that is expected.",
  },
  "story/wrong-value": {
    severity: "error",
    title: "A value is not among those possible",
    reason: "The key takes only certain values, or values of a certain form.",
    remedy: "Write one of those that are expected.",
  },
  "story/date": {
    severity: "error",
    title: "A date can't be understood",
    reason: "It is written in another form, or there is no such day or hour: 31 April, 25 o'clock.",
    remedy: "Write `2025-05-10T19:30`, in the outlet's own time zone, or with an offset: `2025-05-10T19:30+05:30`.",
  },
  "story/date-twice": {
    severity: "warning",
    title: "A time came twice that night",
    reason:
      "When summer time ends, an hour of the night comes twice, and a time in it without an offset means either. Of `published`, `updated` and a correction's `date` the first counts; in times that hide or take down (`embargo`, `expires`, `kill`, leases, slots, live entries) it is an error, `story/date` or `data/date`.",
    remedy: "Write the time with its offset: `2026-10-25T02:30+02:00` before the clock is put back, `+01:00` after.",
  },
  "story/dates-order": {
    severity: "warning",
    title: "Dates are in an order that can't be",
    reason: "A story is not updated, and does not expire, before it is published.",
    remedy: "Correct one of the two.",
  },
  "story/change-note-alone": {
    severity: "warning",
    title: "A change note without the time of the change",
    reason: "Readers are told what changed, together with when. Without `updated` the note is not printed.",
    remedy: "Add `updated:` with the time of the change, or delete `changeNote`.",
  },
  "story/sponsor-missing": {
    severity: "error",
    title: "A sponsored story does not say who paid",
    reason: "Readers must know whose money is behind it.",
    remedy: "Add `sponsor: { name: … }`, or correct the `type`.",
  },
  "story/live-missing": {
    severity: "error",
    title: "A live story does not say when its coverage starts",
    reason: "Search engines and readers need the start, and whether it goes on.",
    remedy: "Add `live: { start: … }`, or correct the `type`.",
  },
  "story/live-entry-elsewhere": {
    severity: "warning",
    title: "Live entries in a story that is not live",
    reason:
      "The entries are printed with their times, but the story is not marked as live coverage for readers and search engines.",
    remedy: "Write `type: live` and `live: { start: … }`, or turn the entries into headings and paragraphs.",
  },
  "story/duplicate-id": {
    severity: "error",
    title: "Two stories have one id",
    reason: "References to it could mean either, and one would hide the other.",
    remedy: "Give one of them another file name or `id`.",
  },
  "story/translation-self": {
    severity: "error",
    title: "A story is said to be a translation of itself",
    reason: "`translationOf` names the original, which is another file.",
    remedy: "Name the original's id, or delete the line (originals have none).",
  },
  "story/translation-chain": {
    severity: "error",
    title: "A translation of a translation",
    reason: "All translations name the one original, so that they find each other.",
    remedy: "Write the original's id.",
  },
  "story/translation-language": {
    severity: "error",
    title: "A translation is in its original's language",
    reason: "Two stories in one language are not translations of each other; `language` was probably forgotten.",
    remedy: "Write the translation's `language`, or delete `translationOf`.",
  },
  "story/slug-long": {
    severity: "error",
    title: "A file name is too long for an address",
    reason: "An address holds at most 80 bytes of it; a letter of Hindi or Urdu counts two or three.",
    remedy: "Rename the file, as proposed, or give the story a `permalink`.",
  },
  "story/slug-empty": {
    severity: "error",
    title: "A file name has nothing that an address could be made of",
    reason: "The name without its signs and spaces is empty.",
    remedy: "Rename the file: small letters of any script, digits and hyphens.",
  },
  "story/address": {
    severity: "error",
    title: "`permalink` or an alias is not an address of this site",
    reason: "It is a path: it begins with `/`, and has no host, no `..`, no `?` and no `#`.",
    remedy: "Write it like `/2025/05/10/some-words/`.",
  },
} as const;
