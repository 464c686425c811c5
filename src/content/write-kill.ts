import { existsSync, readFileSync } from "node:fs";
import { type Document, isMap, parseDocument, stringify } from "yaml";
import { isoMoment, type Moment } from "../base/dates.ts";
import { writeFileAtomic } from "../base/files.ts";
import type { PhotoKill } from "./photo-schema.ts";

/** What a kill says, before it is written down. */
export type NewKill = Omit<PhotoKill, "at"> & { at: Moment };

export interface WriteKillInput {
  /** The sidecar, absolute; made where it is missing. */
  path: string;
  /** The outlet's, for `at`. */
  zone: string;
  kill: NewKill;
}

/** `written`; `completed`: a kill stood there and lacked something; `stood`: nothing was to be added. */
export type WriteKillOutcome = "written" | "completed" | "stood";

/**
 * Writes a kill into a sidecar. What stands there stays to the byte, comments and all: the kill is put after it. Where that
 * can't be (flow style, a kill by hand to complete) the document is changed in place. A sidecar that is no YAML is kept as
 * comments, for a take-down waits for nobody's indentation.
 */
export function writeKill({ path, zone, kill }: WriteKillInput): WriteKillOutcome {
  const text = existsSync(path) ? readFileSync(path, "utf8").replace(/^\ufeff/, "") : "";
  const values = killValues(kill, zone);
  const document = parseDocument(text, { keepSourceTokens: true });
  if (document.errors.length > 0 || !(document.contents === null || isMap(document.contents))) {
    write(path, afterComments(text, values));
    return "written";
  }
  if (document.has("kill")) return complete(path, document, values);
  const appended = `${text}${text === "" || /\n$/.test(text) ? "" : lineEndOf(text)}${killText(values, lineEndOf(text))}`;
  if (isSame(appended, document, values)) {
    write(path, appended);
    return "written";
  }
  document.set("kill", values);
  write(path, document.toString({ lineWidth: 0 }));
  return "written";
}

type Values = Record<string, string | string[]>;

/** In the schema's order; what is empty is left out. */
function killValues(kill: NewKill, zone: string): Values {
  const { at, reason, notice, replacedBy, sha256, perceptualHash, supplierRef, renditions = [], digests = [] } = kill;
  const values = { at: isoMoment(at, zone), reason, notice, replacedBy, sha256, perceptualHash, supplierRef };
  return {
    ...(Object.fromEntries(
      Object.entries(values).filter(([, value]) => value !== undefined && value !== ""),
    ) as Values),
    ...(renditions.length > 0 && { renditions }),
    ...(digests.length > 0 && { digests }),
  };
}

/** What a kill lacks that stands there is added; what somebody wrote is left as it is. */
function complete(path: string, document: Document, values: Values): WriteKillOutcome {
  const stood: unknown = document.toJS()?.kill;
  const fields = stood !== null && typeof stood === "object" && !Array.isArray(stood) ? stood : undefined;
  if (!fields) {
    document.set("kill", values);
    write(path, document.toString({ lineWidth: 0 }));
    return "completed";
  }
  let isChanged = false;
  for (const [key, value] of Object.entries(values)) {
    const known: unknown = Object.entries(fields).find(([name]) => name === key)?.[1];
    if (Array.isArray(known) && Array.isArray(value)) {
      const more = value.filter((name) => !known.includes(name));
      for (const name of more) document.addIn(["kill", key], name);
      isChanged ||= more.length > 0;
    } else if (known === undefined || known === null) {
      document.setIn(["kill", key], value);
      isChanged = true;
    }
  }
  if (isChanged) write(path, document.toString({ lineWidth: 0 }));
  return isChanged ? "completed" : "stood";
}

function killText(values: Values, lineEnd: string): string {
  return stringify({ kill: values }, { lineWidth: 0 }).replaceAll("\n", lineEnd);
}

/** Whether a text says what the document said, and the kill besides, and nothing else. */
function isSame(text: string, document: Document, values: Values): boolean {
  const again = parseDocument(text);
  if (again.errors.length > 0) return false;
  const { kill, ...rest } = (again.toJS() ?? {}) as Record<string, unknown>;
  const before = (document.toJS() ?? {}) as Record<string, unknown>;
  return JSON.stringify(kill) === JSON.stringify(values) && JSON.stringify(rest) === JSON.stringify(before);
}

function afterComments(text: string, values: Values): string {
  const lineEnd = lineEndOf(text);
  const kept = text.split(/\r?\n/).map((line) => `# ${line}`.trimEnd());
  const reason = "# What stood here could not be read when the photo was taken down:";
  return [reason, ...kept, killText(values, lineEnd)].join(lineEnd);
}

function lineEndOf(text: string): string {
  return text.includes("\r\n") ? "\r\n" : "\n";
}

function write(path: string, text: string): void {
  writeFileAtomic(path, text);
}
