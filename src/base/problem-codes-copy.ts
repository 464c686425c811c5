/** Codes of a story's copy: its markdown, directives, raw HTML and photo lines. */
export const copyCodes = {
  "copy/directive-unknown": {
    severity: "error",
    title: "A directive has an unknown name",
    reason: "Nothing is known by that name, so its lines were printed as ordinary copy.",
    remedy:
      "Use one of pull-quote, fact-box, key-points, timeline, related, photo, gallery, embed, live-entry, or remove the `:::` lines.",
  },
  "copy/directive-attribute-unknown": {
    severity: "error",
    title: "A directive has an unknown attribute",
    reason: "The directive does not know the word, so what it says would be lost.",
    remedy: "Correct the attribute's name; the hint lists those that the directive takes.",
  },
  "copy/directive-attribute-missing": {
    severity: "error",
    title: "A directive lacks an attribute that it can't do without",
    reason: "A related story needs `story`, a photo `file`, an embed `url`, a live entry `at`.",
    remedy: 'Add the attribute: `:::related{story="world/the-story"}`.',
  },
  "copy/directive-attribute-invalid": {
    severity: "error",
    title: "A directive's attribute has a value that can't be understood",
    reason:
      "A date does not exist, an address is not one, a quotation mark is not closed, or a word is not among those allowed.",
    remedy: "Correct the value that is named.",
  },
  "copy/directive-unclosed": {
    severity: "error",
    title: "A directive is never closed",
    reason: "Nobody can tell where the block ends, so its lines were printed as ordinary copy.",
    remedy: "Put a line `:::` where the block ends; an outer block takes more colons than those inside it.",
  },
  "copy/directive-stray-close": {
    severity: "warning",
    title: "A line of colons closes nothing",
    reason: "No directive is open there; the line was left out.",
    remedy: "Remove the line, or mend the directive above that it was meant to close.",
  },
  "copy/directive-content": {
    severity: "warning",
    title: "A directive holds what does not belong in it",
    reason: "A gallery holds photos, a timeline a list; the rest was printed next to the block.",
    remedy: "Move the text out, or write it in the form that the directive expects.",
  },
  "copy/timeline-entry": {
    severity: "warning",
    title: "A timeline entry does not say when",
    reason: "Each entry begins with its date in bold.",
    remedy: "Write `- **1949** What happened.`",
  },
  "copy/live-entry-same-time": {
    severity: "warning",
    title: "Two live entries have the same time and no id",
    reason: "Their addresses are numbered by their order, so that an entry added later could move them.",
    remedy: 'Give the later one an `id="…"` of its own.',
  },
  "copy/remote-photo": {
    severity: "warning",
    title: "The copy shows a photo from another host",
    reason:
      "Its credit is unknown, it may change or vanish, and it would tell another host who reads the story; a link card stands in its place.",
    remedy: "Save the photo beside the story, and name its credit.",
  },
  "copy/photo-refused": {
    severity: "warning",
    title: "A picture in the copy was left out",
    reason: "It is written into the address itself (`data:`), or names no file.",
    remedy: "Save the picture as a file beside the story.",
  },
  "copy/photo-line-empty": {
    severity: "warning",
    title: "A photo line names nobody",
    reason: "A line such as `File photo` stands where a credit belongs, and credits nobody; it was not printed.",
    remedy: "Write whose photo it is: `File photo: ANI`.",
  },
  "copy/photo-line-second": {
    severity: "warning",
    title: "Two photo lines give one photo different credits",
    reason: "Both follow the same photo, or neither follows one, so that both mean the lead photo; the first was used.",
    remedy: "Put the line under the photo that it belongs to, write both credits in one line, or remove it.",
  },
  "copy/link-refused": {
    severity: "warning",
    title: "A link has an address that is not allowed",
    reason: "Addresses such as `javascript:` and `data:` run or hide things; the words were kept, the link was not.",
    remedy: "Link to an http(s) address, a path on the site, or a mailto: or tel: address.",
  },
  "copy/link-incomplete": {
    severity: "warning",
    title: "A link has no complete address",
    reason: "It has none at all, or begins with `www.`, which a browser takes for a page of this site.",
    remedy: "Write the whole address, with https://.",
  },
  "copy/html-removed": {
    severity: "warning",
    title: "HTML that the site does not allow was removed",
    reason: "Scripts, forms, plug-ins and drawings in the copy can harm readers or break the page.",
    remedy: "Remove it, or use a directive in its place.",
  },
  "copy/shortcode-removed": {
    severity: "warning",
    title: "A WordPress shortcode was removed",
    reason: "Shortcodes are instructions to WordPress plug-ins and mean nothing here; text between a pair was kept.",
    remedy: "Write what it stood for in markdown, or as a directive.",
  },
  "copy/indented-code": {
    severity: "warning",
    title: "An indented paragraph is printed as program code",
    reason: "In markdown four spaces or a tab at the start of a line mean code.",
    remedy: "Remove the spaces, or fence the code with ``` if it is code.",
  },
  "copy/unreadable": {
    severity: "error",
    title: "The copy can't be read",
    reason: "Broadsheet failed on this text, which is a fault of Broadsheet.",
    remedy: "Please report it with the story's text; removing the most unusual part helps meanwhile.",
  },
} as const;
