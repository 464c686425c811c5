import { createHash } from "node:crypto";
import type { Problem } from "../src/base/problem.ts";
import { count } from "../src/base/text.ts";

/** Where that script hears of changes. */
export const eventsPath = "/__preview/events";

// Loaded by previews only; a page in a preview may run this one script and listen to this one address. A browser keeps the
// reader's place over a reload by itself.
export const reloadScript = `new EventSource("${eventsPath}?page=" + encodeURIComponent(location.pathname)).onmessage = () => location.reload();`;

/** Where it stands: with a digest, so that a browser need not ask for it at every reload. */
export const reloadScriptPath = `/__preview/reload-${createHash("sha256").update(reloadScript).digest("hex").slice(0, 10)}.js`;

/** What a preview says on top of a page. */
export interface PageMarks {
  problems: readonly Problem[];
  /** Our own HTML, such as which moment is shown. */
  noticeHtml: string;
  /** Styles of the notice and of the problems. */
  noticeCss: string;
  /** The outlet's path prefix. */
  prefix: string;
}

/** A page as the preview sends it: with its first error and the notice on top, and the script that reloads it. */
export function markedPage(html: string, { problems, noticeHtml, noticeCss, prefix }: PageMarks): string {
  const errors = problems.filter((each) => each.severity === "error");
  const files = new Set(errors.map(({ file }) => file)).size;
  const [first] = errors;
  // One line, for the page is what the editor came for; the desk has them all, with what to write.
  const bar = first
    ? `<p class="preview-problems" dir="ltr" lang="en"><a href="${prefix}/desk/problems/">${count(errors.length, "error")} in ${count(files, "file")}</a>: ${escapeHtml(lineOf(first))}</p>`
    : "";
  const notice = noticeHtml + bar;
  if (notice === "") return withReload(html);
  const hash = `'sha256-${createHash("sha256").update(noticeCss).digest("base64")}'`;
  return withReload(
    html
      .replace(/(<meta http-equiv="Content-Security-Policy" content="[^"]*\bstyle-src )/, `$1${hash} `)
      .replace("</head>", `<style>${noticeCss}</style></head>`)
      .replace(/<body[^>]*>/, (body) => `${body}${notice}`),
  );
}

/** What stands in the place of a page that can't be made. */
export function faultPage(problems: readonly Problem[]): string {
  const text = problems.map(lineOf).join("\n");
  return `<!doctype html><title>Preview</title><body><pre>${escapeHtml(text)}</pre></body>`;
}

// It registers the worker that keeps pages for readers who lose the line: an editor must never see one that was kept.
const offlineScript = /<script src="[^"]*\/pages-client-offline-[^"]*"[^>]*><\/script>\n?/;

/** A page's policy names no scripts but its own: a preview adds this one, and the address that it listens to. */
export function withReload(html: string): string {
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
    .replace("</body>", `<script src="${reloadScriptPath}"></script></body>`);
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

function lineOf({ file = "", line, message }: Problem): string {
  return `${file}${line ? `:${line}` : ""} ${message}`;
}

function escapeHtml(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}
