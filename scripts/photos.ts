import type { CommandGroup } from "./command.ts";

export const group: CommandGroup = {
  summary: "The photo desk: takes pictures in, shows what they carry, takes them down, lists what was used.",
  commands: {
    intake: () => import("./photos/intake.ts"),
    inspect: () => import("./photos/inspect.ts"),
    kill: () => import("./photos/kill.ts"),
    ledger: () => import("./photos/ledger.ts"),
  },
};
