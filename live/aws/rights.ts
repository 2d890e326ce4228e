import { GetRoleCommand, type IAMClient, SimulatePrincipalPolicyCommand } from "@aws-sdk/client-iam";
import { GRANTEES } from "../../infra/rights/published.ts";
import { documentOf, type Values } from "../../infra/rights/right.ts";
import { Refused } from "../refused.ts";

/** The published policies that the kit's credentials need: its region declares no fallback of its own. */
const POLICIES = Object.entries(GRANTEES.find(({ name }) => name === "region-deployer")!.policies).filter(
  ([policy]) => !policy.startsWith("region-deployer-fallback"),
);

/**
 * Asks AWS whether credentials may do what a region's deployment does (docs/rights.md), without doing any of it. Statements with a condition are left
 * out: what they are asked with isn't known before. https://docs.aws.amazon.com/IAM/latest/APIReference/API_SimulatePrincipalPolicy.html
 *
 * @param caller who the credentials are, as STS says
 * @throws Refused that names the first right that is missing, with its policy
 */
export async function checkRights(iam: IAMClient, caller: string, values: Values): Promise<void> {
  // An account's root may do everything, and can't be asked about.
  if (caller.endsWith(":root")) return;
  const PolicySourceArn = await principalOf(iam, caller);
  for (const [policy, rights] of POLICIES) {
    for (const { Action, Resource, Condition } of documentOf(rights, values).Statement) {
      if (Condition !== undefined) continue;
      for (const resource of [Resource].flat()) {
        const denied = await firstDenied(iam, PolicySourceArn, Action, resource);
        if (denied === undefined) continue;
        throw new Refused(
          `the right ${denied} on ${resource} is missing: give ${PolicySourceArn} the policy ${policy} of docs/rights.md`,
        );
      }
    }
  }
}

async function firstDenied(iam: IAMClient, PolicySourceArn: string, actions: readonly string[], resource: string) {
  // What is asked about is one thing: a name takes the place of a pattern's end.
  const ResourceArns = [resource === "*" ? resource : resource.replaceAll("*", "x")];
  try {
    const { EvaluationResults = [] } = await iam.send(
      new SimulatePrincipalPolicyCommand({ PolicySourceArn, ActionNames: [...actions], ResourceArns }),
    );
    return EvaluationResults.find(({ EvalDecision }) => EvalDecision !== "allowed")?.EvalActionName;
  } catch (error) {
    if (!/AccessDenied/.test((error as Error).name)) throw error;
    throw new Refused(
      "the right iam:SimulatePrincipalPolicy is missing: allow it, so that the kit can see which others are",
    );
  }
}

/** `arn:aws:sts::123456789012:assumed-role/deployer/session` is the role `arn:aws:iam::123456789012:role/deployer`, which may have a path. */
async function principalOf(iam: IAMClient, caller: string): Promise<string> {
  const [, head, account, RoleName] = /^(arn:[a-z-]+):sts::(\d+):assumed-role\/([^/]+)\//.exec(caller) ?? [];
  if (RoleName === undefined) return caller;
  const role = await iam.send(new GetRoleCommand({ RoleName })).catch(() => undefined);
  return role?.Role?.Arn ?? `${head}:iam::${account}:role/${RoleName}`;
}
