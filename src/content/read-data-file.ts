import { readFileSync } from "node:fs";
import type { z } from "zod";
import { stringsSchema } from "./data-schemas.ts";
import { plainText } from "./front-matter.ts";
import { type Validation, validate } from "./schema-problems.ts";
import { readYaml } from "./yaml-read.ts";

/** Reads and validates one YAML file; `path` is where it is, `file` what it is called in problems. */
export function readDataFile<Schema extends z.ZodType>(
  path: string,
  file: string,
  schema: Schema,
): Validation<z.output<Schema>> {
  const reading = readYaml({ text: plainText(readFileSync(path, "utf8")), file, firstLine: 1 });
  const outcome = validate(schema, reading, { file, kind: "data", keepsEmpty: isWords(schema) });
  return { ...outcome, problems: [...reading.problems, ...outcome.problems] };
}

/** A language may have no word where English has one: `by: ""`. */
function isWords(schema: z.ZodType): boolean {
  return schema === stringsSchema;
}
