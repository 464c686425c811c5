import { type Command, UsageError } from "../command.ts";

export const command: Command = {
  summary: "Being built.",
  options: {},
  async run() {
    throw new UsageError("Being built.");
  },
};
