import { type Bag, type Context, ProviderError } from "../../kit/handler.ts";
import type { TwilioClient } from "../client/client.ts";
import { hasToken } from "../token.ts";
import { accounts, numbersOf, refuseOtherOwner } from "./records.ts";

/** Maximum number of phone numbers that the message lists. */
const MAX_LISTED = 20;

/**
 * Closes a subaccount that has no number, if an earlier update allowed it. Twilio releases the numbers of a closed account, never reopens it
 * and deletes it after 30 days. Succeeds if the account is closed or deleted already. https://www.twilio.com/docs/iam/api/subaccounts
 */
export async function close(
  ctx: Context<TwilioClient>,
  { id, inputs, state }: { id: string; inputs: Bag; state: Bag },
): Promise<void> {
  refuseOtherOwner(ctx, state);
  const record = await accounts(ctx).fetch(id);
  if (!record || record.status === "closed") return;
  const name = `subaccount ${id} (${state.friendlyName ?? record.friendly_name})`;
  if (ctx.declared) {
    if (ctx.created === id || hasToken(record.friendly_name, ctx.urn)) {
      ctx.log("warning", `${name} is unchanged: the replacing resource has the same subaccount`);
      return;
    }
    throw new ProviderError(
      "account-is-live",
      `${name} is live and the program still declares it: a replacement would lose its numbers. Remove what forces the replacement (\`replaceOnChanges\`, \`--replace\`, a changed parent or name without an alias)`,
    );
  }
  if (inputs.close !== true) {
    throw new ProviderError(
      "account-is-live",
      `${name} is live: a live subaccount is never closed, and Twilio never reopens a closed one. To close it, declare it with \`close: true\`, run \`pulumi up\`, then remove it and run \`pulumi up\` again`,
    );
  }
  const held = await numbersOf(ctx, id);
  if (held.length > 0) throw stillHolds(name, held);
  await accounts(ctx).update(id, { Status: "closed" });
}

function stillHolds(name: string, held: readonly string[]): ProviderError {
  const more = held.length - MAX_LISTED;
  const names = `${held.slice(0, MAX_LISTED).join(", ")}${more > 0 ? ` and ${more} more` : ""}`;
  const numbers = held.length === 1 ? "a number" : `${held.length} numbers`;
  return new ProviderError(
    "account-holds-numbers",
    `${name} can't be closed while it has ${numbers}, which Twilio would release for good: ${names}. Move them to another account or release them, then run the command again`,
  );
}
