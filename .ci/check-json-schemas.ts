import { existsSync, readFileSync, statSync } from "node:fs";
import { createRequire } from "node:module";
import { basename, join } from "node:path";
import { walkFiles } from "../src/base/files.ts";

// Validates what the demo exports as JSON with the standards' own schemas (ninjs 3.1, JSON Feed 1.1), by ajv, which comes with
// the development packages. Use: node .ci/check-json-schemas.ts SITE SCHEMAS

interface Validator {
  (value: unknown): boolean;
  errors?: { instancePath: string; message?: string }[] | null;
}
interface Ajv {
  addSchema(schema: object, id: string): unknown;
  compile(schema: object): Validator;
}

const [site = "", schemas = ""] = process.argv.slice(2);
if (!existsSync(schemas) || !statSync(schemas).isDirectory()) {
  console.log(`no schemas in ${schemas}: ninjs and JSON Feed were not validated`);
  process.exit(0);
}
const load = createRequire(import.meta.url);

let faults = 0;
check("ninjs-schema_3.1.json", "ajv/dist/2020.js", /(^|\/)ninjs\.json$/);
check("jsonfeed-1.1.schema.json", "ajv", /(^|\/)feed\.json$/);
process.exit(faults > 0 ? 1 : 0);

function check(schema: string, validator: string, files: RegExp): void {
  const { default: Ajv } = load(validator) as { default: new (options: object) => Ajv };
  const { default: addFormats } = load("ajv-formats") as { default: (ajv: Ajv) => void };
  const ajv = new Ajv({ strict: false, allErrors: true });
  addFormats(ajv);
  // ninjs names it for maps, which we write none of.
  ajv.addSchema({}, "https://geojson.org/schema/GeoJSON.json");
  const validate = ajv.compile(JSON.parse(readFileSync(join(schemas, schema), "utf8")) as object);
  const found = walkFiles(site).filter((file) => files.test(file));
  for (const file of found) {
    if (validate(JSON.parse(readFileSync(join(site, file), "utf8")))) continue;
    faults += 1;
    for (const { instancePath, message } of validate.errors ?? []) console.error(`${file} ${instancePath}: ${message}`);
  }
  if (found.length === 0) {
    faults += 1;
    console.error(`${site} holds no file for ${basename(schema)}`);
  }
  console.log(`${found.length} files are looked at by ${schema}`);
}
