import type { Command, CommandGroup } from "./command.ts";

/** The commands by name, each loaded only when it is run. */
export const commands: Readonly<Record<string, () => Promise<{ command: Command } | { group: CommandGroup }>>> = {
  build: () => import("./build.ts"),
  start: () => import("./start.ts"),
  check: () => import("./check.ts"),
  new: () => import("./new.ts"),
  hook: () => import("./hook.ts"),
  schedule: () => import("./schedule.ts"),
  editor: () => import("./editor.ts"),
  photos: () => import("./photos.ts"),
  editions: () => import("./editions.ts"),
  sign: () => import("./sign.ts"),
  verify: () => import("./verify.ts"),
  docs: () => import("./docs.ts"),
  bench: () => import("./bench.ts"),
  prove: () => import("./prove.ts"),
};
