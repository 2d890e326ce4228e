// @ts-check
// A program that tries twenty ways round the rules. Each resource is named for the policy that has to refuse it.
import { LogGroup } from "@pulumi/aws/cloudwatch/logGroup.js";
import { Table } from "@pulumi/aws/dynamodb/table.js";
import { Role } from "@pulumi/aws/iam/role.js";
import { RolePolicy } from "@pulumi/aws/iam/rolePolicy.js";
import { Function as LambdaFunction } from "@pulumi/aws/lambda/function.js";
import { FunctionUrl } from "@pulumi/aws/lambda/functionUrl.js";
import { Permission } from "@pulumi/aws/lambda/permission.js";
import { Bucket } from "@pulumi/aws/s3/bucket.js";
import { BucketPolicy } from "@pulumi/aws/s3/bucketPolicy.js";
import { BucketPublicAccessBlock } from "@pulumi/aws/s3/bucketPublicAccessBlock.js";
import { Topic } from "@pulumi/aws/sns/topic.js";
import { Queue } from "@pulumi/aws/sqs/queue.js";
import { QueuePolicy } from "@pulumi/aws/sqs/queuePolicy.js";
import * as pulumi from "@pulumi/pulumi";
import * as twilio from "@pulumi/twilio";

const provider = new twilio.Provider("parent", { accountSid: new pulumi.Config().require("accountSid") });
const kept = { deletionProtectionEnabled: true, pointInTimeRecovery: { enabled: true } };
const key = "arn:aws:kms:us-east-1:000000000000:key/00000000-0000-4000-8000-000000000000";
const hash = { hashKey: "pk", attributes: [{ name: "pk", type: "S" }], billingMode: "PAY_PER_REQUEST" };
const code = new pulumi.asset.AssetArchive({ "index.mjs": new pulumi.asset.StringAsset("export const handler = 1;") });
const trust = JSON.stringify({
  Version: "2012-10-17",
  Statement: [{ Effect: "Allow", Principal: { Service: "lambda.amazonaws.com" }, Action: "sts:AssumeRole" }],
});
const role = new Role("plain", { assumeRolePolicy: trust });
/** @param {object} statement @returns {any} */
const allow = (statement) => ({ Version: "2012-10-17", Statement: [{ Effect: "Allow", ...statement }] });
/** @param {object} more @returns {any} */
const lambda = (more) => ({ role: role.arn, runtime: "nodejs22.x", handler: "index.handler", code, ...more });

// 1 to 5: rights.
new RolePolicy("no-wildcard-rights-1", {
  role: role.name,
  policy: JSON.stringify(allow({ Action: "S3:Get*", Resource: "arn:aws:s3:::a/*" })),
});
new RolePolicy("no-wildcard-rights-2", {
  role: role.name,
  policy: JSON.stringify(allow({ Action: "iam:PassRole", Resource: "arn:aws:iam::000000000000:role/*" })),
});
new RolePolicy("no-wildcard-rights-3", {
  role: role.name,
  policy: JSON.stringify(allow({ Action: "sqs:SendMessage", Resource: "arn:*" })),
});
new Role("no-wildcard-rights-4", {
  assumeRolePolicy: trust,
  managedPolicyArns: ["arn:aws:iam::aws:policy/AdministratorAccess"],
});
new Role("no-open-principal-1", {
  assumeRolePolicy: JSON.stringify(allow({ Principal: "*", Action: "sts:AssumeRole" })),
});
// 6 to 10: public resources.
const bucket = new Bucket("plain", {});
new BucketPolicy("no-open-principal-2", {
  bucket: bucket.bucket,
  policy: JSON.stringify(allow({ Principal: { AWS: "*" }, Action: "s3:GetObject", Resource: "arn:aws:s3:::a/*" })),
});
const queue = new Queue("plain", { sqsManagedSseEnabled: true });
new QueuePolicy("no-open-principal-3", {
  queueUrl: queue.url,
  policy: JSON.stringify(
    allow({
      NotPrincipal: { AWS: "000000000000" },
      Action: "sqs:SendMessage",
      Resource: "arn:aws:sqs:us-east-1:000000000000:q",
    }),
  ),
});
new BucketPublicAccessBlock("not-public-1", { bucket: bucket.bucket, blockPublicAcls: true });
new FunctionUrl("not-public-2", { functionName: "other", authorizationType: "NONE" });
new Permission("not-public-3", { function: "other", action: "lambda:InvokeFunction", principal: "*" });
// 11 to 14: storage.
new Table("table-kept-1", { ...hash, ...kept, serverSideEncryption: { enabled: true } });
new Queue("encrypted-at-rest-1", { sqsManagedSseEnabled: false });
new Topic("encrypted-at-rest-2", {});
new LogGroup("logs-expire-1", {});
// 15: data outside its countries.
new Table("data-in-region-1", {
  ...hash,
  ...kept,
  region: "ap-southeast-2",
  serverSideEncryption: { enabled: true, kmsKeyArn: key },
});
// 16 and 17: functions.
new LambdaFunction(
  "no-secret-in-environment-1",
  lambda({ environment: { variables: { AUTH_TOKEN: pulumi.secret("0123456789abcdef0123456789abcdef") } } }),
);
new LambdaFunction("function-starts-1", lambda({ kmsKeyArn: key }));
// 18 to 22: numbers and calls.
new twilio.IncomingPhoneNumber(
  "live-number-protected-1",
  { acquire: "buy", search: { country: "US", type: "local", areaCode: "415" } },
  { provider },
);
new twilio.IncomingPhoneNumber(
  "documents-given-1",
  { acquire: "buy", search: { country: "GB", type: "mobile" } },
  { provider, protect: true },
);
new twilio.Application("encrypted-in-transit-1", { voiceUrl: "http://voice.example/twilio" }, { provider });
new twilio.Application(
  "fallback-apart-1",
  { voiceUrl: "https://voice.example/a", voiceFallbackUrl: "https://VOICE.example.:8443/b" },
  { provider },
);
new twilio.IpRecord("narrow-trunk-1", { ipAddress: "192.0.2.0", cidrPrefixLength: 8 }, { provider });
