import { digestOf } from "../base/digest.ts";
import { clipBytes } from "../base/text.ts";

// Windows takes these names for devices, whatever their ending; Explorer and FAT drop points and blanks at the end.
const devices = /^(?:con|prn|aux|nul|com[0-9]|lpt[0-9])(?:\.|$)/;
const plain = /^[a-z0-9_](?:[a-z0-9._-]*[a-z0-9_-])?$/;

/** Characters of a part of a path: an address of six parts stays below the 260 that Windows opens, in any folder of a reader's. */
const longest = 60;

/**
 * A path of the site as an edition has it: letters that every file system keeps and every unpacker spells the same, small, no
 * device's name, no point or blank at the end, no part too long. Each part is renamed by itself and for ever, so that the next
 * edition calls an unchanged page the same. Two parts that differ never become one.
 */
export function safePath(path: string): string {
  return path.split("/").map(safePart).join("/");
}

const known = new Map<string, string>();

function safePart(part: string): string {
  if (part.length <= longest && plain.test(part) && !devices.test(part)) return part;
  const before = known.get(part);
  if (before !== undefined) return before;
  const [, stem = part, ending = ""] = /^(.+?)(\.[a-z0-9]{1,8})?$/i.exec(part) ?? [];
  const readable = clipBytes(stem.toLowerCase().replace(/[^a-z0-9]+/g, "-"), 32).replace(/^-+|-+$/g, "");
  const made = `${[readable, digestOf("edition", part).slice(0, 10)].filter(Boolean).join("-")}${ending.toLowerCase()}`;
  known.set(part, made);
  return made;
}
