import { readFile, stat } from "node:fs/promises";
import { sha256 } from "../base/digest.ts";
import { maximumPhotoBytes } from "../base/files.ts";
import { type PhotoFailure, type PhotoResult, readableFormats } from "./photo-failure.ts";
import { type PhotoFormat, sniffFormat } from "./sniff-format.ts";

export interface PhotoSource {
  /** Absolute, or relative to the working folder. */
  path: string;
  /** Of the bytes, as they were when the site was read. */
  sha256: string;
}

export interface OpenPhoto {
  bytes: Buffer;
  format: PhotoFormat;
}

/**
 * A photo's bytes, once they are those that the build means and of a format that is read. A file that went away or
 * changed while the build ran is a failure too: its digest names the renditions.
 */
export async function openPhoto({ path, sha256: expected }: PhotoSource): Promise<PhotoResult<OpenPhoto>> {
  let bytes: Buffer;
  try {
    const stats = await stat(path);
    if (stats.isDirectory()) return fail({ code: "photo/unreadable", message: "is a folder" });
    // Reading from a pipe waits for a writer, for ever.
    if (!stats.isFile())
      return fail({ code: "photo/unreadable", message: "is no file but a pipe, a socket or a device" });
    if (stats.size > maximumPhotoBytes) {
      const found = `${Math.round(stats.size / 2 ** 20)} MiB`;
      return fail({ code: "photo/too-large", message: "is larger than any photo", found });
    }
    bytes = await readFile(path);
  } catch (error) {
    return fail(unopened(error));
  }
  if (sha256(bytes) !== expected) {
    return fail({ code: "photo/changed", message: "changed while the build ran" });
  }
  if (bytes.length === 0) {
    return fail({ code: "photo/unreadable", message: "is an empty file", found: "0 bytes" });
  }
  const sniffed = sniffFormat(bytes);
  if ("format" in sniffed && !isDrawingName(path)) return { value: { bytes, format: sniffed.format } };
  if ("format" in sniffed) {
    return fail({
      code: "photo/unsupported",
      message: `is a ${sniffed.format.toUpperCase()} picture, whatever its name says`,
      expected: "an SVG drawing, or a name that ends as the picture is",
      found: sniffed.format.toUpperCase(),
    });
  }
  // Only under its own name: what calls itself a photo is never read as a drawing.
  if (isDrawingName(path) && /^(SVG|XML file)$/.test(sniffed.other)) return { value: { bytes, format: "svg" } };
  if (sniffed.isPointer) {
    return fail({ code: "photo/lfs-pointer", message: "is only a Git LFS pointer, the picture was not fetched" });
  }
  // A telephone's `IMG_1.HEIC` claims nothing that is untrue.
  const untrueName = /\.(?:jpe?g|jpe|png|webp|avif|svg)$/i.test(path) ? ", whatever its name says" : "";
  if (sniffed.other === "") {
    return fail({
      code: "photo/unreadable",
      message: `is no picture${untrueName}`,
      expected: readableFormats,
    });
  }
  return fail({
    code: "photo/unsupported",
    message: `is a ${sniffed.other}${untrueName}`.replace(/\ba (?=SVG|HEIC|XML)/, "an "),
    expected: readableFormats,
    found: sniffed.other,
  });
}

/** Whether a file is meant as a drawing of the outlet's own desk. */
export function isDrawingName(path: string): boolean {
  return /\.svg$/i.test(path);
}

function fail(failure: PhotoFailure): { failure: PhotoFailure } {
  return { failure };
}

function unopened(error: unknown): PhotoFailure {
  const code = error instanceof Error && "code" in error ? String(error.code) : "";
  if (code === "ENOENT") return { code: "photo/file-missing", message: "is not there" };
  if (code === "EACCES" || code === "EPERM") {
    return { code: "photo/unreadable", message: "may not be read by whoever builds the site", found: code };
  }
  return { code: "photo/unreadable", message: "can't be opened", ...(code !== "" && { found: code }) };
}
