/** What the files of one photo share: `/photos/kept/harbour-3f2a9c0d1e-640.avif` → `/photos/kept/harbour-3f2a9c0d1e`. */
export function photoStem(path: string): string {
  return path.replace(/(-\d+(x\d+)?)?\.\w+$/, "");
}
