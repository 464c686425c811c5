/**
 * MB that a process may hold while it works on one photo. The largest that are let in, 120 megapixels, need some 800; what
 * asks for more was made to.
 */
export const defaultMemoryLimit = 1_500;

/** ms between two looks; a decoder fills some 100 MB in that time. */
const interval = 50;

/**
 * Calls `onExcess` once this process holds more than `limit` MB. Decoders work on other threads, so that this one sees them
 * grow; what blocks this one is for the time limit.
 */
export function watchMemory(limit: number, onExcess: (held: number) => void): void {
  const timer = setInterval(() => {
    const held = process.memoryUsage.rss() / 1e6;
    if (held <= limit) return;
    clearInterval(timer);
    onExcess(Math.round(held));
  }, interval);
  timer.unref();
}
