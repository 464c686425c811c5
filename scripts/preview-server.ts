import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { extname } from "node:path";
import { type Problem, ProblemError } from "../src/base/problem.ts";
import type { PreviewFile } from "../src/preview-files.ts";
import { OpenPages } from "./open-pages.ts";
import { eventsPath, faultPage, markedPage, reloadScript, reloadScriptPath, withReload } from "./preview-page.ts";
import { bodyOf, decodePath, isFromElsewhere, isToThisMachine } from "./preview-request.ts";

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

// A day's work: what a page asks for beside itself need not be sent at every reload.
const lasting = "private, max-age=86400, immutable";

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

/** Where a preview's files come from: `path` is decoded, without the outlet's prefix. */
export interface PreviewSource {
  file(path: string): Promise<PreviewFile | undefined>;
}

/** Serves a preview's files as they are asked for, puts the problems on top of each page, and reloads open pages that changed. */
export class PreviewServer {
  problems: readonly Problem[] = [];
  /** Asked in order, before the files. */
  readonly handlers: Handler[] = [];
  /** Stands on top of each page of the site: our own HTML, such as which moment is shown. */
  noticeHtml = "";
  /** Styles of the notice and of the problems. */
  noticeCss = "";
  /** The outlet's path prefix. */
  prefix: string;
  readonly pages: OpenPages;
  readonly #source: PreviewSource;
  readonly #server: Server;
  #opened: () => void = () => {};
  /** Nothing is answered before the site has been read. */
  readonly #ready: Promise<void>;

  constructor(source: PreviewSource, prefix = "", { isReady = true }: { isReady?: boolean } = {}) {
    this.#source = source;
    this.prefix = prefix;
    this.pages = new OpenPages(async (page) => (await this.#pageAt(page)).html);
    this.#ready = isReady ? Promise.resolve() : new Promise((resolve) => (this.#opened = resolve));
    this.#server = createServer((request, response) => {
      this.#handle(request, response).catch((error: Error) => {
        if (response.headersSent) response.end();
        else refuse(response, 500, error.message);
      });
    });
  }

  /** Listens on this machine only; gives the address without the prefix: `http://localhost:8080`. */
  listen(port: number): Promise<string> {
    return new Promise((resolve, reject) => {
      this.#server.once("error", reject);
      this.#server.listen(port, "127.0.0.1", () => {
        const address = this.#server.address();
        resolve(`http://localhost:${typeof address === "object" && address ? address.port : port}`);
      });
    });
  }

  /** Begins to answer, where the server was made before there was anything to show. */
  open(): void {
    this.#opened();
  }

  close(): Promise<void> {
    this.pages.close();
    return new Promise((resolve) => {
      this.#server.close(() => resolve());
      this.#server.closeAllConnections();
    });
  }

  async #handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { url: asked = "/" } = request;
    if (!isToThisMachine(request)) {
      return refuse(response, 421, "The preview answers to this machine's own name only.");
    }
    if (isFromElsewhere(request)) return refuse(response, 403, "Another site may not ask for that.");
    if (!URL.canParse(asked, "http://localhost")) return refuse(response, 404, "There is no such address.");
    await this.#ready;
    const answer = await this.#askHandlers(request);
    if (!answer) return this.#answer(asked, response);
    const headers = { "Content-Type": answer.type, "Cache-Control": "no-store", ...answer.headers };
    const isPage = answer.type.startsWith("text/html");
    response.writeHead(answer.status, headers).end(isPage ? withReload(answer.body.toString()) : answer.body);
  }

  async #askHandlers(request: IncomingMessage): Promise<Answer | undefined> {
    if (this.handlers.length === 0) return undefined;
    const { url: asked = "/", method = "GET" } = request;
    const url = new URL(asked, "http://localhost");
    if (url.pathname.startsWith(`${this.prefix}/`)) url.pathname = url.pathname.slice(this.prefix.length);
    const body = method === "POST" ? await bodyOf(request) : "";
    for (const handler of this.handlers) {
      const answer = await handler(url, method, body);
      if (answer) return answer;
    }
    return undefined;
  }

  async #answer(asked: string, response: ServerResponse): Promise<void> {
    const url = new URL(asked, "http://localhost");
    const path = decodePath(url.pathname);
    if (path === eventsPath) {
      return this.pages.listen(this.#inSite(decodePath(url.searchParams.get("page") ?? "")), response);
    }
    if (path === reloadScriptPath) {
      response.writeHead(200, { "Content-Type": types[".js"], "Cache-Control": lasting }).end(reloadScript);
      return;
    }
    if (path === "/" && this.prefix !== "") {
      response.writeHead(302, { Location: `${this.prefix}/` }).end();
      return;
    }
    const page = this.#inSite(path);
    const found = page === undefined ? undefined : await this.#found(page);
    if (found && !found.file.endsWith(".html")) {
      const type = types[extname(found.file)] ?? "application/octet-stream";
      const kept = found.isLasting ? lasting : "no-store";
      response.writeHead(200, { "Content-Type": type, "Cache-Control": kept }).end(found.body);
      return;
    }
    const { status, html } = await this.#pageAt(page ?? "/404.html", found);
    if (page !== undefined) this.pages.sent(page, html);
    response.writeHead(status, { "Content-Type": types[".html"], "Cache-Control": "no-store" }).end(html);
  }

  /** A path of the site; undefined for one outside of the outlet's prefix. */
  #inSite(path: string | undefined): string | undefined {
    return path?.startsWith(`${this.prefix}/`) ? path.slice(this.prefix.length) : undefined;
  }

  /** A page whose template is faulty is one that says so. */
  async #found(page: string): Promise<PreviewFile | undefined> {
    try {
      return await this.#source.file(page);
    } catch (error) {
      if (!(error instanceof ProblemError)) throw error;
      return { file: "fault.html", body: faultPage(error.problems) };
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
    const { problems, noticeHtml, noticeCss } = this;
    return markedPage(html, { problems, noticeHtml, noticeCss, prefix: this.prefix });
  }
}

function refuse(response: ServerResponse, status: number, words: string): void {
  response.writeHead(status, { "Content-Type": types[".txt"] }).end(words);
}
