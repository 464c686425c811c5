/** A file as it is read. */
export type Pieces = AsyncIterable<Uint8Array>;

/** Bytes by which all formats are known. */
const headLength = 512;

/** The beginning of a stream, and all of it with the beginning given back. */
export async function peek(source: Pieces): Promise<{ head: Buffer; pieces: Pieces }> {
  const iterator = source[Symbol.asyncIterator]();
  const first: Uint8Array[] = [];
  for (let length = 0; length < headLength; ) {
    const { value, done } = await iterator.next();
    if (done) break;
    first.push(value);
    length += value.length;
  }
  const head = Buffer.concat(first);
  async function* pieces(): AsyncGenerator<Uint8Array> {
    yield head;
    yield* { [Symbol.asyncIterator]: () => iterator };
  }
  return { head, pieces: pieces() };
}

/** Reads to the end for the sake of what reading does. */
export async function drain(pieces: Pieces): Promise<void> {
  for await (const _ of pieces);
}
