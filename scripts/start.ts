import { openStore } from "../src/base/store.ts";
import { pathPrefixOf } from "../src/base/urls.ts";
import { readSite } from "../src/content/read-site.ts";
import { projectFolder } from "../src/engine.ts";
import { Preview } from "../src/preview.ts";
import { type Command, cacheLimitOf, cacheLimitOption, foldersOf, sharedOptions, UsageError } from "./command.ts";
import { LivePreview } from "./live-preview.ts";
import { addDesk } from "./preview-desk.ts";
import { PreviewServer } from "./preview-server.ts";
import { watchSite } from "./watch-site.ts";

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
    const server = new PreviewServer(preview, pathPrefixOf(outlet.url), { isReady: false });
    addDesk(server, { preview, site, cache, clock: moment });
    const address = await server.listen(port);
    const live = new LivePreview({ preview, server, moment, isFixed: typeof given.values.now === "string" });
    await live.update();
    server.open();
    console.log(`The paper, hidden stories included, is at ${address}`);
    watchSite(site, {
      onSeen: () => preview.expectSave(),
      onSaved: (paths, seen) => void live.saved(paths, seen),
      onFault: tellFault,
    });
    return new Promise(() => {});
  },
};

function tellFault(error: Error): void {
  const isFull = (error as NodeJS.ErrnoException).code === "ENOSPC";
  const hint = isFull ? " Raise fs.inotify.max_user_watches (sysctl): not every folder is watched." : "";
  console.error(`${error.message}.${hint}`);
}
