import { existsSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";

const require = createRequire(import.meta.url);

/** Versions of sharp and of what it is built on. */
interface Versions {
  sharp: string;
  vips: string;
  aom?: string;
}

/**
 * What made a rendition: changes with sharp, libvips or the AV1 encoder, and so do the renditions' names. Read from the files
 * that sharp itself reads it from: a check names pictures and makes none, and to load libvips takes longer than most rules.
 */
export const engineVersion = textOf(packagedVersions() ?? loadedVersions());

function textOf({ sharp, vips, aom }: Versions): string {
  return [`sharp ${sharp}`, `vips ${vips}`, `aom ${aom}`].join(", ");
}

/** Of the binaries that came with the packages; undefined where others may be in use: built here, or of more than one kind. */
function packagedVersions(): Versions | undefined {
  const entry = require.resolve("sharp");
  if (existsSync(join(entry, "../../src/build"))) return undefined;
  const asSharp = createRequire(entry);
  const load = (path: string): unknown => {
    try {
      return asSharp(path);
    } catch {
      return undefined;
    }
  };
  const found = ["", "musl"].flatMap((libc) => {
    const platform = `${process.platform}${libc}-${process.arch}`;
    const versions = load(`@img/sharp-${platform}/versions`) ?? load(`@img/sharp-libvips-${platform}/versions`);
    return versions === undefined ? [] : [versions as Versions];
  });
  const own = load("../package.json") as { version: string } | undefined;
  const [versions, other] = found;
  return own && versions && !other ? { ...versions, sharp: own.version } : undefined;
}

/** What sharp says of itself, once it is loaded. */
function loadedVersions(): Versions {
  return (require("sharp") as { versions: Versions }).versions;
}
