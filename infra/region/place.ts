import { getCallerIdentity } from "@pulumi/aws/getCallerIdentity.js";
import { getPartition } from "@pulumi/aws/getPartition.js";
import { getRegion } from "@pulumi/aws/getRegion.js";

/** The AWS account and region of a stack, as ARNs have them. */
export interface Place {
  readonly partition: string;
  readonly region: string;
  readonly account: string;
}

/** Where the stack is deployed. Asked before anything is declared: credentials that AWS refuses are told once, and nothing is left half made. */
export async function deployedIn(): Promise<Place> {
  const [{ partition }, { region }, { accountId }] = await Promise.all([
    getPartition(),
    getRegion(),
    getCallerIdentity(),
  ]);
  return { partition, region, account: accountId };
}

/** Condition of a policy: CloudWatch acts for alarms of this account whose names begin so, and for nobody else's. */
export function fromAlarms({ partition, region, account }: Place, prefix: string) {
  return {
    StringEquals: { "aws:SourceAccount": account },
    ArnLike: { "aws:SourceArn": `arn:${partition}:cloudwatch:${region}:${account}:alarm:${prefix}*` },
  };
}

/**
 * The name under which CloudWatch Logs uses a key: of its Region, and in China with China's suffix, as no other service that a region uses. Not under
 * the suffix of the European Sovereign Cloud, whose services have their names of the commercial partition.
 * https://docs.amazonaws.cn/en_us/AmazonCloudWatch/latest/logs/encrypt-log-data-kms.html and, for all partitions, `ServicePrincipalNameForPartition` in
 * https://github.com/hashicorp/terraform-provider-aws/blob/main/names/names.go
 */
export const logsPrincipal = ({ partition, region }: Pick<Place, "partition" | "region">): string =>
  `logs.${region}.${partition === "aws-cn" ? "amazonaws.com.cn" : "amazonaws.com"}`;
