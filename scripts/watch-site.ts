import { type Dirent, type FSWatcher, readdirSync, statSync, watch } from "node:fs";
import { join } from "node:path";
import { toPosix } from "../src/base/files.ts";

/** ms without another event before a save counts as done: editors write a file in two or three steps. */
const quiet = 12;
/** ms in which a file that is empty now may yet be written: many editors empty it first. */
const quietOfEmpty = 60;
/** ms; the same while a whole tree changes, as when git checks out another branch. */
const quietOfMany = 120;
const many = 20;

/** Folders of a site, and the one file beside them. */
const roots = ["articles", "_data", "_includes", "assets", "editions"];
const configFile = "site.config.ts";

// What editors and tools put down on the way, and take away again.
const passing = /(?:^|\/)(?:\.[^/]*|#[^/]*#|4913|___jb_[^/]*|[^/]*~|[^/]*\.(?:sw[a-p]|swpx?|tmp|part|crdownload))$/i;

/** Whether a name is one that an editor only uses for a moment, or a hidden file, which is none of the site's. */
export function isPassing(path: string): boolean {
  return passing.test(path) || path.split("/").some((part) => part.startsWith(".") || part === "node_modules");
}

/** Who is told. */
export interface SiteWatcher {
  /** Something is being saved: more may follow. */
  onSeen: () => void;
  /** Paths under the site with `/`, in NFC, each once. `seen`: when the first was, in ms since 1970. */
  onSaved: (paths: string[], seen: number) => void;
  onFault: (error: Error) => void;
}

/**
 * Tells of what was saved, made, moved or removed in a site. Node's own recursive
 * watching opens every single file on Linux; there a watcher stands in each folder, and in each new one. Call what it gives
 * to stop.
 */
export function watchSite(site: string, { onSeen, onSaved, onFault }: SiteWatcher): () => void {
  const watchers = new Map<string, FSWatcher>();
  const saved = new Set<string>();
  let seenFirst = 0;
  let timer: NodeJS.Timeout | undefined;
  const note = (path: string) => {
    const plain = toPosix(path).normalize("NFC");
    if (isPassing(plain)) return;
    if (saved.size === 0) {
      seenFirst = Date.now();
      onSeen();
    }
    saved.add(plain);
    wait(saved.size > many ? quietOfMany : quiet);
  };
  const wait = (ms: number) => {
    clearTimeout(timer);
    timer = setTimeout(() => {
      const paths = [...saved];
      if (ms < quietOfEmpty && paths.some((path) => isEmpty(join(site, path)))) return wait(quietOfEmpty);
      saved.clear();
      onSaved(paths, seenFirst);
    }, ms);
  };

  /** `isNew`: what stands in the folder already was put there before anybody watched. */
  const watchFolder = (folder: string, isNew: boolean): void => {
    if (watchers.has(folder) || isPassing(folder)) return;
    let entries: Dirent[];
    try {
      const watcher = watch(join(site, folder), { recursive: !isLinux }, (_event, name) => seen(folder, name));
      watcher.on("error", () => forget(folder));
      watchers.set(folder, watcher);
      if (!isLinux) return;
      entries = readdirSync(join(site, folder), { withFileTypes: true });
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      if (code !== "ENOENT" && code !== "ENOTDIR") onFault(error as Error);
      return;
    }
    for (const entry of entries) {
      const path = `${folder}/${entry.name}`;
      if (isFolder(join(site, path))) watchFolder(path, isNew);
      else if (isNew) note(path);
    }
  };
  const forget = (folder: string) => {
    for (const [path, watcher] of watchers) {
      if (path !== folder && !path.startsWith(`${folder}/`)) continue;
      watcher.close();
      watchers.delete(path);
    }
  };
  const seen = (folder: string, name: string | null) => {
    // Some systems do not say which.
    if (name === null) return note(folder);
    const path = `${folder}/${toPosix(name)}`;
    if (isLinux && isFolder(join(site, path))) watchFolder(path, true);
    else if (watchers.has(path)) forget(path);
    note(path);
  };

  for (const folder of roots) watchFolder(folder, false);
  // The site's own folder, and nothing below it: for the configuration, and for a folder of the site that is yet to come.
  const top = watch(site, (_event, name) => {
    if (name === null) return;
    if (name === configFile) note(name);
    else if (roots.includes(name) && !watchers.has(name)) {
      watchFolder(name, true);
      note(name);
    }
  });
  return () => {
    clearTimeout(timer);
    top.close();
    forgetAll();
  };

  function forgetAll(): void {
    for (const watcher of watchers.values()) watcher.close();
    watchers.clear();
  }
}

const isLinux = process.platform === "linux";

function isFolder(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;
}

function isEmpty(path: string): boolean {
  const found = statSync(path, { throwIfNoEntry: false });
  return found?.isFile() === true && found.size === 0;
}
