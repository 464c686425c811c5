import { type Event, getScalarValue } from "js-yaml";

/** Where a key and its value stand: 1-based line, 1-based column, of the file. */
export interface Place {
  line: number;
  column: number;
  valueLine: number;
  valueColumn: number;
}

/** A key that stands twice in one map; `isSame`: with the same value. */
export interface Duplicate {
  key: string;
  first: Place;
  second: Place;
  isSame: boolean;
}

/** One walk over the events, in which each key's place is noted and keys that stand twice are found. */
export class Walk {
  readonly places = new Map<string, Place>();
  readonly duplicates: Duplicate[] = [];
  /** Offsets of plain scalars, by path: the ones whose quotes a keyboard may have turned. */
  readonly plain = new Map<string, { start: number; end: number }>();
  readonly source: string;
  readonly #events: readonly Event[];
  readonly #firstLine: number;
  readonly #starts: number[] = [0];
  #at = 0;
  /** Offset where the last node ended. */
  #end = 0;

  constructor(source: string, events: readonly Event[], firstLine: number) {
    this.source = source;
    this.#events = events;
    this.#firstLine = firstLine;
    for (let at = source.indexOf("\n"); at !== -1; at = source.indexOf("\n", at + 1)) this.#starts.push(at + 1);
    this.#at = 1; // after the document's own event
    this.#node("");
  }

  /** 0-based line and column of an offset. */
  position(offset: number): { line: number; column: number } {
    let low = 0;
    let high = this.#starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((this.#starts[middle] ?? 0) <= offset) low = middle;
      else high = middle - 1;
    }
    return { line: low, column: offset - (this.#starts[low] ?? 0) };
  }

  #place(key: number, value: number): Place {
    const start = this.position(key);
    const valueStart = this.position(value);
    return {
      line: start.line + this.#firstLine,
      column: start.column + 1,
      valueLine: valueStart.line + this.#firstLine,
      valueColumn: valueStart.column + 1,
    };
  }

  /** Walks one node; gives the offset where it starts. */
  #node(path: string): number {
    const event = this.#events[this.#at];
    this.#at += 1;
    if (!event || event.type === 6 || event.type === 1) return this.#end;
    if (event.type === 4) {
      // A quoted scalar's offsets stand inside its quotes; an empty one has none of its own.
      const quoted = event.style === 2 || event.style === 3 ? 1 : 0;
      const start = event.valueStart < 0 ? this.#end : event.valueStart - quoted;
      this.#end = Math.max(this.#end, event.valueEnd + quoted);
      if (event.style === 1) this.plain.set(path, { start: event.valueStart, end: event.valueEnd });
      return start;
    }
    if (event.type === 5) {
      this.#end = event.anchorEnd;
      return event.anchorStart - 1;
    }
    if (event.type === 2) {
      for (let index = 0; this.#events[this.#at] && this.#events[this.#at]?.type !== 6; index += 1) {
        const inner = path === "" ? String(index) : `${path}.${index}`;
        const start = this.#node(inner);
        this.places.set(inner, this.#place(start, start));
      }
      this.#at += 1;
      return event.start;
    }
    this.#mapping(path);
    return event.start;
  }

  #mapping(path: string): void {
    const seen = new Map<string, { place: Place; text: string }>();
    while (this.#events[this.#at] && this.#events[this.#at]?.type !== 6) {
      const keyEvent = this.#events[this.#at];
      const keyStart = this.#node("");
      if (keyEvent?.type !== 4) {
        this.#node("");
        continue;
      }
      const key = getScalarValue(this.source, keyEvent);
      const inner = path === "" ? key : `${path}.${key}`;
      const keyEnd = this.#end;
      const next = this.#events[this.#at];
      const isEmpty = next?.type === 4 && next.valueStart < 0;
      const start = this.#node(inner);
      const place = this.#place(keyStart, isEmpty ? keyStart : start);
      const text = this.source.slice(isEmpty ? keyEnd : start, this.#end);
      const first = seen.get(key);
      if (first) this.duplicates.push({ key: inner, first: first.place, second: place, isSame: first.text === text });
      else seen.set(key, { place, text });
      this.places.set(inner, place);
    }
    this.#at += 1;
    this.plain.delete("");
  }
}
