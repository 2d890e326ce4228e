import { mkdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { CreateHostedZoneCommand, Route53Client } from "@aws-sdk/client-route-53";
import { serve } from "../providers/kit/serve.ts";
import { startMiniStack } from "../rehearsal/aws/ministack.ts";
import { Aws } from "../rehearsal/aws/provider/aws.ts";
import { awsProvider } from "../rehearsal/aws/provider/provider.ts";
import { Engine } from "../rehearsal/engine.ts";
import { ministackVenv, rehearsalPassphrase, root, stateDir } from "../rehearsal/paths.ts";
import { RehearsalProject } from "../rehearsal/project.ts";
import { pulumiEnvironment } from "../toolchain/environment.ts";

/** AWS and the real engine, for tests of a region's stack alone: nobody calls. */
export interface RegionWorld {
  readonly aws: Aws;
  readonly endpoint: string;
  readonly engine: Engine;
  readonly project: RehearsalProject;
  stop(): Promise<void>;
}

export async function startRegionWorld(name: string): Promise<RegionWorld> {
  const dir = join(stateDir, "test", name);
  rmSync(dir, { recursive: true, force: true });
  const backendDir = join(dir, "state");
  mkdirSync(backendDir, { recursive: true });
  const project = new RehearsalProject(join(dir, "project"));
  const { endpoint, stop } = await startMiniStack({ venv: ministackVenv, dir: join(dir, "aws") });
  const credentials = { accessKeyId: "test", secretAccessKey: "test" };
  const route53 = new Route53Client({ endpoint, region: "us-east-1", credentials });
  await route53.send(new CreateHostedZoneCommand({ Name: "aybiza.example", CallerReference: "test" }));
  route53.destroy();
  const provider = await serve(awsProvider({ endpoint }));
  const env = {
    ...pulumiEnvironment({ root, backendDir, passphrase: rehearsalPassphrase }),
    PULUMI_DEBUG_PROVIDERS: `aws:${provider.port}`,
    AWS_ENDPOINT_URL: endpoint,
    AWS_ACCESS_KEY_ID: credentials.accessKeyId,
    AWS_SECRET_ACCESS_KEY: credentials.secretAccessKey,
  };
  return {
    aws: new Aws({ endpoint, region: "us-east-1" }),
    endpoint,
    engine: new Engine(project.dir, env),
    project,
    async stop() {
      await provider.close();
      await stop();
    },
  };
}
