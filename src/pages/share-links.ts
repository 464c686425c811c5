import type { Outlet } from "../content/outlet-schema.ts";

export type ShareService = Outlet["share"][number];

/** The address that each service documents for sharing; `title` and `url` come percent-encoded as UTF-8. */
const addresses: Record<ShareService, (title: string, url: string) => string> = {
  email: (title, url) => `mailto:?subject=${title}&body=${url}`,
  whatsapp: (title, url) => `https://wa.me/?text=${title}%0A${url}`,
  telegram: (title, url) => `https://t.me/share/url?url=${url}&text=${title}`,
  facebook: (_title, url) => `https://www.facebook.com/sharer/sharer.php?u=${url}`,
  x: (title, url) => `https://x.com/intent/post?text=${title}&url=${url}`,
  bluesky: (title, url) => `https://bsky.app/intent/compose?text=${title}%0A${url}`,
  linkedin: (_title, url) => `https://www.linkedin.com/sharing/share-offsite/?url=${url}`,
};

/** Where a story is shared. `url` is its full address, as a page has it: what is encoded there already is encoded again. */
export function shareAddress(service: ShareService, { title, url }: { title: string; url: string }): string {
  // Half a character, of a headline cut somewhere, would throw.
  return addresses[service](encode(title.toWellFormed()), encode(url));
}

/** As encodeURIComponent, and what would end a link where a message is shown as text. */
function encode(text: string): string {
  return encodeURIComponent(text).replace(/[!'()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`);
}
