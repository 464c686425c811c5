import type { Moment } from "../base/dates.ts";
import { type PhotoScope, photoScopes, type Sidecar } from "../content/photo-schema.ts";

type Lease = NonNullable<Sidecar["leases"]>[number];

/**
 * Whether a photo may be used in a scope at a moment. Deny wins; where any lease allows a scope, all other times are
 * excluded; without a lease for the scope it is allowed. `from` is the first moment inside, `until` the first outside.
 */
export function mayUse(leases: readonly Lease[], scope: PhotoScope, now: Moment): boolean {
  const concerned = leases.filter((lease) => (lease.scopes ?? photoScopes).includes(scope));
  const covers = (lease: Lease) => (lease.from ?? now) <= now && now < (lease.until ?? Number.POSITIVE_INFINITY);
  if (concerned.some((lease) => lease.use === "deny" && covers(lease))) return false;
  const allows = concerned.filter((lease) => lease.use === "allow");
  return allows.length === 0 || allows.some(covers);
}
