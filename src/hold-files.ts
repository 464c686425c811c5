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

/** Faulty files of _data/ and sidecars, and what stands for them. */
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
    const faulty = this.rest(problems).filter(
      (each) => each.severity === "error" && isOwnFault(each) && rank(each.file) < ranks,
    );
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
      if (this.#spared.has(each.file) && isOwnFault(each)) return [];
      // What stands in the file itself is not printed while another form stands for it.
      if (this.instead.has(each.file) && each.code.startsWith("text/")) return [];
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
    if (kind === "sidecar") return await this.#holdSidecar(file, faults, outlet);
    const last = this.instead.has(file) ? undefined : await lastData(file, this.#place, outlet);
    if (last !== undefined && last !== "absent") return this.#put(file, last);
    if (kind === "page") return this.#put(file, undefined);
    // Addresses and rights hang on these: without a form that was right, nobody can say what may go out.
    if (kind === "outlet" || kind === "sections") return false;
    if (last === "absent") return this.#put(file, undefined);
    if (kind === "agencies" || holdsSecret(faults)) return false;
    this.instead.delete(file);
    this.#spared.add(file);
    return true;
  }

  /**
   * A sidecar counts as git knew it last without errors, so that its photo keeps its credit. One that says anything of a kill or a
   * lease counts as far as it can be read instead, for an earlier form could bring back what is off the page: where those very
   * keys are faulty, the photo is left out. A secret that it holds goes out in no case.
   */
  async #holdSidecar(file: string, faults: readonly Problem[], outlet: Outlet): Promise<boolean> {
    const path = join(this.#place.site, file);
    const text = existsSync(path) ? plainText(readFileSync(path, "utf8")) : "";
    const isGuarded = /^\s*["']?(?:kill|leases)["']?\s*:/m.test(text);
    const last = isGuarded || this.instead.has(file) ? undefined : await lastData(file, this.#place, outlet);
    if (last !== undefined && last !== "absent") return this.#put(file, last);
    if (holdsSecret(faults)) return false;
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
  ["sidecar"],
  ["page"],
  ["front"],
];
const ranks = order.length;

function rank(file: string | undefined): number {
  const kind = kindOfData(file ?? "");
  const place = kind === undefined ? -1 : order.findIndex((kinds) => kinds.includes(kind));
  return place === -1 ? ranks : place;
}

/** Of what is told at a sidecar, what the file itself says; a killed picture has rules of its own (`heldBack`). */
function isOwnFault({ code }: Problem): boolean {
  return !code.startsWith("photo/");
}

/** Whether as much as can be read of a file would print a key or a password. */
function holdsSecret(faults: readonly Problem[]): boolean {
  return faults.some(({ code }) => code === "text/secret");
}

function isSame(a: Problem, b: Problem): boolean {
  return a.code === b.code && a.file === b.file && a.line === b.line && a.message === b.message;
}
