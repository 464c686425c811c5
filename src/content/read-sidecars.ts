import { type Problem, problem } from "../base/problem.ts";
import { plainText } from "./front-matter.ts";
import { lineOf } from "./key-lines.ts";
import { isPicture, type SidecarFile } from "./photo-files.ts";
import { type Sidecar, sidecarSchema } from "./photo-schema.ts";
import { withSidecarTables } from "./photo-tables.ts";
import type { ReadingMemory } from "./reading-memory.ts";
import { validate } from "./schema-problems.ts";
import type { SiteFiles } from "./site-files.ts";
import { readYaml } from "./yaml-read.ts";

interface SidecarReading {
  sidecar?: Sidecar;
  /** Of `data`, where the sidecar has it. */
  dataLine?: number;
  /** Of `notKilled`, where the sidecar has it. */
  notKilledLine?: number;
  problems: Problem[];
}

/**
 * A take-down or a lease that can't be understood takes the photo off the page rather than leave it there, whatever
 * becomes of the error: the file may carry a credit of its own, and would be shown by that.
 */
function guarded(input: {
  value: Sidecar | undefined;
  faulty: ReadonlySet<string>;
  text: string;
}): Sidecar | undefined {
  const { value, faulty, text } = input;
  const isKilled = value === undefined ? /^["']?kill["']?\s*:/m.test(text) : faulty.has("kill");
  if (isKilled) return { ...value, kill: value?.kill ?? { at: 0, reason: "The sidecar's kill can't be read." } };
  if (value && faulty.has("leases")) return { ...value, leases: [{ use: "deny" }] };
  return value;
}

/** Reads all sidecars, and notes those without a photo. */
export function readSidecars(memory: ReadingMemory): {
  sidecars: Map<string, SidecarFile>;
  problems: Problem[];
} {
  const sidecars = new Map<string, SidecarFile>();
  const problems: Problem[] = [];
  const { files } = memory;
  const schema = sidecarSchema(memory.zone);
  for (const file of files.paths) {
    if (!/^articles\/.*\.ya?ml$/i.test(file) || !isPicture(sidecarPhoto(file))) continue;
    const photo = sidecarPhoto(file);
    const key = memory.key(file, "sidecar");
    let reading = memory.recall<SidecarReading>(key);
    if (!reading) {
      const text = plainText(memory.text(file));
      const yaml = readYaml({ text, file, firstLine: 1 });
      const {
        value,
        lines,
        problems: faults,
        faulty,
      } = validate(schema, yaml, { file, kind: "data", strict: ["kill"] });
      const sidecar = guarded({ value, faulty, text });
      reading = {
        ...(sidecar ? { sidecar } : {}),
        ...(sidecar?.data === undefined ? {} : { dataLine: lineOf(lines, "data") }),
        ...(sidecar?.notKilled && { notKilledLine: lineOf(lines, "notKilled") }),
        problems: [...yaml.problems, ...faults],
      };
      memory.remember(key, reading);
    }
    problems.push(...reading.problems);
    // The tables' files change without the sidecar.
    const whole =
      reading.sidecar && withSidecarTables({ sidecar: reading.sidecar, file, line: reading.dataLine ?? 1, memory });
    problems.push(...(whole?.problems ?? []));
    // A killed photo's sidecar outlives the file; an original may lie in a folder of its own.
    const { kill, original } = reading.sidecar ?? {};
    if (!files.has(photo) && kill === undefined && original === undefined) {
      problems.push(
        problem({
          code: "reference/sidecar",
          file,
          message: "There is no photo beside this sidecar.",
          expected: photo.split("/").at(-1) ?? photo,
        }),
      );
    }
    sidecars.set(photo.slice("articles/".length), {
      file,
      ...(whole ? { sidecar: whole.sidecar } : {}),
      ...(reading.notKilledLine !== undefined && { notKilledLine: reading.notKilledLine }),
    });
  }
  return { sidecars, problems };
}

/** Files under articles/ that look as if somebody meant them to be read. */
export function strayFile(file: string, files: SiteFiles): Problem[] {
  const unread = (hint: string) => [
    problem({ code: "data/unknown-file", file, message: "Nothing reads this file.", hint }),
  ];
  if (!file.startsWith("articles/")) return [];
  if (/\.(?:markdown|mdown|mdx|mkd)$/i.test(file)) return unread("Stories end in `.md`: rename it.");
  if (/\.(?:html?|txt|docx?|odt|rtf)$/i.test(file)) return unread("Stories are markdown files that end in `.md`.");
  if (/\.(?:ya?ml)$/i.test(file)) {
    const photo = sidecarPhoto(file);
    if (isPicture(photo)) return [];
    const stem = photo.toLowerCase();
    const near = files.paths.find((path) => isPicture(path) && path.toLowerCase().startsWith(`${stem}.`));
    return unread(
      near === undefined
        ? "A photo's sidecar is named as the photo, with `.yaml` after."
        : `Rename it to \`${near.split("/").at(-1)}.yaml\`.`,
    );
  }
  return [];
}

function sidecarPhoto(file: string): string {
  return file.replace(/\.ya?ml$/i, "");
}
