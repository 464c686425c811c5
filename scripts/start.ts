import { existsSync, watch } from "node:fs";
import { join } from "node:path";
import { formatProblems } from "../src/base/format-problems.ts";
import { openStore } from "../src/base/store.ts";
import { pathPrefixOf } from "../src/base/urls.ts";
import { readSite } from "../src/content/read-site.ts";
import { projectFolder } from "../src/engine.ts";
import { Preview } from "../src/preview.ts";
import { type Command, cacheLimitOf, cacheLimitOption, foldersOf, sharedOptions, UsageError } from "./command.ts";
import { addDesk } from "./preview-desk.ts";
import { PreviewServer } from "./preview-server.ts";
import { showProgress } from "./progress.ts";

const { output: _output, json: _json, ...options } = sharedOptions;

export const command: Command = {
  summary: "Shows the site as you write: drafts and embargoed stories marked, pages reloaded when a file is saved.",
  options: {
    ...options,
    ...cacheLimitOption,
    port: { type: "string", value: "NUMBER", help: "where to listen, on this machine only (default: 8080)" },
  },
  async run(given) {
    const { site, cache, now } = foldersOf(given);
    const port = Number(given.values.port ?? 8080);
    if (!Number.isInteger(port) || port < 0 || port > 65535)
      throw new UsageError(`--port wants a number, not "${given.values.port}".`);
    const moment = () => (typeof given.values.now === "string" ? now : foldersOf({ values: {}, positionals: [] }).now);

    const store = openStore(cache);
    const { outlet } = await readSite({ root: site, store, project: projectFolder });
    store.close();
    const preview = new Preview({ site, cache, cacheLimit: cacheLimitOf(given) });
    const server = new PreviewServer(preview.folder, pathPrefixOf(outlet.url));
    addDesk(server, { preview, site, cache, clock: moment });
    const refresh = async () => {
      const progress = showProgress();
      const { changed, problems, duration, nextChange } = await preview.update(moment(), progress.report);
      progress.end();
      const isChanged = changed.length > 0 || problems.length !== server.problems.length;
      server.problems = problems;
      if (problems.length > 0) console.error(formatProblems(problems, { colour: process.stderr.isTTY === true }));
      console.log(`${changed.length} files made anew in ${duration} ms`);
      if (isChanged) server.reload();
      if (nextChange !== undefined && typeof given.values.now !== "string") wakeAt(nextChange, refresh);
    };
    await refresh();
    const address = await server.listen(port);
    console.log(`The paper, hidden stories included, is at ${address}, and the desk at ${address}desk/`);
    await watchSite(site, refresh);
    return 0;
  },
};

// setTimeout takes at most 2^31 − 1 ms, some 24 days.
const longestWait = 2 ** 31 - 1;
let alarm: NodeJS.Timeout | undefined;

/** Runs `refresh` when an embargo ends or a publication comes; one alarm at a time. */
function wakeAt(moment: number, refresh: () => Promise<void>): void {
  clearTimeout(alarm);
  alarm = setTimeout(refresh, Math.min(Math.max(moment - Date.now(), 1000), longestWait));
}

/** Runs `refresh` after each save, one at a time; never ends. */
function watchSite(site: string, refresh: () => Promise<void>): Promise<never> {
  let timer: NodeJS.Timeout | undefined;
  let running: Promise<void> = Promise.resolve();
  const saved = () => {
    clearTimeout(timer);
    // Editors write a file in two or three steps.
    timer = setTimeout(() => {
      running = running.then(refresh).catch((error: Error) => console.error(error.message));
    }, 40);
  };
  for (const name of ["articles", "_data", "_includes", "assets"]) {
    const folder = join(site, name);
    if (existsSync(folder)) watch(folder, { recursive: true }, saved);
  }
  if (existsSync(join(site, "site.config.ts"))) watch(join(site, "site.config.ts"), saved);
  return new Promise(() => {});
}
