/** Codes of the site's data files, and of references to what does not exist. */
export const dataCodes = {
  "data/site-missing": {
    severity: "error",
    title: "There is no site in the folder",
    reason: "The folder does not exist, or holds neither `_data/` nor `articles/`.",
    remedy: "Name the site's folder with `--site`.",
  },
  "data/file-missing": {
    severity: "error",
    title: "A data file that every site needs is missing",
    reason: "Without the outlet's name, address, languages and time zone, and without sections, no page can be made.",
    remedy: "Write the file; the hint shows the shortest that will do.",
  },
  "data/unknown-file": {
    severity: "warning",
    title: "A file that nothing reads",
    reason: "Its name or place is not among those that Broadsheet knows, so nothing in it has any effect.",
    remedy: "Correct its name, or delete it.",
  },
  "data/unknown-key": {
    severity: "error",
    title: "A data file has a key that doesn't exist",
    reason: "A mistyped key would be ignored in silence.",
    remedy: "Correct the key, or delete the line.",
  },
  "data/empty-key": {
    severity: "error",
    title: "A key that takes a photo off the page is empty",
    reason:
      "`kill` decides what the public sees; an empty one may be a take-down that somebody did not finish, and is taken for one.",
    remedy: "Give it its `at` and `reason`, or delete the line.",
  },
  "data/missing-key": {
    severity: "error",
    title: "A data file lacks a required key",
    reason: "What it says is needed on every page, or by what refers to it.",
    remedy: "Add the key that is named.",
  },
  "data/wrong-type": {
    severity: "error",
    title: "A value in a data file has the wrong form",
    reason: "A text stands where a list is wanted, or a list where a text is, or the like.",
    remedy: "Write the value in the form that is expected.",
  },
  "data/wrong-value": {
    severity: "error",
    title: "A value in a data file is not among those possible",
    reason: "The key takes only certain values, or values of a certain form.",
    remedy: "Write one of those that are expected.",
  },
  "data/date": {
    severity: "error",
    title: "A date in a data file can't be understood",
    reason: "It is written in another form, or there is no such day or hour.",
    remedy: "Write `2025-05-10T19:30`, in the outlet's own time zone, or with an offset.",
  },
  "data/duplicate-front": {
    severity: "error",
    title: "Two files curate one front",
    reason:
      "A file without a language serves the outlet's first language, so it means the same as the one that names it.",
    remedy: "Keep one of the two.",
  },
  "data/section-cycle": {
    severity: "error",
    title: "Sections are each other's parents",
    reason: "Following `parent` from one section never comes to an end.",
    remedy: "Take the `parent` off the section that stands on top.",
  },
  "data/strings-incomplete": {
    severity: "warning",
    title: "Words of the interface are missing in a language",
    reason: "Neither the site nor Broadsheet has them; they are printed in English.",
    remedy: "Add the missing words to `_data/strings/<language>.yaml`.",
  },
  "data/unknown-string": {
    severity: "warning",
    title: "A word of the interface has a name that is nearly right",
    reason: "Nothing asks for it by this name, so readers won't see it.",
    remedy: "Correct the key.",
  },
  "data/checks-unknown": {
    severity: "error",
    title: "`checks` names a rule that doesn't exist",
    reason: "A switch for no rule changes nothing.",
    remedy: "Correct the code, or delete the line. All codes stand in docs/reference/problems.",
  },
  "data/checks-credit": {
    severity: "error",
    title: "`checks` tries to lower what can't be lowered",
    reason:
      "No photo is printed without saying whose it is; and what keeps a site from being made, as two outputs with one path, is an error whatever it is called.",
    remedy: "Delete the line, and give the photos their credits, or mend what the code is about.",
  },
  "reference/section": {
    severity: "error",
    title: "A section that doesn't exist",
    reason: "The key is not in `_data/sections.yaml`.",
    remedy: "Correct the key, or add the section.",
  },
  "reference/agency": {
    severity: "error",
    title: "An agency that doesn't exist",
    reason: "The key is not in `_data/agencies.yaml`.",
    remedy: "Correct the key, or add the agency.",
  },
  "reference/contributor": {
    severity: "error",
    title: "A contributor that doesn't exist",
    reason:
      "A byline of one word in small letters is a key of `_data/contributors.yaml`, and this one is not there. A name is printed as it stands.",
    remedy: "Correct the key, add the contributor, or write the name as it should be printed.",
  },
  "reference/story": {
    severity: "error",
    title: "A story that doesn't exist",
    reason:
      "There is no story with this id. An id is the file's path under articles/, without `.md`. A link in the copy to a file `….md` is looked up beside the story, then under articles/.",
    remedy: "Correct the id, or the link.",
  },
  "reference/language": {
    severity: "error",
    title: "A language that the outlet doesn't have",
    reason: "The language is not among those of `_data/outlet.yaml`, so the story has no place.",
    remedy: "Correct it, or add the language to the outlet.",
  },
  "reference/page": {
    severity: "error",
    title: "A page that doesn't exist",
    reason: "`policies` and `footer` name pages by their file names under `_data/pages/<language>/`.",
    remedy: "Correct the name, or write the page.",
  },
  "reference/front": {
    severity: "error",
    title: "A front of a section or language that doesn't exist",
    reason: "A front's file is named `home` or after a section, with a language where it is not the first.",
    remedy: "Rename the file.",
  },
  "reference/sidecar": {
    severity: "warning",
    title: "A sidecar without its photo",
    reason: "The file describes a photo that is not beside it.",
    remedy: "Name it exactly as the photo, with `.yaml` after: `harbour.jpg.yaml`; or delete it.",
  },
  "reference/photo-elsewhere": {
    severity: "error",
    title: "A photo on another host",
    reason:
      "Readers' browsers ask no other host for anything, and a photo that is not here can vanish, or be changed, and carries no credit.",
    remedy: "Put the photo under articles/ and name the file.",
  },
} as const;
