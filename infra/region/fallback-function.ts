import { LogGroup } from "@pulumi/aws/cloudwatch/logGroup.js";
import { Function as LambdaFunction } from "@pulumi/aws/lambda/function.js";
import { FunctionUrl } from "@pulumi/aws/lambda/functionUrl.js";
import { Permission } from "@pulumi/aws/lambda/permission.js";
import * as pulumi from "@pulumi/pulumi";
import { fallbackHandlerRights } from "../rights/fallback.ts";
import { functionCode } from "./fallback-answer.ts";
import type { FallbackArgs } from "./fallback-args.ts";
import { lambdaRole } from "./lambda-role.ts";

/**
 * Reserved concurrency of the fallback. A function URL accepts ten requests a second for each execution, so 1,000 calls a second.
 * https://docs.aws.amazon.com/lambda/latest/dg/urls-configuration.html
 */
const CONCURRENCY = 100;

/**
 * Declares a function in a second AWS Region, with AWS's own domain and certificate. It needs no key, table or environment: the texts are in its code.
 * Returns the fallback's URL, which resolves when the fallback answers.
 */
export function functionFallback(
  name: string,
  { answer, awsRegion, logGroup, logRetentionDays }: FallbackArgs,
  child: pulumi.CustomResourceOptions,
): pulumi.Output<string> {
  const guarded = { ...child, protect: true };
  const logs = new LogGroup(name, { name: logGroup, region: awsRegion, retentionInDays: logRetentionDays }, child);
  const rights = fallbackHandlerRights(pulumi.interpolate`${logs.arn}:log-stream:*`);
  const { role, policy } = lambdaRole(name, rights, child);
  const fn = new LambdaFunction(
    name,
    {
      name,
      region: awsRegion,
      role: role.arn,
      runtime: "nodejs22.x",
      architectures: ["arm64"],
      handler: "index.handler",
      code: new pulumi.asset.AssetArchive({ "index.mjs": new pulumi.asset.StringAsset(functionCode(answer)) }),
      memorySize: 128,
      timeout: 3,
      reservedConcurrentExecutions: CONCURRENCY,
      loggingConfig: { logFormat: "JSON", logGroup: logs.name },
    },
    { ...guarded, dependsOn: [policy] },
  );
  const url = new FunctionUrl(name, { functionName: fn.name, region: awsRegion, authorizationType: "NONE" }, guarded);
  // Since October 2025 a function URL needs both permissions: https://docs.aws.amazon.com/lambda/latest/dg/urls-auth.html
  const open = [
    { action: "lambda:InvokeFunctionUrl", functionUrlAuthType: "NONE" },
    { action: "lambda:InvokeFunction", invokedViaFunctionUrl: true },
  ].map(
    (allowed) =>
      new Permission(
        `${name}-${allowed.action.replace("lambda:", "")}`,
        { ...allowed, function: fn.name, region: awsRegion, principal: "*" },
        child,
      ),
  );
  return pulumi.all([url.functionUrl, ...open.map(({ id }) => id)]).apply(([functionUrl]) => functionUrl!);
}
