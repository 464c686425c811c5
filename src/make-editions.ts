import { mkdirSync } from "node:fs";
import { join } from "node:path";
import type { Moment } from "./base/dates.ts";
import { digestOf } from "./base/digest.ts";
import type { Problem } from "./base/problem.ts";
import { releaseMemory } from "./base/release-memory.ts";
import { openStore, type Store } from "./base/store.ts";
import { openSite, type Progress } from "./build.ts";
import { buildApart } from "./build-apart.ts";
import type { SignSums } from "./editions/add-sums.ts";
import type { EditionForm, EditionKind } from "./editions/edition-record.ts";
import { writeSums } from "./editions/folder-sums.ts";
import { engineDigest } from "./engine.ts";
import { madeFrom } from "./made-from.ts";
import { type MadeEdition, makeEdition } from "./make-edition.ts";
import { editionsFolder } from "./model/published-edition.ts";
import { paperToCarry } from "./paper-to-carry.ts";
import { clearMaking } from "./place-edition.ts";
import { planOrList } from "./plan-site.ts";
import { manifestText, readManifest } from "./publish/build-manifest.ts";
import { lockOutput } from "./publish/lock.ts";
import { readSiteConfig } from "./site-config.ts";

export interface MakeEditionsInput {
  /** Absolute. */
  site: string;
  output: string;
  cache: string;
  /** What is public now is in them. */
  now: Moment;
  kind: EditionKind;
  /** Key of sections.yaml, for a section's. */
  section?: string | undefined;
  /** Beginning of a range. */
  from?: Moment | undefined;
  /** Its end, the first moment outside; default: now. */
  to?: Moment | undefined;
  /** BCP 47; default: every language of the outlet that has stories for it. */
  languages?: readonly string[] | undefined;
  /** Forms that are wanted beside the zip; default: all. */
  forms?: readonly EditionForm[] | undefined;
  /** Absent where the outlet has no key: editions go unsigned. */
  sign?: SignSums | undefined;
  onProgress?: Progress;
}

export interface MadeEditions {
  /** 0 done; 1 the site has errors, or nothing to put into an edition; 3 a folder can't be written. */
  status: 0 | 1 | 3;
  problems: Problem[];
  editions: MadeEdition[];
  /** Whether the signature of all that lies in the folder was deleted, since there is no key to sign the new list with. */
  isSignatureGone: boolean;
}

/**
 * Makes editions of a site as it is at one moment. The site is built first, so that nothing is in an edition that is not
 * public now, and all of it looks as it does on the web.
 */
export async function makeEditions(input: MakeEditionsInput): Promise<MadeEditions> {
  const { site, output, cache, now, onProgress = () => {} } = input;
  const built = await buildApart({ site, output, cache, now, onProgress });
  if (built.status !== 0)
    return { status: built.status, problems: built.problems, editions: [], isSignatureGone: false };
  const store = openStore(cache);
  try {
    return await fromBuild(input, store);
  } finally {
    store.close();
  }
}

async function fromBuild(input: MakeEditionsInput, store: Store): Promise<MadeEditions> {
  const { site, output, cache, now, onProgress = () => {} } = input;
  const whole = await openSite({ site, now, isBuilt: true, onProgress }, store);
  const opened = paperToCarry(whole);
  releaseMemory();
  const config = await readSiteConfig(site);
  // Which pages there are: what stands in them is read from the build's own files, and no view of them is held here. Where
  // the build names stories that editions may not, their pages' digests tell which of them must be made without.
  const plan = await planOrList(
    {
      site,
      store,
      opened,
      engine: digestOf(engineDigest(), config.digest),
    },
    opened === whole,
  );
  const built = opened === whole ? undefined : builtFrom(store, output);
  // What is in the stories stands in the newsroom; of ten thousand their front matter is a fifth of the memory.
  opened.content.stories = [];
  if (!built) for (const page of plan.files) if (page.kind === "page" && page.layout !== "search") page.view = noView;
  whole.content.stories = [];
  releaseMemory();
  const folder = join(site, editionsFolder);
  mkdirSync(folder, { recursive: true });
  const unlock = lockOutput(cache, folder);
  const editions: MadeEdition[] = [];
  let isSignatureGone = false;
  try {
    clearMaking(folder);
    for (const { code } of opened.newsroom.languages) {
      if (input.languages && !input.languages.includes(code)) continue;
      onProgress(`making the edition in ${code}`);
      const { kind, section, from, to } = input;
      const made = await makeEdition({
        kind,
        section,
        from,
        to,
        forms: input.forms,
        language: code,
        output,
        cache,
        folder,
        opened,
        plan,
        isOther: ({ file, digest }) => built !== undefined && built.get(file) !== digest,
        config,
        store,
        sign: input.sign,
      });
      if (made) editions.push(made);
    }
  } finally {
    // Of what was made before a fault, too: the list always fits what stands there.
    if (editions.length > 0) ({ isSignatureGone } = await writeSums(folder, input.sign));
    unlock();
  }
  return { status: editions.length > 0 ? 0 : 1, problems: [], editions, isSignatureGone };
}

/** Ten thousand ways to make what nobody asks for: of the pages an edition has a form of its own for the search alone. */
function noView(): never {
  throw new Error("an edition takes pages from the build's files");
}

/** What each file of the finished build was made from. */
function builtFrom(store: Store, output: string): ReadonlyMap<string, string> {
  const manifest = readManifest(output);
  return manifest ? madeFrom(store, { output, manifest: manifestText(manifest) }) : new Map();
}
