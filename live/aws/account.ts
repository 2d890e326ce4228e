import { ListHostedZonesByNameCommand } from "@aws-sdk/client-route-53";
import { GetCallerIdentityCommand } from "@aws-sdk/client-sts";
import { Refused } from "../refused.ts";
import type { Clients } from "./clients.ts";
import { HELD } from "./held.ts";

/** The AWS account that the credentials must belong to. */
export interface Scratch {
  /** Account number of 12 digits. */
  readonly account: string;
  readonly region: string;
  /** Name of the public Route 53 zone for the region's webhook domain. */
  readonly zone: string;
}

/** Facts about the checked account. */
export interface ScratchAccount {
  /** The identity of the credentials: the ARN of a user, or of a role's session. */
  readonly caller: string;
  readonly zoneId: string;
}

/**
 * Checks that the credentials belong to the named account, that the account is empty, and that it has the zone. Changes nothing.
 * @throws Refused if a check fails or a read permission is missing
 */
export async function checkScratch(clients: Clients, { account, region, zone }: Scratch): Promise<ScratchAccount> {
  const caller = await checkAccount(clients, account);
  for (const { right, kind, list } of HELD) {
    const [first] = await allowed(right, list(clients));
    if (first !== undefined)
      throw new Refused(
        `AWS account ${account} isn't empty: it has the ${kind} ${first.name} in ${region}. Use a scratch account`,
      );
  }
  const look = clients.route53.send(new ListHostedZonesByNameCommand({ DNSName: zone }));
  const { HostedZones = [] } = await allowed("route53:ListHostedZonesByName", look);
  const found = HostedZones.find((one) => one.Name === `${zone}.` && one.Config?.PrivateZone !== true);
  if (found === undefined)
    throw new Refused(
      `AWS account ${account} has no public Route 53 zone ${zone}. Create it, or name another with --aws-zone`,
    );
  return { caller, zoneId: found.Id!.replace("/hostedzone/", "") };
}

/**
 * Returns the ARN of the caller.
 * @throws Refused if the credentials belong to another account
 */
export async function checkAccount({ sts }: Clients, account: string): Promise<string> {
  const { Account, Arn = "" } = await allowed("sts:GetCallerIdentity", sts.send(new GetCallerIdentityCommand()));
  if (Account !== account)
    throw new Refused(
      `the AWS credentials belong to account ${Account}, not to ${account}. Set credentials for ${account}`,
    );
  return Arn;
}

/** Awaits a request. @throws Refused, naming the missing permission if access was denied */
async function allowed<T>(right: string, request: Promise<T>): Promise<T> {
  try {
    return await request;
  } catch (error) {
    const { name, message } = error as Error;
    if (/AccessDenied|Unauthorized|AuthorizationError|NotAuthorized/.test(name))
      throw new Refused(`the permission ${right} is missing. Grant it to the role that runs npm run live`);
    throw new Refused(`the request ${right} to AWS failed: ${message.split("\n")[0]}`);
  }
}
