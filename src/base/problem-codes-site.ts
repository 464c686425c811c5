/** Codes of the build: fronts, addresses, outputs, templates, the work itself. */
export const siteCodes = {
  "front/pin-hidden": {
    severity: "warning",
    title: "A front pins a story that is not public now",
    reason: "The story is hidden, expired or taken down, so the place was filled with the newest that fits.",
    remedy: "Nothing, if the pin should work again later; else remove the slot or give it `until`.",
  },
  "front/pin-twice": {
    severity: "warning",
    title: "A front pins one story in two places",
    reason: "A story stands on a front once; the first place keeps it.",
    remedy: "Remove one of the two slots.",
  },
  "front/pin-too-many": {
    severity: "warning",
    title: "A place of a front has more pins than it holds",
    reason: "A front has one lead, and room for a few in each other place.",
    remedy: "Remove a slot, or give it the name of another place.",
  },
  "front/banner-hidden": {
    severity: "warning",
    title: "A breaking banner names a story that is not public now",
    reason: "A banner that leads nowhere, or says what is not public yet, must not stand on a front: it was left out.",
    remedy: "Nothing, if the story comes later; else remove the banner, or give it a `text` of its own and no `story`.",
  },
  "site/link-hidden": {
    severity: "warning",
    title: "A story refers to one that is not public now",
    reason: "The link was left out, and its words kept, so that nothing of the hidden story shows.",
    remedy: "Nothing, if the other story comes later; else take the link out.",
  },
  "site/duplicate-path": {
    severity: "error",
    title: "Two outputs have one path",
    reason: "One would overwrite the other.",
    remedy: "Give one of them another file name, date or `permalink`.",
  },
  "site/path-twins": {
    severity: "warning",
    title: "Two addresses differ by capitals alone",
    reason:
      "Disks of Windows and macOS take `/Report/` and `/report/` for one folder: whoever builds or unpacks the site there has one page in the place of both, and some hosts send readers of one to the other.",
    remedy:
      "Give one of them another `permalink`, alias or file name; take an alias away that leads to its own small form.",
  },
  "site/path-unfit": {
    severity: "warning",
    title: "An address holds a name that Windows refuses",
    reason:
      "Windows takes `con`, `prn`, `aux`, `nul`, `com1` and `lpt1` for devices, allows no `:` in names and drops a point at their end: the site can be neither built nor unpacked there. Offline editions rename such parts by themselves.",
    remedy: "Give the story another file name or `permalink`; if it is public, with the old address in `aliases`.",
  },
  "site/address-lost": {
    severity: "error",
    title: "An address that was public would answer no more",
    reason: "Readers, search engines and other papers link to it. Once public, an address answers for ever.",
    remedy:
      "Add the old address to the story's `aliases`, take the story down with `kill`, or build with --allow-removed.",
  },
  "site/notice-missing": {
    severity: "warning",
    title: "A story that was public is taken down without a notice",
    reason: "Its status or its dates say that it never was public, so that its address answers with nothing.",
    remedy:
      "Leave `status` at `ready` and `published` as it was: the kill alone takes the story down and keeps the notice.",
  },
  "site/id-lost": {
    severity: "error",
    title: "A story that was public has another id",
    reason: "Feeds and other papers know a story by its id; under a new one it comes as new.",
    remedy: "Write the old id as `id: …` into the renamed file, or build with --allow-removed.",
  },
  "site/story-moved": {
    severity: "error",
    title: "A story that was public was renamed, and kept neither its id nor its address",
    reason:
      "Git shows that the file was renamed or moved after the story was public. Under a new id it comes as new in every feed, and links to the old address would find nothing.",
    remedy:
      "Write the old id as `id: …` and the old address into `aliases`; `npm run check -- --fix` does both. For stories of before a date the rule can be lowered in `checks:`; a build takes --allow-removed.",
  },
  "site/story-deleted": {
    severity: "error",
    title: "The file of a story that was public was deleted",
    reason:
      "Git shows that the story was public when its file was deleted. Its address would answer with nothing, and nobody would learn why.",
    remedy:
      "Bring the file back and take the story down with `kill`, or give its address to the story that took its place, in `aliases`. For stories of before a date the rule can be lowered in `checks:`; a build takes --allow-removed.",
  },
  "site/renames-unknown": {
    severity: "warning",
    title: "Nobody can tell whether an address was lost",
    reason:
      "Addresses that were public are held by the last build or by git. There is no last build here, and git knows only a part of what was.",
    remedy:
      "Fetch the whole history: `git fetch --unshallow`, or `fetch-depth: 0` for actions/checkout. Or build over the last output.",
  },
  "site/redirects-cut": {
    severity: "warning",
    title: "There are more redirects than hosts read",
    reason: "Cloudflare Pages reads 2,000 fixed redirects, and others fewer; what stands below them is not heard.",
    remedy: "Nothing must be done: each alias has its page. Carry _redirects over into a server's settings if you can.",
  },
  "site/security-txt-expired": {
    severity: "warning",
    title: "security.txt is out of date",
    reason: "RFC 9116 asks those who found a weakness not to rely on a file that has expired.",
    remedy: "Look through the contacts and move `securityTxt.expires` ahead, or take the key out.",
  },
  "site/output-not-ours": {
    severity: "error",
    title: "The output folder holds files that no build made",
    reason: "A build removes what is no longer planned; it must not touch files that are somebody's own.",
    remedy: "Name an empty folder with --output, or empty this one yourself.",
  },
  "site/template": {
    severity: "error",
    title: "A template can't be rendered",
    reason: "A template or component holds a mistake, or asks for what its view does not have.",
    remedy: "Correct the template that is named; `docs/reference/views.md` lists what a view holds.",
  },
  "site/config": {
    severity: "error",
    title: "site.config.ts can't be used",
    reason: "The file throws, or exports no function.",
    remedy: "Export a default function that takes Eleventy's configuration object.",
  },
  "site/signature-stale": {
    severity: "warning",
    title: "A signature is of an earlier form of its file",
    reason:
      "Content changed since it was signed. A signature that does not fit would look like a forgery, so it was left out.",
    remedy: "Run `npm run sign` and commit the file that it writes.",
  },
  "site/signature-wrong": {
    severity: "warning",
    title: "A signature was not made with the outlet's key",
    reason: "It is damaged, made with another key, or outlet.yaml has no `publicKey`; so it was left out.",
    remedy: "Write the key's line into outlet.yaml as `publicKey`, run `npm run sign`, and commit what it writes.",
  },
  "site/busy": {
    severity: "error",
    title: "Another build is writing this output",
    reason: "Two builds that write one folder would mix their files.",
    remedy: "Wait for the other build, or name another --output.",
  },
} as const;
