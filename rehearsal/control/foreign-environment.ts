import { UserError } from "../../domain/user-error.ts";
import type { Environment } from "../../launch/world/protocol.ts";
import { outsideEnvironment } from "../tls/environment.ts";
import type { World } from "../world.ts";

/**
 * Returns the environment with which Twilio's own CLI, libraries and Terraform providers use a world: the proxy, its CA certificate, and the invented
 * credentials of an account.
 * @param wanted a tenant's id, an account's name or its SID; "" for the first account
 * @throws UserError where the world has no such account
 */
export async function foreignEnvironment(world: World, wanted: string): Promise<Environment> {
  const account = accountNamed(world, wanted);
  const { set, unset } = outsideEnvironment(await world.outside());
  return {
    set: { ...set, TWILIO_ACCOUNT_SID: account.sid, TWILIO_AUTH_TOKEN: account.auth_token },
    // The user's own API key or profile would take precedence over the account SID and auth token.
    unset: [...unset, "TWILIO_API_KEY", "TWILIO_API_SECRET", "TWILIO_PROFILE"],
  };
}

function accountNamed(world: World, wanted: string) {
  const accounts = [...world.twilio.store.accounts.values()];
  const tenants = new Map(world.project.twilioAccounts().map(({ tenant, sid }) => [tenant, sid]));
  const account =
    wanted === ""
      ? accounts[0]
      : accounts.find(({ sid, friendly_name }) => [sid, friendly_name].includes(wanted) || tenants.get(wanted) === sid);
  if (account !== undefined) return account;
  const tenantOf = (sid: string) => [...tenants].find(([, own]) => own === sid)?.[0];
  throw new UserError("account-unknown", `this world has no Twilio account ${JSON.stringify(wanted)}`, [
    "Name one of:",
    ...accounts.map(({ sid, friendly_name }) => `  ${tenantOf(sid) ?? sid}  ${friendly_name}`),
  ]);
}
