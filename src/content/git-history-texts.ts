import { posix } from "node:path";
import type { z } from "zod";
import { hasErrors } from "../base/problem.ts";
import { type Contributors, contributorsSchema } from "./data-schemas.ts";
import { plainText } from "./front-matter.ts";
import { type FrontRecord, frontSchema } from "./front-schema.ts";
import type { Outlet } from "./outlet-schema.ts";
import { isPicture } from "./photo-files.ts";
import { type Sidecar, sidecarSchema } from "./photo-schema.ts";
import { validate } from "./schema-problems.ts";
import { readYaml } from "./yaml-read.ts";

// One version of a data file, from its text: undefined where it has an error, for then nothing of it was published.

interface Version {
  text: string;
  /** Path under the site folder. */
  file: string;
  zone: string;
}

/** What kind of file a path of a site is, as far as histories ask for it. */
export function kindOfFile(path: string): "story" | "photo" | "sidecar" | "front" | "contributors" | undefined {
  if (/^_data\/fronts\/[^/]+\.ya?ml$/.test(path)) return "front";
  if (/^_data\/contributors\.ya?ml$/.test(path)) return "contributors";
  if (!path.startsWith("articles/")) return undefined;
  if (/\.md$/i.test(path)) return "story";
  if (isPicture(path)) return "photo";
  return /\.ya?ml$/i.test(path) && isPicture(path.replace(/\.ya?ml$/i, "")) ? "sidecar" : undefined;
}

/** A photo's sidecar. */
export function sidecarVersion(version: Version): Sidecar | undefined {
  return faultless(version, sidecarSchema(version.zone));
}

/** contributors.yaml */
export function contributorsVersion(version: Version): Contributors | undefined {
  return faultless(version, contributorsSchema);
}

/** A front's file. */
export function frontVersion(version: Version): FrontRecord | undefined {
  return faultless(version, frontSchema(version.zone));
}

/** The place (`home`, a section's key) and the language that a front's file is for; undefined where the outlet has no such language. */
export function frontPlace(file: string, outlet: Outlet): { place: string; language: string } | undefined {
  const [place = "", written, ...more] = posix
    .basename(file)
    .replace(/\.ya?ml$/, "")
    .split(".");
  const codes = outlet.languages.map(({ code }) => code);
  const language =
    written === undefined ? codes[0] : codes.find((code) => code.toLowerCase() === written.toLowerCase());
  return language === undefined || more.length > 0 ? undefined : { place, language };
}

function faultless<Schema extends z.ZodType>({ text, file }: Version, schema: Schema): z.output<Schema> | undefined {
  const yaml = readYaml({ text: plainText(text), file, firstLine: 1 });
  const { value, problems } = validate(schema, yaml, { file, kind: "data", strict: ["kill"] });
  return hasErrors([...yaml.problems, ...problems]) ? undefined : value;
}
