import { posix } from "node:path";

/**
 * The ids that a link to a story's file can mean, in the order in which they are tried: of the file beside the one that the link
 * stands in, then of that under articles/. None where it is no such link. `from`: path of that file under the site folder.
 */
export function linkedIds(href: string, from: string): string[] {
  const path = /^(?![a-z][a-z\d+.-]*:)([^?#]+)\.md(?:[?#].*)?$/i.exec(readableLink(href))?.[1];
  if (path === undefined) return [];
  const beside = posix.join(posix.dirname(from), path);
  return [
    ...(beside.startsWith("articles/") ? [beside.slice("articles/".length)] : []),
    posix.normalize(path.replace(/^\/?(articles\/)?/, "")),
  ];
}

/** An address as its writer typed it: percent signs decoded, NFC. */
export function readableLink(href: string): string {
  try {
    return decodeURI(href).normalize("NFC");
  } catch {
    return href;
  }
}
