import { type Command, cacheLimitOf, cacheLimitOption, foldersOf, sharedOptions, UsageError } from "./command.ts";
import { openPreview } from "./open-preview.ts";

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
    const isFixed = typeof given.values.now === "string";
    const moment = () => (isFixed ? now : foldersOf({ values: {}, positionals: [] }).now);
    const cacheLimit = cacheLimitOf(given);
    const say = (words: string) => console.log(words);
    const complain = (words: string) => console.error(words);
    const { address } = await openPreview({ site, cache, cacheLimit, port, moment, isFixed, say, complain });
    say(`The paper, hidden stories included, is at ${address}`);
    return new Promise(() => {});
  },
};
