import { escapeXml } from "./base/xml.ts";
import type { EditionSource } from "./edition-source.ts";
import type { PlainStory, plainGroups } from "./edition-stories.ts";
import { readTags } from "./editions/read-tags.ts";
import type { Language } from "./model/languages.ts";
import { bookCoverSize } from "./photos/book-cover-sheet.ts";

// The pages of the book that edition-epub.ts writes.

/** The cover's file in the book. */
export const coverFile = "cover.jpg";

/** A story, and where it stands on the web. */
export function chapterHtml(
  { html, isWhole, url }: PlainStory,
  { language, plan: { context } }: EditionSource,
): string {
  const words = (key: string) => escapeXml(context.words(language, key));
  return [
    html(1),
    ...(isWhole ? [] : [`<p class="small">${words("edition-summary")}</p>`]),
    `<hr><p class="small"><a href="${escapeXml(url)}" data-on-web>${words("edition-on-web")}</a></p>`,
  ].join("\n");
}

/** The book's first page: which edition it is, what was put right, what is in it. */
export function frontHtml(
  { cover, language, proof, plan: { context } }: EditionSource,
  groups: ReturnType<typeof plainGroups>,
): string {
  const changes = cover.changes.map(
    ({ name, items }) =>
      `<h2>${escapeXml(name)}</h2>${items
        .map(
          (item) =>
            `<p><b>${escapeXml(item.label)}</b> <time datetime="${escapeXml(item.date.iso)}">${escapeXml(item.date.text)}</time>: ${escapeXml(item.text)}<br><a href="${escapeXml(item.story.url)}">${escapeXml(item.story.headline)}</a></p>`,
        )
        .join("\n")}`,
  );
  const lists = groups.map(
    ({ name, stories }, index) =>
      `<h2 id="g${index + 1}">${escapeXml(name)}</h2><ul>${stories
        .map(
          ({ headline, story, label }) =>
            `<li>${label === undefined ? "" : `<b>${escapeXml(label)}</b> · `}<a href="${escapeXml(encodeURI(story.path))}">${escapeXml(headline)}</a></li>`,
        )
        .join("\n")}</ul>`,
  );
  return [
    `<p class="small">${escapeXml(cover.site.name)}</p>`,
    `<h1>${escapeXml(cover.heading)}</h1>`,
    `<p>${escapeXml(cover.introduction)}</p>`,
    ...changes,
    ...lists,
    `<h2>${escapeXml(context.words(language, "editions-check"))}</h2>`,
    ...proof.map(
      ({ text, lines }) =>
        `<p class="small">${escapeXml(text)}</p><pre dir="ltr" class="small">${escapeXml(lines.join("\n"))}</pre>`,
    ),
  ].join("\n");
}

/** Every place that links may lead to. */
export function idsOf(html: string): Set<string> {
  return new Set(readTags(html).flatMap(({ attributes }) => attributes.get("id")?.value ?? []));
}

/** A link to a place that is not there (a page's own tools, an entry that a summary leaves out) leads to the chapter's beginning; readers of books refuse the whole book for it. */
export function liveAnchors(html: string, page: string, ids: ReadonlyMap<string, ReadonlySet<string>>): string {
  return html.replace(/ href="([^":]*)#([^"]*)"/g, (whole, file: string, fragment: string) => {
    const there = ids.get(file === "" ? page : file);
    if (there?.has(decodeURIComponent(fragment.replaceAll("&amp;", "&")))) return whole;
    return ` href="${file === "" ? page : file}"`;
  });
}

/** Footnotes as markdown's own writes them, told to readers of books, which show them in place. */
export function withNotes(html: string): string {
  return html
    .replace(/<a (?=href="#fn[^"]*" id="fnref)/g, '<a epub:type="noteref" ')
    .replace(/<li (?=id="fn\d)/g, '<li epub:type="footnote" ');
}

/** A page of the book around what stands in it. */
export function pageDocument(body: string, { language, title }: EditionSource, isFront: boolean): string {
  const role = isFront ? "" : ' epub:type="chapter" role="doc-chapter"';
  const heading = /<h1[^>]*>(.*?)<\/h1>/s.exec(body)?.[1]?.replace(/<[^>]*>/g, "") ?? escapeXml(title);
  return xhtmlDocument(heading, language, [
    "<body>",
    `<section${role}>`,
    body,
    "</section>",
    `<footer><p class="small">${escapeXml(title)}</p></footer>`,
    "</body>",
  ]);
}

/** The book's first leaf. */
export function coverDocument(alt: string, { language, title }: EditionSource): string {
  const { width, height } = bookCoverSize;
  return xhtmlDocument(escapeXml(title), language, [
    '<body class="cover" epub:type="cover">',
    `<div><img role="doc-cover" src="${coverFile}" alt="${escapeXml(alt)}" width="${width}" height="${height}"/></div>`,
    "</body>",
  ]);
}

function xhtmlDocument(titleXml: string, { code, direction }: Language, body: readonly string[]): string {
  return `<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE html>
<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops" lang="${escapeXml(code)}" xml:lang="${escapeXml(code)}" dir="${direction}">
<head>
<meta charset="UTF-8"/>
<title>${titleXml}</title>
<link rel="stylesheet" type="text/css" href="book.css"/>
</head>
${body.join("\n")}
</html>
`;
}

/** Small: readers of books bring looks of their own. */
export const bookCss = `body{line-height:1.5}
h1{line-height:1.25;font-size:1.5em}
h2{line-height:1.3;font-size:1.2em}
pre,pre:lang(ur){font-family:monospace;line-height:1.5;white-space:pre-wrap;overflow-wrap:anywhere}
h3,h4,h5,h6{line-height:1.3;font-size:1em}
:lang(hi){line-height:1.7}
h1:lang(hi),h2:lang(hi){line-height:1.5}
:lang(ur){font-family:"Noto Nastaliq Urdu","Jameel Noori Nastaleeq",serif;line-height:2.2}
img{max-width:100%;height:auto}
figure{margin:1em 0;page-break-inside:avoid}
figcaption,.small{font-size:.85em}
figcaption{margin-top:.3em}
.standfirst{font-weight:bold}
.box,.paid,.edition-note{margin:1em 0;padding:.2em .8em;border:1px solid}
.paid{border-width:3px}
table{border-collapse:collapse}
th,td{padding:.1em .4em;border:1px solid}
blockquote{margin:1em 1.5em}
.pulled{font-size:1.25em;margin:1em 0;padding:.3em 0;border:solid;border-width:1px 0}
hr{border:0;border-top:1px solid}
.edition-spoken{position:absolute;width:1px;height:1px;overflow:hidden;clip:rect(0 0 0 0)}
.cover{margin:0;padding:0;text-align:center}
.cover div{margin:0}
.cover img{max-height:100vh;width:auto}
`;
