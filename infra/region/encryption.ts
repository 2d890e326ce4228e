import { getCallerIdentityOutput } from "@pulumi/aws/getCallerIdentity.js";
import { getPartitionOutput } from "@pulumi/aws/getPartition.js";
import { getRegionOutput } from "@pulumi/aws/getRegion.js";
import { Alias } from "@pulumi/aws/kms/alias.js";
import { Key } from "@pulumi/aws/kms/key.js";
import * as pulumi from "@pulumi/pulumi";

export interface EncryptionArgs {
  /** Names of the log groups that CloudWatch Logs may encrypt with the key. */
  readonly logGroups: readonly string[];
}

/** What the account's administrators may do with the key: everything that keeps it governable, named action by action. */
const administration = [
  "CancelKeyDeletion",
  "CreateAlias",
  "CreateGrant",
  "Decrypt",
  "DeleteAlias",
  "DescribeKey",
  "DisableKey",
  "EnableKey",
  "EnableKeyRotation",
  "Encrypt",
  "GenerateDataKey",
  "GetKeyPolicy",
  "GetKeyRotationStatus",
  "ListGrants",
  "ListResourceTags",
  "PutKeyPolicy",
  "RevokeGrant",
  "ScheduleKeyDeletion",
  "TagResource",
  "UntagResource",
  "UpdateAlias",
  "UpdateKeyDescription",
].map((action) => `kms:${action}`);

/** The region's own KMS key: it encrypts the tables, the handlers' settings, the logs and each signing token. */
export class Encryption extends pulumi.ComponentResource {
  readonly keyArn: pulumi.Output<string>;
  /** The same ARN, once its policy lets CloudWatch Logs use it. */
  readonly logKeyArn: pulumi.Output<string>;

  constructor(name: string, args: EncryptionArgs, opts?: pulumi.ComponentResourceOptions) {
    super("aybiza:region:Encryption", name, {}, opts);
    const caller = getCallerIdentityOutput({}, { parent: this });
    const region = getRegionOutput({}, { parent: this });
    const partition = getPartitionOutput({}, { parent: this });
    const policy = pulumi
      .all([caller.accountId, region.region, partition.partition])
      .apply(([account, regionName, aws]) =>
        JSON.stringify({
          Version: "2012-10-17",
          Statement: [
            {
              Sid: "Administration",
              Effect: "Allow",
              Principal: { AWS: `arn:${aws}:iam::${account}:root` },
              Action: administration,
              Resource: "*",
            },
            {
              Sid: "Logs",
              Effect: "Allow",
              Principal: { Service: `logs.${regionName}.amazonaws.com` },
              Action: ["kms:Decrypt", "kms:DescribeKey", "kms:Encrypt", "kms:GenerateDataKey"],
              // In a key policy the resource is the key itself: https://docs.aws.amazon.com/kms/latest/developerguide/key-policy-overview.html
              Resource: "*",
              Condition: {
                ArnEquals: {
                  "kms:EncryptionContext:aws:logs:arn": args.logGroups.map(
                    (group) => `arn:${aws}:logs:${regionName}:${account}:log-group:${group}`,
                  ),
                },
              },
            },
          ],
        }),
      );
    const key = new Key(
      name,
      {
        description: `${name}: tables, handlers, logs and signing tokens`,
        enableKeyRotation: true,
        deletionWindowInDays: 30,
        policy,
      },
      { parent: this, protect: true },
    );
    new Alias(name, { name: `alias/${name}`, targetKeyId: key.keyId }, { parent: this, protect: true });
    this.keyArn = key.arn;
    this.logKeyArn = key.arn;
    this.registerOutputs({ keyArn: this.keyArn });
  }
}
