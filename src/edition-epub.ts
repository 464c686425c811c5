import { posix } from "node:path";
import { isoMoment } from "./base/dates.ts";
import { outputFileOf } from "./base/urls.ts";
import { escapeXml } from "./base/xml.ts";
import type { EditionSource } from "./edition-source.ts";
import { type PlainStory, plainGroups } from "./edition-stories.ts";
import {
  containerDocument,
  type EpubItem,
  mediaTypeOf,
  navigationDocument,
  packageDocument,
} from "./editions/epub-package.ts";
import { readTags } from "./editions/read-tags.ts";
import { rewriteHtml } from "./editions/rewrite-html.ts";
import type { RewriteTarget } from "./editions/rewrite-target.ts";
import { safePath } from "./editions/safe-names.ts";
import { toXhtml } from "./editions/xhtml.ts";
import { type ByteSink, ZipWriter } from "./editions/zip-writer.ts";

/** px: of a picture in the book; a JPEG, the one kind that every reader of books shows. */
const widest = 1280;
const folder = "EPUB";

/** An edition as a book for e-readers: EPUB 3.3, a chapter a story, in the order and sections of its first page. */
export async function writeEpub(source: EditionSource, sink: ByteSink): Promise<void> {
  const { language, plan, opened, cover, title } = source;
  const { context } = plan;
  const { outlet, now } = opened.newsroom;
  const words = (key: string) => context.words(language, key);
  const groups = plainGroups(source);
  const stories = groups.flatMap((group) => group.stories);
  const pictures = new Set<string>();
  const fileOf = new Map(stories.map(({ story, anchor }) => [outputFileOf(story.path), `${anchor}.xhtml`]));
  const target: RewriteTarget = {
    live: context.absolute("/").replace(/\/+$/, ""),
    has: () => false,
    nameOf: (file) => fileOf.get(file) ?? `pictures/${safePath(posix.basename(file))}`,
    pictureOf(files) {
      const chosen = source.pictureOf(files, "jpeg", widest);
      if (chosen !== undefined) pictures.add(chosen);
      return chosen;
    },
    words: source.words,
    policy: "none",
    anchor: {
      prefix: "",
      linkTo(file, fragment) {
        const name = fileOf.get(file);
        return name === undefined || fragment === "" ? name : `${name}#${fragment}`;
      },
    },
  };

  const chapters = new Map<string, string>();
  for (const each of stories) {
    const body = each.body();
    const file = outputFileOf(each.story.path);
    chapters.set(
      `${each.anchor}.xhtml`,
      chapterHtml(each, body === undefined ? undefined : rewriteHtml(body, file, target), source),
    );
  }
  const front = rewriteHtml(frontHtml(source, groups), "edition/index.html", target);
  chapters.set("edition.xhtml", front);
  const ids = new Map([...chapters].map(([name, html]) => [name, idsOf(html)]));
  const documents = new Map(
    [...chapters].map(([name, html]) => [
      name,
      pageDocument(toXhtml(liveAnchors(html, name, ids)), source, name === "edition.xhtml"),
    ]),
  );

  const pictureFiles = [...pictures]
    .sort()
    .map((file) => ({ file, href: `pictures/${safePath(posix.basename(file))}` }));
  const items: EpubItem[] = [
    { id: "nav", href: "nav.xhtml", type: "application/xhtml+xml", properties: "nav" },
    { id: "css", href: "book.css", type: "text/css" },
    { id: "edition", href: "edition.xhtml", type: "application/xhtml+xml", isRead: true },
    ...stories.map(({ anchor }) => ({
      id: anchor,
      href: `${anchor}.xhtml`,
      type: "application/xhtml+xml",
      isRead: true,
    })),
    ...pictureFiles.map(({ href }, index) => ({ id: `p${index + 1}`, href, type: mediaTypeOf(href) ?? "image/jpeg" })),
  ];
  const name = context.localized(outlet.name, language) ?? "";
  const facts = { language: language.code, direction: language.direction };
  const opf = packageDocument(
    {
      ...facts,
      identifier: `${context.absolute("/")}editions/${source.id}`,
      title: `${name} — ${title}`,
      publisher: name,
      description: cover.introduction,
      modified: `${new Date(now).toISOString().slice(0, 19)}Z`,
      date: isoMoment(now, outlet.timeZone).slice(0, 10),
      hasPictures: pictures.size > 0,
      areAllDescribed: true,
      accessibilitySummary: words("edition-accessibility"),
    },
    items,
  );
  const nav = navigationDocument(
    [
      { title, href: "edition.xhtml" },
      ...groups.map((group, index) => ({
        title: group.name,
        href: `edition.xhtml#g${index + 1}`,
        children: group.stories.map(({ headline, anchor }) => ({ title: headline, href: `${anchor}.xhtml` })),
      })),
    ],
    {
      ...facts,
      title: words("edition-contents"),
      landmarks: [
        { type: "toc", title: words("edition-contents"), href: "edition.xhtml" },
        { type: "bodymatter", title, href: "edition.xhtml" },
      ],
    },
  );

  const zip = new ZipWriter(sink, { modified: now });
  const text = (path: string, content: string) => zip.add(path, new TextEncoder().encode(content));
  // First, and not compressed: by it a file is known for a book.
  await zip.add("mimetype", new TextEncoder().encode("application/epub+zip"), { isPacked: true });
  await text("META-INF/container.xml", containerDocument(`${folder}/package.opf`));
  await text(`${folder}/package.opf`, opf);
  await text(`${folder}/nav.xhtml`, nav);
  await text(`${folder}/book.css`, bookCss);
  for (const [path, document] of documents) await text(`${folder}/${path}`, document);
  for (const { file, href } of pictureFiles) await zip.add(`${folder}/${href}`, source.read(file), { isPacked: true });
  await zip.finish();
}

/** What stands above a story's own words, as its page has it. */
function chapterHtml(
  story: PlainStory,
  body: string | undefined,
  { language, plan: { context } }: EditionSource,
): string {
  const words = (key: string) => escapeXml(context.words(language, key));
  const people = story.byline
    .map(({ name, location }) => escapeXml(location === undefined ? name : `${name}, ${location}`))
    .concat(story.agency === undefined ? [] : [escapeXml(story.agency)])
    .join(" · ");
  const date = (each: { iso: string; text: string }) =>
    `<time datetime="${escapeXml(each.iso)}">${escapeXml(each.text)}</time>`;
  return [
    story.kicker === undefined ? "" : `<p class="facts">${escapeXml(story.kicker)}</p>`,
    `<h1 id="${story.anchor}-title">${escapeXml(story.headline)}</h1>`,
    people === "" ? "" : `<p class="facts">${people}</p>`,
    `<p class="facts">${words("published")} ${date(story.published)}${story.updated ? `<br>${words("updated")} ${date(story.updated)}` : ""}</p>`,
    body ?? `<p>${escapeXml(story.standfirst ?? "")}</p><p class="facts">${words("edition-summary")}</p>`,
    `<hr><p class="facts"><a href="${escapeXml(story.url)}">${words("edition-on-web")} ↗</a></p>`,
  ]
    .filter((part) => part !== "")
    .join("\n");
}

/** The book's first page: which edition it is, what was put right, what is in it. */
function frontHtml({ cover }: EditionSource, groups: ReturnType<typeof plainGroups>): string {
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
    `<p class="facts">${escapeXml(cover.site.name)}</p>`,
    `<h1>${escapeXml(cover.heading)}</h1>`,
    `<p>${escapeXml(cover.introduction)}</p>`,
    ...changes,
    ...lists,
  ].join("\n");
}

function idsOf(html: string): Set<string> {
  return new Set(readTags(html).flatMap(({ attributes }) => attributes.get("id")?.value ?? []));
}

/** A link to a place that is not there (a page's own tools, an entry that a summary leaves out) leads to the chapter's beginning; readers of books refuse the whole book for it. */
function liveAnchors(html: string, page: string, ids: ReadonlyMap<string, ReadonlySet<string>>): string {
  return html.replace(/ href="([^":]*)#([^"]*)"/g, (whole, file: string, fragment: string) => {
    const there = ids.get(file === "" ? page : file);
    if (there?.has(decodeURIComponent(fragment.replaceAll("&amp;", "&")))) return whole;
    return ` href="${file === "" ? page : file}"`;
  });
}

function pageDocument(body: string, { language, title }: EditionSource, isFront: boolean): string {
  const { code, direction } = language;
  const role = isFront ? "" : ' epub:type="chapter" role="doc-chapter"';
  const heading = /<h1[^>]*>(.*?)<\/h1>/s.exec(body)?.[1]?.replace(/<[^>]*>/g, "") ?? escapeXml(title);
  return `<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE html>
<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops" lang="${escapeXml(code)}" xml:lang="${escapeXml(code)}" dir="${direction}">
<head>
<meta charset="UTF-8"/>
<title>${heading}</title>
<link rel="stylesheet" type="text/css" href="book.css"/>
</head>
<body>
<section${role}>
${body}
</section>
<footer><p class="facts">${escapeXml(title)}</p></footer>
</body>
</html>
`;
}

const bookCss = `body{line-height:1.5}
h1{line-height:1.25;font-size:1.5em}
h2{line-height:1.3;font-size:1.2em}
:lang(hi){line-height:1.7}
:lang(ur){font-family:"Noto Nastaliq Urdu","Jameel Noori Nastaleeq",serif;line-height:2.2}
img{max-width:100%;height:auto}
figure{margin:1em 0}
figcaption,.facts{font-size:.85em}
table{border-collapse:collapse}
th,td{padding:.1em .4em;border:1px solid}
blockquote{margin:1em 1.5em}
.edition-spoken{display:none}
`;
