import { Alias } from "@pulumi/aws/kms/alias.js";
import { getPublicKeyOutput } from "@pulumi/aws/kms/getPublicKey.js";
import { Key, type KeyArgs } from "@pulumi/aws/kms/key.js";
import * as pulumi from "@pulumi/pulumi";
import { fromAlarms, logsPrincipal, type Place } from "./place.ts";

/** What the region's keys are for. */
export interface EncryptionArgs {
  readonly place: Place;
  /** Names of the log groups that CloudWatch Logs may encrypt with the key. */
  readonly logGroups: readonly string[];
  /** Begin of the names of the alarms that CloudWatch may publish encrypted with the key. */
  readonly alarmPrefix: string;
}

/**
 * What the account may let its people and roles do with the key: everything that keeps it governable, and what DynamoDB asks of whoever makes or restores
 * a table (https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/encryption.usagenotes.html writes `kms:ReEncrypt*` and `kms:GenerateDataKey*`;
 * these are the actions behind them).
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
 * The region's own KMS keys. One encrypts the tables. One encrypts what tells people of trouble, logs and alarms: where the tables' key is disabled,
 * their alarm must still be sent (https://docs.aws.amazon.com/sns/latest/api/API_Publish.html, KMSDisabledException). With the public half of the third,
 * tenants' stacks seal the tokens that webhooks are signed with, which only the handlers can open. Lambda keeps the handlers' settings with a key
 * of its own: no function runs while the key that it is given is disabled (https://docs.aws.amazon.com/lambda/latest/api/API_Invoke.html,
 * KMSDisabledException), and nothing in them is secret.
 */
export class Encryption extends pulumi.ComponentResource {
  /** Of the tables. */
  readonly keyArn: pulumi.Output<string>;
  readonly tokenKey: { readonly arn: pulumi.Output<string>; readonly publicKeyPem: pulumi.Output<string> };
  /** Of logs and alarms. */
  readonly watchKeyArn: pulumi.Output<string>;

  constructor(name: string, args: EncryptionArgs, opts?: pulumi.ComponentResourceOptions) {
    super("aybiza:region:Encryption", name, {}, opts);
    const { partition, region, account } = args.place;
    const groups = args.logGroups.map((group) => `arn:${partition}:logs:${region}:${account}:log-group:${group}`);
    const logs = {
      Sid: "Logs",
      Effect: "Allow",
      Principal: { Service: logsPrincipal(args.place) },
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
      // What an earlier version logged is encrypted with this key: it can be read as long as it is kept.
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
