import { join, resolve } from "node:path";
import { writeFileAtomic } from "../../src/base/files.ts";
import { formatProblems } from "../../src/base/format-problems.ts";
import { openStore } from "../../src/base/store.ts";
import { shortSlug } from "../../src/base/text.ts";
import { readSite } from "../../src/content/read-site.ts";
import type { SiteContent } from "../../src/content/site-content.ts";
import { projectFolder } from "../../src/engine.ts";
import { contactSheet, sheetCrops } from "../../src/photos/contact-sheet.ts";
import { photoProblem } from "../../src/photos/photo-failure.ts";
import { readPhotos } from "../../src/photos/read-photos.ts";
import { type Command, foldersOf, type Given, sharedOptions, UsageError } from "../command.ts";
import { cardShapes } from "./card-shapes.ts";
import { findPhoto } from "./find-photo.ts";
import { type Inspection, inspectPhoto } from "./inspect-photo.ts";
import { inspectText, killedText } from "./inspect-report.ts";

export const command: Command = {
  summary:
    "Shows what a photo carries, what wins, what is printed wherever a story uses it, and draws its crops; of any picture file, too.",
  arguments: "FILE|ID",
  options: {
    sheet: {
      type: "string",
      value: "FILE",
      help: "the picture of its focus and crops, a PNG (default: <cache>/contact-sheets/<photo>.png)",
    },
    site: sharedOptions.site,
    output: { ...sharedOptions.output, help: "where to look for published renditions (default: _site)" },
    cache: sharedOptions.cache,
    now: { ...sharedOptions.now, help: "the moment that leases and terms are judged at (default: the clock)" },
    json: { type: "boolean", help: "print all of it as JSON, for machines" },
  },
  run: inspect,
};

async function inspect(given: Given): Promise<number> {
  const [named, ...others] = given.positionals;
  if (named === undefined) throw new UsageError("Which photo? npm run photos -- inspect photos/harbour-morning.jpg");
  if (others.length > 0) throw new UsageError(`One photo at a time; "${others[0]}" is one too many.`);
  const folders = foldersOf(given);
  const { site, cache } = folders;
  const isJson = given.values.json === true;
  const colour = process.stdout.isTTY === true;
  const store = openStore(cache);
  let inspection: Inspection;
  let content: SiteContent;
  try {
    content = await readSite({ root: site, store, project: projectFolder });
    const found = findPhoto(named, content, site);
    if ("killed" in found) {
      console.log(isJson ? JSON.stringify(found.killed, null, 2) : killedText(found.killed, content.outlet.timeZone));
      return 0;
    }
    const { photo } = found;
    const known = [...content.photos.values()].map(({ file, sha256 }) => ({ path: file, sha256 }));
    const results = await readPhotos([...known, { path: photo.file, sha256: photo.sha256 }], { store });
    const own = results.get(photo.sha256);
    if (!own?.value) {
      const failure = own?.failure ?? { code: "photo/failed" as const, message: "could not be read" };
      const problem = photoProblem(failure, photo.id, { file: found.isOfSite ? `articles/${photo.id}` : photo.file });
      if (isJson) console.log(JSON.stringify({ status: 1, problem }, null, 2));
      else console.error(formatProblems([problem], { colour: process.stderr.isTTY === true }));
      return 1;
    }
    const readings = new Map([...results].flatMap(([sha256, { value }]) => (value ? [[sha256, value]] : [])));
    inspection = inspectPhoto(photo, own.value, { content, readings, ...folders });
  } finally {
    store.close();
  }
  const drawn = await drawSheet(inspection, { site, cache, sheet: given.values.sheet });
  if (isJson) console.log(JSON.stringify({ ...inspection, ...drawn }, null, 2));
  else console.log([inspectText(inspection, { content, colour }), drawn.said].join("\n\n"));
  return 0;
}

interface Drawn {
  /** The picture's path; absent where none was drawn. */
  sheet?: string;
  said: string;
}

async function drawSheet(
  inspection: Inspection,
  { site, cache, sheet }: { site: string; cache: string; sheet: string | boolean | undefined },
): Promise<Drawn> {
  const { id, file, reading, uses, sidecar } = inspection;
  if (reading.format === "svg") return { said: "No contact sheet: a drawing is shown whole and never cropped." };
  const path =
    typeof sheet === "string"
      ? resolve(sheet)
      : join(cache, "contact-sheets", `${shortSlug(id.replaceAll(".", "-")) || "photo"}.png`);
  if (!/\.png$/i.test(path)) throw new UsageError("--sheet wants a file that ends in .png.");
  const focus = uses.find(({ key }) => key === "photo")?.photo?.focus ??
    uses[0].photo?.focus ??
    sidecar?.focus ?? [0.5, 0.4];
  const input = { size: reading, focus, cardShapes: cardShapes(site) };
  const { value, failure } = await contactSheet({
    ...input,
    source: { path: file, sha256: reading.sha256 },
    title: id,
  });
  if (!value)
    return { said: `No contact sheet: the photo ${failure.message}${failure.found ? ` (${failure.found})` : ""}.` };
  writeFileAtomic(path, value);
  const crops = sheetCrops(input).map(
    ({ label, crop }) => `  ${label.padEnd(12)}  ${crop.width} × ${crop.height} px from ${crop.left}, ${crop.top}`,
  );
  return {
    sheet: path,
    said: [`Crops about the focus ${focus.join(", ")}`, ...crops, "", `Contact sheet: ${path}`].join("\n"),
  };
}
