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
    reason: "The file is truncated, damaged, not the picture its name says, a folder or a pipe, or may not be read.",
    remedy: "Export the picture again as JPEG, PNG, WebP or AVIF; or correct the file's permissions.",
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
    reason:
      "Broadsheet reads JPEG, PNG, WebP and AVIF, and drawings as SVG under a name that ends so; HEIC can't be decoded.",
    remedy: "Export the picture as JPEG, PNG, WebP or AVIF.",
  },
  "photo/drawing-cleaned": {
    severity: "warning",
    title: "Something was left out of a drawing",
    reason:
      "An SVG file can hold scripts, animation, HTML, and addresses of other files. A drawing goes out without them, so that it may look different from what its program shows.",
    remedy:
      "Look at the drawing on the page. If something is missing, export it again as plain SVG: no scripts, no links, text as text or outlines, pictures embedded as PNG or JPEG.",
  },
  "photo/drawing-unreadable": {
    severity: "error",
    title: "A drawing can't be used",
    reason:
      "An SVG file is taken where it is well-formed XML, says how large it is (`viewBox`, or `width` and `height`), is at most 2 MB, and shows something of its own.",
    remedy: "Export the drawing again as plain SVG, simplified if it is large; or as PNG.",
  },
  "photo/too-large": {
    severity: "error",
    title: "A photo has too many pixels or bytes",
    reason: "A picture above 120 megapixels can exhaust the machine's memory; no photo has 256 MiB.",
    remedy: "Export the picture at a smaller size.",
  },
  "photo/lease-over": {
    severity: "warning",
    title: "A photo is outside its lease",
    reason: "Its lease does not allow it on the web now, so that it was left out; the story stays.",
    remedy: "Nothing, or choose another photo; a new lease goes into the photo's record or sidecar.",
  },
  "photo/lease-ends": {
    severity: "warning",
    title: "A photo's lease ends soon",
    reason:
      "Its lease, or the days that its agency allows, end within `photos.leaseWarning` days; the photo then leaves its pages by itself. Only `check` tells of it.",
    remedy:
      "Have the licence extended and write the new end into the photo's `leases`, or choose another photo in time.",
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
    reason:
      "The packet, or the part of it that goes on elsewhere in the file, is damaged, too large, or holds a DOCTYPE, which is refused.",
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
  "photo/card-letters": {
    severity: "warning",
    title: "Some pages get no card for link previews",
    reason:
      "Cards are set in fonts of our own, so that they look alike whatever machine makes them. Those hold the Latin, Devanagari and Urdu letters; and a credit of more than 500 characters does not fit into a picture.",
    remedy:
      "Nothing must be done: link previews show the photo without words. Letters of another script in one headline may be left out with `shortHeadline`; a warning that names a photo goes with another spelling of its credit, if its owner has one.",
  },
  "photo/packet-too-large": {
    severity: "error",
    title: "A photo's rights and alt text are too long for a picture file",
    reason: "What travels inside a rendition is limited to 50,000 bytes; a longer packet would vanish without a word.",
    remedy: "Shorten the alt text, the usage terms or the list of creators.",
  },
  "photo/original-missing": {
    severity: "error",
    title: "A photo's original is not there",
    reason:
      "Only the photo's sidecar is in the site; the file it stands for is not in the outlet's folder of originals.",
    remedy: "Fetch the originals, or say where they lie: `photos.originals` in outlet.yaml, or BROADSHEET_ORIGINALS.",
  },
  "photo/original-damaged": {
    severity: "error",
    title: "A photo's original is another file than its sidecar means",
    reason: "Originals are known by the SHA-256 of their bytes; these were damaged on the way, or changed.",
    remedy: "Fetch the original again. A changed picture is a new photo: take it in under its own SHA-256.",
  },
  "photo/killed": {
    severity: "warning",
    title: "A killed photo is used",
    reason: "The photo was taken down; it is left out wherever it is named, and the story stays.",
    remedy: "Take the photo out of the story, or choose another. The killed photo's sidecar stays where it is.",
  },
  "photo/killed-again": {
    severity: "error",
    title: "A killed photo came back under another name",
    reason: "The file has the same bytes, or the same supplier's reference, as a photo that was taken down for good.",
    remedy:
      "Take the picture out. If it is another one under a wrong reference, write the right `supplierRef` in its sidecar.",
  },
  "photo/killed-lookalike": {
    severity: "error",
    title: "A photo looks like a killed one",
    reason:
      "A smaller, cut or mirrored copy of a killed picture looks like it; so do other moments of the same burst, which the same kill may mean.",
    remedy:
      "Look at both. If this one may stay, write `notKilled: [<the killed photo's id>]` in its record or sidecar.",
  },
  "photo/kill-incomplete": {
    severity: "warning",
    title: "A kill by hand says too little",
    reason:
      "Without `sha256` the picture is forgotten once its file is gone, and may come back under another name: then it is an error. Without `renditions` withdrawn.json can't tell holders of copies which files to remove.",
    remedy:
      "Run `npm run photos -- kill <photo> --reason …` while the file is there: it adds what is missing. If the file is gone, put it back for that.",
  },
  "photo/not-killed-unknown": {
    severity: "warning",
    title: "`notKilled` names no killed photo",
    reason: "Only a killed photo's id (its path under articles/) means something here.",
    remedy: "Correct the id, or take the key away.",
  },
} as const;
