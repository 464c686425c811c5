import { posix } from "node:path";
import { type Problem, problem } from "../base/problem.ts";
import { nearest } from "../base/text.ts";
import type { Sections } from "./data-schemas.ts";
import { frontSchema } from "./front-schema.ts";
import type { Outlet } from "./outlet-schema.ts";
import { readDataFile } from "./read-data-file.ts";
import type { SiteContent } from "./site-content.ts";
import type { SiteFiles } from "./site-files.ts";

/** Reads one file of _data/fronts/ into `site.fronts`, and says what is wrong with it and its name. */
export function readFront(
  file: string,
  site: { files: SiteFiles; outlet: Outlet; sections: Sections; fronts: SiteContent["fronts"] },
): { problems: Problem[] } {
  const codes = site.outlet.languages.map((language) => language.code);
  const [place = "", written, ...more] = posix
    .basename(file)
    .replace(/\.ya?ml$/, "")
    .split(".");
  const language =
    written === undefined ? codes[0] : codes.find((code) => code.toLowerCase() === written.toLowerCase());
  const problems: Problem[] = [];
  const places = ["home", ...Object.keys(site.sections)];
  const at = { file, line: 1, column: 1 };
  if (!places.includes(place)) {
    const near = nearest(place, places);
    problems.push(
      problem({
        code: "reference/front",
        ...at,
        message: `There is no section \`${place}\` that this front could be of.`,
        found: place,
        ...(near === undefined ? {} : { hint: `Did you mean \`${near}\`?` }),
      }),
    );
  }
  if (language === undefined || more.length > 0) {
    problems.push(
      problem({
        code: "reference/front",
        ...at,
        message: "The outlet has no such language.",
        expected: codes.join(", "),
        found: [written, ...more].join("."),
      }),
    );
    return { problems };
  }
  const outcome = readDataFile(site.files.onDisk(file), file, frontSchema(site.outlet.timeZone));
  problems.push(...outcome.problems);
  const key = `${place}.${language}`;
  const twin = site.fronts[key];
  if (twin) {
    const message = `\`${twin.file}\` and this file curate the same front.`;
    problems.push(problem({ code: "data/duplicate-front", ...at, message, hint: "Keep one of the two." }));
  } else if (outcome.value && places.includes(place)) {
    site.fronts[key] = { ...outcome.value, file, lines: outcome.lines };
  }
  return { problems };
}
