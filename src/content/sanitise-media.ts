import { type CopyContext, type Piece, recordLink, report } from "./copy-context.ts";
import { embedBlock, pageOfPlayer } from "./copy-embeds.ts";
import { picturePieces } from "./copy-photo.ts";
import { splitCaption } from "./photo-line.ts";
import { type ElementNode, element, findElements, type HtmlNode, textOf } from "./sanitise-tree.ts";

// What raw HTML shows that is not text: pictures become photo blocks, players and posts of other sites link cards.

export interface MediaContext {
  context: CopyContext;
  lineOf: (offset: number) => number;
}

/** The nodes that stand for a picture, player, post or figure; undefined for any other element. */
export function mediaNodes(node: ElementNode, media: MediaContext): HtmlNode[] | undefined {
  switch (node.name) {
    case "img":
      return picture(node, "", media);
    case "picture":
      return findElements(node.children, "img")
        .slice(0, 1)
        .flatMap((img) => picture(img, "", media));
    case "figure":
      return figure(node, media);
    case "iframe":
    case "embed":
    case "video":
    case "audio":
    case "object":
      return player(node, media);
    case "blockquote":
      return post(node, media);
    default:
      return undefined;
  }
}

function lift(pieces: readonly Piece[]): HtmlNode[] {
  return pieces.map((piece) => ({ kind: "lift", piece }));
}

function picture(img: ElementNode, caption: string, { context, lineOf }: MediaContext): HtmlNode[] {
  const { attributes } = img;
  const alt = attributes.alt ?? "";
  if (/\b(?:wp-smiley|emoji)\b/.test(attributes.class ?? "") && alt.length <= 12) return [{ kind: "text", text: alt }];
  // A picture of one pixel counts readers.
  if (/^[01]$/.test(attributes.width ?? "") && /^[01]$/.test(attributes.height ?? "")) return [];
  const own = attributes.src ?? "";
  const lazy = attributes["data-src"] ?? attributes["data-lazy-src"] ?? attributes["data-original"];
  const src = lazy !== undefined && (own === "" || own.startsWith("data:")) ? lazy : own;
  return lift(picturePieces({ src, alt, caption, line: lineOf(img.offset) }, context));
}

/** A figure of one picture is a photo with its caption, of several a gallery; any other gives up its content. */
function figure(node: ElementNode, media: MediaContext): HtmlNode[] | undefined {
  const pictures = findElements(node.children, "img");
  const captions = findElements(node.children, "figcaption");
  if (pictures.length === 0) return undefined;
  const [only] = pictures;
  if (pictures.length === 1 && only) {
    const words = textOf(captions).replace(/\s+/g, " ").trim();
    const others = node.children.filter((child) => hasOwnWords(child));
    return [...picture(only, words, media), ...others];
  }
  const inner = findElements(node.children, "figure");
  const pieces: Piece[] = [];
  for (const img of pictures) {
    const own = inner.find((each) => findElements(each.children, "img").includes(img));
    const words = own ? textOf(findElements(own.children, "figcaption")).replace(/\s+/g, " ").trim() : "";
    for (const found of picture(img, words, media)) if (found.kind === "lift") pieces.push(found.piece);
  }
  const photos = pieces.flatMap((piece) =>
    piece.kind === "block" && piece.block.kind === "photo" ? [piece.block.photo] : [],
  );
  const rest = pieces.filter((piece) => !(piece.kind === "block" && piece.block.kind === "photo"));
  const innerCaptions = new Set(inner.flatMap((each) => findElements(each.children, "figcaption")));
  const words = textOf(captions.filter((each) => !innerCaptions.has(each)))
    .replace(/\s+/g, " ")
    .trim();
  const { caption, credit } = splitCaption(words);
  for (const photo of photos) if (credit !== undefined) photo.copyCredit ??= credit;
  return [
    ...lift(photos.length > 0 ? [{ kind: "block", block: { kind: "gallery", photos } }, ...rest] : rest),
    ...(caption ? [element("p", [{ kind: "text", text: caption }])] : []),
  ];
}

/** Words in a figure beside its picture and caption are kept as text. */
function hasOwnWords(node: HtmlNode): boolean {
  if (node.kind === "lift") return true;
  if (node.kind === "text") return node.text.trim() !== "";
  return (
    node.name !== "figcaption" &&
    findElements([node], "img").length === 0 &&
    findElements([node], "figcaption").length === 0 &&
    textOf([node]).trim() !== ""
  );
}

function player(node: ElementNode, { context, lineOf }: MediaContext): HtmlNode[] {
  const line = lineOf(node.offset);
  const { attributes } = node;
  const source = findElements(node.children, "source")[0]?.attributes.src;
  const address =
    attributes["data-src"] ??
    attributes["data-lazy-src"] ??
    attributes["data-litespeed-src"] ??
    attributes.src ??
    attributes.data ??
    source ??
    "";
  const own = /^(?:https?:)?\/\//i.test(address.trim()) ? address : (attributes.src ?? "");
  const card = embedBlock(pageOfPlayer(own), attributes.title);
  if (card) {
    recordLink(context, card.url, line);
    return lift([{ kind: "block", block: card }]);
  }
  report(context, {
    code: "copy/html-removed",
    line,
    message: `<${node.name}> without a web address was left out.`,
    found: `<${node.name}>`,
  });
  return [];
}

const postClass =
  /\b(?:twitter-tweet|twitter-video|instagram-media|tiktok-embed|fb-post|reddit-embed-bq|reddit-card|bluesky-embed|mastodon-embed|text-post-media|threads-embed)\b/;

/** A post of another site, as its embed code writes it: a blockquote that a script would have turned into a frame. */
function post(node: ElementNode, { context, lineOf }: MediaContext): HtmlNode[] | undefined {
  if (!postClass.test(node.attributes.class ?? "")) return undefined;
  const links = findElements(node.children, "a").map((link) => link.attributes.href ?? "");
  const address =
    node.attributes["data-instgrm-permalink"] ??
    node.attributes["data-text-post-permalink"] ??
    node.attributes.cite ??
    links.findLast((href) => /^https?:\/\/[^/]+\/.*(?:status|\/p\/|\/reel\/|post|video|@)/.test(href)) ??
    links.findLast((href) => /^https?:/.test(href));
  const words = textOf(findElements(node.children, "p").slice(0, 1)).replace(/\s+/g, " ").trim();
  const title = words.length > 200 ? `${words.slice(0, words.lastIndexOf(" ", 199))}…` : words;
  const card = embedBlock((address ?? "").replace(/[?&]utm_[^#]*$/, "").replace(/\?ref_src=.*$/, ""), title);
  if (!card) return undefined;
  recordLink(context, card.url, lineOf(node.offset));
  return lift([{ kind: "block", block: card }]);
}
