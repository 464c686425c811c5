import { createHash } from "node:crypto";
import { createReadStream, existsSync, readFileSync, statSync } from "node:fs";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { extname, join, normalize } from "node:path";
import type { Problem } from "../src/base/problem.ts";

const types: Record<string, string> = {
  ".html": "text/html; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".json": "application/json; charset=utf-8",
  ".xml": "application/xml; charset=utf-8",
  ".txt": "text/plain; charset=utf-8",
  ".svg": "image/svg+xml",
  ".png": "image/png",
  ".jpg": "image/jpeg",
  ".avif": "image/avif",
  ".webp": "image/webp",
  ".woff2": "font/woff2",
  ".ico": "image/x-icon",
};

// Loaded by previews only; a page in a preview may run this one script and listen to this one address.
const reloadScript = `new EventSource("/__preview/events").onmessage = () => location.reload();`;

/** What a handler gives. HTML gets the script that reloads it. */
export interface Answer {
  status: number;
  /** `text/html; charset=utf-8` */
  type: string;
  body: string | Buffer;
  headers?: Record<string, string>;
}

/** Answers addresses that are no file of the site; undefined: it is not this handler's. `url`'s path is without the outlet's prefix. */
export type Handler = (url: URL, method: string, body: string) => Promise<Answer | undefined>;

/** Bytes of a form that a handler is sent; more is refused. */
const largestBody = 100_000;

/** Serves a preview folder, puts the problems on top of each page, and reloads pages when told. */
export class PreviewServer {
  problems: readonly Problem[] = [];
  /** Asked in order, before the files. */
  readonly handlers: Handler[] = [];
  /** Stands on top of each page of the site: our own HTML, such as which moment is shown. */
  noticeHtml = "";
  /** Styles of the notice and of the problems. */
  noticeCss = "";
  readonly #folder: string;
  readonly #prefix: string;
  readonly #server: Server;
  readonly #listeners = new Set<ServerResponse>();

  /** `prefix`: the outlet's path prefix. */
  constructor(folder: string, prefix: string) {
    this.#folder = folder;
    this.#prefix = prefix;
    this.#server = createServer((request, response) => {
      this.#handle(request, response).catch((error: Error) => {
        if (response.headersSent) response.end();
        else response.writeHead(500, { "Content-Type": types[".txt"] }).end(error.message);
      });
    });
  }

  /** Listens on this machine only; gives the address. */
  listen(port: number): Promise<string> {
    return new Promise((resolve, reject) => {
      this.#server.once("error", reject);
      this.#server.listen(port, "127.0.0.1", () => {
        const address = this.#server.address();
        resolve(`http://localhost:${typeof address === "object" && address ? address.port : port}${this.#prefix}/`);
      });
    });
  }

  reload(): void {
    for (const listener of this.#listeners) listener.write("data: reload\n\n");
  }

  /** Reloads the pages that are open now, but for one that is on its way to another: a reload would hold it back. */
  reloadOthers(): void {
    const open = [...this.#listeners];
    setTimeout(() => {
      for (const listener of open) if (this.#listeners.has(listener)) listener.write("data: reload\n\n");
    }, 2000).unref();
  }

  close(): Promise<void> {
    for (const listener of this.#listeners) listener.end();
    return new Promise((resolve) => this.#server.close(() => resolve()));
  }

  async #handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { url: asked = "/", method = "GET" } = request;
    if (this.handlers.length > 0) {
      const url = new URL(asked, "http://localhost");
      if (url.pathname.startsWith(`${this.#prefix}/`)) url.pathname = url.pathname.slice(this.#prefix.length);
      const body = await bodyOf(request);
      for (const handler of this.handlers) {
        const answer = await handler(url, method, body);
        if (!answer) continue;
        response.writeHead(answer.status, {
          "Content-Type": answer.type,
          "Cache-Control": "no-store",
          ...answer.headers,
        });
        const isPage = answer.type.startsWith("text/html");
        response.end(isPage ? withReload(answer.body.toString()) : answer.body);
        return;
      }
    }
    this.#answer(asked, response);
  }

  #answer(url: string, response: ServerResponse): void {
    const path = decodePath(new URL(url, "http://localhost").pathname);
    if (path === "/__preview/events") {
      response.writeHead(200, { "Content-Type": "text/event-stream", "Cache-Control": "no-store" });
      response.write(": \n\n");
      this.#listeners.add(response);
      response.on("close", () => this.#listeners.delete(response));
      return;
    }
    if (path === "/__preview/reload.js") {
      response.writeHead(200, { "Content-Type": types[".js"] }).end(reloadScript);
      return;
    }
    const relative = path?.startsWith(`${this.#prefix}/`) ? path.slice(this.#prefix.length) : undefined;
    const file = relative === undefined ? undefined : this.#find(relative);
    if (!file) {
      if (path === "/" && this.#prefix !== "") response.writeHead(302, { Location: `${this.#prefix}/` }).end();
      else this.#sendPage(join(this.#folder, "404.html"), 404, response);
    } else if (file.endsWith(".html")) {
      this.#sendPage(file, 200, response);
    } else {
      response.writeHead(200, {
        "Content-Type": types[extname(file)] ?? "application/octet-stream",
        "Cache-Control": "no-store",
      });
      createReadStream(file).pipe(response);
    }
  }

  #find(path: string): string | undefined {
    const inside = normalize(path).replace(/^(\.\.(\/|$))+/, "");
    for (const candidate of [join(this.#folder, inside), join(this.#folder, inside, "index.html")]) {
      if (candidate.startsWith(this.#folder) && existsSync(candidate) && statSync(candidate).isFile()) return candidate;
    }
    return undefined;
  }

  #sendPage(file: string, status: number, response: ServerResponse): void {
    const html = existsSync(file)
      ? readFileSync(file, "utf8")
      : "<!doctype html><title>Preview</title><body>Nothing here.</body>";
    response.writeHead(status, { "Content-Type": types[".html"], "Cache-Control": "no-store" });
    response.end(this.#marked(html));
  }

  #marked(html: string): string {
    const errors = this.problems.filter((each) => each.severity === "error");
    const lines = errors
      .slice(0, 10)
      .map((each) => `${each.file ?? ""}${each.line ? `:${each.line}` : ""} ${each.message}`);
    const bar =
      errors.length > 0
        ? `<pre class="preview-problems" dir="ltr" lang="en">${escapeHtml(lines.join("\n"))}</pre>`
        : "";
    const notice = this.noticeHtml + bar;
    if (notice === "") return withReload(html);
    const css = this.noticeCss;
    const hash = `'sha256-${createHash("sha256").update(css).digest("base64")}'`;
    return withReload(
      html
        .replace(/(<meta http-equiv="Content-Security-Policy" content="[^"]*\bstyle-src )/, `$1${hash} `)
        .replace("</head>", `<style>${css}</style></head>`)
        .replace(/<body[^>]*>/, (body) => `${body}${notice}`),
    );
  }
}

/** A page's policy names no scripts but its own: a preview adds this one, and the address that it listens to. */
function withReload(html: string): string {
  return html
    .replace(
      /(<meta http-equiv="Content-Security-Policy" content=")([^"]*)"/,
      "$1$2; script-src 'self'; connect-src 'self'\"",
    )
    .replace("</body>", '<script src="/__preview/reload.js"></script></body>');
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  let size = 0;
  for await (const part of request as AsyncIterable<Buffer>) {
    size += part.length;
    if (size > largestBody) throw new Error("That is more than a form of the preview holds.");
    parts.push(part);
  }
  return Buffer.concat(parts).toString("utf8");
}

function decodePath(path: string): string | undefined {
  try {
    return decodeURIComponent(path);
  } catch {
    return undefined;
  }
}

function escapeHtml(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}
