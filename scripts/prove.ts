import { spawn } from "node:child_process";
import { join } from "node:path";
import { projectFolder } from "../src/engine.ts";
import { type Command, UsageError } from "./command.ts";

export const command: Command = {
  summary:
    "Runs the long proofs: the tests of single rooms, with properties tried on many more generated cases than `npm test` does.",
  arguments: "[test files]",
  options: {
    seed: { type: "string", value: "N", help: "the seed of the generated cases (default: another one each time)" },
    cases: { type: "string", value: "X", help: "times as many cases as a long proof has (default: 1)" },
  },
  async run({ values, positionals }) {
    const seed = numberOf("seed", values.seed) ?? Date.now() % 2 ** 31;
    const cases = numberOf("cases", values.cases) ?? 1;
    if (!Number.isInteger(seed)) throw new UsageError("--seed wants a whole number.");
    if (cases <= 0) throw new UsageError("--cases wants a number above 0.");
    console.log(`Seed ${seed}: \`npm run prove -- --seed ${seed}\` tries the same cases again.`);
    return await runTests(positionals, {
      BROADSHEET_PROVE: "1",
      BROADSHEET_SEED: String(seed),
      BROADSHEET_CASES: String(cases),
    });
  },
};

function numberOf(name: string, value: string | boolean | undefined): number | undefined {
  if (typeof value !== "string") return undefined;
  const number = Number(value);
  if (value.trim() === "" || !Number.isFinite(number))
    throw new UsageError(`--${name} wants a number, not "${value}".`);
  return number;
}

/** Exit status: 0 all proofs hold, 1 one does not. */
async function runTests(files: readonly string[], env: Record<string, string>): Promise<number> {
  const vitest = join(projectFolder, "node_modules", "vitest", "vitest.mjs");
  // A proof takes minutes where a test takes seconds (ms).
  const given = ["run", "--project", "unit", "--testTimeout", String(60 * 60_000), ...files];
  const child = spawn(process.execPath, [vitest, ...given], {
    cwd: projectFolder,
    env: { ...process.env, ...env },
    stdio: "inherit",
  });
  const code = await new Promise<number | null>((resolve, reject) => child.on("close", resolve).on("error", reject));
  return code === 0 ? 0 : 1;
}
