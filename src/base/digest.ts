import { hash } from "node:crypto";

/** SHA-256, lower-case hex. */
export function sha256(data: string | Uint8Array): string {
  return hash("sha256", data, "hex");
}

/** Of several parts, each kept apart from the next by its length, so that ("ab", "c") is not ("a", "bc"). */
export function digestOf(...parts: readonly string[]): string {
  return sha256(parts.map((part) => `${part.length}:${part}`).join(""));
}

/** JSON with the keys of every object in order and `undefined` left out: equal values give equal text. */
export function stableJson(value: unknown): string {
  return JSON.stringify(value, (_key, inner: unknown) => {
    if (inner === null || typeof inner !== "object" || Array.isArray(inner)) return inner;
    if (inner instanceof Map) return Object.fromEntries([...inner].sort(([a], [b]) => (a < b ? -1 : 1)));
    return Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)));
  });
}
