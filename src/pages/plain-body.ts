import { escapeXml } from "../base/xml.ts";
import type { BlockView, BylineView, FiguresView, PhotoView } from "./views-parts.ts";

type TableView = FiguresView & { caption?: string; credit?: string };

/** What a plain rendering asks of whoever it is for. */
export interface PlainStyle {
  /** Interface words of the story's language. */
  strings: Readonly<Record<string, string>>;
  /** `image`: pictures stand in the text; `link`: their words do, with a link to fetch the picture. */
  photos: "image" | "link";
  /** Fact boxes and the like stand in an element, quotes to be pulled out in one of another class: for forms with styles of their own. */
  hasBoxes?: boolean;
  /** Place before the first words of the copy. */
  dateline?: string | undefined;
  /** Makes page addresses what the reader of this form needs: absolute for feeds, lite for lite pages. */
  url?: (url: string) => string;
}

/**
 * A story's body as HTML without classes, scripts or anything that a feed reader, an e-reader or an old phone would drop:
 * one rendering for all of them. Every photo has its caption and its credit, byte for byte the record's.
 */
export function plainBody(blocks: readonly BlockView[], style: PlainStyle): string {
  const { dateline, ...inner } = style;
  const first = dateline === undefined ? undefined : blocks.find(({ kind }) => kind === "html");
  return blocks
    .map((block) => {
      const html = plainBlock(block, inner);
      return block === first ? withDateline(html, dateline ?? "") : html;
    })
    .join("\n");
}

/** In the first paragraph's own line; before what is no paragraph it has a line of its own. */
function withDateline(html: string, dateline: string): string {
  const place = `<b>${escapeXml(dateline)}</b>`;
  return html.startsWith("<p>") ? `<p>${place} ${html.slice(3)}` : `<p>${place}</p>\n${html}`;
}

function plainBlock(block: BlockView, style: PlainStyle): string {
  const { strings } = style;
  switch (block.kind) {
    case "html":
      return ownLinks(block.html, style);
    case "photo":
      return plainPhoto(block.photo, style);
    case "gallery":
      return block.photos.map((photo) => plainPhoto(photo, style)).join("\n");
    case "pull-quote":
      return `<blockquote${style.hasBoxes ? ' class="pulled"' : ""}>${ownLinks(block.html, style)}${block.by === undefined ? "" : `<p>— ${escapeXml(block.by)}</p>`}</blockquote>`;
    case "fact-box":
      return aside(block.title, plainBody(block.blocks, style), style);
    case "key-points":
      return aside(block.title ?? strings["key-points"], ownLinks(block.html, style), style);
    case "timeline": {
      const entries = block.entries.map(
        ({ whenHtml, html }) => `<dt>${ownLinks(whenHtml, style)}</dt><dd>${ownLinks(html, style)}</dd>`,
      );
      return aside(block.title, `<dl>${entries.join("\n")}</dl>`, style);
    }
    case "related":
      return `<p${apart(style)}>${escapeXml(strings.related ?? "")} ${block.card.mustSayLabel ? `${escapeXml(block.card.label ?? "")} · ` : ""}${link(block.card.url, block.card.headline, style)}</p>`;
    case "embed":
      return `<p><a href="${escapeXml(block.url)}">${escapeXml(block.title ?? block.url)}</a> (${escapeXml(block.host)})</p>`;
    case "footnotes":
      return `<hr>${ownLinks(block.html, style)}`;
    case "table":
      return plainTable(block, style);
    case "live-entry":
      return [
        block.day === undefined ? "" : `<p${apart(style)}><b>${escapeXml(block.day)}</b></p>`,
        `<h2 id="${escapeXml(block.id)}"><time datetime="${escapeXml(block.at.iso)}">${escapeXml(block.time)}</time>${
          block.headline === undefined ? "" : ` ${escapeXml(block.headline)}`
        }</h2>`,
        style.hasBoxes && block.isKey ? `<p class="small"><b>${escapeXml(strings["live-key"] ?? "")}</b></p>` : "",
        plainBody(block.blocks, style),
        block.story
          ? `<p>${escapeXml(strings["live-full-story"] ?? "")} ${link(block.story.url, block.story.headline, style)}</p>`
          : "",
        block.by ? `<p${apart(style)}>${escapeXml(bylineText(block.by))}</p>` : "",
      ]
        .filter((part) => part !== "")
        .join("\n");
    case "photo-note":
      return `<p>${escapeXml(block.text)}</p>`;
  }
}

/** On light pages, what is not the copy's own words: a search quotes none of it. */
function apart({ photos }: PlainStyle): string {
  return photos === "link" ? ' class="apart"' : "";
}

function plainTable({ caption, credit, columns, rows }: TableView, style: PlainStyle): string {
  const { strings } = style;
  const cell = (text: string, scope?: "col" | "row") =>
    scope === undefined || text === "" ? `<td>${escapeXml(text)}</td>` : `<th scope="${scope}">${escapeXml(text)}</th>`;
  const line = (cells: readonly string[]) => `<tr>${cells.join("")}</tr>`;
  const body = rows.map((row) => line(row.map((text, index) => cell(text, columns[index]?.isKey ? "row" : undefined))));
  // A page has a box that scrolls, by keys too; a feed's readers have their own way with wide tables.
  const name = escapeXml(caption ?? strings.table ?? "");
  const [open, close] = hasScrollBoxes(style)
    ? [`<div tabindex="0" role="group" aria-label="${name}">`, "</div>"]
    : ["", ""];
  return [
    `${open}<table>${caption === undefined ? "" : `<caption>${escapeXml(caption)}</caption>`}`,
    `<thead>${line(columns.map(({ name }) => cell(name, "col")))}</thead>`,
    `<tbody>${body.join("\n")}</tbody></table>${close}`,
    ...(credit === undefined ? [] : [`<p>${escapeXml(strings["table-source"] ?? "")} ${escapeXml(credit)}</p>`]),
  ].join("\n");
}

/** A browser's page must not grow wider than a phone; feeds' readers see to it themselves. */
function hasScrollBoxes({ photos, hasBoxes }: PlainStyle): boolean {
  return photos === "link" || hasBoxes === true;
}

/** A photo with its words, and the figures behind it; in a form of links the picture is one tap away. */
export function plainPhoto(photo: PhotoView, style: PlainStyle): string {
  const picture = pictureWithWords(photo, style);
  if (!photo.table) return picture;
  return `${picture}\n${plainTable({ ...photo.table, caption: style.strings["photo-table"] ?? "" }, style)}`;
}

function pictureWithWords(photo: PhotoView, style: PlainStyle): string {
  const { strings } = style;
  const credit = `${escapeXml(strings.credit ?? "")}: ${escapeXml(photo.credit)}`;
  const address = escapeXml(style.url?.(photo.src) ?? photo.src);
  if (style.photos === "link") {
    // One line to tap, with what a reader would want to know first. The alt text stands in where there is no caption:
    // together they would say nearly the same, at a length that a small screen pays for.
    const name = photo.caption ?? photo.alt;
    const label = [strings.photo ?? "", name].filter((part) => part !== "").join(": ");
    return `<p><a href="${address}">${escapeXml(label)}</a><br>${credit}</p>`;
  }
  const shown = photo.renditions.jpeg.find((each) => each.url === photo.src) ?? photo.renditions.jpeg[0];
  const size = shown ? ` width="${shown.width}" height="${shown.height}"` : "";
  return `<figure><img src="${address}" alt="${escapeXml(photo.alt)}"${size}><figcaption>${photo.caption === undefined ? "" : `${escapeXml(photo.caption)} `}${credit}</figcaption></figure>`;
}

function bylineText({ name, location }: BylineView): string {
  return location === undefined ? name : `${name}, ${location}`;
}

function aside(title: string | undefined, html: string, { hasBoxes }: PlainStyle): string {
  if (hasBoxes) {
    return `<div class="box">${title === undefined ? "" : `<p><b>${escapeXml(title)}</b></p>`}\n${html}\n</div>`;
  }
  return `<hr>${title === undefined ? "" : `<p><b>${escapeXml(title)}</b></p>`}\n${html}\n<hr>`;
}

function link(url: string, words: string, { url: made }: PlainStyle): string {
  return `<a href="${escapeXml(made?.(url) ?? url)}">${escapeXml(words)}</a>`;
}

// href="…" as our own sanitiser writes it: always double quotes.
const ownLink = /(<a\b[^>]*?\shref=")(\/(?!\/)[^"]*)(")/g;

/** Copy's own root-relative links, as this form wants them; anchors and other hosts' stay. Classes say nothing here. */
function ownLinks(html: string, style: PlainStyle): string {
  const { url } = style;
  const bare = html.replace(/(<[a-z][^>]*?)\sclass="[^"]*"/g, "$1");
  const plain = hasScrollBoxes(style)
    ? bare
    : bare.replace(/(<div) tabindex="0" role="group" aria-label="[^"]*"/g, "$1");
  return url
    ? plain.replace(ownLink, (_whole, before: string, href: string, after: string) => {
        return before + escapeXml(url(href.replaceAll("&amp;", "&"))) + after;
      })
    : plain;
}
