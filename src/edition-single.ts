import { createHash } from "node:crypto";
import { outputFileOf } from "./base/urls.ts";
import { coverPath } from "./edition-cover.ts";
import { picturesOf } from "./edition-pictures.ts";
import type { EditionSource } from "./edition-source.ts";
import { plainGroups } from "./edition-stories.ts";
import { rewriteHtml } from "./editions/rewrite-html.ts";
import type { RewriteTarget } from "./editions/rewrite-target.ts";
import type { LiteEditionView } from "./pages/views-editions.ts";

/** Bytes of a JPEG above which a photo goes as AVIF, which is never much heavier than that (see docs/decisions/0017). */
const heavyPhoto = 40_000;

/** Bytes above which an AVIF goes at the next lower width: twenty stories with a photo each must fit into 1.5 MB. */
const heaviestPhoto = 46_000;

/** px: of a photo in the one file, which a phone holds across. */
const widest = 640;
const narrower = 320;

/**
 * An edition as one file without anything else: photos inside, no script, nothing fetched. For phones that open what they are sent,
 * for messengers, for a stick.
 */
export async function singleFile(source: EditionSource): Promise<string> {
  const { language, plan, opened, cover, title } = source;
  const { context } = plan;
  const groups = plainGroups(source);
  const anchors = new Map(
    // Of a summary there is no more than the line in the contents.
    groups.flatMap(({ stories }) =>
      stories.flatMap(({ story, anchor, isWhole }) => (isWhole ? [[outputFileOf(story.path), anchor] as const] : [])),
    ),
  );
  const siblings = picturesOf(source);
  const live = context.absolute("/").replace(/\/+$/, "");
  const coverFile = outputFileOf(coverPath);
  const base: Omit<RewriteTarget, "anchor"> = {
    live,
    has: () => false,
    nameOf: (file) => file,
    pictureOf: (files) => dataAddress(source, files.flatMap(siblings)),
    words: source.words,
    policy: "kept",
  };
  const linkTo = (file: string, fragment: string) => {
    const anchor = anchors.get(file);
    if (anchor === undefined) return undefined;
    return fragment === "" ? `#${anchor}` : `#${anchor}-${fragment}`;
  };
  const { cssHtml } = plan.pageAssets("lite-edition", language.code);
  const name = context.localized(opened.newsroom.outlet.name, language) ?? "";
  const view: LiteEditionView = {
    layout: "lite-edition",
    language: language.code,
    direction: language.direction,
    title: `${name} — ${title}`,
    policy: `default-src 'none'; img-src data:; style-src 'sha256-${createHash("sha256").update(cssHtml).digest("base64")}'`,
    paper: { name, homeUrl: context.absolute("/") },
    heading: title,
    introduction: cover.introduction,
    changes: cover.changes,
    groups: groups.map((group) => ({
      name: group.name,
      stories: group.stories.map(({ anchor, url, headline, label, isWhole }) => ({
        anchor,
        url,
        headline,
        ...(label !== undefined && { label }),
        ...(isWhole && { bodyHtml: bodyMark(anchor) }),
      })),
    })),
    proof: source.proof,
  };
  const around = rewriteHtml(await source.renderPage(view), coverFile, { ...base, anchor: { prefix: "", linkTo } });
  // Each body goes through the pass once, with anchors of its own: a second time would mark its links again.
  const bodies = new Map(
    groups.flatMap(({ stories }) => stories.map((each) => [bodyMark(each.anchor), each] as const)),
  );
  return around.replace(/<!-- body of s\d+ -->/g, (mark) => {
    const found = bodies.get(mark);
    if (!found) return mark;
    const { story, anchor, html } = found;
    return rewriteHtml(html(2), outputFileOf(story.path), { ...base, anchor: { prefix: `${anchor}-`, linkTo } });
  });
}

/** Stands for a story's body in the page around it; words of the page, whose signs are escaped, can't look like it. */
function bodyMark(anchor: string): string {
  return `<!-- body of ${anchor} -->`;
}

function dataAddress(source: EditionSource, files: readonly string[]): string | undefined {
  const jpeg = source.pictureOf(files, "jpeg", widest);
  if (jpeg === undefined) return undefined;
  const choices: [format: "avif" | "jpeg", width: number, most: number][] = [
    // A drawing's own lines are sharp at any width, and mostly lighter than its points.
    ...(files.some((file) => file.endsWith(".svg")) ? [["avif", widest, heavyPhoto] as ["avif", number, number]] : []),
    ["jpeg", widest, heavyPhoto],
    ["avif", widest, heaviestPhoto],
    ["avif", narrower, Number.POSITIVE_INFINITY],
  ];
  for (const [format, width, most] of choices) {
    const file = source.pictureOf(files, format, width) ?? jpeg;
    const bytes = source.read(file);
    if (bytes.length > most) continue;
    const types: Record<string, string> = {
      svg: "image/svg+xml",
      avif: "image/avif",
      png: "image/png",
      gif: "image/gif",
    };
    const type = types[file.split(".").at(-1) ?? ""] ?? "image/jpeg";
    return `data:${type};base64,${Buffer.from(bytes).toString("base64")}`;
  }
  return undefined;
}
