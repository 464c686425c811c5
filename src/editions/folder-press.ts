import { readFileSync } from "node:fs";
import { sha256 } from "../base/digest.ts";
import { type FolderFacts, folderPath, folderTarget, type Noted } from "./folder-target.ts";
import { type PackedBytes, packBytes } from "./pack-bytes.ts";
import { rewriteHtml } from "./rewrite-html.ts";

/** What pressing an edition's pages takes, as plain data that another thread can be handed. */
export interface PressFacts extends FolderFacts {
  /** Whether files are compressed as the zip has them; else they are as they stand in the folder. */
  isPacked: boolean;
}

/** A page, by its file among the site's; or a file that goes along as it is, by its place in the edition. `from`: on the disk. */
export type PressOrder = { page: string; from: string } | { path: string; from: string };

/** One file of an edition's folder, ready to be written. */
export interface PressedFile {
  /** In the edition. */
  path: string;
  /** Of its bytes as they stand in the folder. */
  sha256: string;
  packed: PackedBytes;
}

/** Makes the files of an edition that is a folder, one by one. */
export class FolderPress {
  readonly #facts: PressFacts;
  readonly #folder: ReturnType<typeof folderTarget>;

  constructor(facts: PressFacts) {
    this.#facts = facts;
    this.#folder = folderTarget(facts);
  }

  press(order: PressOrder): PressedFile {
    if ("path" in order) return this.bytes(order.path, readFileSync(order.from));
    return this.html(readFileSync(order.from, "utf8"), order.page);
  }

  /** A page as it would stand at `file` of the site. */
  html(html: string, file: string): PressedFile {
    return this.text(folderPath(file, this.#facts.cover), rewriteHtml(html, file, this.#folder.target));
  }

  text(path: string, text: string): PressedFile {
    return this.bytes(path, Buffer.from(text));
  }

  /** `isPacked`: what no compression makes smaller. */
  bytes(path: string, bytes: Uint8Array, isPacked = false): PressedFile {
    return { path, sha256: sha256(bytes), packed: packBytes(bytes, isPacked || !this.#facts.isPacked) };
  }

  /** What the pages named so far. */
  noted(): Noted {
    return this.#folder.noted();
  }
}
