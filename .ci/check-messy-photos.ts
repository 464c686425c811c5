// A site of photos with messy metadata, built, and every rendition read by exiftool: each carries what the rule of precedence
// says, and nothing private. Use: node .ci/check-messy-photos.ts WORK_FOLDER [PHOTOS]
import { join } from "node:path";
import { build } from "../src/build.ts";
import { expectedRenditions } from "./expected-renditions.ts";
import { messySite, type Truth } from "./messy-site.ts";
import { readWithExiftool, renditionFaults } from "./rendition-faults.ts";

const [, , work = "", count = "300"] = process.argv;
const now = "2026-06-01T00:00:00Z";
const folders = { site: join(work, "messy"), output: join(work, "messy-out"), cache: join(work, "messy-cache") };
const truths = await messySite(folders.site, Number(count));
const { status, problems } = await build({ ...folders, now: Date.parse(now) });
const faults = problems
  .filter(({ severity }) => severity === "error")
  .map(({ file, line, message }) => `${file}:${line}: ${message}`);

const expected = await expectedRenditions({ ...folders, now });
const read = readWithExiftool(folders.output, [...expected.keys()]);
const filesOf = new Map<string, number>();
for (const [path, carried] of expected) {
  const name = /(messy\d+)-[^/]*$/.exec(path)?.[1] ?? "";
  filesOf.set(name, (filesOf.get(name) ?? 0) + 1);
  const truth = truths.get(name);
  const tags = read.get(path);
  if (!truth || !tags) {
    faults.push(`${path}: ${truth ? "missing" : "of no photo"}`);
    continue;
  }
  const { rights, alt } = carried;
  const { credit, creator, copyright = "", licence = "", licensor = "" } = rights;
  const won: Truth = { credit, creator, copyright, licence, licensor, alt };
  for (const [field, value] of Object.entries(truth)) {
    const found = won[field as keyof Truth];
    if (JSON.stringify(found) !== JSON.stringify(value))
      faults.push(`${path}: the ${field} is ${JSON.stringify(found)}, not ${JSON.stringify(value)}`);
  }
  faults.push(...renditionFaults(path, tags, carried).map((fault) => `${path}: ${fault}`));
}
// Each has an AVIF and a JPEG at the least.
for (const name of truths.keys()) if ((filesOf.get(name) ?? 0) < 2) faults.push(`${name}: has no renditions`);

for (const fault of faults.slice(0, 50)) console.error(fault);
const jpegs = [...expected.keys()].filter((path) => path.endsWith(".jpg")).length;
console.log(
  `exiftool: ${truths.size} messy photos, ${expected.size} renditions (${jpegs} JPEGs with their IPTCDigest), ${faults.length} faults`,
);
process.exit(status === 0 && faults.length === 0 && expected.size > 0 ? 0 : 1);
