import { existsSync, readFileSync, statSync } from "node:fs";
import { createServer, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { extname, join } from "node:path";
import { gzipSync } from "node:zlib";
import { headersFor, parseHeaderRules } from "./host-headers.ts";

export interface StaticServer {
  /** `http://127.0.0.1:40123` */
  origin: string;
  close: () => Promise<void>;
}

const types: Record<string, string> = {
  ".html": "text/html; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".json": "application/json; charset=utf-8",
  ".xml": "application/xml; charset=utf-8",
  ".txt": "text/plain; charset=utf-8",
  ".svg": "image/svg+xml",
  ".avif": "image/avif",
  ".jpg": "image/jpeg",
  ".png": "image/png",
  ".ico": "image/x-icon",
  ".woff2": "font/woff2",
  ".webmanifest": "application/manifest+json",
};
const packed = /^(text\/|application\/|image\/svg)/;

/**
 * Serves a built site as a static host does: index.html for a folder, 404.html with status 404, text gzipped, and the
 * headers that its `_headers` asks for, unless a test wants to do what they forbid (to show pages in frames). `_redirects` is
 * left out: the pages must do without it. `port`: default any that is free.
 */
export async function serveFolder(folder: string, { hasHeaders = true, port = 0 } = {}): Promise<StaticServer> {
  const rules = hasHeaders ? parseHeaderRules(readFileSync(join(folder, "_headers"), "utf8")) : [];
  const bodies = new Map<string, Buffer>();
  const server = createServer((request, response) => {
    const url = new URL(request.url ?? "/", "http://localhost");
    const { file, status } = fileFor(folder, url.pathname);
    if (status === 301) {
      response.writeHead(301, { location: `${url.pathname}/` }).end();
      return;
    }
    const type = types[extname(file)] ?? "application/octet-stream";
    for (const [name, value] of headersFor(rules, url.pathname)) response.setHeader(name, value);
    const isPacked = packed.test(type) && /\bgzip\b/.test(String(request.headers["accept-encoding"] ?? ""));
    send(response, { status, type, isPacked, body: bodyOf(bodies, file, isPacked) });
  });
  await new Promise<void>((resolve) => server.listen(port, "127.0.0.1", resolve));
  const { port: given } = server.address() as AddressInfo;
  return {
    origin: `http://127.0.0.1:${given}`,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}

function fileFor(folder: string, pathname: string): { file: string; status: 200 | 301 | 404 } {
  const missing = { file: join(folder, "404.html"), status: 404 } as const;
  let path: string;
  try {
    path = decodeURIComponent(pathname);
  } catch {
    return missing;
  }
  if (path.split("/").includes("..")) return missing;
  const file = join(folder, path);
  if (!existsSync(file)) return missing;
  if (!statSync(file).isDirectory()) return { file, status: 200 };
  const index = join(file, "index.html");
  if (!existsSync(index)) return missing;
  return { file: index, status: path.endsWith("/") ? 200 : 301 };
}

function bodyOf(bodies: Map<string, Buffer>, file: string, isPacked: boolean): Buffer {
  if (!isPacked) return readFileSync(file);
  const body = bodies.get(file) ?? gzipSync(readFileSync(file));
  bodies.set(file, body);
  return body;
}

function send(
  response: ServerResponse,
  { status, type, isPacked, body }: { status: number; type: string; isPacked: boolean; body: Buffer },
): void {
  response.writeHead(status, {
    "content-type": type,
    "content-length": body.length,
    ...(isPacked && { "content-encoding": "gzip" }),
  });
  response.end(body);
}
