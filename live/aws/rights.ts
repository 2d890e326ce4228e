import { GetRoleCommand, type IAMClient, SimulatePrincipalPolicyCommand } from "@aws-sdk/client-iam";
import { GRANTEES, policiesFor } from "../../infra/rights/published.ts";
import { documentOf, type Values } from "../../infra/rights/right.ts";
import { Refused } from "../refused.ts";

/** The published policies that the credentials need. */
const DEPLOYER = GRANTEES.find(({ name }) => name === "region-deployer")!;

/**
 * Checks that the credentials have the permissions for a region's deployment (docs/rights.md), by IAM's policy simulation.
 * Skips statements with a condition, whose values aren't known yet.
 * https://docs.aws.amazon.com/IAM/latest/APIReference/API_SimulatePrincipalPolicy.html
 *
 * @param caller ARN of the caller, from STS
 * @throws Refused, naming the first missing permission and the policy that grants it
 */
export async function checkRights(iam: IAMClient, caller: string, values: Values): Promise<void> {
  // The root user may do everything, and IAM can't simulate it.
  if (caller.endsWith(":root")) return;
  const PolicySourceArn = await principalOf(iam, caller);
  for (const [policy, rights] of policiesFor(DEPLOYER, "cloudfront")) {
    for (const { Action, Resource, Condition } of documentOf(rights, values).Statement) {
      if (Condition !== undefined) continue;
      for (const resource of [Resource].flat()) {
        const denied = await firstDenied(iam, PolicySourceArn, Action, resource);
        if (denied === undefined) continue;
        throw new Refused(
          `the permission ${denied} on ${resource} is missing. Attach the policy ${policy} of docs/rights.md to ${PolicySourceArn}`,
        );
      }
    }
  }
}

async function firstDenied(iam: IAMClient, PolicySourceArn: string, actions: readonly string[], resource: string) {
  // The simulation accepts a resource, not a pattern: a name replaces the pattern's `*`.
  const ResourceArns = [resource === "*" ? resource : resource.replaceAll("*", "x")];
  try {
    const { EvaluationResults = [] } = await iam.send(
      new SimulatePrincipalPolicyCommand({ PolicySourceArn, ActionNames: [...actions], ResourceArns }),
    );
    return EvaluationResults.find(({ EvalDecision }) => EvalDecision !== "allowed")?.EvalActionName;
  } catch (error) {
    if (!/AccessDenied/.test((error as Error).name)) throw error;
    throw new Refused(
      "the permission iam:SimulatePrincipalPolicy is missing. Grant it: the check for missing permissions needs it",
    );
  }
}

/** Returns the role of a session: `arn:aws:iam::123456789012:role/deployer` for `arn:aws:sts::123456789012:assumed-role/deployer/session`. */
async function principalOf(iam: IAMClient, caller: string): Promise<string> {
  const [, head, account, RoleName] = /^(arn:[a-z-]+):sts::(\d+):assumed-role\/([^/]+)\//.exec(caller) ?? [];
  if (RoleName === undefined) return caller;
  const role = await iam.send(new GetRoleCommand({ RoleName })).catch(() => undefined);
  return role?.Role?.Arn ?? `${head}:iam::${account}:role/${RoleName}`;
}
