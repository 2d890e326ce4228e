import { mkdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { CreateHostedZoneCommand, Route53Client } from "@aws-sdk/client-route-53";
import { Engine } from "../launch/engine.ts";
import { serve } from "../providers/kit/serve.ts";
import { startMiniStack } from "./aws/ministack.ts";
import { Aws } from "./aws/provider/aws.ts";
import { awsProvider } from "./aws/provider/provider.ts";
import { pulumiEnvironment } from "./engine-environment.ts";
import { ministackVenv, rehearsalPassphrase, root } from "./paths.ts";
import { RehearsalProject } from "./project.ts";

/** A local AWS and the real engine, enough for a region stack: no Twilio, no callers. */
export interface RegionWorld {
  readonly aws: Aws;
  readonly endpoint: string;
  readonly engine: Engine;
  readonly project: RehearsalProject;
  /** Environment variables for SDK clients of this local AWS, and for the engine to find the `aws` provider. */
  readonly env: Readonly<Record<string, string>>;
  stop(): Promise<void>;
}

/** Empties a folder and starts the world in it. The AWS account has only the Route 53 zone `aybiza.example`. */
export async function startRegionWorld(dir: string): Promise<RegionWorld> {
  rmSync(dir, { recursive: true, force: true });
  const backendDir = join(dir, "state");
  mkdirSync(backendDir, { recursive: true });
  const project = new RehearsalProject(join(dir, "project"));
  const { endpoint, stop } = await startMiniStack({ venv: ministackVenv, dir: join(dir, "aws") });
  const credentials = { accessKeyId: "test", secretAccessKey: "test" };
  const route53 = new Route53Client({ endpoint, region: "us-east-1", credentials });
  await route53.send(new CreateHostedZoneCommand({ Name: "aybiza.example", CallerReference: "rehearsal" }));
  route53.destroy();
  const provider = await serve(awsProvider({ endpoint }));
  const clouds = {
    PULUMI_DEBUG_PROVIDERS: `aws:${provider.port}`,
    AWS_ENDPOINT_URL: endpoint,
    AWS_ACCESS_KEY_ID: credentials.accessKeyId,
    AWS_SECRET_ACCESS_KEY: credentials.secretAccessKey,
  };
  const env = { ...pulumiEnvironment({ root, backendDir, passphrase: rehearsalPassphrase }), ...clouds };
  return {
    aws: new Aws({ endpoint, region: "us-east-1" }),
    endpoint,
    engine: new Engine(project.dir, env),
    project,
    env: clouds,
    async stop() {
      await provider.close();
      await stop();
    },
  };
}
