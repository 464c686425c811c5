// Longer than 250 lines: one walk, to whose beginning every kind of archive leads back.
import { createHash } from "node:crypto";
import {
  createReadStream,
  createWriteStream,
  mkdtempSync,
  readdirSync,
  realpathSync,
  rmSync,
  type Stats,
  statSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { openPromise } from "yauzl";
import type { SearchLimits, SearchPlace, Trace, TraceSearch } from "./find-traces.ts";
import { formatOf } from "./find-traces-formats.ts";
import { mentionsOf, type Needle, needlesOf, type TraceTarget } from "./find-traces-needles.ts";
import { drain, type Pieces, peek } from "./find-traces-pieces.ts";
import { type Find, scanBytes } from "./find-traces-scan.ts";
import { tarEntries } from "./find-traces-tar.ts";

class TooMuch extends Error {}

/** Where a file stands, and what is left of what it may unpack to. */
interface Spot {
  place: string;
  needles: readonly Needle[];
  depth: number;
  budget: { left: number };
}

const reading = { highWaterMark: 1024 * 1024 };

/** `withdrawn.json`, also compressed for the host; it names what was taken down. */
const withdrawnList = /(?:^|[/\s])withdrawn\.json(?:\.(?:gz|br|zst) › unpacked)?$/;

/** Goes through folders, files and what lies in them; nothing that they hold stops it. */
export class FileSearch {
  readonly #target: TraceTarget;
  readonly #limits: SearchLimits;
  readonly #nameNeedles: readonly Needle[];
  readonly #traces = new Map<string, Trace>();
  readonly #unopened: TraceSearch["unopened"] = [];
  readonly #left: string[] = [];
  readonly #searched = { files: 0, archives: 0, bytes: 0 };
  readonly #seen = new Set<string>();
  #temporary: string | undefined;
  #spools = 0;

  constructor(target: TraceTarget, limits: SearchLimits) {
    this.#target = target;
    this.#limits = limits;
    this.#nameNeedles = mentionsOf(target);
  }

  result(): TraceSearch {
    const all = [...this.#traces].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, trace]) => trace);
    const isExpected = ({ place, kind }: Trace) => (kind === "name" || kind === "digest") && withdrawnList.test(place);
    return {
      found: all.filter((trace) => !isExpected(trace)),
      expected: all.filter(isExpected),
      unopened: this.#unopened,
      left: this.#left,
      searched: this.#searched,
    };
  }

  close(): void {
    if (this.#temporary !== undefined) rmSync(this.#temporary, { recursive: true, force: true });
  }

  async folder({ folder, name, hasMentions }: SearchPlace): Promise<void> {
    const needles = needlesOf(this.#target, hasMentions);
    if (statSync(folder, { throwIfNoEntry: false })?.isDirectory()) await this.#walk(folder, name, needles);
  }

  async #walk(folder: string, place: string, needles: readonly Needle[]): Promise<void> {
    let names: string[];
    try {
      // Links may lead to a folder that was looked through already, or round in a circle.
      const real = realpathSync(folder);
      if (this.#seen.has(real)) return;
      this.#seen.add(real);
      names = readdirSync(folder).sort();
    } catch (error) {
      this.#fail(place, error);
      return;
    }
    for (const name of names) {
      const [path, where] = [join(folder, name), `${place}/${name}`];
      let stats: Stats | undefined;
      try {
        stats = statSync(path, { throwIfNoEntry: false });
      } catch (error) {
        this.#fail(where, error);
      }
      if (name === ".git") this.#left.push(where);
      else if (stats?.isDirectory()) await this.#walk(path, where, needles);
      else if (stats?.isFile()) await this.#file(path, where, needles);
    }
  }

  async #file(path: string, place: string, needles: readonly Needle[]): Promise<void> {
    this.#searched.files += 1;
    const spot: Spot = { place, needles, depth: 0, budget: { left: this.#limits.unpacked } };
    try {
      await this.#lookAtName(spot, place);
      await this.#lookInto(createReadStream(path, reading), spot, path);
    } catch (error) {
      // A file may go while others are looked through: then it is gone.
      if ((error as NodeJS.ErrnoException).code !== "ENOENT") this.#fail(place, error);
    }
  }

  /** A file's own name may be the trace, whatever is in it. */
  async #lookAtName(spot: Spot, name: string): Promise<void> {
    const { finds } = await scanBytes([Buffer.from(name)], { needles: this.#nameNeedles, digests: new Map() });
    this.#note(spot, finds);
  }

  /** Looks through a file, and through what it holds. `path`: where it stands on the disk, if it does. */
  async #lookInto(source: Pieces, spot: Spot, path?: string): Promise<void> {
    const { head, pieces } = await peek(source);
    const format = formatOf(head, spot.place);
    if (format?.kind === "zip") {
      const file = path ?? this.#spoolFile();
      try {
        if (path === undefined) await pipeline(this.#hashed(pieces, spot), createWriteStream(file));
        else await pipeline(this.#hashed(pieces, spot), drain);
        await this.#zip(file, spot);
      } finally {
        if (path === undefined) rmSync(file, { force: true });
      }
    } else if (format?.kind === "tar") {
      await pipeline(this.#hashed(pieces, spot), (archive: Pieces) => this.#tar(archive, spot));
    } else if (format?.kind === "compressed") {
      const inner = this.#inside(spot, "unpacked");
      const unpack = async (unpacked: Pieces) => {
        if (inner) await this.#lookInto(this.#counted(unpacked, spot), inner);
        else await drain(unpacked);
      };
      try {
        await pipeline(this.#hashed(pieces, spot), format.decompressor(), unpack);
      } catch (error) {
        this.#fail(spot.place, error);
      }
    } else {
      if (format?.kind === "closed")
        this.#unopened.push({ place: spot.place, why: `${format.name} archives are not opened here` });
      await this.#scan(pieces, spot);
    }
  }

  async #scan(pieces: Pieces, spot: Spot): Promise<void> {
    const measured = this.#measured(pieces);
    const { finds, decoded } = await scanBytes(measured, { needles: spot.needles, digests: this.#target.digests });
    // Whoever is told of the whole file need not be told of its parts.
    const isWhole = finds.some(({ kind }) => kind === "file");
    this.#note(spot, isWhole ? finds.filter(({ kind }) => kind !== "bytes") : finds);
    for (const bytes of decoded) {
      const inner = this.#inside(spot, "base64");
      if (inner) await this.#lookInto(Readable.from([bytes]), inner);
    }
  }

  async #zip(file: string, spot: Spot): Promise<void> {
    this.#searched.archives += 1;
    // Names undecoded: what they may hold (`..`, other encodings) does no harm to somebody who only looks.
    const zip = await openPromise(file, { decodeStrings: false, autoClose: false }).catch((error: unknown) => {
      this.#fail(spot.place, error);
      return undefined;
    });
    if (!zip) return await this.#scan(createReadStream(file, reading), spot);
    try {
      for await (const entry of zip.eachEntry()) {
        const name = entry.fileNameRaw.toString("utf8");
        const inner = this.#inside(spot, name);
        if (!inner) break;
        try {
          await this.#lookAtName(inner, name);
          if (name.endsWith("/")) continue;
          if (entry.isEncrypted()) throw new Error("it is encrypted");
          await this.#lookInto(this.#counted(await zip.openReadStreamPromise(entry), spot), inner);
        } catch (error) {
          this.#fail(inner.place, error);
          if (error instanceof TooMuch) break;
        }
      }
    } catch (error) {
      this.#fail(spot.place, error);
    } finally {
      zip.close();
    }
  }

  async #tar(archive: Pieces, spot: Spot): Promise<void> {
    this.#searched.archives += 1;
    try {
      for await (const { name, link, content } of tarEntries(archive)) {
        const inner = this.#inside(spot, name);
        if (!inner) break;
        try {
          await this.#lookAtName(inner, `${name}\n${link}`);
          await this.#lookInto(content, inner);
        } catch (error) {
          this.#fail(inner.place, error);
          if (error instanceof TooMuch) break;
        }
      }
    } catch (error) {
      this.#fail(spot.place, error);
    }
    // Its own SHA-256 wants all of it read.
    await drain(archive).catch(() => {});
  }

  #inside(spot: Spot, name: string): Spot | undefined {
    const place = `${spot.place} › ${name}`;
    if (spot.depth < this.#limits.depth) return { ...spot, place, depth: spot.depth + 1 };
    this.#unopened.push({ place, why: `it lies more than ${this.#limits.depth} archives deep` });
    return undefined;
  }

  /** Notes, at the end, whether all of it is one of the files looked for. */
  async *#hashed(source: Pieces, spot: Spot): AsyncGenerator<Uint8Array> {
    const hash = createHash("sha256");
    for await (const piece of source) {
      hash.update(piece);
      this.#searched.bytes += piece.length;
      yield piece;
    }
    const what = this.#target.digests.get(hash.digest("hex"));
    if (what !== undefined) this.#note(spot, [{ kind: "file", what }]);
  }

  async *#measured(source: Pieces): AsyncGenerator<Uint8Array> {
    for await (const piece of source) {
      this.#searched.bytes += piece.length;
      yield piece;
    }
  }

  async *#counted(source: Pieces, { budget }: Spot): AsyncGenerator<Uint8Array> {
    for await (const piece of source) {
      budget.left -= piece.length;
      if (budget.left < 0)
        throw new TooMuch(`it unpacks to more than ${this.#limits.unpacked.toLocaleString("en")} bytes`);
      yield piece;
    }
  }

  #spoolFile(): string {
    this.#temporary ??= mkdtempSync(join(tmpdir(), "broadsheet-traces-"));
    this.#spools += 1;
    return join(this.#temporary, String(this.#spools));
  }

  #note({ place }: Spot, finds: readonly Find[]): void {
    for (const { kind, what } of finds) this.#traces.set(`${place}\0${kind}\0${what}`, { place, kind, what });
  }

  #fail(place: string, error: unknown): void {
    this.#unopened.push({ place, why: error instanceof Error ? error.message : String(error) });
  }
}
