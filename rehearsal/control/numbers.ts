import { join } from "node:path";
import { stackNames } from "../../domain/config/stacks.ts";
import type { NumberStatus } from "../../launch/world/protocol.ts";
import type { World } from "../world.ts";
import { resourcesOf } from "./stacks.ts";

/** Returns all numbers of the Twilio stand-in, each of which can be called, with their owners. */
export function numbersOf(world: World): NumberStatus[] {
  const { numbers, accounts } = world.twilio.store;
  const owners = ownersOf(world);
  return [...numbers.values()]
    .map((held) => ({
      number: held.phone_number,
      account: accounts.get(held.account_sid)?.friendly_name ?? held.account_sid,
      ...owners.get(held.phone_number),
      inService: Boolean(held.voice_application_sid),
    }))
    .sort((a, b) => (a.number < b.number ? -1 : 1));
}

/** Maps each number to its tenant and entry. Reads stack resources, since an interrupted update leaves the stack outputs stale. */
function ownersOf(world: World): Map<string, { tenant: string; entry?: string }> {
  const owners = new Map<string, { tenant: string; entry?: string }>();
  for (const stack of stackNames(join(world.project.dir, "stacks"))) {
    const resources = resourcesOf(world.stateOfStacks, stack) ?? [];
    const tenant = resources.find(({ type }) => type === "aybiza:index:RoutesItem")?.inputs?.tenant;
    for (const { type, urn, outputs } of resources) {
      const number = outputs?.phoneNumber;
      if (type !== "twilio:index:IncomingPhoneNumber" || typeof number !== "string") continue;
      // A bought number's resource is named `ENTRY-purchase` (infra/tenant/carriers/twilio-names.ts).
      const entry = urn
        .split("::")
        .at(-1)!
        .replace(/-purchase$/, "");
      owners.set(number, { tenant: String(tenant ?? stack), ...(entry !== number && { entry }) });
    }
  }
  return owners;
}
