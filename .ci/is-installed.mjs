// Exit status 0 where node_modules/ holds what package-lock.json says, 1 where `npm ci` has to be run. Runs on any Node.
import { existsSync, readFileSync } from "node:fs";

const installedPath = "node_modules/.package-lock.json";
if (!existsSync(installedPath)) process.exit(1);
const wanted = JSON.parse(readFileSync("package-lock.json", "utf8")).packages;
const installed = JSON.parse(readFileSync(installedPath, "utf8")).packages;

const isMissing = ([path, { version, optional }]) =>
  path !== "" && (path in installed ? installed[path].version !== version : !optional);
const isForeign = (path) => !(path in wanted);

process.exit(Object.entries(wanted).some(isMissing) || Object.keys(installed).some(isForeign) ? 1 : 0);
