import { domainToUnicode } from "node:url";
import type { EmbedBlock } from "./blocks.ts";

/** A web address as an embed block, or undefined where it is not one. */
export function embedBlock(address: string, title?: string): EmbedBlock | undefined {
  const url = webUrl(address);
  if (!url) return undefined;
  const words = title?.replace(/\s+/g, " ").trim();
  return {
    kind: "embed",
    url: url.href,
    host: (domainToUnicode(url.hostname) || url.hostname).replace(/^(?:www|m)\./, ""),
    ...(words ? { title: words } : {}),
  };
}

function webUrl(address: string): URL | undefined {
  const text = address.trim();
  const url = URL.parse(text.startsWith("//") ? `https:${text}` : text);
  return url && /^https?:$/.test(url.protocol) && url.hostname !== "" ? url : undefined;
}

/** The page that people know for the address of a player in an iframe: YouTube's watch page, Vimeo's, a post's own. */
export function pageOfPlayer(address: string): string {
  const url = webUrl(address);
  if (!url) return address;
  const host = url.hostname.replace(/^www\./, "");
  const path = url.pathname;
  if (/^youtube(?:-nocookie)?\.com$/.test(host) && path.startsWith("/embed/")) {
    const id = path.split("/")[2] ?? "";
    const list = url.searchParams.get("list");
    if (id === "videoseries" && list) return `https://www.youtube.com/playlist?list=${encodeURIComponent(list)}`;
    return `https://www.youtube.com/watch?v=${encodeURIComponent(id)}`;
  }
  if (host === "player.vimeo.com") return `https://vimeo.com/${path.split("/").at(-1) ?? ""}`;
  if (host === "facebook.com" && path.startsWith("/plugins/")) return url.searchParams.get("href") ?? address;
  if (host === "platform.twitter.com") {
    const id = url.searchParams.get("id");
    return id ? `https://x.com/i/status/${encodeURIComponent(id)}` : address;
  }
  return url.href;
}

/** True of an address from which a browser would fetch a picture. */
export function isPicture(address: string): boolean {
  return /\.(?:jpe?g|png|gif|webp|avif|svg|heic|bmp|tiff?)(?:[?#].*)?$/i.test(address);
}
