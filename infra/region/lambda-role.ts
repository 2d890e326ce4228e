import { Role } from "@pulumi/aws/iam/role.js";
import { RolePolicy } from "@pulumi/aws/iam/rolePolicy.js";
import * as pulumi from "@pulumi/pulumi";

/** A right of infra/rights as a policy statement. */
interface Right {
  readonly sid: string;
  readonly actions: readonly string[];
  readonly resources: readonly pulumi.Input<string>[];
}

/** The role of one Lambda function, with only these rights. The function depends on `policy`, so that it never runs without its rights. */
export function lambdaRole(
  name: string,
  rights: readonly Right[],
  opts: pulumi.CustomResourceOptions,
): { readonly role: Role; readonly policy: RolePolicy } {
  const role = new Role(
    name,
    {
      assumeRolePolicy: JSON.stringify({
        Version: "2012-10-17",
        Statement: [{ Effect: "Allow", Principal: { Service: "lambda.amazonaws.com" }, Action: "sts:AssumeRole" }],
      }),
    },
    opts,
  );
  const Statement = rights.map(({ sid, actions, resources }) => ({
    Sid: sid,
    Effect: "Allow",
    Action: actions,
    Resource: resources[0] === "*" ? "*" : resources,
  }));
  const policy = new RolePolicy(
    name,
    { role: role.id, policy: pulumi.jsonStringify({ Version: "2012-10-17", Statement }) },
    opts,
  );
  return { role, policy };
}
