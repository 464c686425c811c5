import { formatProblems } from "../src/base/format-problems.ts";
import { ProblemError } from "../src/base/problem.ts";
import { MinisignError } from "../src/editions/minisign.ts";
import {
  type Command,
  commandHelp,
  generalHelp,
  groupHelp,
  parseOptions,
  refuseSwallowed,
  UsageError,
} from "./command.ts";
import { commands } from "./commands.ts";

/** Runs one command. Exit status: 0 done, 1 the answer is no, 2 wrong use, 3 it could not be done. */
export async function main(args: readonly string[]): Promise<number> {
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
    const loaded = await load();
    if ("command" in loaded) return await runCommand(name, rest, loaded.command);
    const [member = "", ...others] = rest;
    const loadMember = Object.hasOwn(loaded.group.commands, member) ? loaded.group.commands[member] : undefined;
    if (loadMember) return await runCommand(`${name} ${member}`, others, (await loadMember()).command);
    if (member !== "" && member !== "--help" && member !== "-h") {
      throw new UsageError(`There is no command "${name} ${member}".`);
    }
    console.log(groupHelp(name, loaded.group));
    return member === "" ? 2 : 0;
  } catch (error) {
    if (error instanceof UsageError) {
      console.error(`${error.message}\nSee \`npm run ${name} -- --help\`.`);
      return 2;
    }
    if (error instanceof MinisignError) {
      console.error(error.message);
      return 1;
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

async function runCommand(name: string, args: readonly string[], command: Command): Promise<number> {
  if (args.includes("--help") || args.includes("-h")) {
    console.log(commandHelp(name, command));
    return 0;
  }
  refuseSwallowed(name.split(" ")[0] ?? name, command);
  return await command.run(parseOptions(args, command));
}
