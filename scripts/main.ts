import { enableCompileCache } from "node:module";
import { formatProblems } from "../src/base/format-problems.ts";
import { ProblemError } from "../src/base/problem.ts";
import { commandHelp, generalHelp, parseOptions, UsageError } from "./command.ts";
import { commands } from "./commands.ts";

/** Runs one command. Exit status: 0 done, 1 the answer is no, 2 wrong use, 3 it could not be done. */
export async function main(args: readonly string[]): Promise<number> {
  enableCompileCache();
  const [name = "", ...rest] = args;
  const load = commands[name];
  if (!load) {
    const asked = name === "" || name === "--help" || name === "-h" || name === "help";
    (asked ? console.log : console.error)(
      `${asked ? "" : `There is no command "${name}".\n\n`}${generalHelp(Object.keys(commands))}`,
    );
    return asked ? 0 : 2;
  }
  try {
    const { command } = await load();
    if (rest.includes("--help") || rest.includes("-h")) {
      console.log(commandHelp(name, command));
      return 0;
    }
    return await command.run(parseOptions(rest, command));
  } catch (error) {
    if (error instanceof UsageError) {
      console.error(`${error.message}\nSee \`npm run ${name} -- --help\`.`);
      return 2;
    }
    if (error instanceof ProblemError) {
      console.error(formatProblems(error.problems, { colour: process.stderr.isTTY === true }));
      return 1;
    }
    const { message, code, stack } = error as NodeJS.ErrnoException;
    console.error(`It could not be done: ${message}`);
    // A file system that says no is the machine's; anything else is ours, and its place helps whoever mends it.
    if (!code || process.env.BROADSHEET_DEBUG)
      console.error(`This is a fault of Broadsheet's own; please report it.\n${stack ?? ""}`);
    return 3;
  }
}
