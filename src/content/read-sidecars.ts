import { type Problem, problem } from "../base/problem.ts";
import { plainText } from "./front-matter.ts";
import { isPicture } from "./photo-files.ts";
import { type Sidecar, sidecarSchema } from "./photo-schema.ts";
import type { ReadingMemory } from "./reading-memory.ts";
import { validate } from "./schema-problems.ts";
import type { SiteFiles } from "./site-files.ts";
import { readYaml } from "./yaml-read.ts";

interface SidecarReading {
  sidecar?: Sidecar;
  problems: Problem[];
}

/** Reads all sidecars, and notes those without a photo. */
export function readSidecars(memory: ReadingMemory): {
  sidecars: Map<string, { sidecar?: Sidecar; file: string }>;
  problems: Problem[];
} {
  const sidecars = new Map<string, { sidecar?: Sidecar; file: string }>();
  const problems: Problem[] = [];
  const { files } = memory;
  const schema = sidecarSchema(memory.zone);
  for (const file of files.paths) {
    if (!/^articles\/.*\.ya?ml$/i.test(file) || !isPicture(sidecarPhoto(file))) continue;
    const photo = sidecarPhoto(file);
    const key = memory.key(file, "sidecar");
    let reading = memory.recall<SidecarReading>(key);
    if (!reading) {
      const yaml = readYaml({ text: plainText(memory.text(file)), file, firstLine: 1 });
      const { value, problems: faults, faulty } = validate(schema, yaml, { file, kind: "data", strict: ["kill"] });
      // A take-down that can't be understood leaves the photo without its rights rather than on the page.
      reading = {
        ...(value && !faulty.has("kill") && !faulty.has("leases") ? { sidecar: value } : {}),
        problems: [...yaml.problems, ...faults],
      };
      memory.remember(key, reading);
    }
    problems.push(...reading.problems);
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
    sidecars.set(photo.slice("articles/".length), { file, ...(reading.sidecar ? { sidecar: reading.sidecar } : {}) });
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
