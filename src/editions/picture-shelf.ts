/** One photo as the site shows it, with all its files. */
export interface ShelfPhoto {
  /** Its path under articles/. */
  id: string;
  /** Whether every use of it may leave the web for an edition. */
  isOffline: boolean;
  /** What the paths of its files in the output share: `…/harbour-3f2a9c0d1e4b5a67`. */
  stem: string;
  /** And how each goes on: `-640.avif`. Photos with the same list share one. */
  endings: readonly string[];
}

/** `…/harbour-3f2a9c0d1e4b5a67` of `…/harbour-3f2a9c0d1e4b5a67-640.avif`. */
export function stemOf(file: string): string {
  return file.replace(/(?:-\d+(?:x\d+)?)?\.\w+$/, "");
}

/** Whose photo a file of the output is, and which of a picture's files an edition takes along. */
export class PictureShelf {
  readonly #photos = new Map<string, ShelfPhoto>();
  readonly #isAsset: (file: string) => boolean;

  /** `isAsset`: whether the edition holds this file of assets/, which is nobody's photo. */
  constructor(photos: Iterable<ShelfPhoto>, isAsset: (file: string) => boolean) {
    for (const photo of photos) this.#photos.set(photo.stem, photo);
    this.#isAsset = isAsset;
  }

  /** All files of the photo that this one is of, crops left out; none of what is no photo of the site. */
  siblingsOf(file: string): string[] {
    const photo = this.#photoOf(file);
    return photo ? photo.endings.map((ending) => photo.stem + ending) : [];
  }

  /**
   * The widest AVIF of at most `widest` px, or the JPEG, as `format` wants, with the photo's id; undefined where the photo may
   * not leave the web, or is none that the edition knows.
   */
  choose(
    files: readonly string[],
    format: "avif" | "jpeg",
    widest: number,
  ): { file: string; photo: string | undefined } | undefined {
    const free = files.filter((file) => this.#photoOf(file)?.isOffline ?? this.#isAsset(file));
    const file = choosePicture(free, format, widest);
    return file === undefined ? undefined : { file, photo: this.#photoOf(file)?.id };
  }

  #photoOf(file: string): ShelfPhoto | undefined {
    const stem = stemOf(file);
    const photo = this.#photos.get(stem);
    return photo?.endings.includes(file.slice(stem.length)) ? photo : undefined;
  }
}

/** By the width in its name: `…-640.avif`; a drawing has none, and one file. */
function choosePicture(files: readonly string[], format: "avif" | "jpeg", widest: number): string | undefined {
  const drawing = files.find((file) => file.endsWith(".svg") || file.startsWith("assets/"));
  if (drawing !== undefined && format === "avif") return drawing;
  const ending = format === "avif" ? ".avif" : ".jpg";
  const sized = files
    .filter((file) => file.endsWith(ending))
    .map((file) => ({ file, width: Number(/-(\d+)(?:x\d+)?\.\w+$/.exec(file)?.[1] ?? 0) }))
    .sort((a, b) => a.width - b.width);
  return (sized.findLast(({ width }) => width <= widest) ?? sized[0])?.file ?? drawing ?? files[0];
}
