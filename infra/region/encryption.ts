import { Alias } from "@pulumi/aws/kms/alias.js";
import { getPublicKeyOutput } from "@pulumi/aws/kms/getPublicKey.js";
import { Key, type KeyArgs } from "@pulumi/aws/kms/key.js";
import * as pulumi from "@pulumi/pulumi";
import { type AwsLocation, fromAlarms, logsPrincipal } from "./aws-location.ts";

/** What the region's keys encrypt. */
export interface EncryptionArgs {
  readonly location: AwsLocation;
  /** Names of the log groups that CloudWatch Logs may encrypt with the key. */
  readonly logGroups: readonly string[];
  /** CloudWatch may publish alarms with this prefix, encrypted with the key. */
  readonly alarmPrefix: string;
}

/**
 * Actions that the account's IAM policies may grant on the key: administration, and what DynamoDB needs to create or restore a table. AWS's page has
 * `kms:ReEncrypt*` and `kms:GenerateDataKey*`; this list has the actions that match these wildcards.
 * https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/encryption.usagenotes.html
 */
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
  "GenerateDataKeyWithoutPlaintext",
  "GetKeyPolicy",
  "GetKeyRotationStatus",
  "GetPublicKey",
  "ListGrants",
  "ListResourceTags",
  "PutKeyPolicy",
  "ReEncryptFrom",
  "ReEncryptTo",
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
 * The region's three KMS keys: for the tables, for logs and alarms, and for signing tokens. Logs and alarms have a separate key, so that alarms still
 * get out while the tables' key is disabled (https://docs.aws.amazon.com/sns/latest/api/API_Publish.html, KMSDisabledException). Tenants' stacks
 * seal signing tokens with the third key's public half, and only the handlers can unseal them. The handlers' environment, which holds no secret,
 * isn't encrypted with any of these keys: a function doesn't start while its key is disabled (https://docs.aws.amazon.com/lambda/latest/api/API_Invoke.html).
 */
export class Encryption extends pulumi.ComponentResource {
  /** Key of the tables. */
  readonly keyArn: pulumi.Output<string>;
  readonly tokenKey: { readonly arn: pulumi.Output<string>; readonly publicKeyPem: pulumi.Output<string> };
  /** Key of logs and alarms. */
  readonly watchKeyArn: pulumi.Output<string>;

  constructor(name: string, args: EncryptionArgs, opts?: pulumi.ComponentResourceOptions) {
    super("aybiza:region:Encryption", name, {}, opts);
    const { partition, region, account } = args.location;
    const groups = args.logGroups.map((group) => `arn:${partition}:logs:${region}:${account}:log-group:${group}`);
    const logs = {
      Sid: "Logs",
      Effect: "Allow",
      Principal: { Service: logsPrincipal(args.location) },
      // The actions that match the wildcards of https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/encrypt-log-data-kms.html
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
      Condition: fromAlarms(args.location, args.alarmPrefix),
    };
    const root = administrators(partition, account);
    const protectedChild = { parent: this, protect: true };
    const keyNamed = (keyName: string, keyArgs: KeyArgs) => {
      const key = new Key(keyName, { deletionWindowInDays: 30, ...keyArgs }, protectedChild);
      new Alias(keyName, { name: `alias/${keyName}`, targetKeyId: key.keyId }, protectedChild);
      return key;
    };
    const key = keyNamed(name, {
      description: `${name}: tables`,
      enableKeyRotation: true,
      // Logs that an older version wrote are encrypted with this key, and must stay readable.
      policy: keyPolicy(root, logs),
    });
    const watchKey = keyNamed(`${name}-watch`, {
      description: `${name}: logs and alarms`,
      enableKeyRotation: true,
      policy: keyPolicy(root, logs, alarms),
    });
    const tokenKey = keyNamed(`${name}-tokens`, {
      description: `${name}: signing tokens, sealed by tenants' stacks`,
      customerMasterKeySpec: "RSA_3072",
      keyUsage: "ENCRYPT_DECRYPT",
      policy: keyPolicy(root),
    });
    const { publicKeyPem } = getPublicKeyOutput({ keyId: tokenKey.arn }, { parent: this });
    this.tokenKey = { arn: tokenKey.arn, publicKeyPem };
    this.keyArn = key.arn;
    this.watchKeyArn = watchKey.arn;
    this.registerOutputs({ keyArn: this.keyArn });
  }
}
