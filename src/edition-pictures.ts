import type { EditionSource } from "./edition-source.ts";

/** Every file of the picture that one file is of: they differ by width and ending; crops are not among them. Asked for each picture of an edition. */
export function picturesOf({ siblingsOf }: EditionSource): (file: string) => readonly string[] {
  return (file) => {
    const files = siblingsOf(file);
    return files.length > 0 ? files : [file];
  };
}
