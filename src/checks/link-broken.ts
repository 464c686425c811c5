import { problem } from "../base/problem.ts";
import { clip, nearest } from "../base/text.ts";
import { isPicture } from "../content/photo-files.ts";
import { type JudgedLinks, judgedLinks, placeOfLink } from "./judged-links.ts";
import type { Rule } from "./rule.ts";
import type { SiteLink } from "./site-links.ts";

/** A fuzzy search over a whole paper's addresses takes its time: the first faults get one. */
const fuzzySearches = 50;

/**
 * A link to the outlet itself leads to a page that it has. What only time or a take-down brings about is no fault here:
 * `link/hidden` and `link/taken-down` tell of it. Links to stories' files are the model's, which knows their addresses.
 */
export const linkBroken: Rule = {
  code: "link/broken",
  needs: "copy",
  run(context) {
    const judged = judgedLinks(context);
    if (!judged.targets.isComplete) return [];
    let searches = 0;
    return judged.links.flatMap(({ link, target }) => {
      if (target?.kind === "off") {
        return [
          problem({
            code: "link/broken",
            ...placeOfLink(link, context),
            message: `The site has this page only with \`features.${target.feature}\`, which is off.`,
            found: clip(link.path ?? "", 80),
            hint: `Take the link out, or write \`features: { ${target.feature}: true }\` into _data/outlet.yaml.`,
          }),
        ];
      }
      if (target || isFileOfHosts(link.path ?? "")) return [];
      searches += 1;
      const meant = meantBy(link, judged, searches <= fuzzySearches);
      const { fix: _notCertain, ...place } = placeOfLink(link, context, meant);
      return [
        problem({
          code: "link/broken",
          ...place,
          message: "This link leads to an address that the site does not have.",
          found: clip(link.path ?? "", 80),
          hint: hintOf(link, meant),
        }),
      ];
    });
  },
};

/** A story of the same name on another day, else the page whose address is nearly the same. */
function meantBy({ path = "" }: SiteLink, { targets }: JudgedLinks, isThorough: boolean): string | undefined {
  const slug = path.replace(/\/+$/, "").split("/").at(-1) ?? "";
  return targets.bySlug(slug) ?? (isThorough ? nearest(path, targets.pages(), 0.25) : undefined);
}

function hintOf({ path = "" }: SiteLink, meant: string | undefined): string {
  if (isPicture(path)) return "A photo has no address of its own; show it with `![…](…)`, or take the link out.";
  if (meant !== undefined) return `Did you mean \`${meant}\`?`;
  return "Correct the address. A link to a story's file (`/world/the-story.md`) finds its address by itself.";
}

/** What a host answers without a file of ours: its own names, which nobody else may use (RFC 8615). */
function isFileOfHosts(path: string): boolean {
  return path.startsWith("/.well-known/") || path.startsWith("/cdn-cgi/");
}
