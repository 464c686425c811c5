import { z } from "zod";

type Json = string | number | boolean | null | Json[] | { [key: string]: Json };

/**
 * A page's JSON-LD without the pictures (schema.org `ImageObject`, or bare addresses) that `isWithheld` names by an address; the same
 * text where there is none, and where it is no JSON. Safe to stand in a `script` element, as it was.
 */
export function withoutPhotos(json: string, isWithheld: (address: string) => boolean): string {
  // Most pages name none, and need not be read as a tree.
  if (![...json.matchAll(/"([^"]+\.(?:jpe?g|png|avif|webp|gif|svg))"/g)].some(([, each = ""]) => isWithheld(each)))
    return json;
  let parsed: Json;
  try {
    parsed = z.json().parse(JSON.parse(json));
  } catch {
    return json;
  }
  let isOther = false;
  const isPhoto = (value: Json): boolean => {
    if (typeof value === "string") return isWithheld(value);
    if (value === null || typeof value !== "object" || Array.isArray(value)) return false;
    return [value.contentUrl, value.url].some((address) => typeof address === "string" && isWithheld(address));
  };
  const keep = (value: Json): Json | undefined => {
    if (isPhoto(value)) {
      isOther = true;
      return undefined;
    }
    if (Array.isArray(value)) {
      const kept = value.map(keep).filter((each) => each !== undefined);
      return kept.length > 0 || value.length === 0 ? kept : undefined;
    }
    if (value === null || typeof value !== "object") return value;
    return Object.fromEntries(
      Object.entries(value).flatMap(([key, each]) => {
        const kept = keep(each);
        return kept === undefined ? [] : [[key, kept]];
      }),
    );
  };
  const kept = keep(parsed);
  return isOther && kept !== undefined ? JSON.stringify(kept).replaceAll("<", "\\u003c") : json;
}
