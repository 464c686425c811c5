// Longer than 250 lines: one class keeps what is known of the photos that a site names, and each fault with its place.
import { readFileSync, type Stats, statSync } from "node:fs";
import { join, posix, relative } from "node:path";
import { maximumPhotoBytes } from "../base/files.ts";
import { type Problem, type ProblemInput, problem } from "../base/problem.ts";
import type { Store } from "../base/store.ts";
import { clip, nearest } from "../base/text.ts";
import { type FileFault, openOriginal } from "./originals.ts";
import { resolvePhotoId } from "./photo-path.ts";
import type { Sidecar } from "./photo-schema.ts";
import type { PhotoFile } from "./site-content.ts";
import type { SiteFiles } from "./site-files.ts";
import type { FindValue } from "./value-place.ts";

const readable = /\.(?:jpe?g|png|webp|avif|svg)$/i;
const unreadable = /\.(?:heic|heif|gif|tiff?|bmp|psd|jxl|jp2|pdf|eps|mpo|cr[23]|nef|arw|dng)$/i;

/** Whether a path under the site is a picture by its name, of a format that we read or know we can't. */
export function isPicture(path: string): boolean {
  return readable.test(path) || unreadable.test(path);
}

// Over tens of thousands of names a fuzzy search takes its time: the first faults get one.
const fuzzySearches = 50;

/** Something that names a photo, and where. */
export interface PhotoReference {
  /** As it was written. */
  name: string;
  /** The file that names it, under the site folder: names beside it come first. */
  file: string;
  line: number;
  key?: string;
  story?: string;
}

/** A sidecar as it was read, and the line of its `notKilled`. */
export interface SidecarFile {
  sidecar?: Sidecar;
  file: string;
  notKilledLine?: number;
}

/** Sidecars by the photo's id; one whose words can't be understood has none. */
type Sidecars = ReadonlyMap<string, SidecarFile>;

/** Finds, and hashes, the photos that the site uses, and no others. */
export class PhotoFiles {
  readonly photos = new Map<string, PhotoFile>();
  readonly problems: Problem[] = [];
  readonly #files: SiteFiles;
  readonly #findValue: FindValue;
  readonly #store: Store;
  /** Of the photos whose files stand in the site. */
  readonly #ids: ReadonlySet<string>;
  /** Of those too that only a sidecar tells of: killed ones, and those whose originals lie elsewhere. */
  readonly #known: ReadonlySet<string>;
  readonly #sidecars: Sidecars;
  readonly #originals: string | undefined;
  readonly #used = new Set<string>();

  /** `originals`: the outlet's folder of originals, absolute, where it has one. */
  constructor(input: {
    files: SiteFiles;
    sidecars: Sidecars;
    findValue: FindValue;
    originals: string | undefined;
    store: Store;
  }) {
    const { files, sidecars } = input;
    this.#files = files;
    this.#findValue = input.findValue;
    this.#sidecars = sidecars;
    this.#originals = input.originals;
    this.#store = input.store;
    this.#ids = new Set(
      files.paths
        .filter((path) => path.startsWith("articles/") && isPicture(path))
        .map((path) => path.slice("articles/".length)),
    );
    const apart = [...sidecars].filter(([, { sidecar }]) => sidecar?.kill ?? sidecar?.original);
    this.#known = new Set([...this.#ids, ...apart.map(([id]) => id)]);
    for (const id of sidecars.keys()) if (this.#known.has(id)) this.#add(id);
  }

  has(id: string): boolean {
    return this.#ids.has(id);
  }

  /** Pictures of the site that nothing has used; those that a take-down remembers, and a folder of originals, are left out. */
  unused(): string[] {
    const apart = this.#originals === undefined ? undefined : `${relative(this.#files.root, this.#originals)}/`;
    return [...this.#ids].filter(
      (id) =>
        !this.#used.has(id) &&
        !this.#sidecars.get(id)?.sidecar?.kill &&
        !(apart !== undefined && `articles/${id}`.startsWith(apart)),
    );
  }

  /** Notes one use; what is wrong with it becomes a problem at its place. */
  use(reference: PhotoReference): void {
    const at = {
      file: reference.file,
      line: reference.line,
      ...(reference.key === undefined ? {} : { key: reference.key }),
      ...(reference.story === undefined ? {} : { story: reference.story }),
    };
    const fault = (input: Omit<ProblemInput, "file" | "line" | "column">, right?: string) => {
      const place = this.#findValue({ ...at, value: reference.name, right });
      this.problems.push(problem({ ...at, ...place, found: clip(reference.name, 80), ...input }));
    };
    if (/^(?:https?:)?\/\//i.test(reference.name)) {
      fault({
        code: "reference/photo-elsewhere",
        message: "This photo is on another host.",
        hint: "Put the file beside the story.",
      });
      return;
    }
    const id = resolvePhotoId(this.#known, reference.file, reference.name);
    if (id === undefined) {
      const odd = this.#oddity(reference);
      if (odd !== undefined) {
        fault({
          code: "photo/unreadable",
          message: `This is ${odd}, not a picture.`,
          hint: "Put a picture file in its place.",
        });
        return;
      }
      const near = this.#nearest(reference);
      fault(
        {
          code: "photo/file-missing",
          message: "There is no such photo beside the story or under articles/.",
          ...(near === undefined ? {} : { hint: `Did you mean \`${near}\`?` }),
        },
        near,
      );
      return;
    }
    this.#used.add(id);
    if (unreadable.test(id)) {
      const format = posix.extname(id).slice(1).toUpperCase();
      fault({
        code: "photo/unsupported",
        message: `${format} pictures can't be read.`,
        expected: "JPEG, PNG, WebP or AVIF; SVG for drawings",
      });
      return;
    }
    // A killed photo whose file is gone: the model tells of it, and leaves it out.
    if (!this.#ids.has(id) && this.#sidecars.get(id)?.sidecar?.kill) return;
    if (this.#isPointer(id)) {
      // Out of sight of those who would read it and say the same once more.
      this.photos.delete(id);
      fault({
        code: "photo/lfs-pointer",
        message: "The photo's file is a Git LFS pointer; the picture was not fetched.",
        hint: "Run `git lfs pull`.",
      });
    } else if (!this.photos.has(id)) {
      const refusal = this.#add(id);
      if (refusal) fault(refusal);
    }
  }

  /** Gives the fault of a file that can't be opened, or is too large to be. */
  #add(id: string): FileFault | undefined {
    const path = `articles/${id}`;
    if (unreadable.test(id)) return undefined;
    const aside = this.#sidecars.get(id);
    try {
      const { file, sha256, fault } = this.#ids.has(id)
        ? { file: this.#files.onDisk(path), sha256: () => this.#files.sha256(path) }
        : openOriginal(aside?.sidecar, this.#originals, this.#store);
      if (file === undefined) return fault;
      const { size } = statSync(file);
      if (size > maximumPhotoBytes) {
        const found = `${Math.round(size / 2 ** 20)} MiB`;
        return { code: "photo/too-large", message: "This file is larger than any photo.", found };
      }
      this.photos.set(id, {
        id,
        file,
        sha256: sha256(),
        ...(aside ? { sidecarFile: aside.file } : {}),
        ...(aside?.notKilledLine !== undefined && { notKilledLine: aside.notKilledLine }),
        ...(aside?.sidecar ? { sidecar: aside.sidecar } : {}),
      });
      return undefined;
    } catch (error) {
      const { code = "" } = error as NodeJS.ErrnoException;
      if (code === "ENOENT")
        return { code: "photo/file-missing", message: "This photo went away while the build ran." };
      return {
        code: "photo/unreadable",
        message: "This photo may not be read by whoever builds the site.",
        found: code,
      };
    }
  }

  /** What stands where a photo is named and is no file: said, for in a list of files it looks like one. */
  #oddity({ file, name }: PhotoReference): string | undefined {
    for (const folder of [posix.dirname(file), "articles"]) {
      const stats = statsOf(join(this.#files.root, folder, name));
      if (stats?.isDirectory()) return "a folder";
      if (stats && !stats.isFile()) return "a pipe, a socket or a device";
    }
    return undefined;
  }

  readonly #pointers = new Map<string, boolean>();

  #isPointer(id: string): boolean {
    let found = this.#ids.has(id) ? this.#pointers.get(id) : false;
    if (found === undefined) {
      const path = this.#files.onDisk(`articles/${id}`);
      try {
        found = statSync(path).size < 1024 && /^version https:\/\/git-lfs\./.test(readFileSync(path, "latin1"));
      } catch {
        found = false; // #add says why
      }
      this.#pointers.set(id, found);
    }
    return found;
  }

  #byName: Map<string, string[]> | undefined;
  #searches = 0;

  /** The same name in another folder or case, else a name that is nearly the same. */
  #nearest(reference: PhotoReference): string | undefined {
    const nameOf = (id: string) => posix.basename(id).toLowerCase();
    this.#byName ??= Map.groupBy(this.#known, nameOf);
    const folder = posix.dirname(reference.file).replace(/^articles\/?/, "");
    const same = this.#byName.get(nameOf(reference.name.normalize("NFC"))) ?? [];
    const beside = same.find((id) => posix.dirname(id) === folder);
    if (beside !== undefined) return posix.basename(beside);
    if (same[0] !== undefined) return same[0];
    this.#searches += 1;
    return this.#searches > fuzzySearches ? undefined : nearest(reference.name, this.#known, 0.25);
  }
}

/** Undefined too for what no file can be called: a name too long for the disk, or with a NUL in it. */
function statsOf(path: string): Stats | undefined {
  try {
    return statSync(path, { throwIfNoEntry: false });
  } catch {
    return undefined;
  }
}
