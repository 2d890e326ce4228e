import { Alias } from "@pulumi/aws/kms/alias.js";
import { getPublicKeyOutput } from "@pulumi/aws/kms/getPublicKey.js";
import { Key } from "@pulumi/aws/kms/key.js";
import * as pulumi from "@pulumi/pulumi";
import { fromAlarms, type Place } from "./place.ts";

/** What the region's keys are for. */
export interface EncryptionArgs {
  readonly place: Place;
  /** Names of the log groups that CloudWatch Logs may encrypt with the key. */
  readonly logGroups: readonly string[];
  /** Begin of the names of the alarms that CloudWatch may publish encrypted with the key. */
  readonly alarmPrefix: string;
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
  "DisableKeyRotation",
  "EnableKey",
  "EnableKeyRotation",
  "Encrypt",
  "GenerateDataKey",
  "GetKeyPolicy",
  "GetKeyRotationStatus",
  "GetPublicKey",
  "ListGrants",
  "ListResourceTags",
  "PutKeyPolicy",
  "RetireGrant",
  "RevokeGrant",
  "ScheduleKeyDeletion",
  "TagResource",
  "UntagResource",
  "UpdateAlias",
  "UpdateKeyDescription",
].map((action) => `kms:${action}`);

/** In a key policy the resource is the key itself: https://docs.aws.amazon.com/kms/latest/developerguide/key-policy-overview.html */
const administrators = (partition: string, account: string) => ({
  Sid: "Administration",
  Effect: "Allow",
  Principal: { AWS: `arn:${partition}:iam::${account}:root` },
  Action: administration,
  Resource: "*",
});

const keyPolicy = (...statements: object[]) => JSON.stringify({ Version: "2012-10-17", Statement: statements });

/**
 * The region's own KMS keys: one encrypts the tables, the handlers' settings and the logs; with the public half of the other, tenants'
 * stacks seal the tokens that webhooks are signed with, which only the handlers can open.
 */
export class Encryption extends pulumi.ComponentResource {
  readonly keyArn: pulumi.Output<string>;
  readonly tokenKey: { readonly arn: pulumi.Output<string>; readonly publicKeyPem: pulumi.Output<string> };
  /** The same ARN, once its policy lets CloudWatch Logs use it. */
  readonly logKeyArn: pulumi.Output<string>;

  constructor(name: string, args: EncryptionArgs, opts?: pulumi.ComponentResourceOptions) {
    super("aybiza:region:Encryption", name, {}, opts);
    const { partition, region, account } = args.place;
    const groups = args.logGroups.map((group) => `arn:${partition}:logs:${region}:${account}:log-group:${group}`);
    const logs = {
      Sid: "Logs",
      Effect: "Allow",
      Principal: { Service: `logs.${region}.amazonaws.com` },
      // What https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/encrypt-log-data-kms.html grants with wildcards, by name.
      Action: [
        "kms:Decrypt",
        "kms:DescribeKey",
        "kms:Encrypt",
        "kms:GenerateDataKey",
        "kms:GenerateDataKeyWithoutPlaintext",
        "kms:ReEncryptFrom",
        "kms:ReEncryptTo",
      ],
      Resource: "*",
      Condition: { ArnEquals: { "kms:EncryptionContext:aws:logs:arn": groups } },
    };
    // https://docs.aws.amazon.com/sns/latest/dg/sns-key-management.html#compatibility-with-aws-services
    const alarms = {
      Sid: "Alarms",
      Effect: "Allow",
      Principal: { Service: "cloudwatch.amazonaws.com" },
      Action: ["kms:Decrypt", "kms:GenerateDataKey"],
      Resource: "*",
      Condition: fromAlarms(args.place, args.alarmPrefix),
    };
    const policy = keyPolicy(administrators(partition, account), logs, alarms);
    const tokenPolicy = keyPolicy(administrators(partition, account));
    const key = new Key(
      name,
      {
        description: `${name}: tables, handlers, logs and alarms`,
        enableKeyRotation: true,
        deletionWindowInDays: 30,
        policy,
      },
      { parent: this, protect: true },
    );
    new Alias(name, { name: `alias/${name}`, targetKeyId: key.keyId }, { parent: this, protect: true });
    const tokenKey = new Key(
      `${name}-tokens`,
      {
        description: `${name}: signing tokens, sealed by tenants' stacks`,
        customerMasterKeySpec: "RSA_3072",
        keyUsage: "ENCRYPT_DECRYPT",
        deletionWindowInDays: 30,
        policy: tokenPolicy,
      },
      { parent: this, protect: true },
    );
    new Alias(
      `${name}-tokens`,
      { name: `alias/${name}-tokens`, targetKeyId: tokenKey.keyId },
      { parent: this, protect: true },
    );
    const { publicKeyPem } = getPublicKeyOutput({ keyId: tokenKey.arn }, { parent: this });
    this.tokenKey = { arn: tokenKey.arn, publicKeyPem };
    this.keyArn = key.arn;
    this.logKeyArn = key.arn;
    this.registerOutputs({ keyArn: this.keyArn });
  }
}
