import { clipBytes, shortSlug } from "../../src/base/text.ts";
import type { OriginalEnding } from "../../src/content/originals.ts";
import type { PhotoReading } from "../../src/model/rights.ts";

// Names that Windows keeps for devices, whatever ending they have; a repository with one can't be checked out there.
const devices = /^(?:con|prn|aux|nul|com\d|lpt\d|conin|conout|clock)$/i;

const endings = { jpeg: "jpg", png: "png", webp: "webp", avif: "avif", svg: "svg" } as const;

/** Bytes of UTF-8 that the name before the ending may have, a number behind it included. */
const stemBytes = 76;

/** The ending that a picture's format has, whatever its file was called. */
export function endingOf(format: PhotoReading["format"]): OriginalEnding {
  return endings[format];
}

/**
 * A name for a photo that all file systems and addresses take and people still recognise: `DSC 0042 (नाव).JPG` →
 * `dsc-0042-नाव.jpg`. The ending is that of the bytes. `isTaken` is asked with names in small letters and NFC, for most
 * disks take `A.jpg` and `a.jpg` for one; a number is put behind a name that is.
 */
export function photoName(file: string, format: PhotoReading["format"], isTaken: (name: string) => boolean): string {
  const base = file.replace(/^.*[/\\]/, "").replace(/(?<=.)\.[^.]*$/, "");
  const slug = shortSlug(base).replace(/\.+/g, "-").replace(/-{2,}/g, "-");
  const plain = slug === "" ? "photo" : devices.test(slug) ? `photo-${slug}` : slug;
  for (let number = 1; ; number += 1) {
    const tail = number === 1 ? "" : `-${number}`;
    const stem = clipBytes(plain, stemBytes - tail.length).replace(/-+$/, "");
    const name = `${stem}${tail}.${endings[format]}`;
    if (!isTaken(name)) return name;
  }
}
