import { type Problem, problem } from "./base/problem.ts";
import type { PlannedFile } from "./pages/planned-file.ts";

// Windows takes the first for devices, whatever their ending, allows none of the marks, and drops points and blanks at the end.
// https://learn.microsoft.com/en-us/windows/win32/fileio/naming-a-file
const unfitPart = /^(?:con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(?:\.|$)|[<>:"|?*\\]|[. ]$/i;
const mayBeUnfit = /(?:^|\/)(?:con|prn|aux|nul|com.|lpt.)(?:[./]|$)|[<>:"|?*\\]|[. ](?:\/|$)/i;

/**
 * Addresses that not every disk can hold as they are: two that differ by capitals alone, which fall on each other on the disks
 * of Windows and macOS, and names that Windows refuses. The site is right where it was built, so these are warnings. Editions
 * rename such parts by themselves.
 */
export function unportablePaths(files: readonly PlannedFile[]): Problem[] {
  return [...twinsByCase(files), ...unfitNames(files)];
}

function twinsByCase(files: readonly PlannedFile[]): Problem[] {
  // Nearly all addresses are small: only those that are not, and what they would fall on, are looked at.
  const capital = files.filter(({ file }) => file !== file.toLowerCase());
  if (capital.length === 0) return [];
  const folded = new Set(capital.map(({ file }) => file.toLowerCase()));
  const seen = new Map<string, PlannedFile>();
  const paths = new Set(files.map(({ file }) => file));
  return files.flatMap((file) => {
    const key = file.file.toLowerCase();
    if (!folded.has(key)) return [];
    const other = seen.get(key);
    seen.set(key, other ?? file);
    if (!other || other.file === file.file || isOfBoth(file, paths)) return [];
    return [
      problem({
        code: "site/path-twins",
        ...placeOf(file),
        message: `Two addresses differ by capitals alone: ${addressOf(other)} and ${addressOf(file)}.`,
        ...foundIn(other, file),
        hint: "Give one of them another `permalink`, alias or file name.",
      }),
    ];
  });
}

/** Light pages stand where the full ones do: told once. */
function isOfBoth({ file }: PlannedFile, paths: ReadonlySet<string>): boolean {
  return file.startsWith("lite/") && paths.has(file.slice("lite/".length));
}

function unfitNames(files: readonly PlannedFile[]): Problem[] {
  const told = new Set<string>();
  return files.flatMap((file) => {
    if (file.kind === "rendition" || !mayBeUnfit.test(file.file)) return [];
    const parts = file.file.replace(/^lite\//, "").split("/");
    const index = parts.findIndex((part) => unfitPart.test(part));
    const place = parts.slice(0, index + 1).join("/");
    // Of a page's history, light form and feeds the address begins as its own does.
    if (index === -1 || told.has(place)) return [];
    told.add(place);
    return [
      problem({
        code: "site/path-unfit",
        ...placeOf(file),
        message: `The address ${addressOf(file)} has a part that Windows takes for no name.`,
        found: parts[index] ?? "",
        hint: "Give it another file name or `permalink`; once public, with the old address in `aliases`.",
      }),
    ];
  });
}

function placeOf(file: PlannedFile): { file?: string; story?: string } {
  return {
    ...(file.kind === "page" && file.origin !== undefined && { file: file.origin }),
    ...(file.story !== undefined && { story: file.story }),
  };
}

function foundIn(...files: PlannedFile[]): { found?: string } {
  const origins = files.flatMap((file) => (file.kind === "page" && file.origin !== undefined ? [file.origin] : []));
  return origins.length === files.length ? { found: origins.join(" · ") } : {};
}

function addressOf({ file }: PlannedFile): string {
  return `/${file.replace(/index\.html$/, "")}`;
}
