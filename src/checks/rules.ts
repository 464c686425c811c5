import { grievanceMissing } from "./grievance-missing.ts";
import { leadSmall } from "./lead-small.ts";
import { leaseEnds } from "./lease-ends.ts";
import { linkAnchor } from "./link-anchor.ts";
import { linkBroken } from "./link-broken.ts";
import { linkHidden } from "./link-hidden.ts";
import { linkMoved } from "./link-moved.ts";
import { linkTakenDown } from "./link-taken-down.ts";
import { photoUnused } from "./photo-unused.ts";
import { redirectChain } from "./redirect-chain.ts";
import { redirectLoop } from "./redirect-loop.ts";
import { redirectNowhere } from "./redirect-nowhere.ts";
import { redirectToItself } from "./redirect-to-itself.ts";
import type { Rule, StoryRule } from "./rule.ts";
import { translationOutdated } from "./translation-outdated.ts";

/** Rules that look at the whole newsroom. */
export const rules: readonly Rule[] = [
  leaseEnds,
  grievanceMissing,
  translationOutdated,
  linkBroken,
  linkAnchor,
  linkHidden,
  linkTakenDown,
  linkMoved,
  redirectLoop,
  redirectChain,
  redirectNowhere,
  redirectToItself,
  photoUnused,
  leadSmall,
];

/** Rules that look at one story at a time. */
export const storyRules: readonly StoryRule[] = [];
