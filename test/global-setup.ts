import { buildDemo } from "./support/demo-site.ts";

/** Before the tests of the built demo: build it, or bring it up to date. */
export default async function setup(): Promise<void> {
  await buildDemo();
}
