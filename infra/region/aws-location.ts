import { getCallerIdentity } from "@pulumi/aws/getCallerIdentity.js";
import { getPartition } from "@pulumi/aws/getPartition.js";
import { getRegion } from "@pulumi/aws/getRegion.js";

/** AWS partition, Region and account that a stack is deployed in. */
export interface AwsLocation {
  readonly partition: string;
  readonly region: string;
  readonly account: string;
}

/** Returns where the stack is deployed. Called before anything is declared, so that rejected credentials stop the update before any change. */
export async function awsLocation(): Promise<AwsLocation> {
  const [{ partition }, { region }, { accountId }] = await Promise.all([
    getPartition(),
    getRegion(),
    getCallerIdentity(),
  ]);
  return { partition, region, account: accountId };
}

/** Policy condition: CloudWatch acts for alarms of this account with this name prefix. */
export function fromAlarms({ partition, region, account }: AwsLocation, prefix: string) {
  return {
    StringEquals: { "aws:SourceAccount": account },
    ArnLike: { "aws:SourceArn": `arn:${partition}:cloudwatch:${region}:${account}:alarm:${prefix}*` },
  };
}

/**
 * Service principal of CloudWatch Logs. It includes the Region, and in China has China's DNS suffix. In the European Sovereign Cloud it has that of
 * the commercial partition.
 * https://docs.amazonaws.cn/en_us/AmazonCloudWatch/latest/logs/encrypt-log-data-kms.html and, for all partitions, `ServicePrincipalNameForPartition` in
 * https://github.com/hashicorp/terraform-provider-aws/blob/main/names/names.go
 */
export const logsPrincipal = ({ partition, region }: Pick<AwsLocation, "partition" | "region">): string =>
  `logs.${region}.${partition === "aws-cn" ? "amazonaws.com.cn" : "amazonaws.com"}`;
