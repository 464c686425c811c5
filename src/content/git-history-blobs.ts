import { Readable } from "node:stream";
import { gitPieces } from "./git-history-process.ts";

/**
 * The bytes of blobs, in the order asked for, one after the other: memory holds one of them. Undefined for one that the
 * repository does not have. Throws `GitError`.
 */
export async function* readBlobs(folder: string, ids: Iterable<string>): AsyncGenerator<Buffer | undefined> {
  const asked = Readable.from(
    (function* () {
      for (const id of ids) yield `${id}\n`;
    })(),
  );
  let pieces: Buffer[] = [];
  let held = 0; // bytes
  let wanted: number | undefined; // bytes of the blob that is being read, with the line feed after it
  for await (const piece of gitPieces(folder, ["cat-file", "--batch"], asked)) {
    pieces.push(piece);
    held += piece.length;
    if (wanted !== undefined && held < wanted) continue;
    let bytes = pieces.length === 1 ? piece : Buffer.concat(pieces);
    while (true) {
      if (wanted === undefined) {
        const end = bytes.indexOf(10);
        if (end < 0) break;
        const [, kind, size] = bytes.toString("latin1", 0, end).split(" ");
        bytes = bytes.subarray(end + 1);
        if (kind === "missing" || size === undefined) yield undefined;
        else wanted = Number(size) + 1;
      } else if (bytes.length >= wanted) {
        yield bytes.subarray(0, wanted - 1);
        bytes = bytes.subarray(wanted);
        wanted = undefined;
      } else break;
    }
    pieces = [bytes];
    held = bytes.length;
  }
}
