import { type Event, getScalarValue, parseEvents } from "js-yaml";

/** A value of a YAML text as it stands there, without the quotation marks around it; offsets in UTF-16 units. */
export interface YamlScalar {
  /** Dotted: `photo.caption`, `corrections.0.text`. */
  path: string;
  start: number;
  end: number;
}

/** Every scalar value, in order; none where the text is no YAML (the reading of it says why). */
export function yamlScalars(yaml: string): YamlScalar[] {
  let events: Event[];
  try {
    events = parseEvents(yaml, {});
  } catch {
    return [];
  }
  const found: YamlScalar[] = [];
  let at = 1; // after the document's own event
  const isOver = () => events[at] === undefined || events[at]?.type === 6;
  const node = (path: string): void => {
    const event = events[at];
    at += 1;
    if (event?.type === 4 && event.valueStart >= 0) found.push({ path, start: event.valueStart, end: event.valueEnd });
    if (event?.type === 2) {
      for (let index = 0; !isOver(); index += 1) node(path === "" ? `${index}` : `${path}.${index}`);
      at += 1;
    }
    if (event?.type === 3) {
      while (!isOver()) {
        const key = events[at];
        if (key?.type === 4) at += 1;
        else node("");
        const name = key?.type === 4 && key.valueStart >= 0 ? getScalarValue(yaml, key) : "";
        node(path === "" ? name : `${path}.${name}`);
      }
      at += 1;
    }
  };
  node("");
  return found;
}
