import { parentPort, workerData } from "node:worker_threads";
import { dropGarbage } from "../base/release-memory.ts";
import { FolderPress, type PressFacts } from "./folder-press.ts";
import type { PressAnswer, PressMessage } from "./press-pool.ts";

// Run by press-pool.ts: presses the files that it is told of, in their order, and says what they named.

const press = new FolderPress(workerData as PressFacts);

/** Messages after which garbage goes: by itself a young heap grows to many times what its pages take. */
const messagesBetween = 4;
let messages = 0;

function answer(message: PressMessage): { answer: PressAnswer; block?: ArrayBuffer } {
  if (message === "noted") return { answer: { noted: press.noted() } };
  const files = message.map((order) => press.press(order));
  // One block for all: a buffer each would keep far more memory than they fill.
  const block = new Uint8Array(files.reduce((sum, { packed }) => sum + packed.data.length, 0));
  let at = 0;
  for (const { packed } of files) {
    block.set(packed.data, at);
    packed.data = block.subarray(at, at + packed.data.length);
    at += packed.data.length;
  }
  return { answer: { files }, block: block.buffer };
}

parentPort?.on("message", (message: PressMessage) => {
  messages += 1;
  if (messages % messagesBetween === 0) dropGarbage();
  const made = answer(message);
  parentPort?.postMessage(made.answer, made.block ? [made.block] : []);
});
