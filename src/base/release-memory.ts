/**
 * Gives back what a step of much work left behind, as far as it goes: the heap is made whole again and its free room returned.
 * Only where Node lets us ask (`--expose-gc`, as `npm run editions` has it): by itself V8 waits until its heap has grown by
 * half, and keeps the holes. Takes a tenth of a second for each 100 MB.
 */
export function releaseMemory(): void {
  globalThis.gc?.({ type: "major", execution: "sync", flavor: "last-resort" });
}

/** The same in passing, within work that goes on as it was: what was made is dropped, compiled code and holes stay. */
export function dropGarbage(): void {
  globalThis.gc?.();
}
