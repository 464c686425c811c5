import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";
import { projectFolder } from "../../src/engine.ts";
import type { SiteFolder } from "./site-folder.ts";

export interface CommandEnd {
  status: number;
  stdout: string;
  stderr: string;
}

/** Runs a command of ours for a site, as somebody does at a terminal in the folder above it; `now` in ms. */
export async function runCommand(
  args: readonly string[],
  { folder, now, env = process.env }: { folder: SiteFolder; now: number; env?: NodeJS.ProcessEnv },
): Promise<CommandEnd> {
  const places = ["--site", folder.site, "--output", folder.path("out"), "--cache", folder.path("cache")];
  const command = [join(projectFolder, "scripts/broadsheet.mjs"), ...args, ...places];
  try {
    const run = promisify(execFile)(process.execPath, [...command, "--now", new Date(now).toISOString()], {
      cwd: folder.base,
      env,
    });
    return { ...(await run), status: 0 };
  } catch (error) {
    const { code, stdout, stderr } = error as { code: number; stdout: string; stderr: string };
    return { status: code, stdout, stderr };
  }
}
