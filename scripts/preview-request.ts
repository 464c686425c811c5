import type { IncomingMessage } from "node:http";

/** Bytes of a form that a handler is sent; more is refused. */
const largestBody = 100_000;

// A name of another host that leads here would let a foreign page read drafts (DNS rebinding).
const ownHosts = /^(localhost|127\.0\.0\.1|\[::1\])(:\d+)?$/i;

/** Whether a request asks for this machine by its own name. */
export function isToThisMachine({ headers }: IncomingMessage): boolean {
  return ownHosts.test(headers.host ?? "");
}

/** A form of a page that another site shows: browsers name where it stands. */
export function isFromElsewhere({ method = "GET", headers: { origin } }: IncomingMessage): boolean {
  if (method === "GET" || method === "HEAD" || origin === undefined) return false;
  return !URL.canParse(origin) || !ownHosts.test(new URL(origin).host);
}

/** What a form sends. Throws where it is more than any form of ours holds. */
export async function bodyOf(request: IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  let size = 0;
  for await (const part of request as AsyncIterable<Buffer>) {
    size += part.length;
    if (size > largestBody) throw new Error("That is more than a form of the preview holds.");
    parts.push(part);
  }
  return Buffer.concat(parts).toString("utf8");
}

/** Undefined for what is no text in UTF-8. */
export function decodePath(path: string): string | undefined {
  try {
    return decodeURIComponent(path);
  } catch {
    return undefined;
  }
}
