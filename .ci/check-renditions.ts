// Every rendition of a built demo as exiftool reads it, against the rights record: credit, creator, copyright and all else
// that must be there, and nothing private. Use: node .ci/check-renditions.ts OUTPUT CACHE NOW
import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { projectFolder } from "../src/engine.ts";
import { expectedRenditions } from "./expected-renditions.ts";
import { readWithExiftool, renditionFaults } from "./rendition-faults.ts";

const [, , output = "", cache = "", now = ""] = process.argv;
const expected = await expectedRenditions({ site: projectFolder, cache, now });
const folder = join(output, "photos");
const files = existsSync(folder)
  ? readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && !entry.name.endsWith(".svg"))
      .map((entry) => join(entry.parentPath, entry.name).slice(output.length).replace(/^\/+/, ""))
  : [];
const read = readWithExiftool(output, [...expected.keys()]);

const faults = [
  ...files.filter((path) => !expected.has(path)).map((path) => `${path}: nobody asked for it`),
  ...[...expected].flatMap(([path, carried]) => {
    const tags = read.get(path);
    return tags ? renditionFaults(path, tags, carried).map((fault) => `${path}: ${fault}`) : [`${path}: missing`];
  }),
];
for (const fault of faults) console.error(fault);
console.log(`exiftool: ${expected.size} renditions carry their rights, ${faults.length} faults`);
process.exit(faults.length === 0 && expected.size > 0 ? 0 : 1);
