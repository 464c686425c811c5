import { z } from "zod";
import type { TextFile } from "../base/text-file.ts";
import { places } from "../model/addresses.ts";
import type { EditionShelf } from "../model/published-edition.ts";
import type { Addresses } from "./addresses.ts";

const moment = z.iso.datetime({ offset: true }).describe("When it was taken down (RFC 3339).");
const notice = z.string().optional().describe("What readers are told; absent: nothing.");

/** The form of `withdrawn.json`; a new key is no new version, a changed meaning is. */
export const withdrawnSchema = z.strictObject({
  version: z.literal(1),
  site: z.url().describe("The outlet's address."),
  stories: z
    .array(
      z.strictObject({
        id: z.string().describe("The story's lasting name."),
        url: z.url().describe("Its address, which now answers with the notice."),
        at: moment,
        notice,
        replacedBy: z.url().optional().describe("The address of what takes its place."),
      }),
    )
    .describe("Stories that were public and are no more. Remove every copy, summaries and search records too."),
  photos: z
    .array(
      z.strictObject({
        id: z.string().describe("The photo's lasting name."),
        at: moment,
        notice,
        sha256: z
          .string()
          .regex(/^[0-9a-f]{64}$/)
          .optional()
          .describe("Of the file as the outlet got it, for holders of that."),
        files: z.array(z.url()).describe("Addresses at which files made of it stood."),
        digests: z
          .array(z.string().regex(/^[0-9a-f]{64}$/))
          .optional()
          .describe("SHA-256 of those files, for holders of copies under other names."),
      }),
    )
    .describe("Photos that were public and are no more. Remove every file of them, whatever its name now."),
  editions: z
    .array(
      z.strictObject({
        id: z.string().describe("`2026-11-22-daily-en`"),
        files: z.array(z.strictObject({ url: z.url(), sha256: z.string().regex(/^[0-9a-f]{64}$/) })),
      }),
    )
    .optional()
    .describe("Editions to read offline that hold what was taken down since; absent: none. Remove every copy."),
});
export type Withdrawn = z.output<typeof withdrawnSchema>;

export interface WithdrawnInput {
  addresses: Addresses;
  /** Folders of the output that renditions stand in or stood in: a kill that keeps a bare name means each of them. */
  photoFolders: readonly string[];
  editions: EditionShelf;
}

/**
 * `withdrawn.json`: tells holders of copies (partners, readers' programs, editions) what to remove. It comes from the
 * content alone and in a fixed order, so that equal content gives equal bytes to sign. Only what was public is in it, and
 * never a reason.
 */
export function withdrawnFile({ addresses, photoFolders, editions }: WithdrawnInput): TextFile {
  const { newsroom, absolute, iso } = addresses;
  const byId = (a: { id: string }, b: { id: string }) => (a.id < b.id ? -1 : 1);
  const taken = editions.editions
    .flatMap(({ id, withdrawn: why }) => (why ? [{ id, files: why.files }] : []))
    .map(({ id, files }) => ({
      id,
      files: files.map(({ name, sha256 }) => ({ url: absolute(places.edition(name)), sha256 })),
    }))
    .sort(byId);
  const withdrawn: Withdrawn = {
    version: 1,
    site: absolute("/"),
    stories: newsroom.notices
      .map(({ id, path, at, notice, replacedBy }) => ({
        id,
        url: absolute(path),
        at: iso(at),
        ...(notice !== undefined && { notice }),
        ...(replacedBy !== undefined && { replacedBy: replacedBy.startsWith("/") ? absolute(replacedBy) : replacedBy }),
      }))
      .sort(byId),
    photos: newsroom.withdrawnPhotos
      .map(({ id, at, notice, sha256, renditions, digests }) => ({
        id,
        at: iso(at),
        ...(notice !== undefined && { notice }),
        ...(sha256 !== undefined && { sha256 }),
        files: renditions
          .flatMap((name) => (name.includes("/") ? [name] : photoFolders.map((folder) => folder + name)))
          .map((file) => absolute(`/${file.replace(/^\/+/, "")}`)),
        ...(digests !== undefined && { digests }),
      }))
      .sort(byId),
    ...(taken.length > 0 && { editions: taken }),
  };
  return { file: "withdrawn.json", text: `${JSON.stringify(withdrawn, null, 2)}\n` };
}
