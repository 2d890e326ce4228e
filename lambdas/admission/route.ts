import type { CallIdentity } from "../../domain/contract/call.ts";
import type { Route } from "../../domain/contract/route.ts";
import { RejectedRequest } from "../http/rejected-request.ts";
import type { Deadline } from "../tables/deadline.ts";
import type { RouteFound, RouteStore } from "../tables/routes.ts";
import type { Signer } from "../tables/signers.ts";

/**
 * Returns the route of the called number for a verified sender. @throws RejectedRequest if the route belongs to another account.
 * If the table can't be read and the last known route belongs to another account, the routes count as unreadable.
 */
export async function routeFor(
  { called, account }: CallIdentity,
  { tenant }: Pick<Signer, "tenant">,
  routes: RouteStore,
  deadline: Deadline,
): Promise<RouteFound> {
  if (called.kind !== "number") return { found: "unknown" };
  let route = await routes.lookup(called.text, deadline);
  const isForeign = ({ found }: RouteFound) => typeof found === "object" && found.accountSid !== account;
  // A cached route may be older than a transfer of its number.
  if (isForeign(route) && route.cached) route = await routes.lookup(called.text, deadline, 0);
  if (typeof route.found !== "object" || mayUse(route.found, account, tenant)) return route;
  if (route.failure === undefined) throw new RejectedRequest(403, "number-of-another-account");
  return { ...route, found: "unreadable" };
}

/**
 * Whether a verified account may use a route: its own, or the other tenant's while the number is transferred. During a transfer, the number may be
 * in the new account while its route is still the old one, and calls that began before the transfer still end in the old account. The route names both
 * tenants, and an account's signing token names its tenant, so no third tenant can use it.
 */
function mayUse({ accountSid, transferTo, transferFrom }: Route, account: string, tenant: string): boolean {
  return accountSid === account || tenant === transferTo || tenant === transferFrom;
}
