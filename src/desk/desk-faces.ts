import { createHash } from "node:crypto";
import { type LayoutStyles, languageFaces } from "../pages/stylesheets.ts";

type FacesInput = Parameters<typeof languageFaces>[0];

/**
 * The faces of every language that the paper is in, for a page that shows headlines of all of them; English first, in which
 * the desk is. They come from this machine, so a late one may still take its place: `optional` would leave the first page without.
 */
export async function deskFaces(
  input: Omit<FacesInput, "language">,
  languages: readonly string[],
): Promise<Pick<LayoutStyles, "css" | "cspHash">> {
  const all = new Set<string>();
  for (const language of new Set(["en", ...languages])) all.add((await languageFaces({ ...input, language })).css);
  const css = [...all].join("\n").replaceAll("font-display:optional", "font-display:swap");
  return { css, cspHash: `'sha256-${createHash("sha256").update(css).digest("base64")}'` };
}
