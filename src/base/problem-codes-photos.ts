/** Codes of photos, their files and their rights. */
export const photoCodes = {
  "photo/credit-missing": {
    severity: "error",
    title: "A photo has no credit",
    reason:
      "A press photo is borrowed. Broadsheet prints no photo without saying whose it is; this rule can't be lowered.",
    remedy:
      "Write `credit: …` in the photo's record or sidecar, a line `[Photo : …]` after it, or embed the credit in the file.",
  },
  "photo/alt-missing": {
    severity: "error",
    title: "A photo has no alt text",
    reason: "Readers who can't see the photo are told nothing.",
    remedy: "Write `alt: …` and say what the photo shows, or `decorative: true` if it adds nothing to the story.",
  },
  "photo/file-missing": {
    severity: "error",
    title: "A photo's file does not exist",
    reason: "The story names a file that is neither beside it nor under articles/.",
    remedy: "Add the file, or correct the name; upper and lower case count.",
  },
  "photo/unreadable": {
    severity: "error",
    title: "A photo can't be decoded",
    reason: "The file is truncated, damaged, or not the picture its name says.",
    remedy: "Export the picture again as JPEG, PNG, WebP or AVIF.",
  },
  "photo/lfs-pointer": {
    severity: "error",
    title: "A photo is only a Git LFS pointer",
    reason: "The picture itself was not fetched, just the note that stands for it.",
    remedy: "Run `git lfs pull`.",
  },
  "photo/unsupported": {
    severity: "error",
    title: "A photo's format is not supported",
    reason: "Broadsheet reads JPEG, PNG, WebP and AVIF; HEIC can't be decoded, and SVG may read other files.",
    remedy: "Export the picture as JPEG, PNG, WebP or AVIF.",
  },
  "photo/too-large": {
    severity: "error",
    title: "A photo has too many pixels",
    reason: "A picture above 120 megapixels can exhaust the machine's memory.",
    remedy: "Export the picture at a smaller size.",
  },
  "photo/lease-over": {
    severity: "warning",
    title: "A photo is outside its lease",
    reason: "Its lease does not allow it on the web now, so that it was left out; the story stays.",
    remedy: "Nothing, or choose another photo; a new lease goes into the photo's record or sidecar.",
  },
  "photo/rights-disagree": {
    severity: "warning",
    title: "Two places say different things of a photo's rights",
    reason: "The record and the file disagree; the first by precedence was printed.",
    remedy: "Correct the one that is wrong.",
  },
  "photo/metadata-unreadable": {
    severity: "warning",
    title: "A photo's embedded metadata can't be read",
    reason: "The packet is damaged, too large, or holds a DOCTYPE, which is refused.",
    remedy: "Write the rights into the photo's record or sidecar.",
  },
  "photo/changed": {
    severity: "error",
    title: "A photo changed while the build ran",
    reason: "Renditions are named after the photo's bytes; these are no longer the ones that the build began with.",
    remedy: "Build again once nothing writes to the file.",
  },
  "photo/failed": {
    severity: "error",
    title: "A photo's renditions could not be made",
    reason: "The work on this picture took too long, or the process that did it died, for example for want of memory.",
    remedy: "Export the picture again, smaller if it is very large; then build again.",
  },
  "photo/packet-too-large": {
    severity: "error",
    title: "A photo's rights and alt text are too long for a picture file",
    reason: "What travels inside a rendition is limited to 50,000 bytes; a longer packet would vanish without a word.",
    remedy: "Shorten the alt text, the usage terms or the list of creators.",
  },
} as const;
