import { parentPort, workerData } from "node:worker_threads";
import { TextInserter } from "./shared-texts.ts";
import { Stage } from "./stage-file.ts";
import { failed, type StageMessage, type StageThreadData, waiting } from "./stage-writer.ts";

// The thread that writes pages while others are rendered; begun by stage-writer.ts.
const { root, shared, state } = workerData as StageThreadData;
const stage = new Stage(root);
const inserter = new TextInserter(shared);

parentPort?.on("message", (message: StageMessage) => {
  if (message === "end") {
    parentPort?.close();
    return;
  }
  try {
    const made = message.map(([file, { buffer }]) => [file, stage.write(file, inserter.insert(Buffer.from(buffer)))]);
    parentPort?.postMessage(made);
  } catch (error) {
    Atomics.store(state, failed, 1);
    throw error;
  } finally {
    Atomics.sub(state, waiting, message.length);
    Atomics.notify(state, waiting);
  }
});
