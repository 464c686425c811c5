import { spawn } from "node:child_process";
import type { Readable } from "node:stream";

/** Git's own words for why it did not answer, and its exit status (undefined: it could not be started). */
export class GitError extends Error {
  readonly status: number | undefined;
  readonly isMissing: boolean;

  constructor(message: string, status: number | undefined, isMissing = false) {
    super(message);
    this.name = "GitError";
    this.status = status;
    this.isMissing = isMissing;
  }
}

// Whatever a user's configuration says, git answers in one form: names as bytes, no colour, no signature, no translation.
const settings = ["core.quotePath=false", "core.fsmonitor=false", "log.showSignature=false", "color.ui=false"];

/**
 * Runs git without a shell and hands out what it prints as it comes, so that memory holds no more than a piece of it.
 * `input` is fed as fast as git takes it. Throws `GitError` where git fails, after all that it printed.
 */
export async function* gitPieces(folder: string, args: readonly string[], input?: Readable): AsyncGenerator<Buffer> {
  const child = spawn("git", [...settings.flatMap((each) => ["-c", each]), ...args], {
    cwd: folder,
    // Optional locks off: a reader never stands in the way of somebody's commit.
    env: { ...process.env, LC_ALL: "C", GIT_OPTIONAL_LOCKS: "0", GIT_TERMINAL_PROMPT: "0" },
    stdio: [input ? "pipe" : "ignore", "pipe", "pipe"],
  });
  let words = "";
  child.stderr?.on("data", (piece: Buffer) => {
    words = (words + piece.toString("utf8")).slice(0, 4096);
  });
  const ended = new Promise<number | GitError>((done) => {
    child.once("error", (error: NodeJS.ErrnoException) =>
      done(new GitError(error.message, undefined, error.code === "ENOENT")),
    );
    child.once("close", (status) => done(status ?? -1));
  });
  if (input && child.stdin) {
    // Git may go before it has read all; its exit status says so better than a broken pipe.
    child.stdin.on("error", () => {});
    input.pipe(child.stdin);
  }
  try {
    if (child.stdout) for await (const piece of child.stdout) yield piece as Buffer;
    const status = await ended;
    if (typeof status !== "number") throw status;
    if (status !== 0) throw new GitError(words.trim().replace(/^(?:fatal|error): /, ""), status);
  } finally {
    child.kill();
  }
}

/** All that git prints, as text. Throws `GitError`. */
export async function gitText(folder: string, args: readonly string[]): Promise<string> {
  const pieces: Buffer[] = [];
  for await (const piece of gitPieces(folder, args)) pieces.push(piece);
  return Buffer.concat(pieces).toString("utf8");
}
