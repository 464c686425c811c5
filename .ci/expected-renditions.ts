import { parseMoment } from "../src/base/dates.ts";
import { openStore } from "../src/base/store.ts";
import { openSite } from "../src/build.ts";
import type { PacketInput } from "../src/photos/rights-packet.ts";
import { planSite } from "../src/plan-site.ts";

/**
 * What every rendition of a site must carry, by its path below the output: the rights record of the plan, from before any
 * file was written. Drawings (SVG) hold theirs as text, and are left to their own test.
 */
export async function expectedRenditions(input: {
  site: string;
  cache: string;
  now: string;
}): Promise<Map<string, PacketInput>> {
  const now = parseMoment(input.now, "UTC");
  if (now === undefined) throw new Error(`${input.now} is not a date-time.`);
  const { site } = input;
  const store = openStore(input.cache);
  try {
    const opened = await openSite({ site, now }, store);
    const plan = await planSite({ site, store, opened, engine: "" });
    return new Map(
      [
        ...[...plan.rack.renditions()].map(([path, { set }]): [string, PacketInput] => [path, set.plan.carried]),
        ...[...plan.cards.cards()].map(([path, card]): [string, PacketInput] => [path, card.plan.carried]),
      ].filter(([path]) => !path.endsWith(".svg")),
    );
  } finally {
    store.close();
  }
}
