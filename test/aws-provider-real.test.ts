import { chmodSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { CreateHostedZoneCommand, Route53Client } from "@aws-sdk/client-route-53";
import { afterAll, beforeAll, expect, test } from "vitest";
import { UserError } from "../domain/user-error.ts";
import { Engine } from "../launch/engine.ts";
import { type MiniStack, startMiniStack } from "../rehearsal/aws/ministack.ts";
import {
  configureStack,
  officialConfiguration,
  officialPlugin,
  requireOfficialPlugin,
} from "../rehearsal/aws/official-plugin.ts";
import { pulumiEnvironment } from "../rehearsal/engine-environment.ts";
import { ministackVenv, rehearsalPassphrase, root, stateDir } from "../rehearsal/paths.ts";
import { RehearsalProject } from "../rehearsal/project.ts";

const dir = join(stateDir, "test", "aws-provider-real");
const record = join(dir, "configured.jsonl");
let cloud: MiniStack;
beforeAll(async () => {
  rmSync(dir, { recursive: true, force: true });
  mkdirSync(join(dir, "state"), { recursive: true });
  cloud = await startMiniStack({ venv: ministackVenv, dir: join(dir, "aws") });
});
afterAll(() => cloud?.stop());

/** A Pulumi home with an executable where `pulumi plugin install` puts the official one. */
function homeWithStandIn(): string {
  const home = join(dir, "pulumi");
  const plugin = join(home, "plugins", "resource-aws-v7.48.0");
  mkdirSync(plugin, { recursive: true });
  const executable = join(plugin, "pulumi-resource-aws");
  const main = join(root, "test", "official-plugin-stand-in.ts");
  writeFileSync(executable, `#!/bin/sh\nexec "${process.execPath}" "${main}" "$@"\n`);
  chmodSync(executable, 0o755);
  return home;
}

test("a region comes up through an installed plugin, by configuration alone", async () => {
  const home = homeWithStandIn();
  expect(officialPlugin(home)).toBe(join(home, "plugins", "resource-aws-v7.48.0", "pulumi-resource-aws"));
  const route53 = new Route53Client({
    endpoint: cloud.endpoint,
    region: "us-east-1",
    credentials: { accessKeyId: "test", secretAccessKey: "test" },
  });
  await route53.send(new CreateHostedZoneCommand({ Name: "aybiza.example", CallerReference: "test" }));
  route53.destroy();

  const project = new RehearsalProject(join(dir, "project"));
  for (const file of project.stackFiles()) configureStack(file, cloud.endpoint);
  const engine = new Engine(project.dir, {
    ...pulumiEnvironment({ root, backendDir: join(dir, "state"), passphrase: rehearsalPassphrase }),
    PULUMI_HOME: home,
    AYBIZA_STAND_IN_RECORD: record,
    // For the provider of package aybiza, which speaks to AWS with the SDK.
    AWS_ENDPOINT_URL: cloud.endpoint,
    AWS_ACCESS_KEY_ID: "test",
    AWS_SECRET_ACCESS_KEY: "test",
  });
  await engine.must(["stack", "init", "us"]);
  const up = await engine.must(["up", "--yes", "--skip-preview", "--stack", "us"]);
  expect(up.changes.created).toBeGreaterThan(30);

  const configured = readFileSync(record, "utf8")
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line));
  const { endpoints, ...rest } = configured[0];
  const services = {
    acm: "",
    apigatewayv2: "",
    cloudfront: "",
    cloudwatch: "",
    dynamodb: "",
    iam: "",
    kms: "",
    lambda: "",
    logs: "",
  };
  const named = Object.keys({ ...services, route53: "", s3: "", sns: "", sqs: "", sts: "" });
  expect(JSON.parse(endpoints)).toEqual([Object.fromEntries(named.map((service) => [service, cloud.endpoint]))]);
  expect(rest).toEqual({
    region: "us-east-1",
    s3UsePathStyle: "true",
    skipCredentialsValidation: "true",
    skipMetadataApiCheck: "true",
    skipRegionValidation: "true",
  });
  expect((await engine.must(["preview", "--stack", "us", "--expect-no-changes"])).code).toBe(0);
});

test("the configuration keeps what a stack's file says, and leaves the account to the local STS", () => {
  const file = join(dir, "Pulumi.x.yaml");
  writeFileSync(file, "# mine\nconfig:\n  aws:region: eu-west-2 # London\n");
  configureStack(file, "http://127.0.0.1:4566");
  expect(readFileSync(file, "utf8")).toContain("# mine\nconfig:\n  aws:region: eu-west-2 # London\n  aws:endpoints:\n");
  expect(officialConfiguration("http://127.0.0.1:4566")).not.toHaveProperty("aws:skipRequestingAccountId");
});

test("without the plugin one message says how to install it", () => {
  const home = join(dir, "empty");
  expect(officialPlugin(home)).toBeUndefined();
  let refused: unknown;
  try {
    requireOfficialPlugin(home);
  } catch (error) {
    refused = error;
  }
  expect(refused).toBeInstanceOf(UserError);
  expect((refused as UserError).message).toBe(
    `the official plugin of package aws, v7.48.0, isn't installed in ${home}`,
  );
  expect((refused as UserError).fix).toEqual([
    `install it there (several hundred megabytes from the Internet): PULUMI_HOME=${home} npx pulumi plugin install resource aws v7.48.0`,
    "or omit --aws-provider: a rehearsal has its own provider",
  ]);
});
