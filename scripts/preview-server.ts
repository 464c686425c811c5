// Longer than 250 lines: one class, and what it alone asks of a request and of a page.
import { createHash } from "node:crypto";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { extname } from "node:path";
import { type Problem, ProblemError } from "../src/base/problem.ts";
import { count } from "../src/base/text.ts";
import type { PreviewFile } from "../src/preview-files.ts";

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
  ".webmanifest": "application/manifest+json",
  ".csv": "text/csv; charset=utf-8",
  ".opml": "text/x-opml; charset=utf-8",
};

// Loaded by previews only; a page in a preview may run this one script and listen to this one address. A browser keeps the
// reader's place over a reload by itself.
const reloadScript = `new EventSource("/__preview/events?page=" + encodeURIComponent(location.pathname)).onmessage = () => location.reload();`;

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

/** Where a preview's files come from: `path` is decoded, without the outlet's prefix. */
export interface PreviewSource {
  file(path: string): Promise<PreviewFile | undefined>;
}

/** An open page that waits to be told. */
interface Listener {
  response: ServerResponse;
  /** Its address as the site knows it; undefined for the desk's pages, and others that are no file of the site. */
  page: string | undefined;
}

// A name of another host that leads here would let a foreign page read drafts (DNS rebinding).
const ownHosts = /^(localhost|127\.0\.0\.1|\[::1\])(:\d+)?$/i;

/** Serves a preview's files as they are asked for, puts the problems on top of each page, and reloads open pages that changed. */
export class PreviewServer {
  problems: readonly Problem[] = [];
  /** Asked in order, before the files. */
  readonly handlers: Handler[] = [];
  /** Stands on top of each page of the site: our own HTML, such as which moment is shown. */
  noticeHtml = "";
  /** Styles of the notice and of the problems. */
  noticeCss = "";
  readonly #source: PreviewSource;
  readonly #prefix: string;
  readonly #server: Server;
  readonly #listeners = new Set<Listener>();
  /** What each page was when it was last sent: SHA-256 by address. */
  readonly #sent = new Map<string, string>();
  #opened: () => void = () => {};
  /** Nothing is answered before the site has been read. */
  readonly #ready: Promise<void>;

  /** `prefix`: the outlet's path prefix. */
  constructor(source: PreviewSource, prefix: string, { isReady = true }: { isReady?: boolean } = {}) {
    this.#source = source;
    this.#prefix = prefix;
    this.#ready = isReady ? Promise.resolve() : new Promise((resolve) => (this.#opened = resolve));
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

  /** Begins to answer, where the server was made before there was anything to show. */
  open(): void {
    this.#opened();
  }

  /** Reloads the open pages that are others now than when they were sent; those of the desk only where `withDesk`. */
  async refresh({ withDesk = false }: { withDesk?: boolean } = {}): Promise<void> {
    const pages = new Map<string, boolean>();
    for (const listener of [...this.#listeners]) {
      const { page } = listener;
      if (page === undefined) {
        if (withDesk) tell(listener);
        continue;
      }
      let isChanged = pages.get(page);
      if (isChanged === undefined) {
        isChanged = await this.#isChanged(page);
        pages.set(page, isChanged);
      }
      if (isChanged) tell(listener);
    }
  }

  async #isChanged(page: string): Promise<boolean> {
    const { html } = await this.#pageAt(page);
    return this.#sent.get(page) !== digestOf(html);
  }

  /** Reloads the pages that are open now, but for one that is on its way to another: a reload would hold it back. */
  reloadOthers(): void {
    const open = [...this.#listeners];
    setTimeout(() => {
      for (const listener of open) if (this.#listeners.has(listener)) tell(listener);
    }, 2000).unref();
  }

  close(): Promise<void> {
    for (const { response } of this.#listeners) response.end();
    return new Promise((resolve) => this.#server.close(() => resolve()));
  }

  async #handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { url: asked = "/", method = "GET" } = request;
    if (!ownHosts.test(request.headers.host ?? "")) {
      response
        .writeHead(421, { "Content-Type": types[".txt"] })
        .end("The preview answers to this machine's own name only.");
      return;
    }
    if (isFromElsewhere(request)) {
      response.writeHead(403, { "Content-Type": types[".txt"] }).end("Another site may not ask for that.");
      return;
    }
    if (!URL.canParse(asked, "http://localhost")) {
      response.writeHead(404, { "Content-Type": types[".txt"] }).end("There is no such address.");
      return;
    }
    await this.#ready;
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
    await this.#answer(asked, response);
  }

  async #answer(asked: string, response: ServerResponse): Promise<void> {
    const url = new URL(asked, "http://localhost");
    const path = decodePath(url.pathname);
    if (path === "/__preview/events") {
      await this.#listen(decodePath(url.searchParams.get("page") ?? ""), response);
      return;
    }
    if (path === "/__preview/reload.js") {
      response.writeHead(200, { "Content-Type": types[".js"] }).end(reloadScript);
      return;
    }
    if (path === "/" && this.#prefix !== "") {
      response.writeHead(302, { Location: `${this.#prefix}/` }).end();
      return;
    }
    const page = this.#inSite(path);
    const found = page === undefined ? undefined : await this.#found(page);
    if (found && !found.file.endsWith(".html")) {
      const type = types[extname(found.file)] ?? "application/octet-stream";
      response.writeHead(200, { "Content-Type": type, "Cache-Control": "no-store" }).end(found.body);
      return;
    }
    const { status, html } = await this.#pageAt(page ?? "/404.html", found);
    if (page !== undefined) this.#sent.set(page, digestOf(html));
    response.writeHead(status, { "Content-Type": types[".html"], "Cache-Control": "no-store" }).end(html);
  }

  async #listen(path: string | undefined, response: ServerResponse): Promise<void> {
    response.writeHead(200, { "Content-Type": "text/event-stream", "Cache-Control": "no-store" });
    response.write(": \n\n");
    const page = this.#inSite(path);
    const listener: Listener = { response, page: page !== undefined && this.#sent.has(page) ? page : undefined };
    this.#listeners.add(listener);
    response.on("close", () => this.#listeners.delete(listener));
    // Saved after the page was sent, and before it could listen.
    if (listener.page !== undefined && (await this.#isChanged(listener.page))) tell(listener);
  }

  /** A path of the site; undefined for one outside of the outlet's prefix. */
  #inSite(path: string | undefined): string | undefined {
    return path?.startsWith(`${this.#prefix}/`) ? path.slice(this.#prefix.length) : undefined;
  }

  /** A page whose template is faulty is one that says so. */
  async #found(page: string): Promise<PreviewFile | undefined> {
    try {
      return await this.#source.file(page);
    } catch (error) {
      if (!(error instanceof ProblemError)) throw error;
      const text = error.problems.map(lineOf).join("\n");
      return {
        file: "fault.html",
        body: `<!doctype html><title>Preview</title><body><pre>${escapeHtml(text)}</pre></body>`,
      };
    }
  }

  async #pageAt(page: string, known?: PreviewFile): Promise<{ status: number; html: string }> {
    const found = known ?? (await this.#found(page));
    if (found) return { status: 200, html: this.#marked(found.body.toString()) };
    const none = await this.#found("/404.html");
    const html = none?.body.toString() ?? "<!doctype html><title>Preview</title><body>Nothing here.</body>";
    return { status: 404, html: this.#marked(html) };
  }

  #marked(html: string): string {
    const errors = this.problems.filter((each) => each.severity === "error");
    const files = new Set(errors.map(({ file }) => file)).size;
    const [first] = errors;
    // One line, for the page is what the editor came for; the desk has them all, with what to write.
    const bar = first
      ? `<p class="preview-problems" dir="ltr" lang="en"><a href="${this.#prefix}/desk/problems/">${count(errors.length, "error")} in ${count(files, "file")}</a>: ${escapeHtml(lineOf(first))}</p>`
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

/** A form of a page that another site shows: browsers name where it stands. */
function isFromElsewhere({ method = "GET", headers: { origin } }: IncomingMessage): boolean {
  if (method === "GET" || method === "HEAD" || origin === undefined) return false;
  return !URL.canParse(origin) || !ownHosts.test(new URL(origin).host);
}

// It registers the worker that keeps pages for readers who lose the line: an editor must never see one that was kept.
const offlineScript = /<script src="[^"]*\/pages-client-offline-[^"]*"[^>]*><\/script>\n?/;

/** A page's policy names no scripts but its own: a preview adds this one, and the address that it listens to. */
function withReload(html: string): string {
  return html
    .replace(
      /(<meta http-equiv="Content-Security-Policy" content=")([^"]*)"/,
      // Written with character references, whose semicolons end no directive.
      (_whole, start: string, written: string) => {
        const policy = written.replaceAll("&#39;", "'");
        return `${start}${withSelf(withSelf(policy, "script-src"), "connect-src")}"`;
      },
    )
    .replace(offlineScript, "")
    .replace("</body>", '<script src="/__preview/reload.js"></script></body>');
}

/** A policy in which a directive allows the page's own host: browsers pass over the second of two with one name. */
function withSelf(policy: string, name: string): string {
  const directives = policy.split(";").map((each) => each.trim());
  const known = directives.find((each) => each === name || each.startsWith(`${name} `));
  if (known === undefined) return `${policy}; ${name} 'self'`;
  const sources = known.split(/\s+/).slice(1);
  if (sources.includes("'self'")) return policy;
  const right = [name, ...sources.filter((source) => source !== "'none'"), "'self'"].join(" ");
  return directives.map((each) => (each === known ? right : each)).join("; ");
}

function tell({ response }: Listener): void {
  response.write("data: reload\n\n");
}

function lineOf({ file = "", line, message }: Problem): string {
  return `${file}${line ? `:${line}` : ""} ${message}`;
}

function digestOf(html: string): string {
  return createHash("sha256").update(html).digest("base64");
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
