import { existsSync } from "node:fs";
import { join, resolve } from "node:path";
import type { Problem } from "../base/problem.ts";
import type { Store } from "../base/store.ts";
import type { Outlet } from "./outlet-schema.ts";
import type { Sidecar } from "./photo-schema.ts";
import { rememberedHash } from "./site-files.ts";

// Originals may lie outside git, each under its SHA-256; their sidecars alone are in the site. One rule of paths for those
// who write the folder (`photos intake`) and those who read it (every build).

/** Endings of files in the folder, in the order in which they are looked for. */
const originalEndings = ["jpg", "png", "webp", "avif", "svg"] as const;
export type OriginalEnding = (typeof originalEndings)[number];

/**
 * The outlet's folder of originals, absolute: the variable BROADSHEET_ORIGINALS (from the working folder), else
 * `photos.originals` of outlet.yaml (from the site's folder). Undefined where neither is set.
 */
export function originalsFolder(
  site: string,
  outlet: Pick<Outlet, "photos">,
  env: Readonly<Record<string, string | undefined>>,
): string | undefined {
  const named = env.BROADSHEET_ORIGINALS;
  if (named !== undefined && named.trim() !== "") return resolve(named);
  return outlet.photos.originals === undefined ? undefined : resolve(site, outlet.photos.originals);
}

/** Where an original lies: `<folder>/3f/3f2a….jpg`. `sha256`: 64 small hexadecimal digits. */
export function originalFile(folder: string, sha256: string, ending: OriginalEnding): string {
  return join(folder, sha256.slice(0, 2), `${sha256}.${ending}`);
}

/** The original with this SHA-256, whatever its format; undefined where the folder has none. */
export function findOriginal(folder: string, sha256: string): string | undefined {
  return originalEndings.map((ending) => originalFile(folder, sha256, ending)).find((file) => existsSync(file));
}

/** Why a photo's file can't be had. */
export type FileFault = Pick<Problem, "code" | "message" | "found" | "expected" | "hint">;

/** A photo's file, and its SHA-256 where somebody wants it. Neither where nothing is wrong and there is none. */
export type OpenedFile =
  | { file: string; sha256: () => string; fault?: never }
  | { fault?: FileFault; file?: never; sha256?: never };

/**
 * The file of a photo that only its sidecar stands for, once its bytes are those that the sidecar means; they are hashed
 * once, and again when size or times change. A killed photo's file need not be anywhere.
 */
export function openOriginal(sidecar: Sidecar | undefined, folder: string | undefined, store: Store): OpenedFile {
  const sha256 = sidecar?.original;
  if (sha256 === undefined || sidecar?.kill) return {};
  if (folder === undefined) {
    return {
      fault: {
        code: "photo/original-missing",
        message: "The photo's file lies in a folder of originals, and no such folder is set.",
        hint: "Name it as `photos: { originals: … }` in outlet.yaml, or in the variable BROADSHEET_ORIGINALS.",
      },
    };
  }
  const file = findOriginal(folder, sha256);
  if (file === undefined) {
    return {
      fault: {
        code: "photo/original-missing",
        message: "The photo's file is not in the folder of originals.",
        expected: `${sha256.slice(0, 2)}/${sha256}.jpg`,
        hint: "Fetch the originals; `photos intake` puts new ones there.",
      },
    };
  }
  if (rememberedHash(file, store) === sha256) return { file, sha256: () => sha256 };
  return {
    fault: {
      code: "photo/original-damaged",
      message: "The photo's original is not the file that its sidecar means: its bytes are others.",
      expected: `SHA-256 ${sha256}`,
      hint: "Fetch this original again.",
    },
  };
}
