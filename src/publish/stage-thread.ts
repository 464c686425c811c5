import { parentPort, workerData } from "node:worker_threads";
import { Stage } from "./stage-file.ts";
import { failed, type StageMessage, type StageThreadData, waiting } from "./stage-writer.ts";

// The thread that writes pages while others are rendered; begun by stage-writer.ts.
const { root, state } = workerData as StageThreadData;
const stage = new Stage(root);

parentPort?.on("message", (message: StageMessage) => {
  if (message === "end") {
    parentPort?.close();
    return;
  }
  try {
    parentPort?.postMessage(message.map(([file, bytes]) => [file, stage.write(file, bytes)] as const));
  } catch (error) {
    Atomics.store(state, failed, 1);
    throw error;
  } finally {
    Atomics.sub(state, waiting, message.length);
    Atomics.notify(state, waiting);
  }
});
