import { UserError } from "../../domain/user-error.ts";
import { DEFAULT_WORLD } from "../../launch/world/name.ts";
import type { OwnAccount } from "../project.ts";

/**
 * A stack isn't brought up while its tenant's Twilio account isn't in the world: each of its requests would be refused.
 *
 * @param world its name
 * @throws UserError
 */
export function refuseUnread(unread: readonly OwnAccount[], stacks: readonly string[], world: string): void {
  const one = unread.find(({ stack }) => stacks.includes(stack));
  if (one === undefined) return;
  const { sid, stack } = one;
  const option = world === DEFAULT_WORLD ? "" : ` --name ${world}`;
  throw new UserError(
    "account-not-in-world",
    `the Twilio account ${sid} of stacks/Pulumi.${stack}.yaml isn't in this world: its auth token isn't there, or isn't encrypted with the world's passphrase`,
    [
      `Take the world's environment into a shell:  eval "$(./aybiza world env${option})"`,
      `Make the stack, if it isn't made yet:       npx pulumi stack init ${stack}`,
      `Set a token of 32 hex digits:               npx pulumi config set --stack ${stack} --secret --path 'twilio:credentials.${sid}.authToken' <token>`,
    ],
  );
}
