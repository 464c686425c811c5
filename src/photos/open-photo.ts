import { readFile, stat } from "node:fs/promises";
import { sha256 } from "../base/digest.ts";
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

/** No photo has so many bytes; a film or a disk image may. */
const maximumBytes = 256 * 1024 * 1024;

/**
 * A photo's bytes, once they are those that the build means and of a format that is read. A file that went away or
 * changed while the build ran is a failure too: its digest names the renditions.
 */
export async function openPhoto({ path, sha256: expected }: PhotoSource): Promise<PhotoResult<OpenPhoto>> {
  let bytes: Buffer;
  try {
    const { size } = await stat(path);
    if (size > maximumBytes) {
      return fail({ code: "photo/too-large", message: "is larger than any photo", found: `${size >> 20} MiB` });
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
  if ("format" in sniffed) return { value: { bytes, format: sniffed.format } };
  if (sniffed.isPointer) {
    return fail({ code: "photo/lfs-pointer", message: "is only a Git LFS pointer, the picture was not fetched" });
  }
  if (sniffed.other === "") {
    return fail({
      code: "photo/unreadable",
      message: "is no picture, whatever its name says",
      expected: readableFormats,
    });
  }
  return fail({
    code: "photo/unsupported",
    message: `is a ${sniffed.other}, whatever its name says`.replace(/\ba (?=SVG|HEIC|XML)/, "an "),
    expected: readableFormats,
    found: sniffed.other,
  });
}

function fail(failure: PhotoFailure): { failure: PhotoFailure } {
  return { failure };
}

function unopened(error: unknown): PhotoFailure {
  const code = error instanceof Error && "code" in error ? String(error.code) : "";
  if (code === "ENOENT") return { code: "photo/file-missing", message: "is not there" };
  if (code === "EISDIR") return { code: "photo/unreadable", message: "is a folder" };
  return { code: "photo/unreadable", message: "can't be opened", ...(code !== "" && { found: code }) };
}
