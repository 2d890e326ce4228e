import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe } from "vitest";
import { ministackVenv } from "../../paths.ts";
import { type MiniStack, startMiniStack } from "../ministack.ts";
import { Aws } from "./aws.ts";
import { dynamodbTests } from "./testing/dynamodb.ts";
import { everyTypeTests } from "./testing/every-type.ts";
import { httpApiTests } from "./testing/http-api.ts";
import { identityTests } from "./testing/identity.ts";
import { kmsTests } from "./testing/kms.ts";
import { messagingTests } from "./testing/messaging.ts";
import { Scene } from "./testing/scene.ts";

const dir = mkdtempSync(join(tmpdir(), "aybiza-ministack-"));
let cloud: MiniStack;
let aws: Aws;
const scene = new Scene(() => ({ endpoint: cloud.endpoint, aws }));

// All tests share one MiniStack, since each uses other resource names.
beforeAll(async () => {
  cloud = await startMiniStack({ venv: ministackVenv, dir });
  aws = new Aws({ endpoint: cloud.endpoint, region: "us-east-1" });
}, 60_000);

afterAll(async () => {
  await cloud?.stop();
  rmSync(dir, { recursive: true, force: true });
});

describe("kms", () => kmsTests(scene));
describe("dynamodb", () => dynamodbTests(scene));
describe("iam and logs", () => identityTests(scene));
describe("sqs, sns and alarms", () => messagingTests(scene));
describe("every type", () => everyTypeTests(scene));
describe("a handler behind an HTTP API", () => httpApiTests(scene));
