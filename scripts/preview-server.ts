import { createReadStream, existsSync, readFileSync, statSync } from "node:fs";
import { createServer, type Server, type ServerResponse } from "node:http";
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

/** Serves a preview folder, puts the problems on top of each page, and reloads pages when told. */
export class PreviewServer {
  problems: readonly Problem[] = [];
  readonly #folder: string;
  readonly #prefix: string;
  readonly #server: Server;
  readonly #listeners = new Set<ServerResponse>();

  /** `prefix`: the outlet's path prefix. */
  constructor(folder: string, prefix: string) {
    this.#folder = folder;
    this.#prefix = prefix;
    this.#server = createServer((request, response) => this.#answer(request.url ?? "/", response));
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
    return html
      .replace(
        /(<meta http-equiv="Content-Security-Policy" content=")([^"]*)"/,
        "$1$2; script-src 'self'; connect-src 'self'\"",
      )
      .replace(/<body[^>]*>/, (body) => `${body}${bar}`)
      .replace("</body>", '<script src="/__preview/reload.js"></script></body>');
  }
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
