import { OwnLinks } from "../base/own-links.ts";
import { pathPrefixOf } from "../base/urls.ts";
import { normalisePath } from "./addresses.ts";

/** The addresses that tell of stories which are not public, so that what is written elsewhere does not lead to them. */
export class HiddenAddresses {
  readonly #own: OwnLinks;
  readonly #prefix: string;
  readonly #paths = new Set<string>();

  constructor(outlet: { url: string }) {
    this.#own = new OwnLinks(outlet);
    this.#prefix = pathPrefixOf(outlet.url);
  }

  /** A hidden story's path, and its aliases. */
  add(paths: readonly string[]): void {
    for (const path of paths) this.#paths.add(foldedPath(path));
  }

  /**
   * Whether an address, whole or from the root, leads to one of them, to its light page or to a file below it. `isOpen` says
   * which paths are public none the less: an address may pass from a story to the next.
   */
  has(address: string, isOpen: (path: string) => boolean): boolean {
    if (this.#paths.size === 0) return false;
    const path = this.#own.read(address, "/")?.path;
    if (path === undefined) return false;
    // The prefix is left to us; one who writes it too means the same.
    const within = path.startsWith(`${this.#prefix}/`) ? [path, path.slice(this.#prefix.length)] : [path];
    return within.some((each) => {
      const plain = normalisePath(each.replace(/^\/lite\//, "/"));
      return !isOpen(plain) && steps(foldedPath(plain)).some((step) => this.#paths.has(step));
    });
  }
}

/** As a host that knows neither case nor the end of an address has it. */
function foldedPath(path: string): string {
  return normalisePath(path.replace(/(?:index)?\.html?\/?$/i, "")).toLowerCase();
}

/** A path and all folders above it, but for the root. */
function steps(path: string): string[] {
  const parts = path.split("/").filter((part) => part !== "");
  return parts.map((_part, index) => `/${parts.slice(0, index + 1).join("/")}/`);
}
