import { readFileSync } from "node:fs";
import { hasErrors } from "../base/problem.ts";
import { agenciesSchema, contributorsSchema, sectionsSchema, stringsSchema, topicsSchema } from "./data-schemas.ts";
import { plainText } from "./front-matter.ts";
import { outletSchema } from "./outlet-schema.ts";
import { isPicture } from "./photo-files.ts";
import { sidecarSchema } from "./photo-schema.ts";
import { readDataFile } from "./read-data-file.ts";
import { readPage } from "./read-pages.ts";
import { validate } from "./schema-problems.ts";
import { styleSchema } from "./style-schema.ts";
import { readYaml } from "./yaml-read.ts";

// What may stand for a faulty file of _data/ or a photo's sidecar: which kinds there are, and whether a version of one is right in itself.

const schemas = {
  outlet: outletSchema,
  sections: sectionsSchema,
  contributors: contributorsSchema,
  agencies: agenciesSchema,
  topics: topicsSchema,
  style: styleSchema,
  strings: stringsSchema,
};

/** What kind of data file a path is, as far as an earlier version may stand for it; undefined for any other file. */
export function kindOfData(path: string): keyof typeof schemas | "front" | "page" | "sidecar" | undefined {
  if (/^articles\/.*\.ya?ml$/i.test(path)) return isPicture(path.replace(/\.ya?ml$/i, "")) ? "sidecar" : undefined;
  if (/^_data\/fronts\/[^/]+\.ya?ml$/.test(path)) return "front";
  if (/^_data\/pages\/[^/]+\/[^/]+\.md$/.test(path)) return "page";
  if (/^_data\/strings\/[^/]+\.yaml$/.test(path)) return "strings";
  const name = /^_data\/([^/]+)\.ya?ml$/.exec(path)?.[1];
  return (Object.keys(schemas) as (keyof typeof schemas)[]).find((kind) => kind === name && kind !== "strings");
}

/** Whether one version of a data file, sidecar or page reads without errors. `path`: where its text is; `file`: what it is called. */
export async function isRightVersion({
  path,
  file,
  zone,
}: {
  path: string;
  file: string;
  zone: string;
}): Promise<boolean> {
  const kind = kindOfData(file);
  if (kind === undefined || kind === "front") return false;
  if (kind === "sidecar") {
    const yaml = readYaml({ text: plainText(readFileSync(path, "utf8")), file, firstLine: 1 });
    const { value, problems } = validate(sidecarSchema(zone), yaml, { file, kind: "data", strict: ["kill"] });
    return value !== undefined && !hasErrors([...yaml.problems, ...problems]);
  }
  if (kind !== "page") return !hasErrors(readDataFile(path, file, schemas[kind]).problems);
  const { renderCopy } = await import("./markdown.ts");
  const { page, problems } = readPage({ path, file, zone, engine: "", renderCopy });
  return page !== undefined && !hasErrors(problems);
}
