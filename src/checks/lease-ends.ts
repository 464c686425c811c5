import { daysAfter, formatMoment } from "../base/dates.ts";
import { problem } from "../base/problem.ts";
import type { PhotoScope } from "../content/photo-schema.ts";
import type { PhotoChange } from "../model/settle-photo.ts";
import type { CheckContext, Rule } from "./rule.ts";

const places: Record<PhotoScope, string> = { web: "on the web", feeds: "in feeds", offline: "in offline editions" };

/**
 * A photo whose use ends within `photos.leaseWarning` days, by its lease or its agency's terms, is told of while there is
 * time to have the licence extended or to choose another. One warning for all scopes that end at one moment.
 */
export const leaseEnds: Rule = {
  code: "photo/lease-ends",
  run(context) {
    return [...Map.groupBy(endsSoon(context), placeAndMoment).values()].flatMap((ends) => {
      const [first] = ends;
      if (!first) return [];
      const { at, photo, scope: _scope, isAllowed: _isAllowed, ...place } = first;
      const zone = context.newsroom.outlet.timeZone;
      const date = formatMoment(at, "dateTime", { locale: "en-GB", zone });
      const scopes = new Intl.ListFormat("en-GB").format(ends.map(({ scope }) => places[scope]));
      return [
        problem({
          ...place,
          code: "photo/lease-ends",
          message: `The photo ${photo} may be used ${scopes} until ${date}, and not after.`,
          hint: "Have the licence extended and write it into the photo's `leases`, or choose another photo in time.",
        }),
      ];
    });
  },
};

function endsSoon({ newsroom, now }: CheckContext): PhotoChange[] {
  const { photos, timeZone } = newsroom.outlet;
  const last = daysAfter(now, photos.leaseWarning, timeZone);
  return newsroom.photoChanges.filter(({ at, isAllowed }) => !isAllowed && at <= last);
}

function placeAndMoment({ at, photo, file, line = 0 }: PhotoChange): string {
  return JSON.stringify([file, line, photo, at]);
}
