import { getCallerIdentityOutput } from "@pulumi/aws/getCallerIdentity.js";
import { getPartitionOutput } from "@pulumi/aws/getPartition.js";
import { getRegionOutput } from "@pulumi/aws/getRegion.js";
import * as pulumi from "@pulumi/pulumi";

/** The AWS account and region of a stack, as ARNs have them. */
export interface Place {
  readonly partition: string;
  readonly region: string;
  readonly account: string;
}

/** Where the stack is deployed. */
export function deployedIn(): pulumi.Output<Place> {
  return pulumi
    .all([getPartitionOutput(), getRegionOutput(), getCallerIdentityOutput()])
    .apply(([{ partition }, { region }, { accountId }]) => ({ partition, region, account: accountId }));
}

/** Condition of a policy: CloudWatch acts for alarms of this account whose names begin so, and for nobody else's. */
export function fromAlarms({ partition, region, account }: Place, prefix: string) {
  return {
    StringEquals: { "aws:SourceAccount": account },
    ArnLike: { "aws:SourceArn": `arn:${partition}:cloudwatch:${region}:${account}:alarm:${prefix}*` },
  };
}
