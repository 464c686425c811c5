/** Codes of live stories' entries, and of tables that come from files beside the copy. */
export const liveCodes = {
  "live/entry-duplicate": {
    severity: "error",
    title: "Two entries of a live story have one anchor",
    reason:
      "Readers and other sites link to an entry by its anchor, which is its file's name or its `id`: two entries can't share one.",
    remedy: "Rename one of the two files, or give one of them an `id` of its own.",
  },
  "table/file-missing": {
    severity: "error",
    title: "A table's file does not exist",
    reason: "`:::table` names a CSV file that stands neither beside the copy nor under articles/.",
    remedy: "Put the file beside the story, or correct its name.",
  },
  "table/unreadable": {
    severity: "error",
    title: "A table's file can't be read as CSV",
    reason:
      "Tables are read strictly, as RFC 4180 has them: a quotation mark that is never closed, or letters that are not UTF-8, could put figures into the wrong cells unnoticed.",
    remedy:
      'Save the table as “CSV UTF-8”. A cell that holds the separator, a line break or a quotation mark stands in quotation marks, and a quotation mark in it is doubled: `"say ""A"""`.',
  },
  "table/ragged": {
    severity: "error",
    title: "A row of a table has another number of cells than its header",
    reason: "A figure too many or too few moves all others of its row into columns that they don't belong to.",
    remedy: "Give every row as many cells as the first one has; an empty cell keeps its separator.",
  },
  "table/too-large": {
    severity: "error",
    title: "A table is too large for a page",
    reason: "Nobody reads a table of thousands of rows on a phone, and everybody would download it.",
    remedy: "Print the rows that matter, and link to the whole file.",
  },
  "table/empty": {
    severity: "error",
    title: "A table has no rows",
    reason: "The file holds nothing below its header, so that there is no table to print.",
    remedy: "Add rows, or take the table out of the copy.",
  },
  "table/key-unknown": {
    severity: "error",
    title: "A table has no column of the name that its key gives",
    reason: "`key` names the column whose cells head the rows, as the header of the file has it.",
    remedy: "Write the column's name as in the file's first line, or leave `key` out: then it is the first column.",
  },
} as const;
