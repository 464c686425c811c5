import { posix } from "node:path";
import { isoMoment } from "./base/dates.ts";
import { outputFileOf } from "./base/urls.ts";
import { editionBookCover } from "./edition-book-cover.ts";
import {
  bookCss,
  chapterHtml,
  coverDocument,
  coverFile,
  frontHtml,
  idsOf,
  liveAnchors,
  pageDocument,
  withNotes,
} from "./edition-epub-pages.ts";
import { picturesOf } from "./edition-pictures.ts";
import type { EditionSource } from "./edition-source.ts";
import { plainGroups } from "./edition-stories.ts";
import {
  containerDocument,
  type EpubItem,
  mediaTypeOf,
  navigationDocument,
  packageDocument,
} from "./editions/epub-package.ts";
import { rewriteHtml } from "./editions/rewrite-html.ts";
import type { RewriteTarget } from "./editions/rewrite-target.ts";
import { safePath } from "./editions/safe-names.ts";
import { toXhtml } from "./editions/xhtml.ts";
import { type ByteSink, ZipWriter } from "./editions/zip-writer.ts";

/** px: of a picture in the book; a JPEG, the one kind that every reader of books shows. */
const [widest, narrower] = [1280, 640];

/** Bytes up to which a picture goes at the larger width: maps and charts, whose letters must be read, are light. */
const lightPicture = 70_000;
const folder = "EPUB";

/** An edition as a book for e-readers: EPUB 3.3, a chapter a story, in the order and sections of its first page. */
export async function writeEpub(source: EditionSource, sink: ByteSink): Promise<void> {
  const { language, plan, opened, cover, title } = source;
  const { context } = plan;
  const { outlet, now } = opened.newsroom;
  const words = (key: string) => context.words(language, key);
  const groups = plainGroups(source);
  const stories = groups.flatMap((group) => group.stories);
  const siblings = picturesOf(source);
  const pictures = new Set<string>();
  const fileOf = new Map(stories.map(({ story, anchor }) => [outputFileOf(story.path), `${anchor}.xhtml`]));
  const target: RewriteTarget = {
    live: context.absolute("/").replace(/\/+$/, ""),
    has: () => false,
    nameOf: (file) => fileOf.get(file) ?? `pictures/${safePath(posix.basename(file))}`,
    pictureOf(files) {
      const all = files.flatMap(siblings);
      const wide = source.pictureOf(all, "jpeg", widest);
      const isLight = wide !== undefined && source.read(wide).length <= lightPicture;
      const chosen = isLight ? wide : source.pictureOf(all, "jpeg", narrower);
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
    const html = rewriteHtml(chapterHtml(each, source), outputFileOf(each.story.path), target);
    chapters.set(`${each.anchor}.xhtml`, html);
  }
  chapters.set("edition.xhtml", rewriteHtml(frontHtml(source, groups), "edition/index.html", target));
  const ids = new Map([...chapters].map(([name, html]) => [name, idsOf(html)]));
  const documents = new Map(
    [...chapters].map(([name, html]) => [
      name,
      pageDocument(toXhtml(withNotes(liveAnchors(html, name, ids))), source, name === "edition.xhtml"),
    ]),
  );

  const front = await editionBookCover(source, groups);
  const pictureFiles = [...pictures]
    .sort()
    .map((file) => ({ file, href: `pictures/${safePath(posix.basename(file))}` }));
  const items: EpubItem[] = [
    { id: "nav", href: "nav.xhtml", type: "application/xhtml+xml", properties: "nav" },
    { id: "css", href: "book.css", type: "text/css" },
    ...(front === undefined
      ? []
      : [
          { id: "cover-image", href: coverFile, type: "image/jpeg", properties: "cover-image" as const },
          { id: "cover", href: "cover.xhtml", type: "application/xhtml+xml", isRead: true },
        ]),
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
      hasPictures: front !== undefined || pictures.size > 0,
      // A picture without an alt text passed the checks as no more than decoration; one without the attribute did not.
      areAllDescribed: [...documents.values()].every((each) => !/<img(?![^>]* alt=)[^>]*>/.test(each)),
      accessibilitySummary: words("edition-accessibility"),
    },
    items,
  );
  const nav = navigationDocument(
    [
      { title, href: "edition.xhtml" },
      // A section begins where its first story does: links of a book's contents stand in the order of its reading.
      ...groups.map((group) => ({
        title: group.name,
        href: `${group.stories[0]?.anchor ?? ""}.xhtml`,
        children: group.stories.map(({ headline, anchor }) => ({ title: headline, href: `${anchor}.xhtml` })),
      })),
    ],
    {
      ...facts,
      title: words("edition-contents"),
      landmarks: [
        ...(front === undefined ? [] : [{ type: "cover", title: words("edition-cover"), href: "cover.xhtml" }]),
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
  if (front) {
    await text(`${folder}/cover.xhtml`, coverDocument(front.alt, source));
    await zip.add(`${folder}/${coverFile}`, front.bytes, { isPacked: true });
  }
  for (const [path, document] of documents) await text(`${folder}/${path}`, document);
  for (const { file, href } of pictureFiles) await zip.add(`${folder}/${href}`, source.read(file), { isPacked: true });
  await zip.finish();
}
