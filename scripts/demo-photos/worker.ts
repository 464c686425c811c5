import { workerData } from "node:worker_threads";
import { loadScene } from "./pictures.ts";
import { renderBands, type Task } from "./render.ts";

const task: Task = workerData;
const scene = await loadScene(task.name);
renderBands(task, await scene.prepare(task), scene.samples);
