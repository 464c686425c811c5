import { type ChildProcess, spawn } from "node:child_process";
import { join } from "node:path";
import { projectFolder } from "../../src/engine.ts";

/** A preview of a generated site, running as an editor would have it. */
export interface PreviewProcess {
  /** `http://127.0.0.1:40123/` */
  address: string;
  pid: number;
  /** ms from the start of the process until the home page was answered. */
  firstPage: number;
  /** Resolves when the whole paper has been read the next time. */
  wholeRead: () => Promise<void>;
  stop: () => Promise<void>;
}

/** `folder` holds `site` and `cache`. `now`: ISO. */
export async function startPreview(folder: string, now: string): Promise<PreviewProcess> {
  const begun = performance.now();
  const child = spawn(
    process.execPath,
    [
      join(projectFolder, "scripts/broadsheet.mjs"),
      ...["start", "--site", join(folder, "site"), "--cache", join(folder, "cache"), "--now", now, "--port", "0"],
    ],
    { cwd: folder, stdio: ["ignore", "pipe", "inherit"] },
  );
  const heard = listenTo(child);
  const [, found = ""] = await heard(/http:\/\/localhost:(\d+)\//);
  const address = `http://127.0.0.1:${found}/`;
  const { status } = await fetch(address);
  if (status !== 200) throw new Error(`the home page answers ${status}`);
  return {
    address,
    pid: child.pid ?? 0,
    firstPage: performance.now() - begun,
    wholeRead: async () => void (await heard(/The whole paper read/)),
    stop: () => stop(child),
  };
}

/** Waits for words that a process has not said yet. */
function listenTo(child: ChildProcess): (words: RegExp) => Promise<RegExpExecArray> {
  return (words) =>
    new Promise((resolve, reject) => {
      let told = "";
      const hear = (part: Buffer) => {
        told += part.toString();
        const found = words.exec(told);
        if (found) done(() => resolve(found));
      };
      const end = (code: number | null) => done(() => reject(new Error(`the preview ended with ${code}: ${told}`)));
      const timer = setTimeout(
        () => done(() => reject(new Error(`the preview has not said ${words} in two minutes: ${told}`))),
        120_000,
      );
      const done = (then: () => void) => {
        clearTimeout(timer);
        child.stdout?.off("data", hear);
        child.off("exit", end);
        then();
      };
      child.stdout?.on("data", hear);
      child.on("exit", end);
    });
}

function stop(child: ChildProcess): Promise<void> {
  return new Promise((resolve) => {
    if (child.exitCode !== null || child.signalCode !== null) return resolve();
    child.once("exit", () => resolve());
    child.kill();
  });
}
