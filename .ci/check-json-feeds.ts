import { readFileSync } from "node:fs";
import { join } from "node:path";
import { Ajv } from "ajv";
import { walkFiles } from "../src/base/files.ts";

// Holds every JSON feed of a built site against the schema of JSON Feed 1.1. Usage: check-json-feeds.ts SITE SCHEMA

const [site = "", schema = ""] = process.argv.slice(2);
const ajv = new Ajv({ allErrors: true, strict: false });
ajv.addFormat("uri", (text: string) => URL.canParse(text));
ajv.addFormat("date-time", (text: string) => !Number.isNaN(Date.parse(text)));
const isValid = ajv.compile(JSON.parse(readFileSync(schema, "utf8")));
const feeds = walkFiles(site).filter((file) => /(^|\/)feed\.json$/.test(file));
const faults = feeds.flatMap((file) =>
  isValid(JSON.parse(readFileSync(join(site, file), "utf8")))
    ? []
    : (isValid.errors ?? []).map(({ instancePath, message = "" }) => `${file}${instancePath}: ${message}`),
);
for (const fault of faults) console.error(fault);
console.log(`${feeds.length} JSON feeds, ${faults.length} faults`);
process.exitCode = faults.length > 0 || feeds.length === 0 ? 1 : 0;
