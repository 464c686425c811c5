import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { sha256 } from "./base/digest.ts";
import { writeFileAtomic } from "./base/files.ts";
import type { Problem } from "./base/problem.ts";
import { kindOfData } from "./content/data-versions.ts";
import { plainText } from "./content/front-matter.ts";
import type { Outlet } from "./content/outlet-schema.ts";
import { readYaml } from "./content/yaml-read.ts";
import { type DataPlace, lastData } from "./last-data.ts";

/** Faulty files of _data/, and what stands for them. */
export class HeldFiles {
  /** What is read in their place; undefined: nothing, as if the file were not there. */
  readonly instead = new Map<string, string | undefined>();
  /** Their problems, told as they were found. */
  readonly problems: Problem[] = [];
  /** Files of which all counts that can be read: nothing remembers a better form, and nothing hangs on what is missing. */
  readonly #spared = new Set<string>();
  readonly #place: DataPlace;

  constructor(place: DataPlace) {
    this.#place = place;
  }

  /** Files that are held, in order. */
  get files(): string[] {
    return [...new Set([...this.instead.keys(), ...this.#spared])].sort();
  }

  /**
   * Finds what stands for the faulty files, those first on which the reading of others hangs; false where there is none to
   * hold, or nothing to hold it by. After `true` the site is to be read again, and this asked again.
   */
  async hold(problems: readonly Problem[], outlet: Outlet): Promise<boolean> {
    const faulty = this.rest(problems).filter(({ severity, file }) => severity === "error" && rank(file) < ranks);
    const first = Math.min(...faulty.map(({ file }) => rank(file)));
    let isHeld = false;
    for (const [file = "", faults] of Map.groupBy(faulty, (each) => each.file)) {
      if (rank(file) !== first || !(await this.#holdOne(file, faults, outlet))) continue;
      this.problems.push(...faults.filter((each) => !this.problems.some((told) => isSame(told, each))));
      isHeld = true;
    }
    return isHeld;
  }

  /** The problems that still count: without those of what is held, which stand in `problems`. */
  rest(problems: readonly Problem[]): Problem[] {
    return problems.flatMap((each) => {
      if (each.file === undefined || each.story !== undefined) return [each];
      if (this.#spared.has(each.file)) return [];
      // Lines of what stands for a file lead nobody anywhere.
      if (this.instead.has(each.file) && each.severity !== "error") return [];
      // A page that stays out is missing in the footer, and the footer does without it.
      return each.code === "reference/page" ? [{ ...each, severity: "warning" }] : [each];
    });
  }

  async #holdOne(file: string, faults: readonly Problem[], outlet: Outlet): Promise<boolean> {
    const kind = kindOfData(file);
    if (kind === "front") {
      const repaired = this.instead.has(file) ? undefined : this.#withoutSlots(file, faults);
      return this.#put(file, repaired);
    }
    const last = this.instead.has(file) ? undefined : await lastData(file, this.#place, outlet);
    if (last !== undefined && last !== "absent") return this.#put(file, last);
    if (kind === "page") return this.#put(file, undefined);
    // Addresses and rights hang on these: without a form that was right, nobody can say what may go out.
    if (kind === "outlet" || kind === "sections") return false;
    if (last === "absent") return this.#put(file, undefined);
    if (kind === "agencies") return false;
    this.instead.delete(file);
    this.#spared.add(file);
    return true;
  }

  #put(file: string, path: string | undefined): boolean {
    if (this.instead.has(file) && this.instead.get(file) === path) return false;
    this.instead.set(file, path);
    return true;
  }

  /** A front's file without what is wrong in it; undefined where that can't be told apart. */
  #withoutSlots(file: string, faults: readonly Problem[]): string | undefined {
    const { site, cache } = this.#place;
    if (!existsSync(join(site, file))) return undefined;
    const text = plainText(readFileSync(join(site, file), "utf8"));
    const { value, problems } = readYaml({ text, file, firstLine: 1 });
    const isReadable = !problems.some(({ severity }) => severity === "error") && value !== null;
    if (!isReadable || typeof value !== "object" || faults.some(({ key }) => key === undefined)) return undefined;
    const front = { ...(value as Record<string, unknown>) };
    const paths = faults.map(({ key = "" }) => key.split("."));
    for (const [name = "", group] of Map.groupBy(paths, ([first]) => first)) {
      const parts = new Set(group.map(([, part]) => part));
      const all = front[name];
      if (parts.has(undefined) || all === null || typeof all !== "object") delete front[name];
      else if (Array.isArray(all)) front[name] = all.filter((_each, index) => !parts.has(String(index)));
      else front[name] = Object.fromEntries(Object.entries(all).filter(([key]) => !parts.has(key)));
    }
    if (!Array.isArray(front.slots)) front.slots = [];
    const repaired = JSON.stringify(front, null, 2);
    const path = join(cache, "held", sha256(repaired));
    writeFileAtomic(path, repaired);
    return path;
  }
}

// The zone and the languages of outlet.yaml, then the sections, decide how all else is read.
const order: (readonly ReturnType<typeof kindOfData>[])[] = [
  ["outlet"],
  ["sections"],
  ["contributors", "agencies", "topics", "style", "strings"],
  ["page"],
  ["front"],
];
const ranks = order.length;

function rank(file: string | undefined): number {
  const kind = kindOfData(file ?? "");
  const place = kind === undefined ? -1 : order.findIndex((kinds) => kinds.includes(kind));
  return place === -1 ? ranks : place;
}

function isSame(a: Problem, b: Problem): boolean {
  return a.code === b.code && a.file === b.file && a.line === b.line && a.message === b.message;
}
