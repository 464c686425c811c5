import type { Severity } from "./problem.ts";

/** What the generated page of a code says. `remedy` tells an editor what to do. */
export interface ProblemCodeEntry {
  severity: Severity;
  title: string;
  reason: string;
  remedy: string;
}

// Codes are permanent: a code that is no longer raised stays listed, so that switches in outlet.yaml go on being understood.
// One table a room, joined here; each entry becomes a page of docs/reference/problems.
import { copyCodes } from "./problem-codes-copy.ts";
import { dataCodes } from "./problem-codes-data.ts";
import { deskCodes } from "./problem-codes-desk.ts";
import { editionCodes } from "./problem-codes-editions.ts";
import { liveCodes } from "./problem-codes-live.ts";
import { photoCodes } from "./problem-codes-photos.ts";
import { siteCodes } from "./problem-codes-site.ts";
import { storyCodes } from "./problem-codes-story.ts";
import { trustCodes } from "./problem-codes-trust.ts";
import { wordCodes } from "./problem-codes-words.ts";

export const problemCodes = {
  ...storyCodes,
  ...dataCodes,
  ...copyCodes,
  ...liveCodes,
  ...photoCodes,
  ...siteCodes,
  ...trustCodes,
  ...wordCodes,
  ...deskCodes,
  ...editionCodes,
} as const satisfies Record<string, ProblemCodeEntry>;

export type ProblemCode = keyof typeof problemCodes;
