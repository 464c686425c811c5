import { createHash } from "node:crypto";
import type { ServerResponse } from "node:http";

/** When a save was seen, and when its page could be asked for: ms since 1970, for whoever measures. */
export interface SaveTimes {
  seen: number;
  shown: number;
}

/** An open page that waits to be told. */
interface Listener {
  response: ServerResponse;
  /** Its address as the site knows it; undefined for the desk's pages, and others that are no file of the site. */
  page: string | undefined;
  /** The page of which it was told last: SHA-256. */
  told?: string;
}

/** The pages of a preview that browsers have open: each is reloaded when it is another than was sent. */
export class OpenPages {
  /** Gives a page's HTML as it is now. */
  readonly #htmlOf: (page: string) => Promise<string>;
  readonly #listeners = new Set<Listener>();
  /** What each page was when it was last sent: SHA-256 by address. */
  readonly #sent = new Map<string, string>();

  constructor(htmlOf: (page: string) => Promise<string>) {
    this.#htmlOf = htmlOf;
  }

  /** To be called with each page that is sent. */
  sent(page: string, html: string): void {
    this.#sent.set(page, digestOf(html));
  }

  /** Keeps a line to a page open. `page`: its address as the site knows it; undefined for what is no page of the site. */
  async listen(page: string | undefined, response: ServerResponse): Promise<void> {
    response.writeHead(200, { "Content-Type": "text/event-stream", "Cache-Control": "no-store" });
    response.write(": \n\n");
    const known = page === undefined ? undefined : this.#sent.get(page);
    const listener: Listener = { response, page: known === undefined ? undefined : page };
    this.#listeners.add(listener);
    response.on("close", () => this.#listeners.delete(listener));
    // Saved after the page was sent, and before it could listen.
    if (listener.page !== undefined) tellOf(listener, await this.#changed(listener.page));
  }

  /** Reloads the pages that are others now than when they were sent; those of the desk only where `withDesk`. */
  async refresh({ withDesk = false, times }: { withDesk?: boolean; times?: SaveTimes } = {}): Promise<void> {
    const pages = new Map<string, string | undefined>();
    // The page that was opened last is the one that somebody looks at.
    for (const listener of [...this.#listeners].reverse()) {
      const { page } = listener;
      if (page === undefined) {
        if (withDesk) tell(listener, times);
        continue;
      }
      if (!pages.has(page)) pages.set(page, await this.#changed(page));
      tellOf(listener, pages.get(page), times);
    }
  }

  /** Reloads all that are open now, but for one that is on its way to another page: a reload would hold it back. */
  reloadOthers(): void {
    const open = [...this.#listeners];
    setTimeout(() => {
      for (const listener of open) if (this.#listeners.has(listener)) tell(listener);
    }, 2000).unref();
  }

  close(): void {
    for (const { response } of this.#listeners) response.end();
  }

  /** The digest of a page that is another now than was sent. */
  async #changed(page: string): Promise<string | undefined> {
    const digest = digestOf(await this.#htmlOf(page));
    return this.#sent.get(page) === digest ? undefined : digest;
  }
}

/** Twice of the same would be two reloads, of which the second breaks off the first. */
function tellOf(listener: Listener, digest: string | undefined, times?: SaveTimes): void {
  const isTold = digest === undefined || listener.told === digest;
  if (digest === undefined) delete listener.told;
  else listener.told = digest;
  if (isTold) return;
  tell(listener, times);
}

function tell({ response }: Listener, times?: SaveTimes): void {
  response.write(`data: ${times ? JSON.stringify(times) : "reload"}\n\n`);
}

function digestOf(html: string): string {
  return createHash("sha256").update(html).digest("base64");
}
