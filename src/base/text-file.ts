/** A text file of the output. One that costs something to make says what it depends on, and is made only when that changed. */
export type TextFile = { file: string; text: string } | LazyTextFile;

export interface LazyTextFile {
  file: string;
  /** Changes when, and only when, the text may. */
  digest: string;
  make: () => string;
}
