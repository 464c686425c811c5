import { altAnnounces } from "./alt-announces.ts";
import { altFileName } from "./alt-file-name.ts";
import { altLong } from "./alt-long.ts";
import { altRepeatsCaption } from "./alt-repeats-caption.ts";
import { bidiControl, bidiControlElsewhere } from "./bidi-control.ts";
import { changeNoteMissing } from "./change-note-missing.ts";
import { creditVague } from "./credit-vague.ts";
import { grievanceMissing } from "./grievance-missing.ts";
import { headlineLong } from "./headline-long.ts";
import { headlineTwice } from "./headline-twice.ts";
import { houseStyle } from "./house-style.ts";
import { inLiveEntries } from "./in-live-entries.ts";
import { leadSmall } from "./lead-small.ts";
import { leaseEnds } from "./lease-ends.ts";
import { linkAnchor } from "./link-anchor.ts";
import { linkBroken } from "./link-broken.ts";
import { linkHidden } from "./link-hidden.ts";
import { linkMoved } from "./link-moved.ts";
import { linkTakenDown } from "./link-taken-down.ts";
import { photoUnused } from "./photo-unused.ts";
import { quoteOpen } from "./quote-open.ts";
import { redirectChain } from "./redirect-chain.ts";
import { redirectLoop } from "./redirect-loop.ts";
import { redirectNowhere } from "./redirect-nowhere.ts";
import { redirectToItself } from "./redirect-to-itself.ts";
import type { Rule, StoryRule } from "./rule.ts";
import { secret, secretElsewhere } from "./secret.ts";
import { shortHeadlineMissing } from "./short-headline-missing.ts";
import { standfirstMissing } from "./standfirst-missing.ts";
import { translationOutdated } from "./translation-outdated.ts";
import { twoSpellings } from "./two-spellings.ts";

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
  creditVague,
  altRepeatsCaption,
  altAnnounces,
  altFileName,
  altLong,
  headlineTwice,
  bidiControlElsewhere,
  secretElsewhere,
  inLiveEntries(houseStyle),
  inLiveEntries(quoteOpen),
  inLiveEntries(twoSpellings),
];

/** Rules that look at one story at a time. */
export const storyRules: readonly StoryRule[] = [
  headlineLong,
  shortHeadlineMissing,
  standfirstMissing,
  changeNoteMissing,
  houseStyle,
  twoSpellings,
  quoteOpen,
  bidiControl,
  secret,
];
