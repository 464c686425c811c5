import { join } from "node:path";
import { parseMoment } from "../src/base/dates.ts";
import { openStore } from "../src/base/store.ts";
import { openSite } from "../src/build.ts";
import { blocksOf } from "../src/content/read-site.ts";
import { projectFolder } from "../src/engine.ts";
import type { PacketInput } from "../src/photos/rights-packet.ts";
import { planSite } from "../src/plan-site.ts";

/** What every rendition of the demo must carry, by file name: the rights record of the plan, from before any file was written. */
export async function expectedRenditions(input: { cache: string; now: string }): Promise<Map<string, PacketInput>> {
  const now = parseMoment(input.now, "UTC");
  if (now === undefined) throw new Error(`${input.now} is not a date-time.`);
  const store = openStore(join(input.cache));
  try {
    const opened = await openSite({ site: projectFolder, now }, store);
    const plan = await planSite({
      site: projectFolder,
      store,
      opened,
      engine: "",
      blocksOf: (story) => blocksOf(store, story),
    });
    return new Map([...plan.rack.renditions()].map(([name, { set }]) => [name, set.plan.carried]));
  } finally {
    store.close();
  }
}
