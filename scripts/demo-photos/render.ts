import { availableParallelism } from "node:os";
import { Worker } from "node:worker_threads";
import type { Light } from "./develop.ts";
import { hash, makeRandom } from "./random.ts";
import type { Pixel, Shade } from "./types.ts";

/** What a thread needs in order to take its share of one picture. */
export interface Task {
  name: string;
  seed: number;
  width: number;
  height: number;
  /** Four floats a pixel, shared by all threads. */
  light: SharedArrayBuffer;
  /** One integer: the next band of rows that nobody has taken. */
  next: SharedArrayBuffer;
}

const BAND = 8;

/** More threads than this would only take the machine from others. */
const THREADS = Math.min(4, availableParallelism());

/** Renders a scene on all threads. Every pixel has its own random numbers, so the threads' number and order can't show. */
export async function render(name: string, seed: number, width: number, height: number): Promise<Light> {
  const light = new SharedArrayBuffer(width * height * 4 * Float32Array.BYTES_PER_ELEMENT);
  const next = new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT);
  const task: Task = { name, seed, width, height, light, next };
  const threads = Array.from({ length: THREADS }, () => {
    const worker = new Worker(new URL("./worker.ts", import.meta.url), { workerData: task });
    return new Promise<void>((resolve, reject) => {
      worker.once("error", reject);
      worker.once("exit", (code) => (code === 0 ? resolve() : reject(new Error(`${name}: thread ended with ${code}`))));
    });
  });
  await Promise.all(threads);
  return { data: new Float32Array(light), width, height };
}

/** Renders bands of rows until none is left. Runs inside a thread. */
export function renderBands(task: Task, shade: Shade, samples: number): void {
  const data = new Float32Array(task.light);
  const next = new Int32Array(task.next);
  const { width, height, seed } = task;
  const out: Pixel = { r: 0, g: 0, b: 0, depth: 0 };
  const random = makeRandom(seed);
  for (;;) {
    const top = Atomics.add(next, 0, 1) * BAND;
    if (top >= height) return;
    for (let y = top; y < Math.min(height, top + BAND); y++) {
      for (let x = 0; x < width; x++) {
        const i = (y * width + x) * 4;
        let r = 0;
        let g = 0;
        let b = 0;
        let depth = Number.POSITIVE_INFINITY;
        for (let s = 0; s < samples; s++) {
          random.restart(hash(x, y, seed + s * 101) * 4294967296);
          // Martin Roberts's R2 sequence: few samples, evenly spread.
          const dx = (0.5 + s * 0.7548776662) % 1;
          const dy = (0.5 + s * 0.5698402909) % 1;
          out.depth = 1e6;
          shade((2 * (x + dx) - width) / height, 1 - (2 * (y + dy)) / height, out, random.next);
          // A single glint must not burn out a pixel: the limit is far above white.
          r += Math.min(out.r, 60);
          g += Math.min(out.g, 60);
          b += Math.min(out.b, 60);
          depth = Math.min(depth, out.depth);
        }
        data[i] = r / samples;
        data[i + 1] = g / samples;
        data[i + 2] = b / samples;
        data[i + 3] = depth;
      }
    }
  }
}
