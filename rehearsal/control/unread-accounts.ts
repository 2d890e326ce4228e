import { UserError } from "../../domain/user-error.ts";
import { worldOption } from "../../launch/world/name.ts";
import type { OwnAccount } from "../project.ts";

/**
 * Refuses to deploy a stack whose tenant's own Twilio account isn't in the world: the Twilio stand-in would reject each request for the account.
 *
 * @param world name of the world
 * @throws UserError if a stack's account is missing
 */
export function refuseUnread(unread: readonly OwnAccount[], stacks: readonly string[], world: string): void {
  const one = unread.find(({ stack }) => stacks.includes(stack));
  if (one === undefined) return;
  const { sid, stack } = one;
  const option = worldOption(world, "--name");
  throw new UserError(
    "account-not-in-world",
    `Twilio account ${sid} of stacks/Pulumi.${stack}.yaml isn't in this world: the file lacks its auth token, or another passphrase encrypted it`,
    [
      `Load the world's environment:               eval "$(./aybiza world env${option})"`,
      `Create the stack, if there is none:         npx pulumi stack init ${stack}`,
      `Set a token of 32 hex digits:               npx pulumi config set --stack ${stack} --secret --path 'twilio:credentials.${sid}.authToken' <token>`,
    ],
  );
}
